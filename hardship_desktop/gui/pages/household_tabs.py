"""The tabs of a household's file; each is built when it is first looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from hardship_desktop.gui.pages.household_aids import AidsTab
from hardship_desktop.gui.pages.household_basics import BasicsTab
from hardship_desktop.gui.pages.household_history import HistoryTab
from hardship_desktop.gui.pages.household_items import ItemsTab
from hardship_desktop.gui.pages.household_papers import PapersTab
from hardship_desktop.gui.pages.household_people import PeopleTab
from hardship_desktop.gui.pages.household_steps import StepsTab
from hardship_desktop.gui.pages.household_visits import VisitsTab
from hardship_desktop.gui.pages.records_tab import RecordsTab
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.services.gaps import Gap
from hardship_desktop.services.households import HouseholdFile


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

    def fill(self, gap: Gap) -> None:
        """Type in what is missing: the field named, or a new row."""

    def save(self) -> None:
        """Save what is typed."""

    def may_leave(self) -> bool:
        """Ask about what is typed; True when the tab may be left."""

    def discard(self) -> None:
        """Throw away what is typed."""


@dataclass(frozen=True)
class TabSpec:
    """A tab: how it is called, what is built, and how many rows of a file stand in it, where that is said."""

    name: str
    title: str
    make: Callable[[Room], QWidget]
    count: Callable[[HouseholdFile], int] = lambda _: 0


TABS = (
    TabSpec("basics", "基本信息", BasicsTab),
    TabSpec("people", "家庭成员", PeopleTab, lambda file: len(file.people)),
    TabSpec("items", "收支", ItemsTab),
    TabSpec("visits", "走访", VisitsTab, lambda file: len(file.visits)),
    TabSpec("aids", "帮扶", AidsTab, lambda file: len(file.aids)),
    TabSpec("steps", "办理", StepsTab),
    TabSpec("papers", "附件", PapersTab, lambda file: len(file.attachments)),
    TabSpec("history", "历史", HistoryTab),
)
PLACES = {spec.name: place for place, spec in enumerate(TABS)}


class HouseholdTabs(QTabWidget):
    """Signals: `changed()` when something was saved; `turned()` when a form came up or went away."""

    changed = Signal()
    turned = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._file: HouseholdFile | None = None
        self._read_only = True
        self._built: dict[str, Tab] = {}
        self.wanted: UUID | None = None
        """The row that the tab in sight shall show first."""
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        for spec in TABS:
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.addTab(place, spec.title)
        self.currentChanged.connect(self._look)

    def tab(self, name: str) -> Any:
        """The tab of that name, built now if it was not yet looked at."""
        if name not in self._built:
            self._build(TABS[PLACES[name]])
        return self._built[name]

    def _build(self, spec: TabSpec) -> None:
        made = spec.make(self._room)
        tab = self._built[spec.name] = cast(Tab, made)
        place = self.widget(PLACES[spec.name]).layout()
        assert place is not None
        place.addWidget(made)
        tab.changed.connect(self.changed)
        tab.turned.connect(self.turned)
        if isinstance(made, RecordsTab):
            made.wanted, self.wanted = self.wanted, None
        if self._file:
            tab.load(self._file, read_only=self._read_only)

    # What the page asks

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show a file; what is being typed stays."""
        self._file, self._read_only = file, read_only
        for tab in self._built.values():
            tab.load(file, read_only=read_only)
        for place, spec in enumerate(TABS):
            count = spec.count(file)
            self.setTabText(place, f"{spec.title} {count}" if count else spec.title)
        # The head of the page is painted before a long form is built.
        QTimer.singleShot(0, self, lambda: self._look(self.currentIndex()))

    @property
    def name(self) -> str:
        """The tab in sight."""
        return TABS[self.currentIndex()].name

    @property
    def current(self) -> Tab:
        """The tab in sight."""
        return cast(Tab, self.tab(self.name))

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
        self.setCurrentIndex(PLACES[name])

    def enter(self, name: str) -> None:
        """Go to a tab and type in a new row of it."""
        if not self._read_only and self.current.may_leave():
            self.go_to(name)
            self.current.add()

    def attach(self, paths: Sequence[Path]) -> None:
        """Go to the papers and add these."""
        if self.current.may_leave():
            self.go_to("papers")
            self.tab("papers").add_files(paths)

    def fill_gap(self, gap: Gap) -> None:
        """Go where something missing is typed in."""
        if self._read_only or not self.current.may_leave():
            return
        self.go_to(gap.tab)
        self.current.fill(gap)

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
            self.tab(TABS[place].name)
