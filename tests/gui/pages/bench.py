"""A real window over a real office, for tests of the pages of the household file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.gui.pages.aid_entry import AidEntryPage
from hardship_desktop.gui.pages.file_dialogs import FileDialogs
from hardship_desktop.gui.pages.fill_down import FillDownPage
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.household_services import FileServices
from hardship_desktop.gui.pages.households import HouseholdsPage, Ways
from hardship_desktop.gui.pages.new_household import NewHouseholdPage
from hardship_desktop.gui.pages.record_form import FormTools
from hardship_desktop.gui.pages.visit_entry import VisitEntryPage
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.pages import PageEntry
from hardship_desktop.gui.shell.status import StatusFacts
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.shell.window import MainWindow
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.attachments import Attachments
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.services.drafts import Drafts
from hardship_desktop.services.filling import Filling
from hardship_desktop.services.history import History
from hardship_desktop.services.household_list import HouseholdList, Key
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.items import Items
from hardship_desktop.services.people import People
from hardship_desktop.services.removed import RemovedRows
from hardship_desktop.services.searching import Searching
from hardship_desktop.services.visits import Visits
from tests.gui.conftest import typed

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


@dataclass
class Bench:
    """Everything a test presses or asks."""

    desk: Desk
    tasks: Tasks
    messages: Messages
    dialogs: Chosen = field(default_factory=Chosen)
    printed: list[Key] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.households = Households(self.desk)
        self.services = FileServices(
            self.desk,
            self.households,
            People(self.desk),
            Items(self.desk),
            Visits(self.desk),
            Aids(self.desk),
            Attachments(self.desk),
            History(self.desk),
            RemovedRows(self.desk),
        )
        drafts, disclosures = Drafts(self.desk), Disclosures(self.desk)
        self.tools = FormTools(self.tasks, self.messages, drafts, disclosures, lambda: self.desk.today)
        entry = PageEntry("households", "困难职工档案", "folder", self.make_list)
        self.window = MainWindow(
            [entry],
            find=lambda _: [],
            tasks=self.tasks,
            messages=self.messages,
            facts=StatusFacts("清河县总工会", "赵敏"),
            check_password=lambda _: None,
            lock_minutes=0,
        )

    # Ways through the window

    def make_list(self) -> HouseholdsPage:
        """The list page with all its ways."""
        ways = Ways(
            open=self.open,
            new=self.new,
            import_sheet=lambda: None,
            export=lambda: None,
            print_forms=self.printed.extend,
            fill_down=self.fill_down,
            take_in=lambda: None,
            approve=lambda: None,
        )
        lists = HouseholdList(self.desk)
        return HouseholdsPage(self.desk, lists, self.households, self.tasks, self.messages, ways)

    def push(self, page: Page) -> Page:
        """Show a page on top."""
        self.window.pages.push(page)
        return page

    def open(self, key: Key) -> HouseholdPage:
        """The file of a household."""
        page = HouseholdPage(key, self.services, self.tools, self.dialogs, self.printed.extend)
        self.push(page)
        return page

    def new(self) -> NewHouseholdPage:
        """A new file."""
        page = NewHouseholdPage(self.desk, self.households, self.services.people, self.tools, self.open)
        self.push(page)
        return page

    def fill_down(self, keys: Sequence[Key]) -> FillDownPage:
        """Several files at once."""
        page = FillDownPage(keys, Filling(self.desk), self.households, self.tools)
        self.push(page)
        return page

    def visit(self, key: Key) -> VisitEntryPage:
        """A visit note."""
        page = VisitEntryPage(key, self.services.visits, self.households, self.tools)
        self.push(page)
        return page

    def aid(self) -> AidEntryPage:
        """An aid."""
        page = AidEntryPage(self.services.aids, self.households, Searching(self.desk), self.tools)
        self.push(page)
        return page

    @property
    def page(self) -> Any:
        """The page in sight."""
        return self.window.page

    def make_list_again(self) -> HouseholdsPage:
        """The list as it comes up after the next start of the program."""
        page = self.make_list()
        self.push(page)
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
