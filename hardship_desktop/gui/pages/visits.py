"""入户走访: this year's progress, the latest visits, the way to paper and back."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from hardship_desktop.domain.lists import Row
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.list_out import household_of, list_view
from hardship_desktop.gui.pages.picking import household_box
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.balance import Balance
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.drop_down import Offer
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.list_view import ListWays
from hardship_desktop.services.lists.visits import VisitList
from hardship_desktop.services.printed_forms import PaperForm
from hardship_desktop.services.searching import Result

WHOSE = "户主姓名、拼音首字母、档案编号，或纸上的走访表编号（最后几位也行），按回车开始录入"


class VisitsPage(Page):
    """入户走访."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        desk, self._visits = room.desk, room.services.visits
        self.secondary("打印走访表", self.print, icon="printer").setToolTip("Ctrl+P")
        self.box = household_box(room.services.searching, room.tasks, first=self._form_of)
        self.box.setPlaceholderText(WHOSE)
        self._last: dict[str, Any] = {}
        """What the visit typed last had, for the next one."""
        self._blank = ""
        """The number of a blank form whose household is asked for."""
        self.box.found.connect(self._picked)
        if desk.may("write"):
            self.primary("录入走访", self.new, icon="map-pin-check").setToolTip("Ctrl+N")
        self._share = label("", "large")
        self._words = label("", "muted")
        self._bar = Balance()
        empty = Empty(
            "还没有走访记录",
            "打印走访表带去，回来后按“录入走访”照纸上的顺序填。",
            icon="map-pin",
            steps=(("打印走访表", self.print),),
        )
        ways = ListWays(open=self._open_row, empty=empty)
        self.list = list_view(self, VisitList(desk), ways)
        self.list.counted.disconnect()
        self.table = self.list.table
        self._lay_out()

    def _lay_out(self) -> None:
        progress = Card()
        row = QHBoxLayout()
        row.setSpacing(metrics().px(16))
        row.addWidget(self._share)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        self._due = button("", self.print, role="quiet", icon="printer")
        row.addWidget(self._due)
        progress.add(row)
        entry = Card()
        line = QHBoxLayout()
        line.setSpacing(metrics().px(12))
        line.addWidget(label("录入走访：选户"))
        line.addWidget(self.box, 1)
        entry.add(line)
        self.body.addWidget(entry)
        entry.setVisible(self.desk.may("write"))
        recent = Card(margin=12)
        recent.add(self.list, 1)
        self.body.addWidget(progress)
        self.body.addWidget(recent, 1)

    def load(self) -> None:
        """Read the progress and the latest visits."""
        self.tasks.run(self._visits.counts, done=self._show_counts)
        self.list.load()

    def focus(self) -> None:
        """Typing begins with the household; who may only look begins in the list."""
        (self.box if self.desk.may("write") else self.list.filters.line).setFocus()

    def new(self) -> None:
        """Ctrl+N: to the box that asks for the household."""
        if self.desk.may("write"):
            self.box.go()

    def print(self) -> None:
        """Ctrl+P: choose households and print their forms."""
        self.room.ways.open("print_forms")

    def changed(self, what: set[str]) -> None:
        """Read again when visits or households are others."""
        if what & {"visit", "household"}:
            self.load()

    def _show_counts(self, counts: tuple[int, int]) -> None:
        total, visited = counts
        year = self.desk.today.year
        percent = visited * 100 // total if total else 0
        self.set_head(line=f"{year} 年已走访 {visited:,} 户，共 {total:,} 户")
        self._share.setText(f"{percent}%")
        self._words.setText(f"已走访 {visited:,} 户　还有 {total - visited:,} 户")
        self._bar.set(visited, total, f"今年已走访 {visited} 户，共 {total} 户")
        self._due.setText(f"打印 {total - visited:,} 户的走访表")
        # At a city these are the counties' households, whose forms the counties print.
        self._due.setVisible(total > visited and not self.desk.is_city)

    def _open_row(self, row: Row) -> None:
        if key := household_of(row):
            self.room.ways.open("household", key, tab="visits", row=row["id"])

    def _form_of(self, text: str) -> list[Offer]:
        """On a thread: the printed form whose number, or its last digits, are typed or scanned."""
        form = self.services.printed_forms.find(text)
        if form is None:
            return []
        told = "空白表：选好走访的户，编号自动带上"
        if form.household:
            whose = self.services.searching.household(form.household)
            told = f"{whose.title} · {whose.detail}"
        return [Offer(f"走访表 {form.number}", told, data=form)]

    def _picked(self, chosen: Result | PaperForm) -> None:
        number = chosen.number if isinstance(chosen, PaperForm) else self._blank
        self._blank = "" if chosen.household else number
        whose = f"走访表 {number} 走访的是哪一户？输入姓名、拼音首字母或档案编号"
        self.box.setPlaceholderText(whose if self._blank else WHOSE)
        if chosen.household is not None:
            self.room.ways.open("visit", chosen.household, number, self._last)
