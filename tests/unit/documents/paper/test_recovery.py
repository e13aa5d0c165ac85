"""The recovery sheet: one page with the code and how to keep it."""

import io
from datetime import date

import pypdfium2
import pytest

from hardship_desktop.documents.paper.recovery import RECOVERY_CODE, recovery
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.pages import write_document

CODE = "7K2MA-9QXT5-4HRVE-B8WDG-3NFPZ"


@pytest.mark.parametrize("code", [CODE, CODE.replace("-", " "), "SHORT", "-".join(["WWWWW"] * 11)])
def test_the_sheet_is_one_page_with_the_whole_code_and_the_rules(fonts: Fonts, code: str) -> None:
    out = io.BytesIO()
    document = recovery(RECOVERY_CODE, code, unit="澜川县总工会", created_on=date(2026, 3, 5))
    write_document(document, out, fonts=fonts)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        assert len(document) == 1
        text = "".join(document[0].get_textpage().get_text_range().split())
    assert code.replace("-", "").replace(" ", "") in text
    assert "澜川县总工会" in text
    assert "不要拍照" in text
    assert "不要存在电脑" in text
    assert "2026-03-05" in text


def test_the_code_is_not_in_the_metadata(fonts: Fonts) -> None:
    out = io.BytesIO()
    document = recovery(RECOVERY_CODE, CODE, unit="澜川县总工会", created_on=date(2026, 3, 5))
    write_document(document, out, fonts=fonts)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        assert document.get_metadata_dict()["Title"] == "恢复码"
        assert CODE not in str(document.get_metadata_dict())
