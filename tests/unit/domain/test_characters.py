"""Characters of old fonts come to their real places."""

import unicodedata

from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.names import fold_name

_GBK_ROW_FE = [bytes((0xFE, second)) for second in (*range(0x50, 0x7F), *range(0x80, 0xA1))]


def private(sign: str) -> bool:
    return unicodedata.category(sign) == "Co"


def test_all_eighty_private_characters_of_gbk_fonts_are_stored_as_the_real_ones() -> None:
    assert len(_GBK_ROW_FE) == 80
    for place, raw in enumerate(_GBK_ROW_FE):
        real = fold_text(chr(0xE815 + place))
        assert not private(real)
        known = raw.decode("gb18030")
        assert private(known) or real == known  # 66 of them are in Python's own table
    assert len({fold_text(chr(0xE815 + place)) for place in range(80)}) == 80


def test_other_borrowed_characters_are_real_too() -> None:
    borrowed = [*range(0xE78D, 0xE797), 0xE7C7, 0xE7C8, *range(0xE7E7, 0xE7F4)]
    assert not any(private(fold_text(chr(code))) for code in borrowed)
    assert fold_text("\ue7c7\ue7c8") == "ḿǹ"


def test_a_name_typed_or_imported_with_such_a_font_is_the_real_name() -> None:
    assert fold_name("王\ue863") == "王䶮"
    assert fold_name("王\ue831") == "王𡗗"
