import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.characters import fold_text, fold_width
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.names import fold_name, mask_name, split_surname


@pytest.mark.parametrize("dot", "·•・･‧∙⋅․●ㆍ.．﹒")
@pytest.mark.parametrize("space", ["", " ", "\u3000"])
def test_every_middle_dot_between_han_becomes_the_one_dot(dot: str, space: str) -> None:
    assert fold_name(f"阿依古丽{space}{dot}{space}买买提") == "阿依古丽\u00b7买买提"


def test_a_full_stop_after_a_latin_letter_stays() -> None:
    assert fold_name("John A. Smith") == "John A. Smith"


@pytest.mark.parametrize(
    "typed", ["王　敏", "王  敏", " 王\u00a0敏 ", "王\u200b敏", "\ufeff王敏", "王\x00敏\x7f", "王\u202e敏"]
)
def test_what_cannot_be_seen_or_only_aligns_goes(typed: str) -> None:
    assert fold_name(typed) == "王敏"


def test_words_in_other_scripts_keep_one_space() -> None:
    assert fold_name("Ｊｏｈｎ　  Smith") == "John Smith"


# GB 18030-2022 bytes and their characters, as in the WHATWG gb18030 index; Python's codec still gives
# the private-use characters of the 2000 edition.
GB_2022 = """
A6D9 FE10 A6DA FE12 A6DB FE11 A6DC FE13 A6DD FE14 A6DE FE15 A6DF FE16 A6EC FE17 A6ED FE18 A6F3 FE19
FE59 9FB4 FE61 9FB5 FE66 9FB6 FE67 9FB7 FE6D 9FB8 FE7E 9FB9 FE90 9FBA FEA0 9FBB
"""


def test_characters_that_left_private_use_are_folded() -> None:
    words = GB_2022.split()
    for code, character in zip(words[::2], words[1::2], strict=True):
        old = bytes.fromhex(code).decode("gb18030")
        assert 0xE000 <= ord(old) <= 0xF8FF
        assert fold_name("王" + old) == "王" + chr(int(character, 16))


@pytest.mark.parametrize(
    "code", [0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27]
)
def test_unified_characters_in_the_compatibility_block_stay(code: int) -> None:
    assert fold_name("王" + chr(code)) == "王" + chr(code)


@pytest.mark.parametrize(
    ("typed", "kept"), [("\uf90a", "金"), ("\ufa0c", "兀"), ("\U0002f800", "丽"), ("⽅", "方")]
)
def test_compatibility_forms_become_the_character(typed: str, kept: str) -> None:
    assert fold_name(typed) == kept


@pytest.mark.parametrize("name", ["王𬭎", "李𫖮", "赵𬱖", "㛃", "䶮", "𠮷", "\U0003134a", "〇", "\ue001"])
def test_rare_characters_are_kept(name: str) -> None:
    assert fold_name(name) == name


def test_fifty_characters_pass_and_one_more_does_not() -> None:
    assert len(fold_name("𬭎" * 50)) == 50
    with pytest.raises(UserError, match="最长50个字，现为51个字"):
        fold_name("𬭎" * 51)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
    assert fold_width(fold_width(text)) == fold_width(text)
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text(max_size=40))
def test_a_folded_text_can_be_stored_anywhere(text: str) -> None:
    folded = fold_text(text)
    folded.encode()
    assert unicodedata.is_normalized("NFC", folded)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") or sign in "\n\t" for sign in folded)


def test_prose_keeps_its_punctuation_and_inner_spaces() -> None:
    assert fold_text(" 住院，花费２０００元（自付）。 见 附件 ") == "住院，花费2000元（自付）。 见 附件"
    assert fold_width("（０８７４）３１２－３４５６") == "(0874)312-3456"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("杨小华", "杨**"),
        ("王敏", "王*"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳修", "欧阳*"),
        ("欧阳", "欧*"),
        ("王", "王*"),
        ("阿依古丽·买买提", "阿***·***"),
        ("李𬭎", "李*"),
        ("John Smith", "J*** *****"),
        ("", ""),
    ],
)
def test_a_masked_name_shows_the_surname_only(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@given(st.text(alphabet="王欧阳小华·娜 ", min_size=2, max_size=20))
def test_a_masked_name_never_shows_more_than_two_characters(name: str) -> None:
    assert sum(sign not in "*· " for sign in mask_name(name)) <= 2


def test_compound_surnames_are_one_surname() -> None:
    assert split_surname("尉迟恭") == ("尉迟", "恭")
    assert split_surname("王敏") == ("王", "敏")
    assert split_surname("阿卜杜·热合曼") == ("", "阿卜杜·热合曼")
