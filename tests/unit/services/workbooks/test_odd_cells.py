"""Cells and rows as offices really write them, brought all the way into the database."""

from datetime import date
from pathlib import Path

import pytest

from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.workbooks.results import Counts
from tests.sheets import write_sheet, write_sheets
from tests.unit.services.workbooks.rosters import CHILD, FATHER, MOTHER, OTHER, bring_in, dry, files


@pytest.mark.parametrize(
    ("district", "meant"), [("810000", "hk_macao_residence"), ("830000", "taiwan_residence")]
)
def test_the_number_says_which_permit_is_meant(desk: Desk, tmp_path: Path, district: str, meant: str) -> None:
    permit = make_id_number(district, date(1980, 5, 6), 11)
    path = write_sheet(
        tmp_path / "名册.xlsx",
        ("姓名", "证件类型", "证件号码", "联系电话", "残疾类别", "入学时间"),
        ("陈家乐", "港澳台居民居住证", permit, "+86 138-0000-0003", "听力一级", "2023年9月"),
    )
    done = bring_in(desk, path)
    assert (done.imported, done.rejected) == (Counts(1, 1), [])
    (file,) = files(desk)
    said = ("id_type", "phone", "disability_type", "disability_level", "enroll_year")
    assert [file.head[name] for name in said] == [meant, "13800000003", "2", "1", 2023]
    again = bring_in(desk, path)
    assert (again.updated, again.same) == (Counts(), 1)


def test_scattered_members_reach_their_household_once_and_for_all(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "名册.xlsx",
        ("户编号", "姓名", "与户主关系", "身份证号", "家庭住址"),
        ("H1", "王建国", "户主", FATHER, "东街1号"),
        ("H2", "孙桂芳", "户主", OTHER, "西街9号"),
        ("H1", "王小雨", "女", CHILD),
    )
    done = bring_in(desk, path)
    assert (done.imported, done.rejected) == (Counts(2, 3), [])
    assert {file.head["name"]: len(file.people) for file in files(desk)} == {"王建国": 2, "孙桂芳": 1}
    again = bring_in(desk, path)
    assert (again.imported, again.updated, again.same) == (Counts(), Counts(), 2)


def test_two_heads_far_apart_under_one_number_are_asked_about(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "名册.xlsx",
        ("档案编号", "姓名", "与户主关系", "身份证号"),
        ("1", "王建国", "户主", FATHER),
        ("2", "李秀英", "户主", MOTHER),
        ("1", "孙桂芳", "户主", OTHER),
    )
    found = dry(desk, path)
    assert [(each.kind, each.row) for each in found.questions] == [("archive_taken", 4)]
    assert found.imported == Counts(2, 2)


def test_a_household_whose_member_was_lost_comes_in_and_the_member_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    path = write_sheets(
        tmp_path / "两表.xlsx",
        {
            "户": [("档案编号", "姓名", "身份证号", "家庭住址"), ("530302001", "王建国", FATHER, "东街1号")],
            "成员": [("档案编号", "姓名", "与户主关系", "身份证号"), ("530302007", "李秀英", "妻", MOTHER)],
        },
    )
    done = bring_in(desk, path)
    assert done.imported == Counts(1, 1)
    (lost,) = done.rejected
    assert (lost.sheet, lost.row, lost.code) == ("成员", 2, "link_missing")
    assert "李秀英" in lost.message
    assert "户主“王建国”" in lost.message
