"""The 状态 column of a workbook: what it says becomes a step, and comes out again as the steps say."""

from pathlib import Path

import openpyxl

from hardship_desktop.services.desk import Desk
from hardship_desktop.services.flows import Flows
from hardship_desktop.services.workbooks.exporting import WorkbookOut
from hardship_desktop.store.records import CaseStep
from tests.sheets import write_sheet
from tests.unit.services.workbooks.rosters import FATHER, bring_in, files

HEADER = ("姓名", "身份证号", "家庭住址", "档案状态")


def listed(folder: Path, state: str) -> Path:
    return write_sheet(folder / f"{state}.xlsx", HEADER, ("王建国", FATHER, "东街1号", state))


def test_a_changed_state_is_taken_over_as_a_step_and_the_same_file_again_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, listed(tmp_path, "在档"))
    (file,) = files(desk)
    key = (file.org_id, file.id)
    assert Flows(desk).case(key).steps == []
    for _ in range(2):
        bring_in(desk, listed(tmp_path, "已退出"))
        (step,) = Flows(desk).case(key).steps
        assert (step["step"], step["state"], step["reason"]) == ("take_over", "exited", "表格导入")
    assert files(desk)[0].values["status"] == "exited"


def test_a_file_sent_back_comes_out_as_such_and_in_again_unchanged(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, listed(tmp_path, "已申请"))
    (file,) = files(desk)
    Flows(desk).take(file.id, "return", {"happened_on": desk.today, "reason": "缺证明"})
    out = tmp_path / "导出.xlsx"
    WorkbookOut(desk).households(out)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert "退回补正" in {cell.value for row in sheet.iter_rows() for cell in row}
    bring_in(desk, out)
    assert len(Flows(desk).case((file.org_id, file.id)).steps) == 1
    assert files(desk)[0].values["status"] == "returned"


def test_a_file_whose_steps_contradict_each_other_is_not_settled_by_a_list(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, listed(tmp_path, "公示中"))
    (file,) = files(desk)
    for step, state in (("approve", "approved"), ("refuse", "rejected")):
        values = {"flow": "household", "step": step, "state": state, "happened_on": desk.today}
        with desk.change() as change:
            change.insert(CaseStep, {**values, "household_id": file.id})
    bring_in(desk, listed(tmp_path, "在档"))
    assert len(Flows(desk).case((file.org_id, file.id)).standing.rivals) == 2
