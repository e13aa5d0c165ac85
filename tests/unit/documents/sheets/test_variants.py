"""Each kind of odd list in many forms: other words, other columns, merged cells, relations or none."""

from collections.abc import Callable
from datetime import date

import pytest

from hardship_desktop.documents.sheets.extracted import Extracted
from hardship_desktop.documents.sheets.grid import Cell, Sheet
from hardship_desktop.documents.sheets.sheet import Block
from hardship_desktop.domain.identity import make_id_number

Take = Callable[[list[Sheet]], Extracted]

NUMBERS = [make_id_number("530326", date(1970, 1, 1 + at % 28), 100 + at) for at in range(100)]
FOUR = ["钱一", "钱二", "孙三", "李四"]
APART = [[name] for name in FOUR]
PAIRS = [["钱一", "钱二"], ["孙三", "李四"]]
CELLS: dict[str, Cell] = {
    "家庭住址": "东街1号", "备注": "已核实", "困难类别": "深度困难", "工作单位": "水泥厂", "乡镇": "城关镇",
    "建档日期": "2021-03-01", "家庭人口": "3", "致困原因": "本人大病",
}  # fmt: skip
PLACEHOLDERS: tuple[Cell, ...] = (
    *("0", 0.0, "00", "新增", "待建档", "2024", "2024年", 2024.0, "-", "/", "无", "暂无", "未建档", "待编"),
    *("待定", "新建", "—", "空", "N/A", "2024年度", "暂未编号", "待录入", "补录", "？", "新增户"),
)
ENDS = (
    *(
        "以下空白",
        "（以下空白）",
        "汇总",
        "合 计",
        "总计",
        "小计",
        "共计",
        "领导签字",
        "签字",
        "审核人",
        "制表人",
    ),
    *(
        "单位（盖章）",
        "清河县总工会（盖章）",
        "第1页共3页",
        "第 1 页 共 3 页",
        "续表",
        "接下页",
        "年  月  日",
    ),
    *(
        "2026年3月1日",
        "填表日期",
        "填表日期：2026年3月1日",
        "制表人：张三",
        "注：本表一式两份",
        "以下无正文",
        "共4户",
    ),
    *(
        "本页小计",
        "户主签字",
        "经办人",
        "主管领导",
        "单位负责人：",
        "—以下空白—",
        "公章",
        "审核意见",
        "完",
        "-----",
    ),
    *(
        "共 4 户 4 人",
        "监督电话：0874-123456",
        "打印日期 2026-03-01",
        "工会主席",
        "(公章)",
        "页码：1/3",
        "1/3",
    ),
)
RELATIONS = (
    *("与户主关系", "与户主的关系", "家庭关系", "成员关系", "关系", "称谓", "与职工关系", "与本人关系"),
    *("家庭成员关系", "与困难职工关系", "户主关系", "亲属关系", "与申请人关系", "同户主关系", "家属关系"),
    *(
        "人员关系",
        "户内关系",
        "成员称谓",
        "与户主关系（必填）",
        "与户主之关系",
        "本户关系",
        "家庭角色",
        "户主/成员",
    ),
)
HEADS = (
    "是否户主",
    "户主",
    "是否为户主",
    "户主（是/否）",
    "户主标识",
    "是否本人",
    "困难职工本人",
    "是否申请人",
)
NOBODY = (
    "离异",
    "未再婚",
    "再婚",
    "服刑中",
    "下落不明",
    "未婚",
    "丧偶",
    "无",
    "/",
    "已故",
    "去世",
    "无配偶",
    "丧偶（已故）",
    "单身",
    "丈夫去世",
    "未成家",
)


def sheet(*rows: list[Cell], merged: list[Block] | None = None) -> Sheet:
    return Sheet("表.xlsx", "名册", [list(row) for row in rows], merged=merged or [])


def families(extracted: Extracted) -> list[list[str]]:
    assert not extracted.rejected, extracted.problems
    return [[person.values["name"] for person in each.members] for each in extracted.households]


@pytest.mark.parametrize("column", CELLS)
@pytest.mark.parametrize("blank", [{2}, {1, 2}, {3}, {1, 2, 3}], ids=str)
@pytest.mark.parametrize("first", ["", "序号", "档案编号"])
def test_a_blank_cell_makes_no_family(take: Take, column: str, blank: set[int], first: str) -> None:
    rows: list[list[Cell]] = [[first, "姓名", "身份证号", column]]
    for at, name in enumerate(FOUR):
        numbers: dict[str, Cell] = {"序号": at + 1.0, "档案编号": "" if at in blank else f"53032600{at}"}
        number = numbers.get(first, "")
        rows.append([number, name, NUMBERS[at], "" if at in blank else CELLS[column]])
    assert families(take([sheet(*rows)])) == APART


def test_a_street_of_ninety_with_a_few_blanks_stays_ninety_households(take: Take) -> None:
    names = [f"赵{chr(0x4E00 + at * 7)}" for at in range(90)]
    rows: list[list[Cell]] = [["序号", "姓名", "身份证号", "家庭住址"]]
    for at, name in enumerate(names):
        rows.append(
            ["" if at in (5, 40) else at + 1.0, name, NUMBERS[at], "" if at % 9 == 4 else f"东街{at}号"]
        )
    ends: list[list[Cell]] = [["", "合计", "", ""], ["", "", "", "制表人：张三"]]
    assert families(take([sheet(*rows, *ends)])) == [[name] for name in names]


@pytest.mark.parametrize("word", PLACEHOLDERS, ids=str)
def test_a_placeholder_is_no_file_number(take: Take, word: Cell) -> None:
    header: list[Cell] = ["档案编号", "姓名", "身份证号", "与户主关系"]
    rows: list[list[Cell]] = [[word, name, NUMBERS[at], ""] for at, name in enumerate(FOUR)]
    assert families(take([sheet(header[:3], *(row[:3] for row in rows))])) == APART
    related: list[list[Cell]] = [[*row[:3], ["户主", "妻"][at % 2]] for at, row in enumerate(rows)]
    extracted = take([sheet(header, *related)])
    assert families(extracted) == PAIRS
    assert not any("archive_no" in each.values for each in extracted.households)


@pytest.mark.parametrize("word", ENDS)
@pytest.mark.parametrize("related", [True, False])
def test_the_end_of_a_list_is_nobody_in_whatever_column(take: Take, word: str, related: bool) -> None:
    header: list[Cell] = [
        "序号",
        "姓名",
        "身份证号",
        *(["与户主关系"] if related else []),
        "家庭住址",
        "月收入",
    ]
    rows: list[list[Cell]] = [
        [at + 1.0, name, NUMBERS[at], *(["户主"] if related else []), f"东街{at}号", 1000.0]
        for at, name in enumerate(FOUR)
    ]
    for at in range(len(header)):
        end: list[Cell] = [word if at == place else "" for place in range(len(header))]
        assert families(take([sheet(header, *rows, end)])) == APART
    assert families(take([sheet(header, *rows, [5.0, word, *[""] * (len(header) - 3), 4000.0])])) == APART


@pytest.mark.parametrize("header", RELATIONS)
def test_relations_are_known_under_their_usual_headers(take: Take, header: str) -> None:
    relations = ("户主", "妻", "本人", "儿子")
    rows: list[list[Cell]] = [
        [relations[at], name, NUMBERS[at], ["东街", "西街"][at // 2]] for at, name in enumerate(FOUR)
    ]
    for order in ((0, 1, 2, 3), (1, 0, 2, 3), (1, 2, 3, 0)):
        names: list[Cell] = [header, "姓名", "身份证号", "家庭住址"]
        turned: list[list[Cell]] = [[row[place] for place in order] for row in (names, *rows)]
        assert families(take([sheet(*turned)])) == PAIRS


@pytest.mark.parametrize("header", HEADS)
@pytest.mark.parametrize("words", [("是", "否"), ("√", "×"), ("Y", "N"), (1.0, 0.0)], ids=str)
def test_heads_are_told_by_yes_and_no(take: Take, header: str, words: tuple[Cell, Cell]) -> None:
    rows: list[list[Cell]] = [[name, words[at % 2], NUMBERS[at], "东街"] for at, name in enumerate(FOUR)]
    extracted = take([sheet(["姓名", header, "身份证号", "家庭住址"], *rows)])
    assert families(extracted) == PAIRS
    assert [person.is_head for person in extracted.households[0].members] == [True, False]


@pytest.mark.parametrize("words", [("是", ""), ("√", ""), ("户主", ""), ("户主", "成员")])
def test_heads_may_be_ticked_and_the_others_left_blank(take: Take, words: tuple[str, str]) -> None:
    rows: list[list[Cell]] = [[name, words[at % 2], NUMBERS[at]] for at, name in enumerate(FOUR)]
    assert families(take([sheet(["姓名", "是否户主", "身份证号"], *rows)])) == PAIRS


@pytest.mark.parametrize(
    "serials",
    [
        *(["1", "1-1", "2", "2-1"], ["1-1", "1-2", "2-1", "2-2"], [1.0, "", 2.0, ""], [1.0, 1.0, 2.0, 2.0]),
        *(
            ["1（1）", "1（2）", "2（1）", "2（2）"],
            [date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 1), date(2026, 2, 2)],
        ),
    ],
    ids=str,
)
@pytest.mark.parametrize("header", ["序号", "户序号"])
def test_a_serial_that_visibly_groups_rows_makes_families(
    take: Take, serials: list[Cell], header: str
) -> None:
    rows: list[list[Cell]] = [[serials[at], name, NUMBERS[at]] for at, name in enumerate(FOUR)]
    assert families(take([sheet([header, "姓名", "身份证号"], *rows)])) == PAIRS


@pytest.mark.parametrize(
    "headers", [("户序", "人序"), ("户序号", "人员序号"), ("户号", "人号"), ("户数", "人次")]
)
@pytest.mark.parametrize("homes", [[1.0, 1.0, 2.0, 2.0], [1.0, "", 2.0, ""]], ids=str)
def test_a_serial_of_households_beside_one_of_people(
    take: Take, headers: tuple[str, str], homes: list[Cell]
) -> None:
    rows: list[list[Cell]] = [[homes[at], at + 1.0, name, NUMBERS[at]] for at, name in enumerate(FOUR)]
    assert families(take([sheet([*headers, "姓名", "身份证号"], *rows)])) == PAIRS


def test_a_serial_with_a_gap_was_counted_and_groups_nothing(take: Take) -> None:
    serials: list[Cell] = [1.0, "", 3.0, 4.0]
    rows: list[list[Cell]] = [[serials[at], name, NUMBERS[at]] for at, name in enumerate(FOUR)]
    assert families(take([sheet(["序号", "姓名", "身份证号"], *rows)])) == APART


@pytest.mark.parametrize("column", ["档案编号", "家庭住址", "户号", "家庭人口"])
def test_merged_cells_of_a_household_make_a_family(take: Take, column: str) -> None:
    said: list[Cell] = ["2", "", "3", ""]
    rows: list[list[Cell]] = [[at + 1.0, said[at], name, NUMBERS[at]] for at, name in enumerate(FOUR)]
    merged = [Block(1, 1, 2, 1), Block(3, 1, 4, 1)]
    assert families(take([sheet(["序号", column, "姓名", "身份证号"], *rows, merged=merged)])) == PAIRS


@pytest.mark.parametrize("column", ["乡镇", "困难类别", "建档日期"])
def test_merged_cells_over_a_whole_village_make_none(take: Take, column: str) -> None:
    rows: list[list[Cell]] = [
        ["" if at else CELLS[column], name, NUMBERS[at]] for at, name in enumerate(FOUR)
    ]
    assert families(take([sheet([column, "姓名", "身份证号"], *rows, merged=[Block(1, 0, 4, 0)])])) == APART


@pytest.mark.parametrize("numbers", [["5303260001", "", "5303260002", ""], [""] * 4], ids=str)
def test_blank_file_numbers_beside_relations_are_families_all_the_same(
    take: Take, numbers: list[str]
) -> None:
    rows: list[list[Cell]] = [
        [numbers[at], name, ["户主", "妻"][at % 2], NUMBERS[at]] for at, name in enumerate(FOUR)
    ]
    assert families(take([sheet(["档案编号", "姓名", "与户主关系", "身份证号"], *rows)])) == PAIRS


def test_a_row_that_says_neither_relation_nor_household_is_told_where_it_went(take: Take) -> None:
    header: list[Cell] = ["档案编号", "姓名", "与户主关系", "身份证号"]
    first: list[Cell] = ["A1", "钱一", "户主", NUMBERS[0]]
    found = take([sheet(header, first, ["", "钱二", "子", NUMBERS[1]], ["", "孙三", "", NUMBERS[2]])])
    assert families(found) == [["钱一", "钱二", "孙三"]]
    (told,) = [each for each in found.warnings if each.code == "joined"]
    assert (told.row, told.column, told.who) == (4, "C", "孙三")
    assert "钱一" in told.message


@pytest.mark.parametrize("word", NOBODY)
@pytest.mark.parametrize("kin", ["配偶姓名", "丈夫姓名", "父亲姓名"])
def test_nobody_under_the_name_of_a_relative_is_no_person(take: Take, word: str, kin: str) -> None:
    header: list[Cell] = ["姓名", "身份证号", kin, kin.replace("姓名", "身份证号"), "子女姓名"]
    assert families(take([sheet(header, ["周五", NUMBERS[0], word, "", "周小"])])) == [["周五", "周小"]]


@pytest.mark.parametrize(
    "form", ["{0}{1}", "{0} {1}", "{0}({1})", "{0}（身份证号：{1}）", "{1}{0}", "{0}\n{1}"]
)
def test_a_name_and_a_number_in_one_cell_are_taken_apart(take: Take, form: str) -> None:
    row: list[Cell] = [form.format("李芳", NUMBERS[1]), "西街"]
    (household,) = take([sheet(["姓名", "家庭住址"], row)]).households
    assert (household.members[0].values["name"], household.members[0].values["id_no"]) == ("李芳", NUMBERS[1])


@pytest.mark.parametrize("header", ["姓名及身份证号", "姓名/身份证号", "姓名（身份证号）"])
def test_a_header_may_say_that_name_and_number_stand_together(take: Take, header: str) -> None:
    rows: list[list[Cell]] = [[header, "联系电话", "家庭住址"], [f"李芳 {NUMBERS[1]}", "13800000001", "东街"]]
    (household,) = take([sheet(*rows)]).households
    assert (household.members[0].values["name"], household.members[0].values["id_no"]) == ("李芳", NUMBERS[1])


def test_a_name_that_still_holds_a_number_is_refused(take: Take) -> None:
    extracted = take([sheet(["姓名", "家庭住址"], ["李芳12345678", "西街"])])
    assert not extracted.households
    assert [each.code for each in extracted.problems] == ["name_number"]


@pytest.mark.parametrize(
    "header",
    [
        ["姓名 Name", "身份证号 ID No.", "家庭住址 Address"],
        ["Name 姓名", "ID Card 身份证号码", "Address 住址"],
        ["姓名/Name", "身份证号/ID", "住址/Address"],
        ["姓名\nName", "身份证号\nID number", "住址\nAddress"],
    ],
    ids=str,
)
def test_headers_in_two_languages_are_read_in_chinese(take: Take, header: list[Cell]) -> None:
    (household,) = take([sheet(header, ["钱一", NUMBERS[0], "东街"])]).households
    assert household.members[0].values["id_no"] == NUMBERS[0]
    assert household.values["address"] == "东街"


def test_a_second_language_in_a_row_below_the_header_is_no_person(take: Take) -> None:
    rows: list[list[Cell]] = [["姓名", "身份证号"], ["Name", "ID No."], ["钱一", NUMBERS[0]]]
    assert families(take([sheet(*rows)])) == [["钱一"]]


def test_a_form_in_bands_gives_its_household_with_its_members(take: Take) -> None:
    form = sheet(
        ["困难职工登记表", "", "", ""],
        ["姓名", "性别", "民族", "身份证号"],
        ["钱一", "男", "汉族", NUMBERS[0]],
        ["家庭住址", "联系电话", "工作单位", "健康状况"],
        ["东街1号", "13800000001", "水泥厂", "良好"],
        ["姓名", "关系", "身份证号", "月收入"],
        ["李芳", "妻", NUMBERS[1], 1000.0],
        ["入户人签字", "", "日期", "2026-03-01"],
    )
    extracted = take([form])
    assert families(extracted) == [["钱一", "李芳"]]
    assert extracted.households[0].values["address"] == "东街1号"


@pytest.mark.parametrize("names", [("2025年", "2024年", "2023年"), ("24年", "25年", "23年")], ids=str)
def test_the_newest_sheet_is_read_last(take: Take, names: tuple[str, ...]) -> None:
    rows: list[list[Cell]] = [["姓名", "身份证号"], ["钱一", NUMBERS[0]]]
    found = take([Sheet("表.xlsx", name, [list(row) for row in rows]) for name in names])
    assert "25" in found.households[-1].sheet
