"""An office with a window, for the pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from tests.gui.pages.bench import Bench
from tests.offices import Office, closing, open_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A county that was just set up."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    office = open_office(tmp_path / "county", "county", "清河县总工会", "530326")
    with closing(office):
        yield office


@pytest.fixture
def bench(office: Office, tasks: Tasks, messages: Messages, qtbot: QtBot) -> Iterator[Bench]:
    """Its window on the screen."""
    bench = Bench(office.desk, tasks, messages)
    bench.window.resize(1366, 768)
    bench.window.show()
    bench.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is bench.window)
    yield bench
    bench.close()
