"""Every page of the navigation opens for every role, and offers nothing that is then refused."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from hardship_desktop.app.pages import PAGES
from hardship_desktop.app.workplace import Workplace
from hardship_desktop.domain.rights import RIGHTS
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import Households
from tests.gui.conftest import Recorder
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import settle, shown

ROOTS = [spec.name for spec in PAGES if spec.icon]


def opened(place: Workplace, name: str) -> None:
    page = place.open(name)
    settle()
    for act in (page.load, page.focus, page.new, page.print):
        act()
        settle()
        page = place.open(name)


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("role", RIGHTS)
def test_every_page_opens_for_every_role(
    role: str, filled: bool, desk: Desk, tasks: Tasks, messages: Messages, asked: Recorder, qtbot: QtBot
) -> None:
    if filled:
        made = Households(desk).create({"status": "draft"}, {"name": "单雄信"})
        assert made.id is not None
    with shown(replace(desk, user_role=role), tasks, messages, Scripted(), qtbot) as place:
        for name in ROOTS:
            opened(place, name)
        if filled:
            page = place.open("household", (desk.store.org_id, made.id))
            settle()
            page.new()
            assert page.tabs.typing is False or place.desk.may("write")
    assert asked.crashes == []
    assert [text for text, weight in asked.said if weight == "error"] == []
