"""Several tables on one sheet are read each by its own header; their cells keep their places."""

from hardship_desktop.documents.sheets.sheet import Block, Cell, Sheet
from hardship_desktop.documents.sheets.tables import tables_of
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Household, Person

HEADER: list[Cell] = ["序号", "姓名", "身份证号", "困难类别"]


def tables(*rows: list[Cell], merged: list[Block] | None = None) -> list[Sheet]:
    whole = Sheet("表.xlsx", "Sheet1", [list(row) for row in rows], merged=merged or [])
    return tables_of([whole], household_fields=fields_of(Household), person_fields=fields_of(Person))


def places(found: list[Sheet]) -> list[tuple[int, str, str]]:
    return [(each.first_row, each.letter(0), each.part) for each in found]


def test_a_plain_sheet_stays_whole() -> None:
    assert places(tables(HEADER, ["1", "王建国", "", "深度困难"], HEADER, ["2", "赵铁柱", "", ""])) == [
        (1, "A", "")
    ]


def test_a_header_with_other_columns_begins_a_table_with_its_title() -> None:
    found = tables(
        ["一、2023年"],
        HEADER,
        ["1", "王建国", "", "深度困难"],
        [""],
        ["二、2024年"],
        ["序号", "户主姓名", "家庭住址", "工作单位"],
        ["1", "赵铁柱", "东街", "水泥厂"],
    )
    assert places(found) == [(1, "A", ""), (4, "A", "（第 4 行起）")]
    assert found[1].rows[1][0] == "二、2024年"


def test_the_same_words_in_another_order_are_another_table() -> None:
    found = tables(
        HEADER, ["1", "王建国", "", ""], ["序号", "身份证号", "姓名", "困难类别"], ["1", "", "赵铁柱", ""]
    )
    assert len(found) == 2


def test_words_of_headers_among_the_people_begin_no_table() -> None:
    found = tables(
        HEADER,
        ["1", "王建国", "", "相对困难"],
        ["姓名", "李秀英", "性别", "女"],
        ["家庭住址", "东街", "", ""],
    )
    assert len(found) == 1


def test_two_lists_side_by_side_are_two_tables() -> None:
    found = tables(
        ["慰问名单", *[""] * 8],
        [*HEADER, "", *HEADER],
        ["1", "王建国", "", "深度困难", "", "3", "赵铁柱", "", "相对困难"],
        ["2", "孙桂芳", "", "深度困难", "", "", "", "", ""],
        merged=[Block(0, 0, 0, 8)],
    )
    assert places(found) == [(1, "A", ""), (1, "F", "（F 列起）")]
    assert found[1].rows[2] == ["3", "赵铁柱", "", "相对困难"]


def test_members_under_repeated_words_are_no_second_list() -> None:
    assert len(tables(["姓名", "关系", "姓名", "关系"], ["王建国", "户主", "李秀英", "妻"])) == 1
    assert len(tables(["姓名", "身份证号", "姓名", "身份证号"], ["王建国", "", "李秀英", ""])) == 1


def test_a_richer_table_below_does_not_hide_the_one_above() -> None:
    found = tables(
        ["姓名", "身份证号", "困难类别"],
        ["王建国", "", "深度困难"],
        [*HEADER, "家庭住址", "联系电话"],
        ["1", "赵铁柱", "", "", "东街", ""],
    )
    assert places(found) == [(1, "A", ""), (3, "A", "（第 3 行起）")]


def test_a_list_on_its_side_is_turned_and_knows_its_cells() -> None:
    (found,) = tables(
        ["困难职工名单", "", ""],
        ["序号", 1.0, 2.0],
        ["姓名", "王建国", "赵铁柱"],
        ["身份证号", "530302197503050111", "530302197503050112"],
        ["困难类别", "深度困难", "相对困难"],
        ["家庭住址", "东街", "西街"],
    )
    assert found.rows[0] == ["", "序号", "姓名", "身份证号", "困难类别", "家庭住址"]
    assert found.rows[1] == ["", 1.0, "王建国", "530302197503050111", "深度困难", "东街"]
    assert found.origins[found.row_number(1), "C"] == (3, "B")
    assert found.origins[found.row_number(2), ""] == (1, "C")


def test_upright_lists_and_forms_are_not_turned() -> None:
    people: list[list[Cell]] = [["户主", "王建国", "男", "农民工"], ["户主", "赵铁柱", "男", "下岗"]]
    heads: list[list[Cell]] = [
        ["户主", "王建国", "男", "良好", "东街"],
        ["户主", "赵铁柱", "男", "良好", "西街"],
    ]
    header: list[Cell] = ["与户主关系", "姓名", "性别"]
    for rows in ([[*header, "人员身份"], *people * 3], [[*header, "健康状况", "家庭住址"], *heads * 3]):
        (plain,) = tables(*rows)
        assert (plain.part, len(plain.rows)) == ("", 7)
    (form,) = tables(
        ["姓名", "王建国", "性别", "男"],
        ["身份证号", "530302197503050111", "民族", "汉族"],
        ["家庭住址", "东街", "联系电话", "13800000000"],
    )
    assert form.part == "（登记表）"
