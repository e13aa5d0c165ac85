"""Workbooks out: nothing is lost, nothing is shown that was not asked for, and asking is recorded."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from hardship_desktop.documents.sheets.grid import read_file
from hardship_desktop.documents.sheets.sheet import Cell
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.services.accounts import NewOffice, set_up
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import Households
from hardship_desktop.services.people import People
from hardship_desktop.services.workbooks.exporting import WorkbookExported, WorkbookOut
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.store.records import Disclosure
from hardship_desktop.store.vault import Cost

ID = make_id_number("530326", date(1980, 5, 6), 12)
CHILD = make_id_number("530326", date(2012, 9, 1), 35)
HOUSEHOLD = {
    "status": "active", "tier": "dibao_edge", "address": "清河县人民路12号", "household_size": 2,
    "floor_area": 8550, "declared_income": 1_234_567, "minor_causes": ("schooling", "other"),
    "main_cause": "own_illness", "cause_text": "=HYPERLINK(\"http://x\")\n长期治疗", "on_dibao": False,
    "opened_on": date(2015, 6, 1), "approved_doc_no": "清工发〔2015〕12号", "remark": "+8613800001234",
}  # fmt: skip
HEAD = {
    "name": "阿依古丽·买买提", "id_no": ID, "phone": "13800001234", "bank_card": "6222021001116245702",
    "health": "malignant_tumour", "illness": "胃癌", "employer": "𠮷祥纺织厂", "income_monthly": 200_050,
}  # fmt: skip


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """An office with a household of two and one that is in the bin."""
    made = Households(desk).create(HOUSEHOLD, HEAD)
    assert made.id is not None
    People(desk).add(made.id, {"name": "小明", "relation": "20", "id_no": CHILD, "student_stage": None})
    binned = Households(desk).create({"status": "active"}, {"name": "已删户"})
    assert binned.id is not None
    Households(desk).delete(binned.id)
    return desk


def cells(path: Path) -> list[tuple[str, list[list[Cell]]]]:
    return [(sheet.name, sheet.rows) for sheet in read_file(path)]


def texts(path: Path) -> set[str]:
    return {str(cell) for _, rows in cells(path) for row in rows for cell in row}


def disclosures(desk: Desk) -> list[str]:
    with desk.read() as reader:
        return [row["reason"] for row in reader.rows(select(Disclosure.__table__))]


def test_revealed_out_and_in_and_out_again_gives_equal_cells(filled: Desk, tmp_path: Path) -> None:
    first, second = tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"
    done = WorkbookOut(filled).households(first, reveal=True, reason="移交白石区")
    assert done == WorkbookExported(str(first), 1, 2, masked=False)
    office = NewOffice("白石区总工会", "530302", "county", "赵敏", "baishi-2026")
    other, _ = set_up(tmp_path / "other", office, cost=Cost(memory_kib=8, passes=1))
    service = WorkbookIn(other)
    applied = service.apply(service.dry_run([first]))
    assert (applied.rejected, applied.imported.members) == ([], 2)
    WorkbookOut(other).households(second, reveal=True, reason="核对")
    assert [rows[2:] for _, rows in cells(second)] == [rows[2:] for _, rows in cells(first)]
    other.store.close()


def test_sensitive_values_are_masked_unless_asked_for(filled: Desk, tmp_path: Path) -> None:
    masked, open_ = tmp_path / "遮盖.xlsx", tmp_path / "不遮盖.xlsx"
    WorkbookOut(filled).households(masked)
    WorkbookOut(filled).households(open_, reveal=True, reason="上报市总")
    secrets = {ID, CHILD, "13800001234", "6222021001116245702", "胃癌"}
    assert not secrets & texts(masked)
    assert secrets <= texts(open_)
    assert "阿依古丽·买买提" in texts(masked)


def test_asking_is_recorded_with_its_reason_and_masked_export_is_not(filled: Desk, tmp_path: Path) -> None:
    WorkbookOut(filled).households(tmp_path / "一.xlsx")
    assert disclosures(filled) == []
    WorkbookOut(filled).households(tmp_path / "二.xlsx", reveal=True, reason="  上报市总 ")
    assert disclosures(filled) == ["上报市总"]


def test_without_a_reason_nothing_is_written(filled: Desk, tmp_path: Path) -> None:
    out = tmp_path / "不遮盖.xlsx"
    with pytest.raises(UserError, match="原因"):
        WorkbookOut(filled).households(out, reveal=True, reason="  ")
    assert not out.exists()


def test_the_bin_and_other_choices_stay_at_home(filled: Desk, tmp_path: Path) -> None:
    out = tmp_path / "名册.xlsx"
    WorkbookOut(filled).households(out)
    assert "已删户" not in texts(out)
    assert WorkbookOut(filled).households(out, Chosen({"tier": ("deep",)})).households == 0


def test_a_cancelled_export_leaves_no_file_and_a_killed_one_no_open_parts(
    filled: Desk, tmp_path: Path
) -> None:
    for number in range(250):
        Households(filled).create({"status": "active"}, {"name": f"户主{'甲乙丙丁'[number % 4]}"})

    class Stop:
        def step(self, done: int, total: int) -> None:
            parts.extend(each for each in folder.iterdir() if each.is_dir())
            raise Cancelled

    parts: list[Path] = []
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        WorkbookOut(filled).households(folder / "名册.xlsx", progress=Stop())
    assert list(folder.iterdir()) == parts == []


def test_another_kind_of_file_name_is_refused(filled: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="xlsx"):
        WorkbookOut(filled).households(tmp_path / "名册.csv")


def test_the_roster_begins_as_offices_know_it(filled: Desk, tmp_path: Path) -> None:
    out = tmp_path / "名单.xlsx"
    WorkbookOut(filled).households(out)
    (_, rows), _ = cells(out)
    assert rows[0][0] == "困难职工家庭名单"
    assert str(rows[1][0]).startswith("填报单位（盖章）：清河县总工会")
    assert rows[2][:3] == ["序号", "户主姓名", "工作单位"]
    assert rows[3][0] == 1
