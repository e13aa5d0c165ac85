"""After a power cut the person is told that something waits."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.drafts import Drafts
from hardship_desktop.services.households import Households
from hardship_desktop.services.visits import Visits
from tests.gui.conftest import Recorder, children
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import settle, shown


@pytest.mark.parametrize("waiting", [True, False])
def test_input_that_was_not_saved_is_told_of_at_the_beginning(
    waiting: bool, desk: Desk, tasks: Tasks, messages: Messages, asked: Recorder, qtbot: QtBot
) -> None:
    if waiting:
        Drafts(desk).keep("household:new", {"name": "李大山"})
    with shown(desk, tasks, messages, Scripted(), qtbot):
        settle()
        told = [text for text, _ in asked.said if "没有保存" in text]
    assert len(told) == waiting
    assert "李大山" not in "".join(told)


@pytest.mark.parametrize("new", [True, False])
def test_the_notice_names_the_household_and_opens_it(
    new: bool, desk: Desk, tasks: Tasks, messages: Messages, asked: Recorder, qtbot: QtBot
) -> None:
    home = Households(desk).create({"status": "active"}, {"name": "单雄信"}).id
    assert home is not None
    values = {"kind": "phone", "visited_on": desk.today, "visitors": "赵敏"}
    visit = Visits(desk).record(home, values).id
    Drafts(desk).keep(f"visit:new:{home}" if new else f"visit:{visit}", {"requests": "想要一份工作"})
    with shown(desk, tasks, messages, Scripted(), qtbot) as place:
        settle()
        assert any("“单雄信”一户" in text for text, _ in asked.said)
        (go,) = (each for each in children(place.window.toast, QPushButton) if each.text() == "打开")
        go.click()
        settle()
        page = place.window.page
        assert isinstance(page, HouseholdPage)
        assert page._file is not None
        assert page._file.head["name"] == "单雄信"
        assert page.tabs.name == "visits"
        assert page.tabs.typing is not new
