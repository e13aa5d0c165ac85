"""A visit form says everything it was given, on an even number of sides, in a clean PDF."""

import io
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.visit_fields import TICKS, VALUE_LABELS
from hardship_desktop.documents.pdf.visit_form import MemberLine, VisitForm, missing_glyphs, write_visit_forms
from hardship_desktop.domain.progress import Cancelled

GOLDEN = Path(__file__).parents[3] / "golden" / "visit_form.txt"
UNKNOWN = "\U0003ffff"


def written(forms: Iterable[VisitForm], fonts: Fonts) -> bytes:
    out = io.BytesIO()
    write_visit_forms(forms, out, fonts=fonts)
    return out.getvalue()


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def squeezed(text: str) -> str:
    return "".join(text.split())


def blank() -> VisitForm:
    return VisitForm.blank("PC01-2026-00013", "清河县总工会", date(2026, 3, 5))


def test_a_filled_form_reads_as_it_always_did(fonts: Fonts, filled: VisitForm) -> None:
    text = "\n-- page --\n".join(pages(written([filled], fonts)))
    assert text.split() == GOLDEN.read_text("utf-8").split()


def test_every_value_of_a_filled_form_is_printed(fonts: Fonts, filled: VisitForm) -> None:
    copied = squeezed("".join(pages(written([filled], fonts))))
    for place, text in filled.texts():
        assert squeezed(text) in copied, place


def test_a_blank_form_has_two_sides_with_number_pages_and_the_qr_note(fonts: Fonts) -> None:
    sides = pages(written([blank()], fonts))
    assert len(sides) == 2
    for number, side in enumerate(sides, 1):
        assert "编号 PC01-2026-00013" in side
        assert f"第 {number} 页 / 共 2 页" in side
        assert "二维码仅含表号和页码，不含个人信息" in squeezed(side)


def test_twelve_members_are_all_printed_on_four_sides(fonts: Fonts) -> None:
    members = tuple(MemberLine(name=f"成员甲{number}号", relation="子") for number in range(1, 13))
    sides = pages(written([replace(blank(), members=members)], fonts))
    assert len(sides) == 4
    assert all(member.name in sides[0] for member in members[:8])
    assert all(member.name in sides[2] for member in members[8:])


def test_a_text_too_long_for_its_box_goes_on_overleaf_under_its_name(fonts: Fonts) -> None:
    text = "".join(f"第{number}条困难情况说明，" for number in range(400))
    sides = pages(written([replace(blank(), values={"found_difficulties": text})], fonts))
    assert len(sides) >= 4
    assert len(sides) % 2 == 0
    assert "→附页" in sides[1]
    assert squeezed(f"{VALUE_LABELS['found_difficulties']}（续）：第") in squeezed(sides[2])
    copied = squeezed("".join(sides))
    assert all(f"第{number}条" in copied for number in (0, 57, 211, 399))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text("王·𬭎阿卜9A，", min_size=1, max_size=600), min_size=4, max_size=4))
def test_no_character_is_lost_however_long_the_values(fonts: Fonts, texts: list[str]) -> None:
    keys = ("name", "address", "found_basics", "attachment_list")
    form = replace(blank(), values=dict(zip(keys, texts, strict=True)))
    empty, full = (squeezed("".join(pages(written([one], fonts)))) for one in (blank(), form))
    for character in "𬭎阿卜":
        given_count = sum(text.count(character) for text in texts)
        assert full.count(character) - empty.count(character) == given_count


def test_a_choice_without_a_box_is_written_out(fonts: Fonts) -> None:
    form = replace(blank(), ticks={"housing_type": ("安置商品房",)})
    assert "安置商品房" in squeezed(pages(written([form], fonts))[1])


def test_each_ticked_box_is_drawn_and_no_other(fonts: Fonts) -> None:
    def strokes(form: VisitForm) -> int:
        with pypdfium2.PdfDocument(written([form], fonts)) as document:
            return sum(len(list(page.get_objects(max_depth=1))) for page in document)

    ticks = {group: question.options for group, question in TICKS.items()}
    boxes = sum(len(question.options) for question in TICKS.values())
    assert strokes(replace(blank(), ticks=ticks)) - strokes(blank()) == boxes


def test_a_character_that_no_font_has_is_named_with_its_field(fonts: Fonts) -> None:
    members = (MemberLine(), MemberLine(name=f"王{UNKNOWN}"))
    form = replace(blank(), members=members, values={"name": f"{UNKNOWN}{UNKNOWN}明"})
    found = missing_glyphs([form], fonts)
    assert [(glyph.character, glyph.code_point, glyph.where) for glyph in found] == [
        (UNKNOWN, "U+3FFFF", "PC01-2026-00013 户主姓名"),
        (UNKNOWN, "U+3FFFF", "PC01-2026-00013 成员2 姓名"),
    ]


def test_a_character_that_no_font_has_is_printed_as_its_code_point(fonts: Fonts) -> None:
    form = replace(blank(), values={"name": f"王{UNKNOWN}明"})
    assert "王03FFFF明" in squeezed(pages(written([form], fonts))[0])


def test_invisible_characters_are_neither_missing_nor_printed(fonts: Fonts) -> None:
    form = replace(blank(), values={"name": "王\u200b\ufe00明"})
    assert missing_glyphs([form], fonts) == []
    assert "王明" in squeezed(pages(written([form], fonts))[0])


def test_a_name_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the visit form"):
        replace(blank(), values={"head": "王明"})
    with pytest.raises(ValueError, match="no tick box"):
        replace(blank(), ticks={"car": ("三轮车",)})
    with pytest.raises(ValueError, match="twelve months"):
        replace(blank(), months=("1",) * 13)


def test_many_forms_share_one_file_and_are_counted(fonts: Fonts, filled: VisitForm) -> None:
    steps: list[tuple[int, int]] = []

    class Watch:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))

    out = io.BytesIO()
    assert write_visit_forms([filled, blank(), filled], out, fonts=fonts, progress=Watch()) == 6
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_printing_stops_when_the_person_cancels(fonts: Fonts) -> None:
    class Stop:
        def step(self, done: int, total: int) -> None:
            raise Cancelled(done, total)

    out = io.BytesIO()
    with pytest.raises(Cancelled):
        write_visit_forms([blank()] * 3, out, fonts=fonts, progress=Stop())
    assert out.getvalue() == b""


def test_the_same_forms_give_the_same_bytes(fonts: Fonts, filled: VisitForm) -> None:
    assert written([filled], fonts) == written([filled], fonts)


def test_metadata_names_the_form_and_the_program_and_nobody_else(fonts: Fonts, filled: VisitForm) -> None:
    with pypdfium2.PdfDocument(written([filled], fonts)) as document:
        about = document.get_metadata_dict()
    assert about["Title"] == "困难职工入户走访表"
    assert {about["Author"], about["Creator"], about["Producer"]} == {"困难职工帮扶工作台"}
    assert not about["Subject"]
    assert not about["Keywords"]


@pytest.mark.skipif(not (shutil.which("qpdf") and shutil.which("pdffonts")), reason="needs qpdf and pdffonts")
def test_the_pdf_is_sound_and_every_font_is_an_embedded_subset_that_can_be_copied(
    fonts: Fonts, filled: VisitForm, tmp_path: Path
) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(written([replace(filled, archive_no="𪚥")], fonts))
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    rows = [line.split() for line in listed.splitlines()[2:]]
    assert any("HanaMinB" in row[0] for row in rows)
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    assert path.stat().st_size < 400_000
