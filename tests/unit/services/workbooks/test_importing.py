"""Workbooks in: what a clerk may rely on when a file meets the database."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.services.accounts import NewOffice, set_up
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.workbooks.exporting import WorkbookOut
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.services.workbooks.results import Counts
from hardship_desktop.store.vault import Cost
from tests.sheets import write_sheet, write_sheets
from tests.unit.services.workbooks.rosters import (
    CHILD,
    FATHER,
    MOTHER,
    OTHER,
    SAMPLES,
    bring_in,
    dry,
    family,
    files,
    roster,
)

CHEAP = Cost(memory_kib=8, passes=1)


@pytest.fixture
def other_desk(tmp_path: Path) -> Iterator[Desk]:
    """Another office, empty."""
    other, _ = set_up(
        tmp_path / "other", NewOffice("白石区总工会", "530302", "county", "赵敏", "baishi-2026"), cost=CHEAP
    )
    yield other
    other.store.close()


def test_a_file_approved_long_ago_arrives_in_force_with_its_own_date_and_document(
    desk: Desk, tmp_path: Path
) -> None:
    done = bring_in(desk, family(tmp_path))
    assert (done.imported, done.updated, done.rejected) == (Counts(1, 3), Counts(0, 0), [])
    (file,) = files(desk)
    assert file.values["status"] == "active"
    assert file.values["opened_on"] == date(2015, 6, 1)
    assert file.values["approved_doc_no"] == "清工发〔2015〕12号"
    assert file.values["tier"] == "dibao_edge"
    assert file.values["archive_no"] == "53030220150007"
    assert (file.head["name"], file.head["relation"]) == ("王建国", "02")
    assert (file.head["birth_date"], file.head["sex"]) == (date(1975, 3, 5), "1")


def test_a_dry_run_writes_nothing_and_the_same_file_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = family(tmp_path)
    assert dry(desk, path).imported == Counts(1, 3)
    assert files(desk) == []
    bring_in(desk, path)
    before = files(desk)
    again = bring_in(desk, path)
    assert (again.imported, again.updated, again.same, again.safety_copy) == (Counts(), Counts(), 1, "")
    assert files(desk) == before


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.xlsx")) + sorted(SAMPLES.glob("*.csv")), ids=str)
def test_every_sample_workbook_is_answered_and_changes_nothing_twice(desk: Desk, sample: Path) -> None:
    first = bring_in(desk, sample)
    assert first.to_json()["files"][0]["path"] == str(sample)
    assert first.imported.households or first.rejected
    before = files(desk)
    again = bring_in(desk, sample)
    assert (again.imported, again.updated) == (Counts(), Counts())
    assert again.same == first.imported.households
    assert files(desk) == before


def test_a_changed_value_is_shown_side_by_side_and_an_empty_cell_erases_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, family(tmp_path))
    changed = family(tmp_path, "新.xlsx", phone="13900000009", address="", tier="深度困难")
    found = dry(desk, changed)
    (household,) = found.changed
    told = {(each.who, each.label): (each.old, each.new) for each in household.changes}
    assert told == {
        ("", "困难类别"): ("低保边缘户", "深度困难"),
        ("王建国", "手机号码"): ("138****0001", "13900000009"),
    }
    done = bring_in(desk, changed)
    assert (done.imported, done.updated) == (Counts(), Counts(1, 1))
    (file,) = files(desk)
    assert (file.values["tier"], file.values["address"]) == ("deep", "城关镇东街1号")


def test_a_household_can_be_left_out_and_comes_in_another_time(desk: Desk, tmp_path: Path) -> None:
    other = ("53030220150008", "赵敏", "户主", OTHER, "13800000002", "城关镇西街2号", "低保边缘户")
    bring_in(desk, roster(tmp_path, other, name="旧.xlsx"))
    moved = (*other[:5], "城关镇西街9号", other[6])
    path = roster(tmp_path, moved, ("53030220150007", "王建国", "户主", FATHER), ("", "李秀英", "妻", MOTHER))
    service = WorkbookIn(desk)
    run = service.dry_run([path])
    (new,), (changed,) = run.new, run.changed
    for dropped, imported, updated in ((new, Counts(), Counts(1, 0)), (changed, Counts(1, 2), Counts())):
        less = run.without({dropped.place})
        assert (less.imported, less.updated, less.left_out) == (imported, updated, 1)
    assert not run.without({new.place, changed.place}).writes
    done = service.apply(run.without({changed.place}))
    assert (done.imported, done.updated, done.left_out) == (Counts(1, 2), Counts(), 1)
    assert {file.values["address"] for file in files(desk)} == {None, "城关镇西街2号"}
    assert bring_in(desk, path).updated == Counts(1, 0)


def test_a_household_with_a_bad_number_stays_out_whole_and_comes_in_once_corrected(
    desk: Desk, tmp_path: Path
) -> None:
    wrong = FATHER[:-1] + ("0" if FATHER[-1] != "0" else "1")
    path = roster(
        tmp_path,
        ("", "王建国", "户主", wrong, "", "东街1号"),
        ("", "李秀英", "妻", MOTHER, "电话不详"),
        ("", "孙桂芳", "户主", OTHER, "", "西街9号"),
    )
    done = bring_in(desk, path)
    assert (done.imported, done.left_out) == (Counts(1, 1), 1)
    assert [(each.row, each.column) for each in done.rejected] == [(2, "D")]
    (bad_phone,) = [each for each in done.warnings if each.row == 3]
    assert (bad_phone.column, bad_phone.value, bad_phone.code) == ("E", "电话不详", "phone")
    assert [file.head["name"] for file in files(desk)] == ["孙桂芳"]
    mended = roster(
        tmp_path, ("", "王建国", "户主", FATHER, "", "东街1号"), ("", "李秀英", "妻", MOTHER, "13800000002")
    )
    assert bring_in(desk, mended).imported == Counts(1, 2)


def test_all_that_is_wrong_with_a_household_is_told_at_once(desk: Desk, tmp_path: Path) -> None:
    header = ("姓名", "与户主关系", "身份证号", "月收入")
    head, wife = ("王建国", "户主", FATHER[:-1], "两三千"), ("李秀英", "妻", MOTHER, "800")
    found = dry(desk, write_sheet(tmp_path / "名单.xlsx", header, head, wife))
    assert {(each.row, each.column) for each in found.rejected} == {(2, "C")}
    assert {(each.row, each.column) for each in found.warnings} >= {(2, "D")}


def test_a_draft_comes_into_force_with_the_file_that_dates_it(desk: Desk, tmp_path: Path) -> None:
    first = bring_in(desk, roster(tmp_path, ("", "王建国", "户主", FATHER)))
    assert "draft" in [each.code for each in first.warnings]
    assert files(desk)[0].values["status"] == "draft"
    bring_in(desk, family(tmp_path, no=""))
    assert files(desk)[0].values["status"] == "active"


def test_contradictions_of_number_birth_and_sex_are_told_on_their_cells(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "错.xlsx",
        ("姓名", "身份证号", "性别", "出生日期"),
        ("王建国", FATHER, "女", "1975-03-05"),
        ("孙桂芳", OTHER, "女", "1984-02-28"),
        ("王小雨", CHILD, "女", "2009.1"),
    )
    found = dry(desk, path)
    told = [(each.row, each.column, each.who) for each in found.warnings if each.column]
    assert told == [(2, "C", "王建国"), (3, "D", "孙桂芳")]
    assert bring_in(desk, path).imported == Counts(3, 3)
    births = {file.head["name"]: file.head["birth_date"] for file in files(desk)}
    assert (births["孙桂芳"], births["王小雨"]) == (date(1984, 2, 28), date(2009, 1, 30))


def test_lost_digits_are_told_and_never_guessed(desk: Desk, tmp_path: Path) -> None:
    path = roster(tmp_path, ("", "钱一", "户主", 530302198001011234.0))
    found = dry(desk, path)
    assert [each.code for each in found.rejected] == ["digits_lost"]
    assert found.imported == Counts()


def test_a_masked_workbook_overwrites_nothing_and_brings_nobody_new(
    desk: Desk, tmp_path: Path, other_desk: Desk
) -> None:
    bring_in(desk, family(tmp_path))
    masked = tmp_path / "遮盖.xlsx"
    WorkbookOut(desk).households(masked)
    before = files(desk)
    done = bring_in(desk, masked)
    assert (done.imported, done.updated, done.same) == (Counts(), Counts(), 1)
    told = [each for each in done.warnings if each.code == "masked"]
    assert len(told) == len({(each.sheet, each.column) for each in told})
    assert files(desk) == before
    elsewhere = bring_in(other_desk, masked)
    assert elsewhere.imported == Counts()
    assert {each.code for each in elsewhere.rejected} == {"masked"}


def test_a_column_can_be_sent_elsewhere_or_nowhere(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "列.xlsx", ("姓名", "身份证号", "家庭住址", "状态"), ("王建国", FATHER, "东街1号", "很好")
    )
    assert "很好" in [each.value for each in dry(desk, path).warnings]
    (found,) = WorkbookIn(desk).recognise([path])
    found.recognition.sheets[0].columns[3].target = None
    done = bring_in(desk, path, overrides={str(path): found.recognition})
    assert done.imported == Counts(1, 1)


def test_columns_that_nobody_understood_are_told(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "甲.xlsx", ["姓名", "家庭住址", "爱好"], ["王建国", "东街", "下棋"])
    (told,) = [each for each in bring_in(desk, path).warnings if each.code == "column_unknown"]
    assert (told.sheet, told.row, told.column, told.value) == ("名册", 1, "C", "爱好")
    assert "没有导入" in told.message


def test_members_written_in_one_cell_are_told_what_to_do(desk: Desk, tmp_path: Path) -> None:
    header = ["姓名", "家庭住址", "家庭成员情况"]
    path = write_sheet(tmp_path / "甲.xlsx", header, ["王建国", "东街", "妻子：李梅，1980年生"])
    (told,) = [each for each in bring_in(desk, path).warnings if each.code == "column_unknown"]
    assert told.message.endswith("家庭成员写在一格里的，请改成每人一行。")


def test_members_in_another_file_than_their_head_are_told_what_to_do(desk: Desk, tmp_path: Path) -> None:
    heads = write_sheet(tmp_path / "职工.xlsx", ["档案编号", "姓名", "家庭住址"], ["1001", "王建国", "东街"])
    members = write_sheet(tmp_path / "成员.xlsx", ["档案编号", "姓名", "关系"], ["1001", "李梅", "妻"])
    (told,) = bring_in(desk, heads, members).rejected
    assert (told.file, told.code) == ("成员.xlsx", "no_head")
    assert "请把两张表放进同一个工作簿" in told.message


def test_the_header_can_be_pointed_at(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "头.xlsx", ("说明",), ("姓名", "身份证号"), ("王建国", FATHER))
    plan = WorkbookIn(desk).with_header(path, "名册", 2, 2)
    assert (plan.header_first, plan.data_first) == (2, 3)


def test_a_change_in_between_is_refused_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, family(tmp_path))
    service = WorkbookIn(desk)
    shown = service.dry_run([family(tmp_path, tier="深度困难")])
    (file,) = files(desk)
    Households(desk).save(file.id, {"tier": "relative"})
    with pytest.raises(UserError) as caught:
        service.apply(shown)
    assert caught.value.code == "changed_since"
    assert files(desk)[0].values["tier"] == "relative"


def test_cancelling_at_any_step_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    rows = [("", f"钱{number}", "户主", "", "", f"东街{number}号") for number in range(450)]
    service = WorkbookIn(desk)
    shown = service.dry_run([roster(tmp_path, *rows)])

    class Stop:
        def __init__(self, at: int) -> None:
            self.left = at

        def step(self, done: int, total: int) -> None:
            self.left -= 1
            if self.left == 0:
                raise Cancelled

    at = 1
    while True:
        stop = Stop(at)
        try:
            done = WorkbookIn(desk).apply(shown, progress=stop)
        except Cancelled:
            assert HouseholdList(desk).totals(Chosen()) == (0, 0)
            at = at * 2
            continue
        break
    assert at > 4
    assert done.imported == Counts(450, 450)


def test_a_verified_copy_is_made_before(desk: Desk, tmp_path: Path) -> None:
    done = bring_in(desk, family(tmp_path))
    assert Path(done.safety_copy).is_file()


def test_those_who_may_only_look_cannot_import(desk: Desk, tmp_path: Path) -> None:
    shown = dry(desk, family(tmp_path))
    with pytest.raises(UserError, match="只读用户，不能修改"):
        WorkbookIn(replace(desk, user_role="reader")).apply(shown)


def test_any_kind_of_file_gets_an_answer(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "照片.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    notes = write_sheet(tmp_path / "统计.xlsx", ("乡镇", "户数"), ("城关镇", 2))
    found = dry(desk, picture, notes, tmp_path / "没有.xlsx", family(tmp_path))
    assert [each.code for each in found.rejected] == ["not_a_workbook", "nothing_found", "not_found"]
    assert all(each.message and each.file for each in found.rejected)
    assert found.imported == Counts(1, 3)


def test_problems_come_back_as_comments_in_a_copy_of_each_file(desk: Desk, tmp_path: Path) -> None:
    service = WorkbookIn(desk)
    number = make_id_number("530302", date(1966, 6, 6), 22)
    sound = roster(tmp_path, ("", "孙桂芳", "户主", number), name="好.xlsx")
    paths = [SAMPLES / "faulty.xlsx", sound, family(tmp_path, id=FATHER[:17])]
    found = service.dry_run(paths)
    written = service.write_errors(paths, found.rejected, tmp_path / "问题.xlsx")
    assert [Path(each).name for each in written] == ["问题.xlsx", "问题-2.xlsx"]
    assert "已经丢失" in openpyxl.load_workbook(written[0])["错误"]["D2"].comment.text
    assert openpyxl.load_workbook(written[1])["名册"]["D2"].comment is not None


def test_results_travel_to_another_process(desk: Desk, tmp_path: Path) -> None:
    service = WorkbookIn(desk)
    shown = service.dry_run([family(tmp_path)])
    travelled = pickle.loads(pickle.dumps(shown))
    assert travelled == shown
    assert WorkbookIn(desk).apply(travelled).imported == Counts(1, 3)


def test_the_json_has_the_shape_of_the_contract(desk: Desk, tmp_path: Path) -> None:
    told = dry(desk, family(tmp_path), SAMPLES / "faulty.xlsx").to_json()
    assert set(told) == {"files", "imported", "updated", "rejected", "warnings"}
    (sheet,) = told["files"][0]["sheets"]
    assert "与户主关系" in sheet.pop("layout")
    assert sheet == {"name": "名册", "rows": 3, "households": 1, "members": 3}
    keys = {"file", "sheet", "row", "column", "value", "code", "message"}
    assert all(set(each) == keys for each in (*told["rejected"], *told["warnings"]))


def test_a_number_of_ours_that_a_file_brought_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    ours = f"530326{desk.today.year}A0001"
    bring_in(desk, roster(tmp_path, (ours, "王建国", "户主", FATHER), ("", "孙桂芳", "户主", OTHER)))
    assert sorted(file.values["archive_no"] for file in files(desk)) == [ours, ours[:-1] + "2"]


def test_a_form_is_imported_once_and_its_faults_are_told_at_their_cells(desk: Desk, tmp_path: Path) -> None:
    def form(name: str, number: str) -> list[list[str]]:
        return [
            ["困难职工档案表", "", "", ""],
            ["姓名", name, "性别", "男"],
            ["身份证号", number, "困难类别", "深度困难"],
            ["家庭住址", "东街1号", "联系电话", "13800000000"],
            ["姓名", "关系", "健康状况", "月收入"],
            ["李秀英", "妻", "良好", "800"],
        ]

    path = write_sheets(
        tmp_path / "档案表.xlsx", {"甲": form("王建国", FATHER), "乙": form("赵铁柱", OTHER[:16])}
    )
    first = bring_in(desk, path)
    assert first.imported == Counts(1, 2)
    assert [(each.sheet, each.row, each.column) for each in first.rejected] == [("乙", 3, "B")]
    again = bring_in(desk, path)
    assert (again.imported, again.updated) == (Counts(0, 0), Counts(0, 0))


def test_two_tables_on_a_sheet_are_both_imported_and_corrected_each_by_itself(
    desk: Desk, tmp_path: Path
) -> None:
    upper = [["姓名", "身份证号", "困难类别"], ["王建国", FATHER, "深度困难"]]
    lower = [["2024年"], ["序号", "家庭住址", "户主姓名", "身份证号"], ["1", "东街", "赵铁柱", OTHER]]
    path = write_sheets(tmp_path / "表.xlsx", {"名册": [*upper, *lower]})
    (found,) = WorkbookIn(desk).recognise([path])
    assert [plan.place for plan in found.recognition.sheets] == ["名册", "名册（第 3 行起）"]
    assert WorkbookIn(desk).with_header(path, "名册（第 3 行起）", 4, 4).data_first == 5
    done = bring_in(desk, path)
    assert (done.imported, [(s.name, s.households) for s in done.files[0].sheets]) == (
        Counts(2, 2),
        [("名册", 2)],
    )
