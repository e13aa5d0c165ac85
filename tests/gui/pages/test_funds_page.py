"""帮扶资金 in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.gui.pages.aid_entry import AidEntryPage
from hardship_desktop.gui.pages.funds import FundsPage
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.record_page import RecordPage
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import Households
from tests.gui.conftest import pressed_with_control, typed
from tests.gui.pages.places import settle

ENTER = Qt.Key.Key_Return
BATCH = {"name": "中央财政专项", "year": 2026, "source": "central", "total_fen": 1_000_000}


def give(desk: Desk, fen: int) -> None:
    """An aid of so much, paid from the first batch to a new household's head."""
    batch = Aids(desk).batches()[0]["id"]
    row = Households(desk).create({"status": "active"}, {"name": "范浩", "relation": "01"}).id
    assert row is not None
    head = Households(desk).open((desk.store.org_id, row)).head["id"]
    Aids(desk).record(
        {
            "person_id": head,
            "item": "living",
            "batch_id": batch,
            "amount_fen": fen,
            "paid_on": desk.today,
            "method": "bank",
        }
    )


@pytest.fixture
def funds(place: Workplace) -> FundsPage:
    place.window.open("funds")
    settle()
    page = place.window.page
    assert isinstance(page, FundsPage)
    return page


def test_money_is_noted_by_keyboard_alone(place: Workplace, funds: FundsPage, desk: Desk) -> None:
    funds.add_batch()
    settle()
    page = place.window.page
    assert isinstance(page, RecordPage)
    assert page.record is not None
    typed("市级送温暖", ENTER)
    page.record.form.focus_field("source")
    typed("2", ENTER)
    page.record.form.focus_field("total_fen")
    typed("1.2万", ENTER)
    pressed_with_control(Qt.Key.Key_S)
    settle()
    assert place.window.page is funds
    (batch,) = Aids(desk).batches()
    assert (batch["name"], batch["total_fen"], batch["year"]) == ("市级送温暖", 1_200_000, desk.today.year)
    assert funds.line == "1 批资金，共 12,000.00 元，余额 12,000.00 元"


def test_a_wrong_amount_keeps_the_form_and_says_why(place: Workplace, funds: FundsPage, desk: Desk) -> None:
    funds.add_batch()
    page = place.window.page
    assert isinstance(page, RecordPage)
    assert page.record is not None
    page.record.form.focus_field("total_fen")
    typed("三四千")
    pressed_with_control(Qt.Key.Key_S)
    settle()
    assert place.window.page is page
    assert Aids(desk).batches() == []


def batch(funds: FundsPage) -> dict[str, str]:
    """The first batch as the list shows it."""
    funds.load()
    funds.tabs.setCurrentWidget(funds.batches)
    settle()
    model = funds.batches.table.paged
    settle()
    return {column.name: model.cell(0, place)[0] for place, column in enumerate(model.columns)}


def test_the_list_says_what_is_left_and_when_too_much_was_paid(funds: FundsPage, desk: Desk) -> None:
    Aids(desk).add_batch(BATCH)
    give(desk, 400_000)
    assert batch(funds)["left_fen"] == "6,000.00"
    give(desk, 700_000)
    assert batch(funds)["left_fen"] == "-1,000.00"
    assert funds.line.endswith("超支 1,000.00 元")


def test_a_batch_leads_to_its_payments(funds: FundsPage, desk: Desk) -> None:
    Aids(desk).add_batch(BATCH)
    give(desk, 400_000)
    Aids(desk).add_batch({**BATCH, "name": "另一批"})
    batch(funds)
    keys = list(funds.batches.table.paged.ids)
    paid = Aids(desk).batches()[[each["name"] for each in Aids(desk).batches()].index(BATCH["name"])]["id"]
    for key in keys:
        funds.batches.table.clearSelection()
        funds.batches.table.choose(key)
        settle()
        next(iter(funds.batches.buttons.values())).click()
        settle()
        assert funds.tabs.currentWidget() is funds.list
        assert len(funds.table.paged.ids) == (1 if key == paid else 0)
        funds.tabs.setCurrentWidget(funds.batches)


def test_enter_on_a_batch_opens_it_to_be_corrected(place: Workplace, funds: FundsPage, desk: Desk) -> None:
    Aids(desk).add_batch(BATCH)
    batch(funds)
    funds.batches.table.selectRow(0)
    funds.batches.table.setFocus()
    typed(ENTER)
    settle()
    page = place.window.page
    assert isinstance(page, RecordPage)
    assert page.record is not None
    page.record.form.focus_field("name")
    QTest.keyClick(page.record.form.editor("name").control, Qt.Key.Key_End)
    typed("（第二批）")
    pressed_with_control(Qt.Key.Key_S)
    settle()
    assert Aids(desk).batches()[0]["name"] == "中央财政专项（第二批）"


def test_a_recent_aid_has_its_state_and_opens_the_household(
    place: Workplace, funds: FundsPage, desk: Desk
) -> None:
    Aids(desk).add_batch(BATCH)
    give(desk, 300_000)
    funds.load()
    settle()
    funds.table.selectRow(0)
    funds.table.setFocus()
    typed(ENTER)
    settle()
    page = place.window.page
    assert isinstance(page, HouseholdPage)
    assert page._file is not None
    assert page._file.head["name"] == "范浩"
    assert page.tabs.name == "aids"


def test_ctrl_n_asks_who_is_helped(place: Workplace, funds: FundsPage) -> None:
    funds.setFocus()
    pressed_with_control(Qt.Key.Key_N)
    settle()
    assert isinstance(place.window.page, AidEntryPage)
