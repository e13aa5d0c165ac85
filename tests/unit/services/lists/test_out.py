"""A list goes out as it is shown: every row, masked, with title and pages; open only on record."""

from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from sqlalchemy import select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Chosen, Wanted
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.out import ListOut
from hardship_desktop.store.records import Disclosure

PHONE = "13800001234"


@pytest.fixture
def many(desk: Desk) -> Desk:
    for number in range(45):
        family = {
            "status": "active",
            "tier": "deep" if number % 2 else "relative",
            "address": f"=人民路{number}号",
        }
        Households(desk).create(family, {"name": f"单雄{'一二三四五六七八九'[number % 9]}", "phone": PHONE})
    return desk


def wanted(**told: object) -> Wanted:
    return Wanted("households", columns=("head_name", "phone", "people", "address", "last_visit"), **told)  # type: ignore[arg-type]


def test_a_workbook_has_title_seal_line_serials_and_masked_values(many: Desk, tmp_path: Path) -> None:
    out = tmp_path / "档案.xlsx"
    assert ListOut(many, wanted()).write(out) == 45
    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "困难职工档案"
    assert "清河县总工会" in rows[1][0]
    assert rows[2] == ["序号", "户主", "电话", "人口", "家庭住址", "最近走访"]
    assert rows[3] == [1, "单雄一", "138****1234", 1, "=人民路0号", None]
    assert len(rows) == 3 + 45
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_paper_has_every_row_once_a_header_on_each_page_and_who_printed_it(
    many: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "档案.pdf"
    assert (
        ListOut(many, wanted(chosen=Chosen({"tier": ("deep",)}), sort=("head_name", True))).write(out) == 22
    )
    with pypdfium2.PdfDocument(out) as pdf:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    whole = "".join(pages)
    assert pages[0].startswith("困难职工档案")
    assert "共22户打印人李敏" in pages[0]
    assert all("序号户主电话" in page for page in pages)
    assert whole.count("138****1234") == 22
    assert PHONE not in whole


def test_open_values_leave_only_with_a_reason_that_is_kept(many: Desk, tmp_path: Path) -> None:
    out = tmp_path / "档案.xlsx"
    ListOut(many, wanted(reason="市总核对")).write(out)
    assert openpyxl.load_workbook(out).worksheets[0]["C4"].value == PHONE
    with many.read() as reader:
        (kept,) = reader.rows(select(Disclosure.__table__))
    assert (kept["reason"], kept["what"]) == ("市总核对", "导出困难职工档案 45 户，敏感信息未遮盖")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Wanted("aid"), "没有名为“aid”的列表"),
        (Wanted("aids", columns=("colour",)), "没有“colour”这一列"),
        (Wanted("aids", sort=("colour", False)), "没有“colour”这一列"),
    ],
)
def test_what_a_list_lacks_is_named(desk: Desk, wrong: Wanted, said: str) -> None:
    with pytest.raises(UserError, match=said):
        ListOut(desk, wrong)
    with pytest.raises(UserError, match=r"\.xlsx 或 \.pdf"):
        ListOut(desk, Wanted("aids")).write(Path("a.docx"))
