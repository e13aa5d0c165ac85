"""Pages come back as pixels."""

import io
from datetime import date
from pathlib import Path

from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.preview import render_page
from hardship_desktop.documents.pdf.visit_form import VisitForm, write_visit_forms


def test_a_page_is_rendered_as_rgba_from_bytes_and_from_a_file(fonts: Fonts, tmp_path: Path) -> None:
    out = io.BytesIO()
    write_visit_forms(
        [VisitForm.blank("PC01-2026-00013", "清河县总工会", date(2026, 3, 5))], out, fonts=fonts
    )
    path = tmp_path / "form.pdf"
    path.write_bytes(out.getvalue())
    width, height, pixels = render_page(path, 1, 72)
    assert (width, height) == (596, 842)
    assert len(pixels) == width * height * 4
    assert pixels == render_page(out.getvalue(), 1, 72)[2]
    assert set(pixels[3::4]) == {255}


def test_a_corner_square_is_black_and_the_margin_white(fonts: Fonts) -> None:
    out = io.BytesIO()
    write_visit_forms([VisitForm.blank("1", "清河县总工会", date(2026, 3, 5))], out, fonts=fonts)
    width, _, pixels = render_page(out.getvalue(), 0, 254)

    def at(x_mm: float, y_mm: float) -> bytes:
        start = (round(y_mm * 10) * width + round(x_mm * 10)) * 4
        return pixels[start : start + 4]

    assert at(7.5, 9.5) == b"\x00\x00\x00\xff"
    assert at(2.0, 2.0) == b"\xff\xff\xff\xff"
