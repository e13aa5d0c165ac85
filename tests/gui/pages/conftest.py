"""An office with a window, for the pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.desk import Desk
from tests.gui.pages.bench import Bench
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import shown
from tests.offices import PASSWORD, START_MS, Clock, open_office

DAY_MS = 86_400_000


@pytest.fixture(scope="session")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county that was just set up; tests get copies of it."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        office = open_office(folder, "county", "清河县总工会", "530326")
        office.desk.store.close()
    return folder


@pytest.fixture
def desk(new_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """赵敏 at the county, logged in."""
    shutil.copytree(new_office, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    desk = log_in(tmp_path / "data", None, PASSWORD, now_ms=Clock(START_MS + DAY_MS))
    yield desk
    desk.store.close()


@pytest.fixture
def bench(desk: Desk, tasks: Tasks, messages: Messages, qtbot: QtBot) -> Iterator[Bench]:
    """Its window on the screen."""
    bench = Bench(desk, tasks, messages)
    bench.window.resize(1366, 768)
    bench.window.show()
    bench.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is bench.window)
    yield bench
    bench.close()


@pytest.fixture
def dialogs() -> Scripted:
    """What is answered when a file is asked for."""
    return Scripted()


@pytest.fixture
def place(
    desk: Desk, tasks: Tasks, messages: Messages, dialogs: Scripted, qtbot: QtBot
) -> Iterator[Workplace]:
    """The whole window, its work done at once."""
    with shown(desk, tasks, messages, dialogs, qtbot) as place:
        yield place
