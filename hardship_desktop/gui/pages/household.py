"""One household: head card, tabs, time line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.archive_form import ask_archive_form
from hardship_desktop.gui.pages.household_card import HouseholdCard
from hardship_desktop.gui.pages.household_tabs import HouseholdTabs
from hardship_desktop.gui.pages.household_timeline import Timeline
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card
from hardship_desktop.services.desk import Key
from hardship_desktop.services.households import HouseholdFile

ROOM_FOR_TIMELINE = 1040


class HouseholdPage(Page):
    """The file of one household, at one of its tabs, there at a row of it; only to look at if another
    office's or in the bin."""

    def __init__(self, room: Room, key: Key, *, tab: str = "basics", row: UUID | None = None) -> None:
        super().__init__(room)
        self._key = key
        self._file: HouseholdFile | None = None
        self._telling = False
        self._then: Callable[[], None] | None = None
        self.tabs = HouseholdTabs(room)
        self.tabs.go_to(tab)
        self.tabs.wanted = row
        self.tabs.changed.connect(self._tell)
        self.tabs.turned.connect(self._show_actions)
        self.card = HouseholdCard(room)
        self.card.wanted.connect(self.tabs.fill_gap)
        self._timeline = Timeline()
        self.secondary("档案表", self.archive_form, icon="printer")
        self.secondary("打印走访表", self.print, icon="printer")
        self._actions = [
            self.secondary("登记帮扶", partial(self.tabs.enter, "aids"), icon="heart-handshake"),
            self.primary("录入走访", partial(self.tabs.enter, "visits"), icon="map-pin-check"),
        ]
        self._lay_out()

    def _lay_out(self) -> None:
        below = Card()
        below.add(self.tabs, 1)
        left = QVBoxLayout()
        left.setSpacing(metrics().px(10))
        left.addWidget(self.card)
        left.addWidget(below, 1)
        row = QHBoxLayout()
        row.setSpacing(metrics().px(12))
        row.addLayout(left, 1)
        row.addWidget(self._timeline)
        self.body.addLayout(row)

    # What the window asks

    def load(self) -> None:
        """Read the file; what is being typed stays."""
        self.tasks.run(self.services.households.open, self._key, done=self._show)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save what is typed."""
        self._then = then
        if self.tabs.is_dirty:
            self.tabs.save()
        elif then:
            then()

    def new(self) -> None:
        """A further row of the tab in sight."""
        self.tabs.enter(self.tabs.name)

    def print(self) -> None:
        """Print this household's visit form."""
        self.room.ways.open("print_forms", [self._key])

    def archive_form(self) -> None:
        """The whole file as PDF, document or workbook."""
        if self._file:
            ask_archive_form(self, self._key, self._file.values.get("archive_no") or "")

    def take_in(self, paths: list[Path]) -> None:
        """Photographs and PDFs become attachments, when it is said what they are."""
        if self._read_only:
            self.messages.say("这一户只能查看，不能添加附件。", "warning")
        else:
            self.tabs.attach(paths)

    def discard(self) -> None:
        """Throw away what is typed."""
        self.tabs.discard()

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.tabs.is_dirty

    def changed(self, what: set[str]) -> None:
        """Read again when this file may have changed."""
        if not self._telling:
            self.load()

    # Showing

    @property
    def _foreign(self) -> bool:
        return self._key[0] != self.desk.store.org_id

    @property
    def _read_only(self) -> bool:
        file = self._file
        reader = not self.desk.may("write")
        return self._foreign or reader or file is None or file.deleted is not None

    def _show(self, file: HouseholdFile) -> None:
        if self._file is None:
            # From here the arrows and Ctrl+Tab go from tab to tab.
            self.tabs.tabBar().setFocus()
        self._file = file
        self.set_head(line=self._line(file))
        self.card.load(file)
        days = partial(self._timeline.load, file)
        self.tasks.run(self.services.aids.standing, file.aids, done=days)
        self.tabs.load(file, read_only=self._read_only)
        self._show_actions()

    def _line(self, file: HouseholdFile) -> str:
        if file.deleted is not None:
            return "已在回收站中，只能查看；要修改请先在列表的回收站中恢复"
        if self._foreign:
            return "其他单位的档案，只能查看；要修改，请建档单位改好后再上报"
        if file.in_conflict:
            return "两台电脑对这一户登记了不同的结果，请到“办理”核对；在此之前不能公示和发放"
        opened, size = file.values.get("opened_on"), len(file.people)
        only = "您是只读用户，只能查看" if not self.desk.may("write") else None
        parts = [file.values.get("archive_no"), f"{size} 人", f"{opened} 建档" if opened else None, only]
        return " · ".join(part for part in parts if part)

    def _show_actions(self) -> None:
        """The steps offered in the head, unless a form is open: one blue button at a time."""
        for each in self._actions:
            each.setVisible(not self._read_only and not self.tabs.typing)

    def _tell(self) -> None:
        """Others hear that this file was changed, then it is read again."""
        self._telling = True
        self.data_changed.emit({"household", "person", "visit", "aid", "case_step"})
        self._telling = False
        then, self._then = self._then, None
        if then:
            # Something may be typed in another tab too.
            self.save(then)
        else:
            self.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timeline.setVisible(self.width() >= metrics().px(ROOM_FOR_TIMELINE))
