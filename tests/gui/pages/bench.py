"""A real window over a real office, for tests of the pages of the household file."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.gui.pages.aid_entry import AidEntryPage
from hardship_desktop.gui.pages.fill_down import FillDownPage
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.households import HouseholdsPage
from hardship_desktop.gui.pages.visit_entry import VisitEntryPage
from hardship_desktop.gui.shell.file_dialogs import FileDialogs
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.households import HouseholdFile
from tests.gui.conftest import typed
from tests.gui.pages.places import OUTSIDE

ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
ID = make_id_number("530326", date(1980, 5, 6), 12)
OTHER_ID = make_id_number("530326", date(2010, 9, 1), 21)


class Chosen(FileDialogs):
    """Dialogs that answer as told."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None

    def open_one(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """The file that the test chose."""
        return self.path

    def save(self, parent: QWidget, title: str, kind: str, proposed: str) -> Path | None:
        """The place that the test chose."""
        return self.path


class Bench:
    """Everything a test presses or asks: the program's own window and pages."""

    def __init__(self, desk: Desk, tasks: Tasks, messages: Messages) -> None:
        self.desk = desk
        self.dialogs = Chosen()
        self.place = Workplace(desk, tasks, messages, self.dialogs, OUTSIDE)
        self.window = self.place.window
        self.services = self.place.services
        self.households = self.services.households

    # Ways through the window

    def open(self, key: Key) -> HouseholdPage:
        """The file of a household."""
        page: HouseholdPage = self.place.open("household", key)
        return page

    def fill_down(self, keys: Sequence[Key]) -> FillDownPage:
        """Several files at once."""
        page: FillDownPage = self.place.open("fill_down", keys)
        return page

    def visit(self, key: Key) -> VisitEntryPage:
        """A visit note."""
        page: VisitEntryPage = self.place.open("visit", key)
        return page

    def aid(self) -> AidEntryPage:
        """An aid."""
        page: AidEntryPage = self.place.open("aid")
        return page

    @property
    def page(self) -> Any:
        """The page in sight."""
        return self.window.page

    def make_list_again(self) -> HouseholdsPage:
        """The list as it comes up after the next start of the program."""
        page = HouseholdsPage(self.place.room)
        self.window.pages.push(page)
        settle()
        return page

    def list(self) -> HouseholdsPage:
        """Go to the list."""
        self.window.open("households")
        page = self.window.page
        assert isinstance(page, HouseholdsPage)
        settle()
        return page

    # Data

    def given(self, name: str = "单雄信", head: dict[str, Any] | None = None, **values: Any) -> Key:
        """A household in the file."""
        family = {"status": "active", "address": "清河县人民路12号", **values}
        made = self.households.create(family, {"name": name, **(head or {})})
        assert made.id is not None
        return self.desk.store.org_id, made.id

    def file(self, key: Key) -> HouseholdFile:
        """What is saved of a household."""
        return self.households.open(key)

    def close(self) -> None:
        """Take the window away without questions."""
        self.window._may_close = True
        self.window.close()
        self.window.deleteLater()


def settle(turns: int = 5) -> None:
    """Let what is due at once happen."""
    for _ in range(turns):
        QApplication.processEvents()


def pressed(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is, through the window's own keys."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
    settle()


def control(key: Qt.Key) -> None:
    """Press Ctrl and a key."""
    pressed(key, modifier=Qt.KeyboardModifier.ControlModifier)


def fill(form: Any, **texts: str) -> None:
    """Go to fields and type into them, leaving each with Enter or Ctrl+Enter."""
    for name, text in texts.items():
        form.focus_field(name)
        typed(text)
        leave: Callable[[Qt.Key], None] = control if form.editor(name).takes_enter else pressed
        leave(ENTER)


def note(form: Any, name: str) -> str:
    """What is said beside a field."""
    label = form.cell(name).note
    return label.text() if not label.isHidden() else ""
