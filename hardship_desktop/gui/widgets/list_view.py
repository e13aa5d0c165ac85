"""A list with all that belongs to it, made from its declaration and a few ways."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hardship_desktop.domain.lists import Chosen, Row, Sort
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.filters import FilterBar
from hardship_desktop.gui.widgets.flow import Flow
from hardship_desktop.gui.widgets.running import Runs
from hardship_desktop.gui.widgets.table import Table
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.lists.base import Keys, Listing

MOST_BY_KEY = 20
"""Rows that the Delete key may put away; more takes the button."""

HINT = "按住 Ctrl 或 Shift 可以选多{}；回车打开"


@dataclass(frozen=True)
class Action:
    """What can be done with the rows chosen: a button below the list, an entry of the right mouse button.

    `binned` is for rows in the bin, `looks` for those who may only look too, `deletes` for the Delete key.
    """

    text: str
    run: Callable[[Sequence[Any]], object]
    icon: str
    binned: bool = False
    looks: bool = False
    deletes: bool = False


@dataclass(frozen=True)
class ListWays:
    """Where a list leads. `open` is given the row with its `key`; `empty` is the page without rows."""

    open: Callable[[Row], object] | None = None
    actions: tuple[Action, ...] = ()
    empty: Empty | None = None


class ListView(QWidget):
    """Filters, table, empty pages, the bar of what is chosen, and the bin; `out` takes "sheet" or "paper".

    Signals: `counted(words)` for the head of the page; `said(text)` what a person should know;
    `chosen(keys)` when others are chosen.
    """

    counted = Signal(str)
    said = Signal(str)
    chosen = Signal(object)

    def __init__(
        self,
        listing: Listing,
        desk: Desk,
        tasks: Runs,
        ways: ListWays,
        out: Callable[[str, "ListView"], object] | None = None,
    ) -> None:
        super().__init__()
        self._send_out = out
        self.listing, self.spec = listing, listing.spec
        self._desk, self._tasks, self._ways = desk, tasks, ways
        self._asked, self._shown = 0, -1
        self._totals: tuple[int, ...] | None = None
        self._down_wanted = False
        self.within: dict[str, tuple[str, ...]] = {}
        self.binned = False
        sort: Sort = tuple(desk.setting(self._key("sort"), self.spec.order))
        self.sort = sort if sort[0] in self.spec.by_name else self.spec.order
        self.filters = self._make_filters()
        self.table = self._make_table()
        self._said = label("", "muted")
        self.buttons: dict[Action, QPushButton] = {}
        self._stack = QStackedWidget()
        self._lay_out()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)

    # What it is made of

    def _key(self, name: str) -> str:
        return f"{self.spec.name}.{name}"

    def _make_filters(self) -> FilterBar:
        bar = FilterBar(self.spec.offered, hint=self.spec.hint, today=lambda: self._desk.today)
        bar.saved = dict(self._desk.setting(self._key("saved"), {}))
        bar.saved_changed.connect(partial(self._keep, "saved"))
        bar.changed.connect(self._read)
        bar.down.connect(self._to_list)
        bar.line.textEdited.connect(self._stay)
        self.bin_key = button("回收站", self._toggle_bin, role="chip", icon="trash")
        self.bin_key.setCheckable(True)
        bar.row.addWidget(self.bin_key)
        self.bin_key.setHidden(not self.spec.bin)
        return bar

    def _make_table(self) -> Table:
        table = Table(
            self.spec.columns,
            self.listing.lines,
            self._tasks,
            key=lambda row: row["key"],
            name=self.spec.title,
        )
        table.set_layout(self._desk.setting(self._key("columns"), {}))
        table.show_sorted(self.sort[0], descending=self.sort[1])
        table.opened.connect(self._open)
        table.chosen.connect(self._chosen)
        table.sort_wanted.connect(self._sorted)
        table.layout_changed.connect(partial(self._keep, "columns"))
        table.menu_wanted.connect(self._fill_menu)
        table.too_many.connect(
            lambda count: self.said.emit(f"选了 {count:,} {self.spec.noun}，复制太多，请改用“导出列表”。")
        )
        return table

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().px(8))
        row.addWidget(self._said)
        keys = QWidget()
        row.addWidget(keys, 1)
        line = Flow(keys, right=True)
        for action in self._ways.actions:
            made = button(action.text, partial(self._run, action), icon=action.icon)
            made.hide()  # until a row is chosen, also before the list is read
            self.buttons[action] = made
            line.addWidget(made)
        if self._send_out:
            line.addWidget(button("导出列表", partial(self._out, "sheet"), role="quiet", icon="table-export"))
            line.addWidget(button("打印列表", partial(self._out, "paper"), role="quiet", icon="printer"))
        self._columns_key = button("选择列", self._choose_columns, role="quiet", icon="columns")
        line.addWidget(self._columns_key)
        return bar

    def _lay_out(self) -> None:
        self.empty = self._ways.empty or Empty(f"还没有{self.spec.title}", "")
        self._nothing = Empty(
            f"没有符合条件的{self.spec.title}",
            "换一个写法，或清除筛选再看。",
            icon="search",
            steps=(("清除筛选", self.filters.clear),),
        )
        self._no_bin = Empty(
            "回收站是空的",
            "移入回收站的放在这里，可以随时恢复。",
            icon="trash",
            steps=((f"返回全部{self.spec.title}", self.bin_key.click),),
        )
        for widget in (self.table, self.empty, self._nothing, self._no_bin):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(8))
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self._make_bar())

    # Reading

    def wanted(self) -> Chosen:
        """What filters, search line and bin choose, within what the page shows at all."""
        chosen = self.filters.chosen(binned=self.binned)
        return replace(chosen, picks={**chosen.picks, **self.within})

    def load(self) -> None:
        """Read the list, and the choices that only the data know."""
        self._read()
        for name, chip in self.filters.chips.items():
            if not chip.filter.options and chip.filter.chip and chip.filter.way != "period":
                self._tasks.run(self.listing.choices, name, done=chip.offer)

    def _read(self) -> None:
        self._asked += 1
        self._totals = None
        chosen = self.wanted()
        self._tasks.run(self.listing.keys, chosen, self.sort, done=partial(self._show, self._asked, chosen))
        totals = partial(self.listing.totals, Chosen(self.within, binned=self.binned))
        self._tasks.run(totals, done=partial(self._count, self._asked, chosen))

    def _show(self, asked: int, chosen: Chosen, keys: Keys) -> None:
        if asked != self._asked:
            return
        self.table.show_ids(keys)
        page: QWidget = self.table
        if not keys:
            page = self._nothing if self._narrowed else self._no_bin if chosen.binned else self.empty
        self._stack.setCurrentWidget(page)
        if keys.missing:
            self.said.emit(f"没有找到：{'、'.join(keys.missing)}")
        if keys.cut:
            self.said.emit(f"找到的太多，只列出前 {len(keys):,} {self.spec.noun}，请把条件写细些。")
        self._chosen(self.table.chosen_ids())
        self._shown = asked
        self._tell(chosen)
        if self._down_wanted and self.filters.line.hasFocus():
            self._to_list()

    def _count(self, asked: int, chosen: Chosen, totals: tuple[int, ...]) -> None:
        if asked == self._asked:
            self._totals = totals
            self._tell(chosen)

    def _tell(self, chosen: Chosen) -> None:
        """How many rows, once both have come, the rows and the totals, in whichever order."""
        totals = self._totals
        if totals is None or self._shown != self._asked:
            return
        found, noun = len(self.table.paged.ids), self.spec.noun
        self.filters.tell(found, totals[0], noun)
        if self._narrowed:
            self.counted.emit(f"筛选出 {found:,} / {totals[0]:,} {noun}")
            return
        counts = zip(self.spec.counts, totals[1:], strict=True)
        sums = (f" {self.spec.by_name[c.column].kind.format(total)} {c.unit}" for c, total in counts)
        self.counted.emit(f"{'回收站中' if chosen.binned else '共'} {totals[0]:,} {noun}{''.join(sums)}")

    @property
    def _narrowed(self) -> bool:
        return self.filters.chosen().narrowed

    def _sorted(self, name: str, descending: bool) -> None:
        self.sort = (name, descending)
        self._keep("sort", [name, descending])
        self._read()

    def _toggle_bin(self) -> None:
        self.binned = self.bin_key.isChecked()
        self._read()

    def _keep(self, name: str, value: Any) -> None:
        self._tasks.run(self._desk.set_setting, self._key(name), value, kind="write")

    # Focus

    def start(self) -> None:
        """Work begins with finding a row; who comes back from one is in the list again."""
        (self.filters.line if self.table.current_id() is None else self.table).setFocus()

    def _find(self) -> None:
        self.filters.line.setFocus()
        self.filters.line.selectAll()

    def _to_list(self) -> None:
        """From the search line to the first row found, when it is found."""
        self._down_wanted = self._shown != self._asked
        if self.table.paged.ids and not self._down_wanted:
            self.table.selectRow(0)
            self.table.setFocus()

    def _stay(self) -> None:
        self._down_wanted = False

    # The rows chosen

    def current_row(self) -> Row | None:
        """The row with the focus, when it has been read."""
        number = self.table.currentIndex().row()
        return self.table.paged.row(number) if number >= 0 else None

    def done(self) -> None:
        """Something was done with the rows chosen: read again without them."""
        self.table.clearSelection()
        self.table.setFocus()
        self.load()

    def _open(self, key: Any) -> None:
        if self._ways.open:
            self._ways.open(self.current_row() or {"key": key})

    def _chosen(self, keys: Sequence[Any]) -> None:
        noun = self.spec.noun
        self._said.setText(f"已选 {len(keys):,} {noun}" if keys else HINT.format(noun))
        for action, made in self.buttons.items():
            keep = made.sizePolicy()
            keep.setRetainSizeWhenHidden(self._possible(action))  # nothing moves when a row is chosen
            made.setSizePolicy(keep)
            made.setVisible(bool(keys) and self._possible(action))
        self.chosen.emit(keys)

    def _possible(self, action: Action) -> bool:
        return action.binned == self.binned and (action.looks or self._desk.may("write"))

    def _run(self, action: Action) -> None:
        if keys := self.table.chosen_ids():
            action.run(keys)

    def _fill_menu(self, menu: QMenu) -> None:
        if not self.table.chosen_ids():
            return
        first = menu.actions()[0]
        if self._ways.open:
            opened = QAction("打开", menu)
            opened.triggered.connect(lambda: self._open(self.table.current_id()))
            menu.insertAction(first, opened)
        for action in self._ways.actions:
            if self._possible(action):
                menu.addAction(action.text, partial(self._run, action))

    def _choose_columns(self) -> None:
        menu = self.table.column_menu()
        left = self._columns_key.width() - menu.sizeHint().width()
        menu.popup(self._columns_key.mapToGlobal(QPoint(left, 0)))

    def _out(self, way: str) -> None:
        if self._send_out:
            self._send_out(way, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Delete and self.table.hasFocus():
            self._delete()
        else:
            super().keyPressEvent(event)

    def _delete(self) -> None:
        """The rows chosen one by one; many at once take the button, so that no slip of a key offers it."""
        keys, noun = self.table.chosen_ids(), self.spec.noun
        action = next((each for each in self._ways.actions if each.deletes and self._possible(each)), None)
        if action and len(keys) > MOST_BY_KEY:
            self.said.emit(f"选了 {len(keys):,} {noun}；一次这么多，请按列表下面的“{action.text}”。")
        elif action and keys:
            action.run(keys)
