"""The tabs of a household's file; each is built when it is first looked at."""

from collections.abc import Callable
from functools import cached_property
from typing import Protocol, TypeVar, cast

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from hardship_desktop.gui.pages.file_dialogs import FileDialogs
from hardship_desktop.gui.pages.household_aids import AidsTab
from hardship_desktop.gui.pages.household_basics import BasicsTab
from hardship_desktop.gui.pages.household_history import HistoryTab
from hardship_desktop.gui.pages.household_items import ItemsTab
from hardship_desktop.gui.pages.household_papers import PapersTab
from hardship_desktop.gui.pages.household_people import PeopleTab
from hardship_desktop.gui.pages.household_services import FileServices
from hardship_desktop.gui.pages.household_visits import VisitsTab
from hardship_desktop.gui.pages.record_form import FormTools
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.services.gaps import Gap
from hardship_desktop.services.households import HouseholdFile

WORDS = {
    "basics": "基本信息",
    "people": "家庭成员",
    "items": "收支",
    "visits": "走访",
    "aids": "帮扶",
    "papers": "附件",
    "history": "历史",
}
COUNTED = {"people": "people", "visits": "visits", "aids": "aids", "papers": "attachments"}


class Tab(Protocol):
    """What every tab can do."""

    @property
    def changed(self) -> SignalInstance:
        """Something was saved."""

    @property
    def turned(self) -> SignalInstance:
        """A form came up or went away."""

    @property
    def typing(self) -> bool:
        """Whether a form stands in the place of the list."""

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""

    def load(self, file: HouseholdFile, *, read_only: bool) -> object:
        """Show a file; what is being typed stays."""

    def add(self) -> None:
        """Type in a new row."""

    def save(self) -> None:
        """Save what is typed."""

    def may_leave(self) -> bool:
        """Ask about what is typed; True when the tab may be left."""

    def discard(self) -> None:
        """Throw away what is typed."""


T = TypeVar("T", bound=QWidget)


class HouseholdTabs(QTabWidget):
    """Signals: `changed()` when something was saved; `turned()` when a form came up or went away."""

    changed = Signal()
    turned = Signal()

    def __init__(
        self,
        services: FileServices,
        tools: FormTools,
        dialogs: FileDialogs,
        show_page: Callable[[Page], None],
    ) -> None:
        super().__init__()
        self._services, self._tools, self._dialogs = services, tools, dialogs
        self._show_page = show_page
        self._file: HouseholdFile | None = None
        self._read_only = True
        self._built: dict[str, Tab] = {}
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        for word in WORDS.values():
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.addTab(place, word)
        self.currentChanged.connect(self._look)

    # The tabs themselves

    @cached_property
    def basics(self) -> BasicsTab:
        """基本信息."""
        return self._build("basics", BasicsTab(self._tools, self._services.households))

    @cached_property
    def people(self) -> PeopleTab:
        """家庭成员."""
        return self._build("people", PeopleTab(self._tools, self._services.people))

    @cached_property
    def items(self) -> ItemsTab:
        """收支."""
        return self._build("items", ItemsTab(self._tools, self._services.items))

    @cached_property
    def visits(self) -> VisitsTab:
        """走访."""
        return self._build("visits", VisitsTab(self._tools, self._services.visits))

    @cached_property
    def aids(self) -> AidsTab:
        """帮扶."""
        return self._build("aids", AidsTab(self._tools, self._services.aids))

    @cached_property
    def papers(self) -> PapersTab:
        """附件."""
        papers = PapersTab(self._tools, self._services.attachments, self._dialogs, self._show_page)
        return self._build("papers", papers)

    @cached_property
    def history(self) -> HistoryTab:
        """历史."""
        history = HistoryTab(self._tools, self._services.history, self._services.removed)
        return self._build("history", history)

    def _build(self, name: str, made: T) -> T:
        tab = cast(Tab, made)
        self._built[name] = tab
        place = self.widget(list(WORDS).index(name)).layout()
        assert place is not None
        place.addWidget(made)
        tab.changed.connect(self.changed)
        tab.turned.connect(self.turned)
        if self._file:
            tab.load(self._file, read_only=self._read_only)
        return made

    # What the page asks

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show a file; what is being typed stays."""
        self._file, self._read_only = file, read_only
        for tab in self._built.values():
            tab.load(file, read_only=read_only)
        for place, (name, word) in enumerate(WORDS.items()):
            count = len(getattr(file, COUNTED[name])) if name in COUNTED else 0
            self.setTabText(place, f"{word} {count}" if count else word)
        # The head of the page is painted before a long form is built.
        QTimer.singleShot(0, self, lambda: self._look(self.currentIndex()))

    @property
    def name(self) -> str:
        """The tab in sight."""
        return list(WORDS)[self.currentIndex()]

    @property
    def current(self) -> Tab:
        """The tab in sight."""
        return cast(Tab, getattr(self, self.name))

    @property
    def typing(self) -> bool:
        """Whether a form stands in the place of a list anywhere."""
        return any(tab.typing for tab in self._built.values())

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return any(tab.is_dirty for tab in self._built.values())

    def discard(self) -> None:
        """Throw away all that is typed."""
        for tab in self._built.values():
            tab.discard()

    def go_to(self, name: str) -> None:
        """Bring a tab into sight."""
        self.setCurrentIndex(list(WORDS).index(name))

    def enter(self, name: str) -> None:
        """Go to a tab and type in a new row of it."""
        if not self._read_only and self.current.may_leave():
            self.go_to(name)
            self.current.add()

    def fill_gap(self, gap: Gap) -> None:
        """Go where something missing is typed in."""
        if self._read_only or not self.current.may_leave():
            return
        self.go_to(gap.tab)
        if gap.tab == "basics":
            self.basics.form.focus_field(gap.field)
        elif gap.tab == "people" and gap.field:
            self.people.edit_head(gap.field)
        else:
            self.current.add()

    def save(self) -> None:
        """Save what is typed, the tab in sight first; one out of sight comes up, to be mended there."""
        for name in (self.name, *self._built):
            if name in self._built and self._built[name].is_dirty:
                self.go_to(name)
                self._built[name].save()
                return

    def _look(self, place: int) -> None:
        """Build a tab that comes into sight for the first time."""
        if self._file:
            getattr(self, list(WORDS)[place])
