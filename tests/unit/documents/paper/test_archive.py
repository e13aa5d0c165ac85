"""The 档案表 says what the file says, in three kinds of file, and hides what must be hidden."""

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import docx
import openpyxl
import pypdfium2
import pytest

from hardship_desktop.documents.paper.archive import archive
from hardship_desktop.documents.paper.blocks import Document
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.pages import write_document
from hardship_desktop.documents.sheets.document import write_workbook
from hardship_desktop.documents.word.document import write_docx
from hardship_desktop.store.base import Record, field_map
from hardship_desktop.store.records import Aid, Household, IncomeItem, Person, Visit

HEAD = UUID(int=1)
NUMBER = "110101198103074006"
SECRETS = (NUMBER, "13800001234", "6217000000000000123", "1981-03-07", "尿毒症")


def row(record: type[Record], **said: Any) -> dict[str, Any]:
    return dict.fromkeys(field_map(record)) | said


@dataclass
class File:
    values: dict[str, Any]
    people: list[dict[str, Any]]
    incomes: list[dict[str, Any]] = field(default_factory=list)
    expenses: list[dict[str, Any]] = field(default_factory=list)
    assets: list[dict[str, Any]] = field(default_factory=list)
    aids: list[dict[str, Any]] = field(default_factory=list)
    visits: list[dict[str, Any]] = field(default_factory=list)

    @property
    def head(self) -> dict[str, Any]:
        return self.people[0]


@pytest.fixture
def family() -> File:
    head = row(Person, id=HEAD, name="王𬭎", relation="01", id_no=NUMBER, phone="13800001234")
    head |= {"birth_date": date(1981, 3, 7), "bank_card": "6217000000000000123", "illness": "尿毒症"}
    child = row(Person, id=UUID(int=2), name="王小𫖮", birth_date=date(2016, 9, 1), income_monthly=0)
    return File(
        row(Household, archive_no="2026A00012", address="云水省清江县城关镇" * 8, household_size=2),
        [head, child],
        incomes=[row(IncomeItem, person_id=HEAD, amount_fen=214825)],
        aids=[row(Aid, person_id=UUID(int=2), amount_fen=300000, paid_on=date(2026, 1, 5))],
        visits=[row(Visit, visited_on=date(2026, 3, 5), visitors="王敏、李强", requests="希望介绍就业")],
    )


def made(family: File, *, masked: bool) -> Document:
    return archive(family, masked=masked, printed_on=date(2026, 3, 6), unit="清江县总工会")


def pdf_text(document: Document, fonts: Fonts) -> str:
    out = io.BytesIO()
    write_document(document, out, fonts=fonts)
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)


def cells(document: Document) -> list[Any]:
    out = io.BytesIO()
    write_workbook(document, out)
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    return [value for values in sheet.iter_rows(values_only=True) for value in values if value is not None]


def docx_text(document: Document) -> str:
    out = io.BytesIO()
    write_docx(document, out)
    return "\n".join(element.text or "" for element in docx.Document(out).element.body.iter() if element.text)


def test_the_three_kinds_of_file_say_the_same(family: File, fonts: Fonts) -> None:
    document = made(family, masked=False)
    texts = pdf_text(document, fonts), "\n".join(map(str, cells(document))), docx_text(document)
    for text in texts:
        for word in (
            "困难职工档案表",
            "2026A00012",
            "王𬭎",
            "王小𫖮",
            "希望介绍就业",
            "申请人签字",
            *SECRETS,
        ):
            assert word in text


def test_a_masked_form_gives_no_secret_away(family: File, fonts: Fonts) -> None:
    document = made(family, masked=True)
    texts = pdf_text(document, fonts), "\n".join(map(str, cells(document))), docx_text(document)
    for text in texts:
        assert not [secret for secret in SECRETS if secret in text]
        assert "2016-09" not in text
        assert "2016-**-**" in text


def test_amounts_in_the_workbook_are_numbers(family: File) -> None:
    assert {2148.25, 3000, 0} <= {
        value for value in cells(made(family, masked=True)) if not isinstance(value, str)
    }


def test_the_workbook_prints_one_page_wide_and_the_docx_repeats_its_headers(family: File) -> None:
    out = io.BytesIO()
    write_workbook(made(family, masked=True), out)
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    out = io.BytesIO()
    write_docx(made(family, masked=True), out)
    xml = docx.Document(out).element.xml
    assert xml.count("w:tblHeader") == 6
    assert "w:cantSplit" in xml


def test_a_person_in_a_table_is_named(family: File, fonts: Fonts) -> None:
    assert "王小𫖮" in pdf_text(made(family, masked=True), fonts).split("帮扶记录")[1]
