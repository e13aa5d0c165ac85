"""Nobody vanishes or is renamed in passing, and no optional cell keeps a family out."""

from pathlib import Path

import pytest

from hardship_desktop.domain.identity import id_checksum
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.workbooks.results import Counts
from tests.sheets import write_sheet
from tests.unit.services.workbooks.rosters import CHILD, FATHER, MOTHER, OTHER, bring_in, dry, family, files

CORRECTED = FATHER[:10] + "1007" + FATHER[14:17]
CORRECTED += id_checksum(CORRECTED)
HEADER = ("姓名", "身份证号", "家庭住址", "联系电话", "银行卡号")


def names(desk: Desk) -> list[str]:
    return sorted(person["name"] for file in files(desk) for person in file.people)


def test_one_number_under_two_names_in_a_file_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "名册.xlsx", HEADER, ("王建国", FATHER), ("赵铁柱", FATHER, "西街2号"))
    found = bring_in(desk, path)
    (question,) = found.questions
    assert (question.kind, question.row, question.column) == ("two_names", 3, "B")
    assert all(name in question.message for name in ("王建国", "赵铁柱"))
    assert names(desk) == ["王建国"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("rename", ["赵铁柱"]), ("keep", ["王建国"]), ("apart", ["王建国", "赵铁柱"]), ("skip", ["王建国"])],
)
def test_a_later_file_renames_only_who_was_answered_for(
    desk: Desk, tmp_path: Path, answer: str, expected: list[str]
) -> None:
    bring_in(desk, write_sheet(tmp_path / "甲.xlsx", HEADER, ("王建国", FATHER, "东街1号")))
    path = write_sheet(tmp_path / "乙.xlsx", HEADER, ("赵铁柱", FATHER, "西街2号"))
    (question,) = dry(desk, path).questions
    assert names(desk) == ["王建国"]
    bring_in(desk, path, answers={question.key: answer})
    assert names(desk) == expected
    numbers = [person["id_no"] for file in files(desk) for person in file.people]
    assert numbers.count(FATHER) == 1


def test_a_members_number_under_another_name_is_asked_about_too(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, family(tmp_path))
    path = write_sheet(
        tmp_path / "乙.xlsx",
        ("姓名", "与户主关系", "身份证号"),
        ("王建国", "户主", FATHER),
        ("李梅", "妻", MOTHER),
    )
    assert [(each.kind, each.row) for each in dry(desk, path).questions] == [("two_names", 3)]


def test_one_number_at_two_people_of_a_family_names_both(desk: Desk, tmp_path: Path) -> None:
    header = ("姓名", "与户主关系", "身份证号")
    path = write_sheet(tmp_path / "名册.xlsx", header, ("王建国", "户主", FATHER), ("王小雨", "女", FATHER))
    (told,) = dry(desk, path).rejected
    assert (told.code, told.who) == ("id_twice", "王小雨")
    assert "王建国" in told.message


@pytest.mark.parametrize(
    "later",
    [
        ("王建国", CORRECTED, "东街1号"),
        ("王建国", CORRECTED, "", "13800000001"),
        ("王建国", CORRECTED, "", "", "6222021234567890"),
        ("王建国", FATHER[:16] + "3" + FATHER[17]),
    ],
    ids=["address", "telephone", "card", "number alike"],
)
def test_a_single_person_with_a_corrected_number_is_found_and_asked_about(
    desk: Desk, tmp_path: Path, later: tuple[str, ...]
) -> None:
    if later[1] != CORRECTED:
        first = later[1][:17]
        later = (later[0], first + id_checksum(first))
    before = ("王建国", FATHER, "东街1号", "13800000001", "6222021234567890")
    bring_in(desk, write_sheet(tmp_path / "甲.xlsx", HEADER, before))
    path = write_sheet(tmp_path / "乙.xlsx", HEADER, later)
    found = bring_in(desk, path)
    (question,) = found.questions
    assert question.kind == "number_changed"
    assert "同名" in question.message
    assert len(files(desk)) == 1
    assert bring_in(desk, path, answers={question.key: "same"}).updated == Counts(1, 1)
    assert [file.head["id_no"] for file in files(desk)] == [later[1]]


def test_a_namesake_elsewhere_is_somebody_else(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_sheet(tmp_path / "甲.xlsx", HEADER, ("王芳", FATHER, "东街1号", "13800000001")))
    path = write_sheet(tmp_path / "乙.xlsx", HEADER, ("王芳", OTHER, "西街2号", "13800000002"))
    assert bring_in(desk, path).imported == Counts(1, 1)


def test_a_members_number_put_right_is_told(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, family(tmp_path))
    header = ("姓名", "与户主关系", "身份证号")
    path = write_sheet(tmp_path / "乙.xlsx", header, ("王建国", "户主", FATHER), ("王小雨", "女儿", OTHER))
    told = [each for each in bring_in(desk, path).warnings if each.code == "number_changed"]
    assert [(each.row, each.who) for each in told] == [(3, "王小雨")]


def test_what_a_later_list_says_to_be_none_is_emptied_and_told(desk: Desk, tmp_path: Path) -> None:
    header = ("姓名", "身份证号", "月收入", "工作单位", "联系电话", "家庭住址", "备注")
    first = ("王建国", FATHER, 2000, "县纺织厂", "13800000001", "东街1号", "已电话核实")
    bring_in(desk, write_sheet(tmp_path / "甲.xlsx", header, first))
    later = write_sheet(tmp_path / "乙.xlsx", header, ("王建国", "无", "无", "没有", "-", "", "无"))
    told = {each.column: each.message for each in bring_in(desk, later).warnings if each.code == "none_said"}
    assert set(told) == {"B", "C", "D", "G"}
    assert "保留" in told["B"]
    assert "保留" in told["G"]
    (file,) = files(desk)
    assert (file.head["income_monthly"], file.head["employer"]) == (0, None)
    assert (file.head["id_no"], file.head["phone"]) == (FATHER, "13800000001")
    assert (file.values["address"], file.values["remark"]) == ("东街1号", "已电话核实")
    assert bring_in(desk, later).updated == Counts()


def test_no_optional_cell_keeps_a_family_out(desk: Desk, tmp_path: Path) -> None:
    header = (
        "姓名",
        "身份证号",
        "联系电话",
        "建档日期",
        "月收入",
        "建筑面积",
        "是否单亲",
        "健康状况",
        "退出日期",
        "批准日期",
    )
    odd = ("王建国", FATHER, "不详", "去年", "两三千", "两间", "也许", "鼻炎", "2019-01-01", "2020-01-01")
    done = bring_in(desk, write_sheet(tmp_path / "名册.xlsx", header, odd))
    assert done.rejected == []
    assert done.imported == Counts(1, 1)
    told = {each.column: each.who for each in done.warnings if each.column}
    assert {"C", "D", "E", "F", "G", "I"} <= set(told)
    assert {told[column] for column in "CDEFGI"} == {"王建国"}
    (file,) = files(desk)
    assert (file.head["phone"], file.values["opened_on"], file.values["exited_on"]) == (None, None, None)


def test_a_word_of_no_list_is_kept_as_written_and_told_once(desk: Desk, tmp_path: Path) -> None:
    people = [("甲一", FATHER), ("乙二", MOTHER), ("丙三", CHILD)]
    rows = [(*each, "外地农村（省外）", "特困职工") for each in people]
    path = write_sheet(tmp_path / "名册.xlsx", ("姓名", "身份证号", "户口类型", "困难类别"), *rows)
    done = bring_in(desk, path)
    assert done.imported == Counts(3, 3)
    words = [each for each in done.warnings if each.code == "word_unknown"]
    assert [each.value for each in words] == ["外地农村（省外）", "特困职工"]
    assert all("3 处" in each.message for each in words)
    assert {(file.head["hukou_type"], file.values["tier"]) for file in files(desk)} == {
        ("=外地农村（省外）", "=特困职工")
    }
    again = bring_in(desk, path)
    assert (again.updated, again.same) == (Counts(), 3)


@pytest.mark.parametrize(
    "word", ["省级困难职工", "特困职工", "生活暂时困难", "边缘困难职工", "市级特困", "建档立卡"]
)
def test_tiers_of_a_place_are_kept_as_written(desk: Desk, tmp_path: Path, word: str) -> None:
    path = write_sheet(tmp_path / "名册.xlsx", ("姓名", "身份证号", "困难类别"), ("王建国", FATHER, word))
    assert bring_in(desk, path).imported == Counts(1, 1)
    assert [file.values["tier"] for file in files(desk)] == [f"={word}"]


def test_what_could_not_be_read_is_kept_as_written_until_it_is_filled_in(desk: Desk, tmp_path: Path) -> None:
    header = ("姓名", "身份证号", "手机号码", "月收入", "建档日期", "档案状态", "备注")
    odd = ("王建国", FATHER, "138000000000001x", "不固定", "去年春天", "解困", "已核实")
    path = write_sheet(tmp_path / "名册.xlsx", header, odd)
    assert bring_in(desk, path).imported == Counts(1, 1)
    (file,) = files(desk)
    assert file.head["remark"] == "待补：手机号码“138************x”、月收入“不固定”"
    assert file.values["remark"] == "已核实；待补：档案状态“解困”、建档日期“去年春天”"
    assert file.values["status"] == "exited"
    again = bring_in(desk, path)
    assert (again.updated, again.same) == (Counts(), 1)
    better = (*odd[:3], 1800, "2021-06-01", "", "")
    bring_in(desk, write_sheet(tmp_path / "补.xlsx", header, better))
    (file,) = files(desk)
    assert file.head["remark"] == "待补：手机号码“138************x”"
    assert file.values["remark"] == "已核实；待补：档案状态“解困”"
