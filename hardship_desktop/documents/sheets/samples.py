"""The demo's sample workbooks: invented families in two layouts that real offices use."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.invented import InventedHousehold

FieldMap = dict[str, Field]
THIN = Border(*[Side(style="thin", color="999999")] * 4)

ROSTER_HEAD = (
    "档案编号",
    "困难类别",
    "建档层级",
    "建档时间",
    "批准文号",
    "家庭住址",
    "家庭人口",
    "主要致困原因",
)
ROSTER_MEMBER = (
    "姓名",
    "与户主关系",
    "性别",
    "民族",
    "身份证号",
    "出生年月",
    "健康状况",
    "残疾类别",
    "残疾等级",
    "月收入",
    "联系电话",
    "单位或学校",
)
ROSTER_FIELDS = (
    "name",
    "relation",
    "sex",
    "ethnic",
    "id_no",
    "birth_date",
    "health",
    "disability_type",
    "disability_level",
    "income_monthly",
    "phone",
    "employer",
)


def write_roster(path: Path, homes: Sequence[InventedHousehold], family: FieldMap, member: FieldMap) -> None:
    """One sheet as the county keeps it: title and note above, two header rows, merged household cells,
    member rows below each head, totals and signatures at the bottom."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "困难职工花名册"
    width = 1 + len(ROSTER_HEAD) + len(ROSTER_MEMBER)
    _title(sheet, 1, width, "澜川县困难职工家庭情况花名册", size=16)
    _title(sheet, 2, width, "填报单位：澜川县总工会（盖章）　　　单位：元　　　本表数据为虚构", size=10)
    _two_row_header(sheet)
    row = 5
    for number, home in enumerate(homes, 1):
        row = _family_rows(sheet, row, number, home, family, member)
    people = sum(len(home.people) for home in homes)
    sheet.append(["合计", f"{len(homes)}户", f"{people}人"])
    sheet.append([])
    sheet.append(
        ["制表人：张敏", None, None, "审核人：李强", None, None, f"填表日期：{date.today():%Y年%m月%d日}"]
    )
    for column in "BFGKO":
        sheet.column_dimensions[column].width = 22
    sheet.freeze_panes = "A5"
    book.save(path)


def write_townships(
    path: Path, homes: Sequence[InventedHousehold], family: FieldMap, member: FieldMap
) -> None:
    """One sheet a township: one row per household with its members in column groups; amounts with 元,
    days as 1981.3 or 2019年3月, old category names."""
    book = Workbook()
    del book["Sheet"]
    for town in sorted({home.values["town"] for home in homes}):
        sheet = book.create_sheet(town)
        part = [home for home in homes if home.values["town"] == town]
        most = max(len(home.people) for home in part) - 1
        header = [
            "序号",
            "档案编号",
            "户主姓名",
            "身份证号码",
            "联系电话",
            "月收入",
            "工作单位",
            "类别",
            "建档时间",
            "致困原因",
            "居住地址",
        ]
        for place in range(1, most + 1):
            header += [f"成员{place}姓名", f"成员{place}关系", f"成员{place}身份证号", f"成员{place}月收入"]
        _title(sheet, 1, len(header), f"{town}困难职工家庭统计表（虚构数据）", size=14)
        sheet.append(header)
        for number, home in enumerate(part, 1):
            sheet.append(_one_row(number, home, family, member))
        sheet.append(["小计", f"{len(part)}户"])
        _rule(sheet, 2, 2 + len(part), len(header))
    book.save(path)


def _title(sheet: Worksheet, row: int, width: int, text: str, *, size: int) -> None:
    sheet.cell(row, 1, text).font = Font(size=size, bold=size > 12)
    sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _two_row_header(sheet: Worksheet) -> None:
    for column, text in enumerate(("序号", *ROSTER_HEAD), 1):
        sheet.cell(3, column, text)
        sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
    first = len(ROSTER_HEAD) + 2
    sheet.cell(3, first, "家庭成员基本情况")
    sheet.merge_cells(start_row=3, start_column=first, end_row=3, end_column=first + len(ROSTER_MEMBER) - 1)
    for column, text in enumerate(ROSTER_MEMBER, first):
        sheet.cell(4, column, text)
    _rule(sheet, 3, 4, first + len(ROSTER_MEMBER) - 1)


def _family_rows(
    sheet: Worksheet, row: int, number: int, home: InventedHousehold, family: FieldMap, member: FieldMap
) -> int:
    names = (
        "archive_no",
        "tier",
        "archive_level",
        "opened_on",
        "approved_doc_no",
        "address",
        "household_size",
        "main_cause",
    )
    texts: list[Any] = [number, *(_text(family, home.values, name) for name in names)]
    for offset, person in enumerate(home.people):
        for column, text in enumerate(
            (_text(member, person, name) for name in ROSTER_FIELDS), len(texts) + 1
        ):
            sheet.cell(row + offset, column, text)
    last = row + len(home.people) - 1
    for column, text in enumerate(texts, 1):
        sheet.cell(row, column, text)
        if last > row:
            sheet.merge_cells(start_row=row, start_column=column, end_row=last, end_column=column)
    return last + 1


def _one_row(number: int, home: InventedHousehold, family: FieldMap, member: FieldMap) -> list[Any]:
    head, *others = home.people
    opened = home.values["opened_on"]
    row: list[Any] = [
        number,
        _text(family, home.values, "archive_no"),
        head["name"],
        head["id_no"],
        float(head["phone"]),
        f"{head['income_monthly'] // 100}元",
        head["employer"],
        _text(family, home.values, "tier"),
        f"{opened.year}.{opened.month}" if opened.month != 10 else f"{opened.year}年{opened.month}月",
        _text(family, home.values, "main_cause"),
        home.values["address"],
    ]
    for person in others:
        row += [_text(member, person, name) for name in ("name", "relation", "id_no", "income_monthly")]
    return row


def _text(fields: FieldMap, values: dict[str, Any], name: str) -> str | None:
    value = values.get(name)
    return None if value is None else fields[name].format(value)


def _rule(sheet: Worksheet, first: int, last: int, width: int) -> None:
    for cells in sheet.iter_rows(min_row=first, max_row=last, max_col=width):
        for cell in cells:
            cell.border = THIN
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
