# ruff: noqa: E501
"""Make the invented sample workbooks beside this file; all people in them are invented.

The .xls, .ods and LibreOffice files were saved once from these by LibreOffice and are kept as they are.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from hardship_desktop.domain.identity import make_id_number

HERE = Path(__file__).parent

TOWN = "530302"


def number(born: str, seq: int, district: str = TOWN) -> str:
    """A valid ID number; an odd `seq` is a man's."""
    return make_id_number(district, date.fromisoformat(born), seq)


FATHER = ("王建国", number("1975-03-05", 11))
MOTHER = ("李秀英", number("1977-08-19", 22))
DAUGHTER = ("王小雨", number("2009-01-30", 24))
MINORITY = ("阿依古丽·买买提", number("1980-12-01", 46, "650102"))
RARE = ("𠮷田㛃", number("1968-06-15", 33))
DISABLED = ("赵铁柱", number("1971-11-11", 55))
PUPIL = ("赵一鸣", number("2014-09-01", 37))
SINGLE = ("孙桂芳", number("1983-02-28", 68))
STUDENT = ("孙浩然", number("2005-07-07", 19))


def build(name: str, fill: Callable[[xlsxwriter.Workbook], None]) -> None:
    """One workbook, the same bytes every time."""
    with xlsxwriter.Workbook(str(HERE / name)) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        fill(book)


def rows(sheet: Any, start: int, table: Sequence[Sequence[Any]]) -> None:
    """Rows from index `start`; text stays text."""
    for offset, row in enumerate(table):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(start + offset, column, value)
            elif value is not None:
                sheet.write(start + offset, column, value)


def member_rows(book: xlsxwriter.Workbook) -> None:
    """Title, note, two-row header with merged group heads, members under heads, totals, signatures."""
    sheet = book.add_worksheet("花名册")
    centre = book.add_format({"align": "center"})
    sheet.merge_range("A1:K1", "某县困难职工家庭花名册（2025年）", centre)
    sheet.merge_range("A2:K2", "填报单位：某县总工会        单位：元", centre)
    for column, text in ((0, "序号"), (1, "困难\n类别"), (2, "*家庭住址")):
        sheet.merge_range(2, column, 3, column, text, centre)
    sheet.merge_range("D3:I3", "家庭成员基本情况", centre)
    rows(
        sheet,
        3,
        [[None, None, None, "姓　名", "关系（与户主）", "身份证号码", "出生年月", "健康状况", "月收入(元)"]],
    )
    sheet.merge_range("J3:J4", "联系电话", centre)
    sheet.merge_range("K3:K4", "备注", centre)
    household: list[tuple[int, str, str, list[tuple[Any, ...]]]] = [
        (1, "低保户", "城关镇东街1号", [
            (*_split(FATHER), "户主", 1975.03, "良好", "２０００元", 13800000001.0, ""),
            (*_split(MOTHER), "妻", "1977年8月", "高血压病", 1200, "", "长期服药"),
            (*_split(DAUGHTER), "长女", "2009-01-30", "良好", "无", "", "初二学生"),
        ]),
        (2, "深度困难", "板桥镇和平村2组", [
            (*_split(DISABLED), "本人", 26248, "残疾", "0.12万", "0874-3120000", ""),
            (*_split(PUPIL), "儿子", date(2014, 9, 1), "良好", "", "", "小学"),
        ]),
    ]  # fmt: skip
    line = 4
    for serial, tier, address, persons in household:
        last = line + len(persons) - 1
        for column, value in ((0, serial), (1, tier), (2, address)):
            sheet.merge_range(line, column, last, column, value, centre)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, id_no, relation, born, health, income, phone, remark in persons:
            rows(
                sheet, line, [[None, None, None, name, relation, id_no, born, health, income, phone, remark]]
            )
            if isinstance(born, date):
                sheet.write_datetime(line, 6, datetime(born.year, born.month, born.day), day)
            line += 1
    rows(sheet, line + 1, [["合  计", None, None, None, None, None, None, None, 4400]])
    rows(
        sheet, line + 3, [["制表人：张某", None, None, "审核人：李某", None, None, "填表日期：2025年12月1日"]]
    )


def _split(person: tuple[str, str]) -> tuple[str, str]:
    return person


def two_sheets(book: xlsxwriter.Workbook) -> None:
    """A cover, households on one sheet, members on another linked by the archive number."""
    cover = book.add_worksheet("封面")
    cover.merge_range("B5:H8", "困难职工档案汇总")
    main = book.add_worksheet("户表")
    rows(main, 0, [
        ["档案编号", "户主姓名", "户主身份证号", "民族", "困难类别", "家庭人口", "主要致困原因", "建档时间", "家庭年收入（万元）", "备注"],
        ["53030220210001", *MINORITY, "维吾尔族", "低保边缘户", "2人", "下岗失业", "2021.5", 1.2, ""],
        ["53030220210002", *RARE, "汉", "相对困难", 1, "患重特大疾病", "2021年6月1日", "18000元", "独居"],
    ])  # fmt: skip
    members = book.add_worksheet("成员表")
    rows(members, 0, [
        ["序号", "档案编号", "户主姓名", "姓名", "与户主关系", "身份证号", "健康状况", "备注"],
        [1, "53030220210001", MINORITY[0], *MINORITY[:1], "户主", MINORITY[1], "良好", ""],
        [2, "53030220210001", MINORITY[0], "古丽米热·阿依", "女儿", number("2010-10-10", 88, "650102"), "良好", "住校"],
    ])  # fmt: skip


def column_groups(book: xlsxwriter.Workbook) -> None:
    """One row per household, members in numbered column groups, header repeated on the second page."""
    sheet = book.add_worksheet("汇总")
    header = [
        "序号", "职工姓名", "身份证号", "手机号码", "工作单位", "困难类型", "住房面积（㎡）",
        "成员1姓名", "成员1关系", "成员1身份证号", "成员2姓名", "成员2关系", "成员2身份证号", "领导批示",
    ]  # fmt: skip
    rows(sheet, 0, [["全县困难职工汇总表"], [], header])
    rows(sheet, 3, [
        [1, *FATHER, 13800000001, "县第一纺织厂", "低保户", 60.5, MOTHER[0], "妻", MOTHER[1], DAUGHTER[0], "女", DAUGHTER[1], "同意"],
        header,
        [2, *SINGLE, " 13900000002 ", "县农机公司", "意外致困", "45㎡", STUDENT[0], "子", STUDENT[1], "", "", "", ""],
        [],
        ["合计", "2户"],
    ])  # fmt: skip


def repeated_names(book: xlsxwriter.Workbook) -> None:
    """The columns 姓名 关系 身份证号 repeated without numbers under merged heads."""
    sheet = book.add_worksheet("Sheet1")
    sheet.merge_range("A1:C1", "困难职工本人信息")
    sheet.merge_range("D1:F1", "家庭成员")
    sheet.merge_range("G1:I1", "家庭成员")
    rows(sheet, 1, [
        ["姓名", "身份证号", "家庭住址", "姓名", "关系", "身份证号", "姓名", "关系", "身份证号"],
        [*FATHER, "东街1号", MOTHER[0], "妻子", MOTHER[1], DAUGHTER[0], "女儿", DAUGHTER[1]],
        [*DISABLED, "和平村", PUPIL[0], "长子", PUPIL[1]],
    ])  # fmt: skip


def townships(book: xlsxwriter.Workbook) -> None:
    """One sheet for each township, titles naming it, and a sheet of numbers that is no data."""
    for town, people in (
        ("城关镇", (FATHER, SINGLE)),
        ("板桥镇", (DISABLED,)),
        ("三宝街道", (RARE, MINORITY)),
    ):
        sheet = book.add_worksheet(town)
        rows(sheet, 0, [[f"{town}困难职工登记表"], ["姓名", "公民身份号码", "致困原因", "住址"]])
        rows(sheet, 2, [[*person, "子女上学", f"{town}某村"] for person in people])
    total = book.add_worksheet("统计")
    rows(total, 0, [["乡镇", "户数", "人数"], ["城关镇", 2, 2], ["板桥镇", 1, 1], ["三宝街道", 2, 2]])


def beside_head(book: xlsxwriter.Workbook) -> None:
    """The head's columns merged beside the members' rows, the head not repeated among them."""
    sheet = book.add_worksheet("名册")
    rows(sheet, 0, [["编号", "户主", "户主身份证号", "住址", "家庭成员姓名", "与户主关系", "成员身份证号"]])
    for column, value in enumerate((1, *FATHER, "东街1号")):
        sheet.merge_range(1, column, 2, column, value)
    rows(
        sheet, 1, [[None] * 4 + [MOTHER[0], "配偶", MOTHER[1]], [None] * 4 + [DAUGHTER[0], "女", DAUGHTER[1]]]
    )
    rows(sheet, 3, [[2, *SINGLE, "西街9号", STUDENT[0], "儿子", STUDENT[1]], [3, *RARE, "南街3号"]])


def faulty(book: xlsxwriter.Workbook) -> None:
    """One household after another with the faults that real sheets have."""
    sheet = book.add_worksheet("错误")
    rows(
        sheet,
        0,
        [["序号", "姓名", "与户主关系", "身份证号", "联系电话", "出生日期", "月收入", "是否单亲", "年龄"]],
    )
    rows(sheet, 1, [
        [1, "钱一", "户主", 530302198001011234, "13800000001", "1980-01-01", 2000, "是", 45],
        [2, "钱二", "户主", "5.30302E+17", "13800000002", "", 2000, "否", ""],
        [3, "钱三", "户主", SINGLE[1], "电话不详", 1981.1, "两三千", "", ""],
        [4, "", "户主", STUDENT[1], "13800000004", "", "", "", ""],
        [5, "钱五、钱六", "户主", RARE[1], "", "", "", "", ""],
        [6, "钱七", "户主", FATHER[1], "", 0, 1500, "√", ""],
        ["", "钱八", "", "", "", "", "", "", ""],
        [7, "钱九", "户主", "530302********1234", "", "", "", "", ""],
        [8, "钱十", "户主", DISABLED[1], 8743120000, "", "", "", ""],
        [9, "钱十一", "户主", 530302750305111, "", "", "", "", ""],
    ])  # fmt: skip
    sheet.write_formula(10, 6, "=1/0", None, "#DIV/0!")
    sheet.set_row(6, None, None, {"hidden": True})


def hidden_sheet(book: xlsxwriter.Workbook) -> None:
    """A list of today, and one of old that is hidden."""
    today, old = book.add_worksheet("名单"), book.add_worksheet("旧名单")
    rows(today, 0, [["姓名", "身份证号", "住址"], [*FATHER, "东街1号"]])
    rows(old, 0, [["姓名", "身份证号", "住址"], [*SINGLE, "西街9号"], [*DISABLED, "南街2号"]])
    old.hide()


def odd_dimension(book: xlsxwriter.Workbook) -> None:
    """Becomes a WPS-like file whose dimension is wrong; see `main`."""
    sheet = book.add_worksheet("Sheet1")
    rows(
        sheet,
        2,
        [[None, "姓名", "身份证号", "家庭住址"], [None, *FATHER, "东街1号"], [None, *SINGLE, "西街9号"]],
    )


def ten_thousand_yuan(book: xlsxwriter.Workbook) -> None:
    """单位：万元 in a note above the header."""
    sheet = book.add_worksheet("收入")
    rows(sheet, 0, [
        ["困难职工家庭收入情况表"],
        ["填报单位：某县总工会", None, None, "单位：万元"],
        ["姓名", "身份证号", "家庭年度总收入", "月收入（元）", "家庭月人均收入"],
        [*FATHER, 2.4, 2000, "500元"],
    ])  # fmt: skip


def sparse_bomb(source: Path, out: Path) -> None:
    """A lone cell in the last corner of the sheet."""
    _patched(source, out, lambda xml: xml.replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ))  # fmt: skip


def _patched(source: Path, out: Path, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = change(content)
            new.writestr(zipfile.ZipInfo(part.filename, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


CSV = "\r\n".join([
    "序号,姓名,与户主关系,身份证号,联系电话,家庭住址",
    f'1,{FATHER[0]},户主,"{FATHER[1]}\t",13800000001,"城关镇,东街1号"',
    f",{MOTHER[0]},妻,{MOTHER[1]},,",
    f'2,{SINGLE[0]},户主,="{SINGLE[1]}",13900000002,西街9号',
    "",
])  # fmt: skip


def main() -> None:
    """Write all of them."""
    for name, fill in {
        "member_rows.xlsx": member_rows,
        "two_sheets.xlsx": two_sheets,
        "column_groups.xlsx": column_groups,
        "repeated_names.xlsx": repeated_names,
        "townships.xlsx": townships,
        "beside_head.xlsx": beside_head,
        "faulty.xlsx": faulty,
        "hidden_sheet.xlsx": hidden_sheet,
        "ten_thousand_yuan.xlsx": ten_thousand_yuan,
        "odd_dimension.xlsx": odd_dimension,
    }.items():
        build(name, fill)
    odd = HERE / "odd_dimension.xlsx"
    for dimension, name in ((b"A1", "dimension_a1.xlsx"), (b"A1:XFD1048576", "dimension_xfd.xlsx")):
        wrong = b'<dimension ref="' + dimension + b'"'
        _patched(odd, HERE / name, lambda xml, wrong=wrong: re.sub(rb'<dimension ref="[^"]*"', wrong, xml))  # type: ignore[misc]
    sparse_bomb(odd, HERE / "sparse_bomb.xlsx")
    odd.unlink()
    (HERE / "utf8.csv").write_bytes(CSV.encode("utf-8-sig"))
    (HERE / "gb18030.csv").write_bytes(CSV.encode("gb18030"))
    (HERE / "utf16.txt").write_bytes(CSV.replace(",", "\t").encode("utf-16"))
    (HERE / "semicolon.csv").write_bytes(CSV.replace(",", ";").encode())


if __name__ == "__main__":
    main()
