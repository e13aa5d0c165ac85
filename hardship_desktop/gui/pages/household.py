"""One household: head card, tabs, time line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.file_dialogs import FileDialogs
from hardship_desktop.gui.pages.household_aids import AidsTab
from hardship_desktop.gui.pages.household_card import HouseholdCard
from hardship_desktop.gui.pages.household_history import HistoryTab
from hardship_desktop.gui.pages.household_items import ItemsTab
from hardship_desktop.gui.pages.household_papers import PapersTab
from hardship_desktop.gui.pages.household_people import PeopleTab
from hardship_desktop.gui.pages.household_timeline import Timeline
from hardship_desktop.gui.pages.household_visits import VisitsTab
from hardship_desktop.gui.pages.record_form import FormTools, RecordForm, Subject
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.widgets.card import Card
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.attachments import Attachments
from hardship_desktop.services.desk import Changed, Desk
from hardship_desktop.services.gaps import Gap
from hardship_desktop.services.history import History
from hardship_desktop.services.household_list import Key
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.items import Items
from hardship_desktop.services.people import People
from hardship_desktop.services.removed import RemovedRows
from hardship_desktop.services.visits import Visits

TABS = ("basics", "people", "items", "visits", "aids", "papers", "history")
WORDS = ("基本信息", "家庭成员", "收支", "走访", "帮扶", "附件", "历史")
ROOM_FOR_TIMELINE = 1040


@dataclass(frozen=True)
class FileServices:
    """The services of one household's file."""

    desk: Desk
    households: Households
    people: People
    items: Items
    visits: Visits
    aids: Aids
    attachments: Attachments
    history: History
    removed: RemovedRows


class Typing(Protocol):
    """A tab in which something can be typed."""

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""

    def save(self) -> None:
        """Save it."""

    def may_leave(self) -> bool:
        """Ask about it."""


class HouseholdPage(Page):
    """The file of one household; to look at only when it is another office's or in the bin."""

    def __init__(
        self,
        key: Key,
        services: FileServices,
        tools: FormTools,
        dialogs: FileDialogs,
        print_forms: Callable[[Sequence[Key]], object],
    ) -> None:
        super().__init__("家庭档案", tools.messages, help="household")
        self._key, self._services, self._tools = key, services, tools
        self._file: HouseholdFile | None = None
        self._saving = False
        self._then: Callable[[], None] | None = None
        self._card = HouseholdCard(tools, tools.today)
        self._card.wanted.connect(self._fill_gap)
        self._timeline = Timeline()
        self._print = partial(print_forms, [key])
        self.secondary("打印走访表", self.print, icon="printer")
        self._actions = [
            self.secondary("登记帮扶", partial(self.enter, "aids"), icon="heart-handshake"),
            self.primary("录入走访", partial(self.enter, "visits"), icon="map-pin-check"),
        ]
        self._make_tabs(services, dialogs)
        self._lay_out()

    def _make_tabs(self, services: FileServices, dialogs: FileDialogs) -> None:
        tools = self._tools
        fields = tuple(field for field in services.households.fields() if not field.own)
        self.basics = RecordForm(fields, tools, verb="保存修改", stays=True)
        self.basics.saved.connect(self._saved)
        self.people = PeopleTab(tools, services.people)
        self.items = ItemsTab(tools, services.items)
        self.visits = VisitsTab(tools, services.visits)
        self.aids = AidsTab(tools, services.aids)
        self.papers = PapersTab(tools, services.attachments, dialogs, self.opened.emit)
        self.history = HistoryTab(tools, services.history, services.removed)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        parts: list[QWidget] = [
            self.basics, self.people, self.items, self.visits, self.aids, self.papers, self.history
        ]  # fmt: skip
        for part, word in zip(parts, WORDS, strict=True):
            self.tabs.addTab(part, word)
        for part in (self.people, self.items, self.visits, self.aids, self.papers, self.history):
            part.changed.connect(self._tell)
        for stack in (self.people, *self.items.parts.values(), self.visits, self.aids, self.papers):
            stack.currentChanged.connect(self._show_actions)
        self.tabs.currentChanged.connect(self._tab_shown)

    def _lay_out(self) -> None:
        card = Card()
        card.add(self.tabs, 1)
        left = QVBoxLayout()
        left.setSpacing(metrics().px(10))
        left.addWidget(self._card)
        left.addWidget(card, 1)
        row = QHBoxLayout()
        row.setSpacing(metrics().px(12))
        row.addLayout(left, 1)
        row.addWidget(self._timeline)
        self.body.addLayout(row)

    # What the window asks

    def load(self) -> None:
        """Read the file; what is being typed stays."""
        self._tools.tasks.run(self._services.households.open, self._key, done=self._show)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save what stands in the tab in sight."""
        self._then = then
        part = self._typing()
        if part and part.is_dirty:
            part.save()
        elif then:
            then()

    def new(self) -> None:
        """A further row of the tab in sight."""
        part = self.tabs.currentWidget()
        if not self._read_only and hasattr(part, "add"):
            part.add()

    def print(self) -> None:
        """Print this household's visit form."""
        self._print()

    def discard(self) -> None:
        """Throw away what is typed."""
        self.basics.discard()
        for part in (self.people, self.items.part, self.visits, self.aids, self.papers):
            if part.record and part.is_dirty:
                part.record.discard()

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        return any(part.is_dirty for part in self._all_typing())

    def changed(self, what: set[str]) -> None:
        """Read again when this file may have changed."""
        if not self._saving:
            self.load()

    # Steps

    def enter(self, tab: str) -> None:
        """Go to a tab and type in a new row of it."""
        if self._may_leave_tab():
            self.show_tab(tab)
            self.new()

    def show_tab(self, tab: str) -> None:
        """Go to a tab: basics, people, items, visits, aids, papers, history."""
        self.tabs.setCurrentIndex(TABS.index(tab))

    @property
    def _read_only(self) -> bool:
        file, desk = self._file, self._services.desk
        foreign = self._key[0] != desk.store.org_id
        return foreign or desk.user_role == "reader" or file is None or file.deleted is not None

    def _show(self, file: HouseholdFile) -> None:
        self._file = file
        size = len(file.people)
        self.set_head(line=self._line(file))
        self._card.load(file)
        self._timeline.load(file)
        if not self.basics.is_dirty:
            self.basics.begin(self._subject(file))
        for part in (self.people, self.items, self.visits, self.aids, self.papers):
            part.load(file, read_only=self._read_only)
        self._tab_shown(self.tabs.currentIndex())
        counts = (0, size, 0, len(file.visits), len(file.aids), len(file.attachments), 0)
        for place, (word, count) in enumerate(zip(WORDS, counts, strict=True)):
            self.tabs.setTabText(place, f"{word} {count}" if count else word)
        self._show_actions()

    def _line(self, file: HouseholdFile) -> str:
        if file.deleted is not None:
            return "已在回收站中，只能查看；要修改请先在列表的回收站中恢复"
        if self._key[0] != self._services.desk.store.org_id:
            return "其他单位的档案，只能查看"
        opened, size = file.values.get("opened_on"), len(file.people)
        parts = [file.values.get("archive_no"), f"{size} 人", f"{opened} 建档" if opened else None]
        return " · ".join(part for part in parts if part)

    def _subject(self, file: HouseholdFile) -> Subject:
        return Subject(
            "",
            f"household:{file.id}",
            partial(self._services.households.save, file.id),
            values=file.values,
            row=file.id,
            org=file.org_id,
            table="household",
            read_only=self._read_only,
        )

    def _fill_gap(self, gap: Gap) -> None:
        if self._read_only or not self._may_leave_tab():
            return
        self.show_tab(gap.tab)
        if gap.tab == "basics":
            self.basics.form.focus_field(gap.field)
        elif gap.tab == "people" and gap.field:
            self.people.edit_head(gap.field)
        else:
            self.new()

    def _all_typing(self) -> tuple[Typing, ...]:
        return (self.basics, self.people, self.items, self.visits, self.aids, self.papers)

    def _typing(self) -> Typing | None:
        parts, place = self._all_typing(), self.tabs.currentIndex()
        return parts[place] if place < len(parts) else None

    def _may_leave_tab(self) -> bool:
        part = self._typing()
        return part is None or part is self.basics or part.may_leave()

    def _show_actions(self) -> None:
        """The steps offered in the head, unless a form is open: one blue button at a time."""
        typing = any(part.typing for part in (self.people, self.items, self.visits, self.aids, self.papers))
        for each in self._actions:
            each.setVisible(not self._read_only and not typing)

    def _tab_shown(self, place: int) -> None:
        if TABS[place] == "history":
            self.history.load(self._key, read_only=self._read_only)

    def _saved(self, changed: Changed) -> None:
        self._tell()

    def _tell(self) -> None:
        """Others hear that this file was changed, then it is read again."""
        self._saving = True
        self.data_changed.emit({"household", "person", "visit", "aid"})
        self._saving = False
        then, self._then = self._then, None
        if then:
            then()
        else:
            self.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timeline.setVisible(self.width() >= metrics().px(ROOM_FOR_TIMELINE))
