"""A person before the screen: presses, types, and waits as long as it takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hardship_desktop.app.start import Start
from hardship_desktop.gui.pages.first_run import FirstRun
from hardship_desktop.gui.shell.page import Page
from tests.gui.conftest import Recorder, children, typed
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import click, settle

ENTER = Qt.Key.Key_Return
PATIENCE = 60_000


@contextmanager
def started(folder: Path | None, asked: Recorder) -> Iterator[Start]:
    """The program on a folder, with real threads and processes; questions are answered as told."""
    start = Start(folder)
    start._dialogs = Scripted()
    start._program.messages._ask = asked
    start._program.messages._crash = asked.crashes.append
    try:
        yield start
        assert asked.crashes == [], "\n".join(asked.crashes)
    finally:
        if not start._program.ended:
            start._end()
        settle()


class Person:
    """Sits before the screen: presses, types, waits as long as it takes."""

    def __init__(self, start: Start, qtbot: QtBot) -> None:
        self.start, self.qtbot = start, qtbot

    @property
    def dialogs(self) -> Scripted:
        dialogs = self.start._dialogs
        assert isinstance(dialogs, Scripted)
        return dialogs

    def until(self, met: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(met, timeout=PATIENCE)

    def window(self) -> QWidget:
        window = self.start._program._window
        assert window is not None
        return window

    def page(self) -> Page:
        assert self.start.workplace is not None
        page = self.start.workplace.window.page
        assert page is not None
        return page

    def press(self, words: str) -> None:
        """The button with these words that can be seen."""
        found = [b for b in children(self.window(), QPushButton) if b.text() == words and b.isVisible()]
        assert found, f"no button {words}"
        self.until(found[0].isEnabled)
        click(found[0])

    def first_run(self, *, then: str) -> str:
        """Folder, unit, name and password, recovery code (which it gives), and how to begin."""
        first = self.window()
        assert isinstance(first, FirstRun)
        first.activateWindow()
        self.until(lambda: QApplication.activeWindow() is first)
        self.press("用这个文件夹")
        for name, text in (("name", "清河县总工会"), ("code", "530326"), ("division", "530326")):
            first.unit.form.focus_field(name)
            typed(text, ENTER)
        self.press("下一步")
        first.person.form.focus_field("user_name")
        typed("张敏", ENTER)
        typed("qinghe-2026", ENTER, "qinghe-2026")
        self.press("建立档案库")
        self.until(lambda: first.wizard.step is first.recovery)
        code = first.recovery._shown.text()
        first.recovery._back.setFocus()
        typed(code.split("-")[first.recovery.GROUP - 1][:4])
        self.press("恢复码已收好")
        click(next(b for b in children(first, QPushButton) if b.objectName() == then))
        self.press("开始工作")
        self.until(lambda: self.start.workplace is not None)
        return code
