"""After a power cut the person is told that something waits."""

import pytest
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.drafts import Drafts
from tests.gui.conftest import Recorder
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
