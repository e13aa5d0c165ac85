"""Households come out whole, with every problem at once and each named by its cell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hardship_desktop.documents.sheets.extracted import Extracted, HouseholdRow
from hardship_desktop.documents.sheets.grid import Cell, Sheet
from hardship_desktop.documents.sheets.linking import one_slip
from hardship_desktop.documents.sheets.sheet import Block
from hardship_desktop.domain.identity import make_id_number

Take = Callable[[list[Sheet]], Extracted]
TakeFile = Callable[[str | Path], Extracted]

HEADER: list[Cell] = ["序号", "姓名", "与户主关系", "身份证号", "家庭住址"]
A_NUMBER = make_id_number("530302", date(1975, 3, 5), 11)


def sheet(*rows: list[Cell], name: str = "Sheet1", file: str = "表.xlsx") -> Sheet:
    return Sheet(file, name, [list(row) for row in rows])


def families(extracted: Extracted) -> list[list[str]]:
    return [[person.values["name"] for person in each.members] for each in extracted.households]


def codes(extracted: Extracted) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in extracted.problems]


def warned(extracted: Extracted) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in extracted.warnings]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("member_rows.xlsx", [["王建国", "李秀英", "王小雨"], ["赵铁柱", "赵一鸣"]]),
        ("member_rows.xls", [["王建国", "李秀英", "王小雨"], ["赵铁柱", "赵一鸣"]]),
        ("member_rows.ods", [["王建国", "李秀英", "王小雨"], ["赵铁柱", "赵一鸣"]]),
        ("two_sheets.xlsx", [["阿依古丽·买买提", "古丽米热·阿依"], ["𠮷田㛃"]]),
        ("two_sheets.ods", [["阿依古丽·买买提", "古丽米热·阿依"], ["𠮷田㛃"]]),
        ("column_groups.xlsx", [["王建国", "李秀英", "王小雨"], ["孙桂芳", "孙浩然"]]),
        ("column_groups.xls", [["王建国", "李秀英", "王小雨"], ["孙桂芳", "孙浩然"]]),
        ("repeated_names.xlsx", [["王建国", "李秀英", "王小雨"], ["赵铁柱", "赵一鸣"]]),
        ("townships.xlsx", [["王建国"], ["孙桂芳"], ["赵铁柱"], ["𠮷田㛃"], ["阿依古丽·买买提"]]),
        ("beside_head.xlsx", [["王建国", "李秀英", "王小雨"], ["孙桂芳", "孙浩然"], ["𠮷田㛃"]]),
        ("dimension_a1.xlsx", [["王建国"], ["孙桂芳"]]),
        ("utf8.csv", [["王建国", "李秀英"], ["孙桂芳"]]),
        ("gb18030.csv", [["王建国", "李秀英"], ["孙桂芳"]]),
        ("utf16.txt", [["王建国", "李秀英"], ["孙桂芳"]]),
        ("semicolon.csv", [["王建国", "李秀英"], ["孙桂芳"]]),
    ],
)
def test_every_layout_gives_its_households(take_file: TakeFile, name: str, expected: list[list[str]]) -> None:
    extracted = take_file(name)
    assert families(extracted) == expected
    assert not extracted.problems
    assert not extracted.rejected
    assert all(each.members[0].is_head for each in extracted.households)


def test_values_are_typed_and_know_their_cells(take_file: TakeFile) -> None:
    household = take_file("member_rows.xlsx").households[0]
    assert household.values == {"tier": "dibao", "address": "城关镇东街1号"}
    assert household.cells == {"tier": "B5", "address": "C5"}
    head, wife, daughter = household.members
    assert head.values["income_monthly"] == 200_000
    assert head.values["birth_date"] == date(1975, 3, 1)
    assert head.values["phone"] == "13800000001"
    assert head.cell("phone") == "J5"
    assert wife.values["birth_date"] == date(1977, 8, 1)
    assert wife.values["remark"] == "长期服药"
    assert daughter.values["birth_date"] == date(2009, 1, 30)
    assert "income_monthly" not in daughter.values


def test_serials_units_and_old_words_are_read(take_file: TakeFile) -> None:
    disabled = take_file("member_rows.xlsx").households[1].members[0].values
    assert disabled["birth_date"] == date(1971, 11, 11)
    assert disabled["income_monthly"] == 120_000
    assert disabled["health"] == "disabled"
    first, second = take_file("two_sheets.xlsx").households
    assert first.values["tier"] == "dibao_edge"
    assert first.values["declared_income"] == 1_200_000
    assert second.values["declared_income"] == 1_800_000
    assert first.values["opened_on"] == date(2021, 5, 1)


def test_the_head_on_a_second_sheet_completes_the_first(take_file: TakeFile) -> None:
    head = take_file("two_sheets.xlsx").households[0].members[0]
    assert head.place("name") == ("户表", 2, "B")
    assert head.place("health") == ("成员表", 2, "G")


def test_all_faults_of_a_sheet_come_at_once(take_file: TakeFile) -> None:
    extracted = take_file("faulty.xlsx")
    assert codes(extracted) == [
        (2, "D", "digits_lost"),
        (3, "D", "digits_lost"),
        (5, "B", "name_missing"),
        (6, "B", "several_names"),
        (9, "D", "masked"),
    ]
    assert warned(extracted) == [
        (4, "E", "phone"),
        (4, "F", "month_unclear"),
        (4, "G", "amount_unreadable"),
        (8, "C", "joined"),
        (10, "E", "zero_lost"),
        (11, "G", "error_cell"),
        (7, "", "hidden_rows"),
    ]
    assert families(extracted) == [["钱三"], ["钱七", "钱八"], ["钱十"], ["钱十一"]]
    assert len(extracted.rejected) == 5
    # Fifteen digits are exact in a number cell.
    assert extracted.households[3].members[0].values["id_no"] == "530302750305111"


def test_an_error_says_file_sheet_and_value(take_file: TakeFile) -> None:
    problem = take_file("faulty.xlsx").problems[1]
    assert (problem.file, problem.sheet, problem.value) == ("faulty.xlsx", "错误", "5.30302E+17")
    assert "不能猜测" in problem.message


def test_one_bad_household_does_not_lose_the_others(take: Take) -> None:
    extracted = take([sheet(HEADER, [1, "", "户主", A_NUMBER, ""], [2, "李秀英", "户主", "", "西街"])])
    assert families(extracted) == [["李秀英"]]
    assert len(extracted.rejected) == 1


def test_a_person_without_a_relation_and_without_a_mark_is_asked_about(take: Take) -> None:
    header: list[Cell] = ["姓名", "与户主关系", "身份证号"]
    extracted = take([sheet(header, ["王建国", "户主", ""], ["李秀英", "妻", ""], ["张三", "", A_NUMBER])])
    assert codes(extracted) == [(4, "", "household_unclear")]


def test_member_numbers_do_not_split_a_household(take: Take) -> None:
    rows: list[list[Cell]] = [
        [1, "王建国", "户主", "", "东街"],
        [2, "李秀英", "妻", "", ""],
        [3, "王小雨", "女", "", ""],
    ]
    assert families(take([sheet(HEADER, *rows)])) == [["王建国", "李秀英", "王小雨"]]


def test_two_heads_under_one_number_are_reported(take: Take) -> None:
    header: list[Cell] = ["档案编号", "姓名", "与户主关系"]
    extracted = take([sheet(header, ["A1", "王建国", "户主"], ["A1", "李秀英", "户主"])])
    assert codes(extracted) == [(3, "", "two_heads")]
    assert not extracted.households


def test_a_household_without_a_head_is_reported(take: Take) -> None:
    rows: list[list[Cell]] = [
        [1, "王建国", "户主", "", ""],
        ["", "王小雨", "女", "", ""],
        ["", "王小雪", "女", "", ""],
        [2, "李秀英", "妻", "", ""],
    ]
    extracted = take([sheet(HEADER, *rows)])
    assert codes(extracted) == [(5, "", "no_head")]
    assert families(extracted) == [["王建国", "王小雨", "王小雪"]]


def test_the_head_may_stand_below(take: Take) -> None:
    extracted = take([sheet(HEADER, [1, "李秀英", "妻", "", "东街"], ["", "王建国", "户主", "", ""])])
    assert families(extracted) == [["王建国", "李秀英"]]


def test_merged_cells_hold_a_household_together(take: Take) -> None:
    page = sheet(
        ["家庭住址", "姓名", "与户主关系", "身份证号"],
        ["东街", "王建国", "户主", ""],
        ["", "李秀英", "", ""],
    )
    page.merged = [Block(1, 0, 2, 0)]
    assert families(take([page])) == [["王建国", "李秀英"]]


def test_household_data_that_differ_inside_a_household_are_reported(take: Take) -> None:
    extracted = take([sheet(HEADER, [1, "王建国", "户主", "", "东街"], ["", "李秀英", "妻", "", "西街"])])
    assert warned(extracted) == [(3, "E", "differs")]
    assert extracted.households[0].values["address"] == "东街"


def test_members_without_their_household_are_reported(take: Take) -> None:
    main = sheet(["档案编号", "姓名", "家庭住址"], ["A1", "王建国", "东街"], name="户")
    members = sheet(
        ["档案编号", "姓名", "与户主关系"], ["A1", "李秀英", "妻"], ["A9", "张三", "子"], name="成员"
    )
    extracted = take([main, members])
    assert families(extracted) == [["王建国", "李秀英"]]
    assert codes(extracted) == [(3, "A", "link_missing")]


def test_two_heads_of_one_name_need_more_than_the_name(take: Take) -> None:
    main = sheet(["姓名", "家庭住址"], ["王建国", "东街"], ["王建国", "西街"], name="户")
    members = sheet(["户主姓名", "姓名", "与户主关系"], ["王建国", "李秀英", "妻"], name="成员")
    assert codes(take([main, members])) == [(2, "A", "link_ambiguous")]


def test_a_spouse_named_by_the_header_becomes_a_member(take: Take) -> None:
    household = take([sheet(["姓名", "住址", "配偶姓名"], ["王建国", "东街", "李秀英"])]).households[0]
    assert household.members[1].values == {"name": "李秀英", "relation": "10"}


def test_an_empty_cell_says_nothing(take: Take) -> None:
    row: list[Cell] = ["王建国", "", "无", " ", "-", 0, False]
    header: list[Cell] = ["姓名", "身份证号", "所患疾病", "家庭住址", "手机号码", "出生日期", "是否单亲"]
    household: HouseholdRow = take([sheet(header, row)]).households[0]
    assert household.members[0].values == {"name": "王建国"}
    assert household.values == {"single_parent": False}


def test_endless_repetition_of_one_problem_is_summed_up(take: Take) -> None:
    rows: list[list[Cell]] = [[f"王{i}建国", "电话不详"] for i in range(2000)]
    extracted = take([sheet(["姓名", "手机号码"], *rows)])
    phones = [problem for problem in extracted.warnings if problem.code == "phone"]
    assert len(phones) == 501
    assert "1500" in phones[-1].message


def test_counts_are_given_for_each_sheet(take_file: TakeFile) -> None:
    counts = take_file("two_sheets.xlsx").counts
    assert [(c.sheet, c.rows, c.households, c.members) for c in counts] == [
        ("户表", 2, 2, 2),
        ("成员表", 2, 0, 1),
    ]


@pytest.mark.parametrize("name", ["hidden_sheet.xlsx", "hidden_sheet.xls", "hidden_sheet.ods"])
def test_a_hidden_sheet_is_imported_with_a_warning(take_file: TakeFile, name: str) -> None:
    extracted = take_file(name)
    # What stands on the visible sheet is read last and so has the last word.
    assert families(extracted) == [["孙桂芳"], ["赵铁柱"], ["王建国"]]
    assert [(each.sheet, each.code) for each in extracted.warnings] == [("旧名单", "hidden_sheet")]
    assert "2 行" in extracted.warnings[0].message


@pytest.mark.parametrize(
    ("cell", "kind", "level"),
    [
        ("听力一级", "2", "1"),
        ("肢体二级", "4", "2"),
        ("视力残疾 三级", "1", "3"),
        ("肢体残疾（四级）", "4", "4"),
        ("二级肢体残疾", "4", "2"),
        ("精神2级", "6", "2"),
        ("智力残疾/壹级", "5", "1"),
        ("多重", "7", None),
    ],
)
def test_a_level_beside_the_kind_of_disability_is_kept_as_the_level(
    take: Take, cell: str, kind: str, level: str | None
) -> None:
    person = take([sheet(["姓名", "残疾类别"], ["王建国", cell])]).households[0].members[0]
    assert (person.values["disability_type"], person.values.get("disability_level")) == (kind, level)
    assert level is None or person.cell("disability_level") == "B2"


@pytest.mark.parametrize(
    "header", [["姓名", "残疾类别", "残疾等级"], ["姓名", "残疾等级", "残疾类别"]], ids=["after", "before"]
)
def test_a_level_said_twice_must_agree(take: Take, header: list[Cell]) -> None:
    rows: list[dict[str, Cell]] = [
        {"姓名": "王建国", "残疾类别": "听力一级", "残疾等级": "一级"},
        {"姓名": "李秀英", "残疾类别": "听力一级", "残疾等级": ""},
        {"姓名": "孙桂芳", "残疾类别": "听力一级", "残疾等级": "二级"},
        {"姓名": "赵铁柱", "残疾类别": "听力", "残疾等级": "二级"},
    ]
    extracted = take([sheet(header, *([row[str(name)] for name in header] for row in rows))])
    levels = [each.members[0].values.get("disability_level") for each in extracted.households]
    assert levels == ["1", "1", "2", "2"]
    assert warned(extracted) == [(4, "B" if header[1] == "残疾类别" else "C", "levels_differ")]
    assert not extracted.rejected


def test_a_level_that_does_not_exist_is_kept_as_a_word_to_ask_about(take: Take) -> None:
    (word,) = take([sheet(["姓名", "残疾类别"], ["王建国", "听力九级"])]).words
    assert (word.field, word.word, word.row, word.column) == ("disability_type", "听力九级", 2, "B")


def linked(main: list[list[Cell]], members: list[list[Cell]]) -> list[Sheet]:
    return [sheet(*main, name="户"), sheet(*members, name="成员")]


def test_a_lost_member_is_told_with_the_household_that_was_probably_meant(take: Take) -> None:
    extracted = take(
        linked(
            [
                ["档案编号", "姓名", "家庭住址"],
                ["530302001", "王建国", "东街"],
                ["530302777", "孙桂芳", "西街"],
            ],
            [
                ["档案编号", "姓名", "与户主关系"],
                ["530302007", "李秀英", "妻"],
                ["530302778", "孙浩然", "子"],
            ],
        )
    )
    first, second = extracted.problems
    assert (first.code, second.code) == ("link_missing", "link_missing")
    assert "“李秀英”没有导入" in first.message
    assert "第 2 行" in first.message
    assert "王建国" in first.message
    assert "530302001" in first.message
    assert "第 3 行" in second.message
    assert "孙桂芳" in second.message


def test_rows_below_a_lost_member_do_not_slip_into_the_household_before_it(take: Take) -> None:
    extracted = take(
        linked(
            [["档案编号", "姓名", "家庭住址"], ["A1", "王建国", "东街"]],
            [
                ["档案编号", "姓名", "与户主关系"],
                ["A1", "李秀英", "妻"],
                ["X77", "张三", "子"],
                ["", "张四", "女"],
            ],
        )
    )
    assert families(extracted) == [["王建国", "李秀英"]]
    assert codes(extracted) == [(3, "A", "link_missing"), (4, "A", "link_missing")]
    assert "第 2 行" not in extracted.problems[0].message


@pytest.mark.parametrize(
    ("said", "known", "slip"),
    [
        ("530302001", "530302007", True),
        ("53030201", "530302001", True),
        ("5303020001", "530302001", True),
        ("530320001", "530302001", True),
        ("530302012", "530302001", False),
        ("A1", "A2", False),
    ],
)
def test_one_slip_of_the_pen_is_told_from_another_number(said: str, known: str, slip: bool) -> None:
    assert one_slip(said, known) is slip
    assert one_slip(known, said) is slip


def test_several_possible_households_are_named_by_their_rows(take: Take) -> None:
    extracted = take(
        linked(
            [["姓名", "家庭住址"], ["王建国", "东街"], ["王建国", "西街"]],
            [["户主姓名", "姓名", "与户主关系"], ["王建国", "李秀英", "妻"]],
        )
    )
    assert "“李秀英”没有导入" in extracted.problems[0].message
    assert "第 2、3 行" in extracted.problems[0].message


def test_a_member_found_by_name_under_another_number_is_told(take: Take) -> None:
    extracted = take(
        linked(
            [["档案编号", "姓名", "家庭住址", "困难类别"], ["A1", "王建国", "东街", ""]],
            [["档案编号", "户主姓名", "姓名", "与户主关系"], ["B9", "王建国", "李秀英", "妻"]],
        )
    )
    assert families(extracted) == [["王建国", "李秀英"]]
    assert warned(extracted) == [(2, "A", "link_differs")]


def test_a_header_of_two_rows_repeated_on_the_next_page_makes_no_household(take: Take) -> None:
    group: list[Cell] = ["序号", "家庭成员情况", "", "", "家庭住址"]
    page: list[list[Cell]] = [group, ["", "姓名", "与户主关系", "身份证号", ""]]
    extracted = take(
        [sheet(*page, ["1", "王建国", "户主", "", "东街"], *page, ["2", "赵铁柱", "户主", "", "西街"])]
    )
    assert families(extracted) == [["王建国"], ["赵铁柱"]]


@pytest.mark.parametrize(
    "marks", [["1", "2", "3", "4", "5"], ["甲", "乙", "丙", 1.0, 2.0], ["", "", "", "", "（5）"]]
)
def test_numbers_under_the_header_are_no_person(take: Take, marks: list[Cell]) -> None:
    extracted = take([sheet(HEADER, marks, ["1", "王建国", "户主", "", "东街"])])
    assert (families(extracted), codes(extracted)) == ([["王建国"]], [])


def test_units_in_a_row_under_the_header_hold_for_their_columns(take: Take) -> None:
    header: list[Cell] = ["姓名", "身份证号", "家庭年度总收入"]
    extracted = take([sheet(header, ["", "", "（万元）"], ["王建国", A_NUMBER, 1.2])])
    assert extracted.households[0].values["declared_income"] == 1_200_000


def test_an_example_under_the_header_is_no_household(take: Take) -> None:
    extracted = take(
        [sheet(HEADER, ["填写示例", "张三", "户主", A_NUMBER, "东街"], ["1", "王建国", "户主", "", "东街"])]
    )
    assert families(extracted) == [["王建国"]]


def test_the_same_as_above_is_what_stands_last_above(take: Take) -> None:
    header: list[Cell] = ["姓名", "身份证号", "家庭住址", "困难类别"]
    rows: list[list[Cell]] = [
        ["王建国", "", "东街", "深度困难"],
        ["合计：1户", "", "", ""],
        ["赵铁柱", "", "同上", "〃"],
        ["孙桂芳", "", '"', "″"],
    ]
    extracted = take([sheet(header, *rows)])
    said = [(each.values["address"], each.values["tier"]) for each in extracted.households]
    assert said == [("东街", "deep")] * 3


def test_the_same_as_above_with_nothing_above_is_told(take: Take) -> None:
    extracted = take([sheet(["姓名", "身份证号", "家庭住址"], ["王建国", "", "同上"])])
    assert warned(extracted) == [(2, "C", "ditto")]


def test_two_telephones_in_a_cell_are_both_taken(take: Take) -> None:
    header: list[Cell] = ["姓名", "身份证号", "联系电话"]
    rows: list[list[Cell]] = [
        ["王建国", "", "13800000000/0874-3122456"],
        ["赵铁柱", "", "13800000001\n13800000002"],
    ]
    heads = [each.members[0].values for each in take([sheet(header, *rows)]).households]
    assert [(head["phone"], head["phone2"]) for head in heads] == [
        ("13800000000", "0874-3122456"),
        ("13800000001", "13800000002"),
    ]


def test_three_telephones_in_a_cell_are_told(take: Take) -> None:
    header: list[Cell] = ["姓名", "身份证号", "联系电话"]
    extracted = take([sheet(header, ["王建国", "", "13800000000、13800000001、13800000002"])])
    assert warned(extracted) == [(2, "C", "several_phones")]


def test_a_second_telephone_contradicting_its_own_column_is_told(take: Take) -> None:
    header: list[Cell] = ["姓名", "身份证号", "联系电话", "其他联系方式"]
    extracted = take([sheet(header, ["王建国", "", "13800000000、13800000001", "13900000000"])])
    assert warned(extracted) == [(2, "C", "levels_differ")]


def test_a_name_that_cannot_be_read_is_told_once(take: Take) -> None:
    extracted = take([sheet(["姓名", "身份证号", "家庭住址"], ["欧阳\n建国", "", "东街"])])
    assert codes(extracted) == [(2, "A", "several_names")]


def test_the_head_of_statistics_below_is_no_household(take: Take) -> None:
    rows: list[list[Cell]] = [
        ["姓名", "身份证号", "困难类别"],
        ["王建国", "", "深度困难"],
        ["人数", "", "户数"],
    ]
    assert families(take([sheet(*rows)])) == [["王建国"]]


@pytest.mark.parametrize("name", ["★王建国", "王建国（已故）", "王建国1"])
def test_a_mark_in_a_name_is_told(take: Take, name: str) -> None:
    extracted = take([sheet(["姓名", "身份证号", "困难类别"], [name, "", "深度困难"])])
    assert warned(extracted) == [(2, "A", "name_odd")]
