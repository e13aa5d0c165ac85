"""Headers are found and understood wherever offices put them; what is not understood is listed."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hardship_desktop.documents.sheets.grid import Cell, Sheet, read_file
from hardship_desktop.documents.sheets.layout import SheetPlan
from hardship_desktop.documents.sheets.recognise import plan_with_header, recognise
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records.household import Household
from hardship_desktop.store.records.person import Person

HOUSEHOLD, PERSON = fields_of(Household), fields_of(Person)


def plans(sheets: Sequence[Sheet]) -> list[SheetPlan]:
    return recognise(sheets, household_fields=HOUSEHOLD, person_fields=PERSON).sheets


def plan_of(*rows: list[Cell]) -> SheetPlan:
    return plans([Sheet("表.xlsx", "Sheet1", list(rows))])[0]


def targets(plan: SheetPlan) -> dict[str, str]:
    return {c.letter: f"{c.target.field}{c.target.group or ''}" for c in plan.columns if c.target}


@pytest.mark.parametrize(
    ("name", "layouts"),
    [
        ("member_rows.xlsx", ["member_rows"]),
        ("two_sheets.xlsx", ["none", "household_rows", "members"]),
        ("column_groups.xlsx", ["household_rows"]),
        ("repeated_names.xlsx", ["household_rows"]),
        ("townships.xlsx", ["household_rows", "household_rows", "household_rows", "none"]),
        ("beside_head.xlsx", ["member_rows"]),
        ("faulty.xlsx", ["member_rows"]),
        ("utf8.csv", ["member_rows"]),
    ],
)
def test_each_layout_is_told(workbooks: Path, name: str, layouts: list[str]) -> None:
    assert [plan.layout for plan in plans(read_file(workbooks / name))] == layouts


def test_a_two_row_header_with_merged_heads_is_one_header(workbooks: Path) -> None:
    plan = plans(read_file(workbooks / "member_rows.xlsx"))[0]
    assert plan.title == "某县困难职工家庭花名册（2025年）"
    assert (plan.header_first, plan.header_last, plan.data_first, plan.data_last) == (3, 4, 5, 9)
    assert targets(plan) == {
        "A": "", "B": "tier", "C": "address", "D": "name", "E": "relation", "F": "id_no", "G": "birth_date",
        "H": "health", "I": "income_monthly", "J": "phone", "K": "remark",
    }  # fmt: skip


def test_totals_signatures_and_repeated_headers_are_left_out_and_named(workbooks: Path) -> None:
    rows = plans(read_file(workbooks / "member_rows.xlsx"))[0].left_out
    assert [(left.row, left.reason) for left in rows] == [(11, "total"), (13, "signature")]
    rows = plans(read_file(workbooks / "column_groups.xlsx"))[0].left_out
    assert [(left.row, left.reason) for left in rows] == [(5, "header"), (8, "total")]


def test_headlines_between_the_rows_are_no_people() -> None:
    header: list[Cell] = ["姓名", "与户主关系", "身份证号"]
    plan = plan_of(
        header, ["一、城关镇", "", ""], ["王建国", "户主", "1"], ["板桥镇", "", ""], ["赵铁柱", "", ""]
    )
    assert [(left.row, left.reason) for left in plan.left_out] == [(2, "note"), (4, "note")]


def test_unknown_columns_are_listed_and_nothing_is_taken_twice(workbooks: Path) -> None:
    plan = plans(read_file(workbooks / "column_groups.xlsx"))[0]
    assert [column.header for column in plan.not_taken] == ["领导批示"]
    plan = plan_of(["姓名", "身份证号", "联系电话", "电话"], ["王建国", "x", "1", "2"])
    assert [column.letter for column in plan.not_taken] == ["D"]


def test_a_column_shows_two_different_texts_of_its_first_rows() -> None:
    header: list[Cell] = ["姓名", "身份证号", "月收入", "备注"]
    rows: list[list[Cell]] = [["王敏", "1", 1200, ""], ["王敏", "", 1300.5, ""], ["李强", "3", 1400, ""]]
    assert [column.samples for column in plan_of(header, *rows).columns] == [
        ["王敏", "李强"],
        ["1", "3"],
        ["1200", "1300.5"],
        [],
    ]


def test_a_near_word_is_suggested_not_taken() -> None:
    plan = plan_of(["姓名", "身份证号", "家庭现住址情况"], ["王建国", "1", "东街"])
    assert plan.columns[2].target is None
    assert "家庭住址" in plan.columns[2].suggestions


@pytest.mark.parametrize(
    "header",
    ["* 姓 名", "姓名：", "１、姓名", "姓\n名", "【姓名】", "姓名（必填）", "困难职工姓名", "姓  名*"],
)
def test_spaces_stars_numbers_and_brackets_do_not_hide_a_header(header: str) -> None:
    assert targets(plan_of([header, "身份证号码（18位）"], ["王建国", "1"])) == {"A": "name", "B": "id_no"}


@pytest.mark.parametrize(
    ("header", "factor"), [("家庭年收入（万元）", 10_000), ("家庭年收入（元）", 1), ("家庭年收入", 1)]
)
def test_the_unit_in_a_header_is_kept(header: str, factor: int) -> None:
    assert plan_of(["姓名", header], ["王建国", 1.2]).columns[1].factor == factor


def test_a_unit_above_the_header_holds_where_no_other_is_said(workbooks: Path) -> None:
    plan = plans(read_file(workbooks / "ten_thousand_yuan.xlsx"))[0]
    assert [column.factor for column in plan.columns[2:]] == [10_000, 1, 10_000]


def test_labels_that_begin_with_a_word_for_the_worker_stay_with_their_person() -> None:
    plan = plan_of(
        ["户主姓名", "户主身份证号", "姓名", "与户主关系", "困难职工本人", "职工编号"],
        ["王建国", "1", "李秀英", "妻", "否", "77"],
    )
    assert targets(plan) == {
        "A": "name", "B": "id_no", "C": "name1", "D": "relation1", "E": "is_applicant1", "F": "national_no1",
    }  # fmt: skip


def test_the_head_may_stand_behind_the_member() -> None:
    plan = plan_of(["姓名", "关系", "身份证号", "户主姓名"], ["李秀英", "妻", "1", "王建国"])
    assert targets(plan) == {"A": "name1", "B": "relation1", "C": "id_no1", "D": "name"}


@pytest.mark.parametrize("second", ["身份证号", "与户主关系", "档案编号"])
def test_a_few_known_columns_among_hundreds_of_others_are_a_list_of_people(second: str) -> None:
    others: list[Cell] = [f"指标{number}" for number in range(300)]
    values: list[Cell] = ["甲"] * 300
    plan = plan_of(["某县统计表"], ["姓名", *others, second], ["王建国", *values, "户主"])
    assert plan.layout != "none"
    assert (plan.header_first, plan.header_last, plan.data_first, plan.data_last) == (2, 2, 3, 3)
    assert len(plan.not_taken) == 300


def test_a_relation_named_by_the_header_is_kept() -> None:
    plan = plan_of(["姓名", "身份证号", "配偶姓名", "配偶身份证号"], ["王建国", "1", "李秀英", "2"])
    assert targets(plan) == {"A": "name", "B": "id_no", "C": "name1", "D": "id_no1"}
    assert plan.columns[2].relation == "配偶"


@pytest.mark.parametrize(
    "rows",
    [
        [["乡镇", "户数", "人数"], ["城关镇", 2, 5]],
        [["困难职工帮扶工作通知"], ["各乡镇："], ["请按时上报姓名等情况。"]],
        [],
        [[1.0, 2.0], [3.0, 4.0]],
        [
            ["姓名", "王建国", "性别", "男"],
            ["身份证号", "1", "民族", "汉"],
            ["家庭住址", "东街", "联系电话", "1"],
        ],
    ],
)
def test_what_is_no_list_of_people_is_left_alone(rows: list[list[Cell]]) -> None:
    assert plan_of(*rows).layout == "none"


def test_a_person_may_say_where_the_header_is() -> None:
    sheet = Sheet("表.xlsx", "S", [["姓名", "住址"], ["姓名", "身份证号"], ["王建国", "1"]])
    plan = plan_with_header(sheet, 2, 2, household_fields=HOUSEHOLD, person_fields=PERSON)
    assert (plan.header_first, plan.data_first) == (2, 3)
    assert targets(plan) == {"A": "name", "B": "id_no"}


@pytest.mark.parametrize(
    "header",
    [
        "人均收入（年）",
        "家庭总收入（月）",
        "家庭年收入（元/月）",
        "本人年收入",
        "年收入（本人）",
        "月收入（家庭）",
        "困难类别（旧）",
    ],
)
def test_a_header_that_says_another_period_or_owner_is_not_taken(header: str) -> None:
    rows: list[list[Cell]] = [["姓名", "身份证号", header], ["王建国", "", "3"]]
    (plan,) = plans([Sheet("表.xlsx", "Sheet1", rows)])
    assert [column.header for column in plan.not_taken] == [header]


@pytest.mark.parametrize(
    "header", ["家庭总收入（上年度）", "家庭年收入（2023年）", "月收入（元/月）", "本人月收入（税后）"]
)
def test_a_header_that_only_says_more_is_taken(header: str) -> None:
    rows: list[list[Cell]] = [["姓名", "身份证号", header], ["王建国", "", "3"]]
    (plan,) = plans([Sheet("表.xlsx", "Sheet1", rows)])
    assert plan.not_taken == []


def test_the_officer_beside_a_family_is_no_member() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "身份证号", "结对干部", "", ""],
        ["", "", "姓名", "单位", "联系电话"],
        ["王建国", "", "李主任", "县总工会", "13800000000"],
    ]
    (plan,) = plans([Sheet("表.xlsx", "Sheet1", rows)])
    assert [column.letter for column in plan.not_taken] == ["C", "D", "E"]


def test_children_and_pupils_named_in_the_header_are_members() -> None:
    header: list[Cell] = [
        "家长姓名",
        "家长身份证号",
        "学生姓名",
        "学生身份证号",
        "子女2姓名",
        "子女2就读学校",
    ]
    (plan,) = plans([Sheet("表.xlsx", "Sheet1", [header, ["王建国", "", "王小雨", "", "王小雪", "一中"]])])
    assert [column.target and (column.target.field, column.target.group) for column in plan.columns] == [
        ("name", 0),
        ("id_no", 0),
        ("name", 1),
        ("id_no", 1),
        ("name", 2),
        ("employer", 2),
    ]
