"""Who in a workbook is whom in the database; in doubt a person is asked."""

from datetime import date
from pathlib import Path

from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.people import People
from hardship_desktop.services.workbooks.results import Counts
from tests.sheets import write_sheet, write_sheets
from tests.unit.services.workbooks.rosters import (
    CHILD,
    FATHER,
    MOTHER,
    OTHER,
    bring_in,
    dry,
    family,
    files,
    roster,
)


def test_the_old_and_the_new_number_are_one_person(desk: Desk, tmp_path: Path) -> None:
    short = FATHER[:6] + FATHER[8:17]
    bring_in(desk, roster(tmp_path, ("", "王建国", "户主", short, "", "东街1号")))
    longer = bring_in(desk, roster(tmp_path, ("", "王建国", "户主", FATHER)))
    assert (longer.imported, longer.updated) == (Counts(), Counts(1, 1))
    back = bring_in(desk, roster(tmp_path, ("", "王建国", "户主", short)))
    assert (back.imported, back.updated) == (Counts(), Counts())
    (file,) = files(desk)
    assert file.head["id_no"] == FATHER
    assert [each["id_no"] for each in People(desk).former(file.head["id"])] == [short]


def test_a_number_put_right_takes_its_birth_day_along(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, family(tmp_path, id=make_id_number("530302", date(1957, 3, 5), 11)))
    bring_in(desk, family(tmp_path))
    (file,) = files(desk)
    assert (file.head["id_no"], file.head["birth_date"]) == (FATHER, date(1975, 3, 5))


def test_a_person_in_a_household_of_the_database_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, family(tmp_path))
    path = roster(
        tmp_path, ("", "孙桂芳", "户主", OTHER, "", "西街9号"), ("", "王小雨", "女儿", CHILD), name="二.xlsx"
    )
    asked = dry(desk, path)
    (question,) = asked.questions
    assert (question.kind, question.row, question.column) == ("in_two_households", 3, "D")
    assert "53030220150007" in question.message
    assert CHILD not in question.message
    assert asked.imported == Counts()
    assert dry(desk, path, answers={question.key: "skip"}).imported == Counts()
    assert dry(desk, path, answers={question.key: "same"}).updated.households == 1
    done = bring_in(desk, path, answers={question.key: "both"})
    assert done.imported == Counts(1, 2)
    again = bring_in(desk, path)
    assert (again.questions, again.same) == ([], 1)


def test_a_person_in_two_households_of_the_files_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    path = roster(
        tmp_path,
        ("1001", "王建国", "户主", FATHER),
        ("", "王小雨", "女儿", CHILD),
        ("1002", "孙桂芳", "户主", OTHER),
        ("", "王小雨", "女儿", CHILD),
    )
    asked = dry(desk, path)
    assert [each.row for each in asked.questions] == [5]
    assert "第 2 行" in asked.questions[0].message
    assert asked.imported == Counts(1, 2)


def test_townships_that_number_from_one_do_not_overwrite_each_other(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, roster(tmp_path, ("A-1", "王建国", "户主", FATHER)))
    path = roster(tmp_path, ("A-1", "孙桂芳", "户主", OTHER), name="另一镇.xlsx")
    (question,) = dry(desk, path).questions
    assert question.kind == "archive_taken"
    done = bring_in(desk, path, answers={question.key: "new"})
    assert done.imported == Counts(1, 1)
    by_name = {file.head["name"]: file.values["archive_no"] for file in files(desk)}
    assert by_name["王建国"] == "A-1"
    assert by_name["孙桂芳"].startswith("530326")
    again = bring_in(desk, path)
    assert (again.imported, again.updated, again.questions) == (Counts(), Counts(), [])


def test_the_same_household_on_two_sheets_is_one(desk: Desk, tmp_path: Path) -> None:
    path = write_sheets(
        tmp_path / "两表.xlsx",
        {
            "一季度": (("姓名", "身份证号", "家庭住址"), ("王建国", FATHER, "东街1号")),
            "二季度": (("姓名", "身份证号", "联系电话"), ("王建国", FATHER, "13800000001")),
        },
    )
    done = bring_in(desk, path)
    assert done.imported == Counts(1, 1)
    assert "repeated" in [each.code for each in done.warnings]
    (file,) = files(desk)
    assert (file.values["address"], file.head["phone"]) == ("东街1号", "13800000001")


def test_names_without_numbers_are_known_again_but_namesakes_are_not_merged(
    desk: Desk, tmp_path: Path
) -> None:
    path = write_sheet(
        tmp_path / "无号.xlsx",
        ("姓名", "家庭住址", "困难类别"),
        ("王芳", "东街1号", "深度困难"),
        ("王芳", "和平村2组", "相对困难"),
    )
    assert bring_in(desk, path).imported == Counts(2, 2)
    assert bring_in(desk, path).same == 2
    numbered = write_sheet(
        tmp_path / "有号.xlsx", ("姓名", "身份证号", "家庭住址"), ("王芳", OTHER, "和平村2组")
    )
    done = bring_in(desk, numbered)
    assert (done.imported, done.updated) == (Counts(), Counts(1, 1))


def test_a_bare_namesake_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_sheet(tmp_path / "甲.xlsx", ("姓名", "家庭住址"), ("王芳", "东街1号")))
    path = write_sheet(tmp_path / "乙.xlsx", ("姓名", "身份证号"), ("王芳", OTHER))
    (question,) = dry(desk, path).questions
    assert question.kind == "same_name"
    assert bring_in(desk, path, answers={question.key: "same"}).updated == Counts(1, 1)


def test_a_member_who_became_head_is_shown_and_kept(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, family(tmp_path))
    path = roster(
        tmp_path,
        ("53030220150007", "李秀英", "户主", MOTHER),
        ("", "王小雨", "女儿", CHILD),
        name="新户主.xlsx",
    )
    labels = {each.label: (each.old, each.new) for each in dry(desk, path).changed[0].changes}
    assert labels["户主"] == ("王建国", "李秀英")
    bring_in(desk, path)
    (file,) = files(desk)
    assert file.head["name"] == "李秀英"
    assert len(file.people) == 3


def test_a_head_under_two_numbers_in_one_file_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    path = roster(tmp_path, ("1001", "王建国", "户主", FATHER), ("1002", "王建国", "户主", FATHER))
    found = dry(desk, path)
    assert [(each.kind, each.row) for each in found.questions] == [("in_two_households", 3)]
    assert found.imported == Counts(1, 1)


def test_a_size_that_differs_from_the_people_counted_only_warns(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "人口.xlsx", ("姓名", "身份证号", "家庭人口"), ("王建国", FATHER, "4人"))
    done = bring_in(desk, path)
    assert done.imported == Counts(1, 1)
    assert [(each.column, each.code) for each in done.warnings if each.column] == [("C", "inconsistent")]


def test_a_new_member_is_added_to_the_household_that_is_known(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, family(tmp_path))
    path = roster(
        tmp_path, ("53030220150007", "王建国", "户主", FATHER), ("", "王小明", "儿子", ""), name="添.xlsx"
    )
    found = dry(desk, path)
    assert (found.imported, found.updated) == (Counts(0, 1), Counts(1, 0))
    assert found.changed[0].added == ("王小明",)
    bring_in(desk, path)
    assert len(files(desk)[0].people) == 4
    assert bring_in(desk, path).updated == Counts()
