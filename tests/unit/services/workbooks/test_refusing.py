"""A change that a person refuses is not written, and everything else is."""

from datetime import date
from pathlib import Path

import pytest

from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.services.workbooks.results import ADDED, DryRun, Refused
from tests.sheets import write_sheet

HEADER = ("档案编号", "姓名", "身份证号", "与户主关系", "家庭住址", "开户银行", "银行卡号")
HEAD = make_id_number("530326", date(1970, 3, 4), 11)
CARD, NEW_CARD = "6222021234567894", "6217001234567890"


@pytest.fixture
def run(desk: Desk, tmp_path: Path) -> DryRun:
    """The second file of a household: another address and bank account, and a daughter."""
    known = write_sheet(
        tmp_path / "旧.xlsx",
        HEADER,
        ("53032620200001", "李大山", HEAD, "户主", "东街1号", "甲银行", CARD),
    )
    box = WorkbookIn(desk)
    box.apply(box.dry_run([known]))
    newer = write_sheet(
        tmp_path / "新.xlsx",
        HEADER,
        ("53032620200001", "李大山", HEAD, "户主", "南街9号", "乙银行", CARD.replace("7894", "7886")),
        ("53032620200001", "李小梅", None, "女儿", None, None, None),
    )
    return box.dry_run([newer])


def refusing(desk: Desk, run: DryRun, *labels: str) -> tuple[DryRun, HouseholdFile]:
    (changed,) = run.changed
    refused: set[Refused] = {
        (changed.place, *change.what) for change in changed.changes if change.label in labels
    }
    refused |= {(changed.place, name, ADDED) for name in changed.added if name in labels}
    chosen = run.without(set(), refused)
    WorkbookIn(desk).apply(chosen)
    (key,) = HouseholdList(desk).keys()
    return chosen, Households(desk).open(key)


def test_a_refused_address_stays_and_the_rest_is_written(desk: Desk, run: DryRun) -> None:
    chosen, file = refusing(desk, run, "家庭住址")
    assert (chosen.updated.households, chosen.updated.members, chosen.imported.members) == (1, 1, 1)
    assert file.values["address"] == "东街1号"
    assert file.head["bank_name"] == "乙银行"
    assert [each["name"] for each in file.people] == ["李大山", "李小梅"]


def test_what_belongs_together_is_refused_together(desk: Desk, run: DryRun) -> None:
    chosen, file = refusing(desk, run, "开户银行")
    assert (chosen.updated.households, chosen.updated.members) == (1, 0)
    assert (file.head["bank_name"], file.head["bank_card"]) == ("甲银行", CARD)
    assert file.values["address"] == "南街9号"


def test_a_refused_newcomer_is_not_added(desk: Desk, run: DryRun) -> None:
    chosen, file = refusing(desk, run, "李小梅")
    assert chosen.imported.members == 0
    assert [each["name"] for each in file.people] == ["李大山"]
    assert file.values["address"] == "南街9号"


def test_a_household_without_any_change_left_is_left_out(run: DryRun) -> None:
    chosen = run.without(set(), run.changed[0].whats())
    assert not chosen.writes
    assert (chosen.updated.households, chosen.left_out) == (0, 1)
