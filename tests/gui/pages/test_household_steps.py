"""办理: the state of a file, its steps, and a button for each that may be taken now."""

from PySide6.QtCore import Qt

from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.household_steps import StepsTab
from hardship_desktop.services.desk import Key
from hardship_desktop.store.records import CaseStep, Household
from tests.gui.pages.bench import Bench, control, fill, settle

S = Qt.Key.Key_S


def opened(bench: Bench, key: Key) -> tuple[HouseholdPage, StepsTab]:
    bench.list()
    page = bench.open(key)
    settle()
    page.tabs.go_to("steps")
    settle()
    tab = page.tabs.tab("steps")
    assert isinstance(tab, StepsTab)
    return page, tab


def buttons(tab: StepsTab) -> list[str]:
    return [each.text() for each in tab._steps.values()]


def test_the_buttons_are_the_steps_that_may_be_taken_and_each_asks_what_it_needs(bench: Bench) -> None:
    key = bench.given(status="publicity")
    page, tab = opened(bench, key)
    assert tab.note.text() == "现在：公示中。"
    assert buttons(tab) == ["县级会议研究", "批准", "退回补正", "不予批准", "接续登记"]
    tab._steps["refuse"].click()
    settle()
    assert tab.record is not None
    assert [*tab.record.form._cells] == ["happened_on", "reason", "doc_no"]
    control(S)
    assert tab.typing, "a refusal needs its reason"
    fill(tab.record.form, reason="收入超标")
    control(S)
    settle()
    assert bench.file(key).values["status"] == "rejected"
    assert buttons(tab) == ["受理申请", "接续登记"]
    assert page.tabs.tab("steps").table.model().rowCount() == 1


def test_the_form_of_a_step_is_no_higher_than_the_window(bench: Bench) -> None:
    _, tab = opened(bench, bench.given(status="applied"))
    next(iter(tab._steps.values())).click()
    settle()
    assert bench.window._area.verticalScrollBar().maximum() == 0


def test_a_file_from_paper_is_on_file_in_two_steps_of_the_hand(bench: Bench) -> None:
    key = bench.given(status="draft")
    _, tab = opened(bench, key)
    tab._steps["take_over"].click()
    settle()
    control(S)
    settle()
    assert bench.file(key).values["status"] == "active"


def test_the_state_is_no_field_of_the_form(bench: Bench) -> None:
    page, _ = opened(bench, bench.given())
    cells = page.tabs.tab("basics").form._cells
    assert "tier" in cells
    assert "status" not in cells


def test_a_file_in_the_bin_shows_its_steps_and_offers_none(bench: Bench) -> None:
    key = bench.given(status="applied")
    bench.services.flows.take(key[1], "return", {"happened_on": bench.desk.today, "reason": "缺证明"})
    bench.households.delete(key[1])
    _, tab = opened(bench, key)
    assert buttons(tab) == []
    assert tab.table.model().rowCount() == 1


def test_what_an_older_program_wrote_is_offered(bench: Bench) -> None:
    key = bench.given(status="approved")
    bench.services.flows.take(key[1], "file", {"happened_on": bench.desk.today})
    with bench.desk.change() as change:
        change.update(Household, key[1], {"status": "monitoring"})
    _, tab = opened(bench, key)
    assert "旧版程序把档案状态写成了“动态监测”" in tab.note.text()
    tab._steps["take_over"].click()
    settle()
    control(S)
    settle()
    assert bench.file(key).values["status"] == "monitoring"


def test_a_conflict_is_told_at_the_head_of_the_page(bench: Bench) -> None:
    key = bench.given(status="publicity")
    for step, state in (("approve", "approved"), ("refuse", "rejected")):
        with bench.desk.change() as change:
            values = {"flow": "household", "step": step, "state": state, "happened_on": bench.desk.today}
            change.insert(CaseStep, {**values, "household_id": key[1]})
    page, tab = opened(bench, key)
    assert "登记了不同的结果" in page.line
    assert buttons(tab) == ["批准", "不予批准"]
