"""Rows of one household find together by its number, wherever on the sheet they stand."""

from collections.abc import Callable
from datetime import date

import pytest

from hardship_desktop.documents.sheets.extracted import Extracted
from hardship_desktop.documents.sheets.grid import Cell, Sheet
from hardship_desktop.domain.identity import make_id_number

Take = Callable[[list[Sheet]], Extracted]

FATHER = make_id_number("530302", date(1975, 3, 5), 11)
MOTHER = make_id_number("530302", date(1977, 8, 19), 22)
CHILD = make_id_number("530302", date(2009, 1, 30), 24)
OTHER = make_id_number("530302", date(1983, 2, 28), 68)


def sheet(*rows: list[Cell]) -> Sheet:
    return Sheet("表.xlsx", "Sheet1", [list(row) for row in rows])


def families(extracted: Extracted) -> list[list[str]]:
    return [[person.values["name"] for person in each.members] for each in extracted.households]


def codes(extracted: Extracted) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in extracted.problems]


@pytest.mark.parametrize("number", ["户编号", "档案编号", "户号", "户序号"])
def test_a_member_far_from_its_head_joins_by_the_number(take: Take, number: str) -> None:
    extracted = take(
        [
            sheet(
                [number, "姓名", "与户主关系", "家庭住址"],
                ["H1", "王建国", "户主", "东街"],
                ["H2", "孙桂芳", "户主", "西街"],
                ["H1", "王小雨", "子", ""],
                ["H2", "孙浩然", "子", ""],
                ["H1", "李秀英", "妻", ""],
            )
        ]
    )
    assert families(extracted) == [["王建国", "王小雨", "李秀英"], ["孙桂芳", "孙浩然"]]
    assert not extracted.problems
    assert not extracted.warnings


def test_the_head_far_below_still_heads_the_household(take: Take) -> None:
    header: list[Cell] = ["户编号", "姓名", "与户主关系"]
    rows: list[list[Cell]] = [["H1", "王小雨", "子"], ["H2", "孙桂芳", "户主"], ["H1", "王建国", "户主"]]
    extracted = take([sheet(header, *rows)])
    assert families(extracted) == [["王建国", "王小雨"], ["孙桂芳"]]
    assert not extracted.problems


def test_a_row_without_a_number_goes_with_the_row_above_it(take: Take) -> None:
    header: list[Cell] = ["户编号", "姓名", "与户主关系"]
    rows: list[list[Cell]] = [
        ["H1", "王建国", "户主"],
        ["H2", "孙桂芳", "户主"],
        ["H1", "李秀英", "妻"],
        ["", "王小雨", "子"],
    ]
    assert families(take([sheet(header, *rows)])) == [["王建国", "李秀英", "王小雨"], ["孙桂芳"]]


@pytest.mark.parametrize("with_own_number", [True, False])
def test_the_heads_id_number_holds_a_household_together(take: Take, with_own_number: bool) -> None:
    header: list[Cell] = ["户主身份证号", "姓名", "与户主关系", "家庭住址", "身份证号"]
    rows: list[list[Cell]] = [
        [FATHER, "王建国", "户主", "东街", FATHER],
        [OTHER, "孙桂芳", "户主", "西街", OTHER],
        [FATHER, "李秀英", "妻", "", MOTHER],
        [FATHER, "王小雨", "女", "", CHILD],
    ]
    width = 5 if with_own_number else 4
    extracted = take([sheet(header[:width], *(row[:width] for row in rows))])
    assert families(extracted) == [["王建国", "李秀英", "王小雨"], ["孙桂芳"]]
    assert not extracted.problems
    numbers = [person.values.get("id_no") for person in extracted.households[0].members]
    assert numbers == ([FATHER, MOTHER, CHILD] if with_own_number else [FATHER, None, None])


def test_name_and_id_number_of_the_head_beside_each_member(take: Take) -> None:
    header: list[Cell] = ["户主姓名", "户主身份证号", "姓名", "与户主关系", "身份证号"]
    rows: list[list[Cell]] = [
        ["王建国", FATHER, "王建国", "户主", FATHER],
        ["孙桂芳", OTHER, "孙桂芳", "户主", OTHER],
        ["王建国", FATHER, "王小雨", "女", CHILD],
    ]
    extracted = take([sheet(header, *rows)])
    assert families(extracted) == [["王建国", "王小雨"], ["孙桂芳"]]
    assert not extracted.problems


@pytest.mark.parametrize("number", ["户编号", "户号"])
def test_without_relations_the_first_of_a_number_is_the_head(take: Take, number: str) -> None:
    header: list[Cell] = [number, "姓名", "身份证号", "家庭住址"]
    rows: list[list[Cell]] = [
        ["H1", "王建国", FATHER, "东街"],
        ["H1", "李秀英", MOTHER, "东街"],
        ["H2", "孙桂芳", OTHER, "西街"],
    ]
    extracted = take([sheet(header, *rows)])
    assert families(extracted) == [["王建国", "李秀英"], ["孙桂芳"]]
    assert [person.is_head for person in extracted.households[0].members] == [True, False]
    assert not extracted.problems


@pytest.mark.parametrize("header", ["序号", "编号"])
def test_bare_row_numbers_are_no_household(take: Take, header: str) -> None:
    rows: list[list[Cell]] = [[1, "王建国", FATHER], [1, "孙桂芳", OTHER], [2, "李秀英", MOTHER]]
    extracted = take([sheet([header, "姓名", "身份证号"], *rows)])
    assert families(extracted) == [["王建国"], ["孙桂芳"], ["李秀英"]]


def test_numbers_that_start_again_in_each_township_stay_apart(take: Take) -> None:
    header: list[Cell] = ["档案编号", "姓名", "与户主关系", "身份证号"]
    rows: list[list[Cell]] = [
        ["1", "王建国", "户主", FATHER],
        ["1", "王小雨", "女", CHILD],
        ["2", "李秀英", "户主", MOTHER],
        ["1", "孙桂芳", "户主", OTHER],
        ["1", "孙浩然", "子", ""],
    ]
    extracted = take([sheet(header, *rows)])
    assert families(extracted) == [["王建国", "王小雨"], ["李秀英"], ["孙桂芳", "孙浩然"]]
    assert not extracted.problems


def test_a_member_of_a_number_that_two_families_bear_is_never_guessed(take: Take) -> None:
    header: list[Cell] = ["档案编号", "姓名", "与户主关系", "身份证号"]
    rows: list[list[Cell]] = [
        ["1", "王建国", "户主", FATHER],
        ["2", "李秀英", "户主", MOTHER],
        ["1", "孙桂芳", "户主", OTHER],
        ["2", "李小军", "子", ""],
        ["1", "王小雨", "女", CHILD],
    ]
    extracted = take([sheet(header, *rows)])
    assert codes(extracted) == [(6, "number_ambiguous")]
    assert "第 2、4 行" in extracted.problems[0].message
    assert families(extracted) == [["李秀英", "李小军"]]
    assert len(extracted.rejected) == 2


def test_a_number_alone_does_not_join_families_at_two_addresses(take: Take) -> None:
    header: list[Cell] = ["档案编号", "姓名", "家庭住址"]
    rows: list[list[Cell]] = [["1", "王建国", "东街"], ["1", "李秀英", ""], ["1", "孙桂芳", "西街"]]
    assert families(take([sheet(header, *rows)])) == [["王建国", "李秀英"], ["孙桂芳"]]


def test_two_named_as_heads_are_two_households(take: Take) -> None:
    header: list[Cell] = ["档案编号", "户主姓名", "户主身份证号"]
    rows: list[list[Cell]] = [["1", "王建国", FATHER], ["1", "孙桂芳", OTHER]]
    assert families(take([sheet(header, *rows)])) == [["王建国"], ["孙桂芳"]]


def test_a_number_without_any_head_is_told_with_the_number(take: Take) -> None:
    header: list[Cell] = ["户编号", "姓名", "与户主关系"]
    rows: list[list[Cell]] = [["H1", "王建国", "户主"], ["H9", "王小雨", "子"]]
    extracted = take([sheet(header, *rows)])
    assert codes(extracted) == [(3, "no_head")]
    assert "H9" in extracted.problems[0].message
