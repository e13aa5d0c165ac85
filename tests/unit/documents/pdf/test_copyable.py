"""Every character that is printed can be copied out of the PDF again."""

import io
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import reportlab

from hardship_desktop.documents.pdf.copyable import CURED_VERSION, to_unicode_table
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.visit_form import VisitForm, missing_glyphs, write_visit_forms

TABLE = Path(__file__).parents[3] / "data" / "togscc.txt"
RARE = "䶮㛃𬭎𫖮𬱖堃喆犇垚淼昉翀頔玥"
EXTENSION_B_TO_F = "𠀧𪚥𪜎𫝅𫠬"
CHUNK = 120


def test_the_cure_was_made_for_this_version_of_reportlab() -> None:
    assert reportlab.__version__ == CURED_VERSION, "read copyable.py again, then move the pin"


def test_a_supplementary_character_is_written_as_a_surrogate_pair() -> None:
    table = to_unicode_table("AAAAAA+Font", [0, ord("中"), 0x2CB4E])
    assert "<01> <4E2D>" in table
    assert "<02> <D872DF4E>" in table
    assert "<00> <" not in table.split("endcodespacerange")[1]


def test_no_block_of_the_table_has_more_than_a_hundred_entries() -> None:
    table = to_unicode_table("F", range(256))
    assert [line for line in table.split("\n") if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "55 beginbfchar",
    ]


def _copied(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_all_characters_of_the_national_table_and_the_rare_ones_come_out_in_order(fonts: Fonts) -> None:
    table = TABLE.read_text("utf-8").strip()
    assert len(table) == 8105
    text = table + RARE
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    forms = [
        VisitForm(f"{number}", "Q", "清河县总工会", date(2026, 3, 5), values={"requests": chunk})
        for number, chunk in enumerate(chunks)
    ]
    assert missing_glyphs(forms, fonts) == []
    out = io.BytesIO()
    write_visit_forms(forms, out, fonts=fonts)
    copied, position = _copied(out.getvalue()), 0
    for chunk in chunks:
        position = copied.find(chunk, position)
        assert position >= 0, f"lost from {chunk[:10]}"


@pytest.mark.parametrize("character", EXTENSION_B_TO_F)
def test_a_character_of_the_later_extensions_comes_from_the_fallback(fonts: Fonts, character: str) -> None:
    form = VisitForm("1", "Q", "清河县总工会", date(2026, 3, 5), values={"name": f"王{character}明"})
    assert missing_glyphs([form], fonts) == []
    out = io.BytesIO()
    write_visit_forms([form], out, fonts=fonts)
    assert f"王{character}明" in _copied(out.getvalue())
