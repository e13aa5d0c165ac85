"""The whole window over an open desk."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.gui.shell.file_dialogs import FileDialogs
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.room import Outside
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.appearance import Appearance
from hardship_desktop.services.desk import Desk

OUTSIDE = Outside(Appearance(lock_minutes=0), lambda *_: None, lambda *_: None)
"""A program that never locks, and around which nothing can be changed."""


@contextmanager
def shown(
    desk: Desk, tasks: Tasks, messages: Messages, dialogs: FileDialogs, qtbot: QtBot
) -> Iterator[Workplace]:
    """At the office screen's size, in front."""
    place = Workplace(desk, tasks, messages, dialogs, OUTSIDE)
    place.window.resize(1366, 768)
    place.window.show()
    place.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is place.window)
    yield place
    place.window._may_close = True
    place.window.close()
    place.window.deleteLater()


def settle(turns: int = 6) -> None:
    """Let timers of no time and deferred deletions come to their end."""
    for _ in range(turns):
        QApplication.processEvents()


def click(widget: QWidget) -> None:
    """The left button of the mouse, where the person would press it."""
    assert widget.isVisible(), "not to be seen"
    assert widget.isEnabled(), "cannot be pressed"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()
