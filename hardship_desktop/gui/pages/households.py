"""The list of all households: find, filter, sort, choose, open."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget

from hardship_desktop.domain.codes.household import ARCHIVE_LEVEL, STATUS, TIER
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.household_columns import household_columns, key_of
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets import filters
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.table import Table
from hardship_desktop.services.desk import Changed
from hardship_desktop.services.household_list import NOBODY, Filter, Key, Keys

COLUMNS, CHOICE, SORT = "households.columns", "households.filters", "households.sort"
NOT_VISITED = (("90", "90 天未走访"), ("180", "半年未走访"), ("365", "一年未走访"))


class HouseholdsPage(Page):
    """困难职工档案."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        desk, self._lists, self._households = room.desk, room.services.lists, room.services.households
        self._asked, self._shown = 0, -1
        self._down_wanted = False
        self._people = NOBODY
        self._binned = False
        self._sort, self._descending = desk.setting(SORT, ["archive_no", False])
        self._offices: dict[bytes, str] | None = {} if desk.role == "city" else None
        writer = desk.may("write")
        if writer:
            self.secondary("导入表格", self._import, icon="table-import")
        self.secondary("导出", self.export, icon="table-export")
        self.secondary("打印", self.print, icon="printer")
        if writer:
            self.primary("新建档案", self.new, icon="plus").setToolTip("Ctrl+N")
        self.filters = self._make_filters()
        self.table = self._make_table()
        self.bar = self._make_bar()
        self._stack = QStackedWidget()
        self._lay_out()

    # What it is made of

    def _make_filters(self) -> filters.FilterBar:
        offered = [
            filters.Filter("statuses", "状态", _codes(STATUS.current)),
            filters.Filter("tiers", "类别", _codes(TIER.entries)),
            filters.Filter("levels", "层级", _codes(ARCHIVE_LEVEL.current)),
        ]
        if self._offices is None:
            offered.append(filters.Filter("towns", "镇街", ()))
        else:
            offered.insert(0, filters.Filter("orgs", "单位", ()))
        offered.append(filters.Filter("not_visited", "走访时间", NOT_VISITED))
        bar = filters.FilterBar(offered, hint="姓名、拼音首字母、身份证号、住址")
        self._bin_key = button("回收站", self._toggle_bin, role="chip", icon="trash")
        self._bin_key.setCheckable(True)
        bar.row.addWidget(self._bin_key)
        saved = self.desk.setting(CHOICE, {})
        bar.set_state({name: tuple(codes) for name, codes in saved.items()})
        bar.changed.connect(self._filtered)
        bar.down.connect(self._to_list)
        bar.line.textEdited.connect(self._stay)
        return bar

    def _make_table(self) -> Table:
        columns = household_columns(self._offices)
        table = Table(columns, self._lines, self.tasks, key=key_of, name="困难职工档案")
        table.set_layout(self.desk.setting(COLUMNS, {}))
        table.show_sorted(self._sort, descending=self._descending)
        table.opened.connect(partial(self.room.ways.open, "household"))
        table.chosen.connect(self._chosen)
        table.sort_wanted.connect(self._sorted)
        table.layout_changed.connect(partial(self._keep, COLUMNS))
        table.too_many.connect(
            lambda count: self.messages.say(f"选了 {count:,} 户，复制太多，请改用“导出”。", "warning")
        )
        return table

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        self._said = label("", "muted")
        self._bar_buttons = {
            "print": button("打印走访表", self.print, icon="printer"),
            "fill": button("批量修改", self._fill_down, icon="edit"),
            "bin": button("移入回收站", self.remove, icon="trash"),
            "restore": button("恢复", self.restore, icon="arrow-back-up"),
        }
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().px(8))
        row.addWidget(self._said)
        row.addStretch()
        self._columns_key = button("选择列", self._choose_columns, role="quiet", icon="columns")
        row.addWidget(self._columns_key)
        for each in self._bar_buttons.values():
            row.addWidget(each)
        return bar

    def _lay_out(self) -> None:
        card = Card(margin=12)
        card.add(self.filters)
        self._empty = self._first_steps()
        self._nothing = Empty(
            "没有符合条件的户",
            "换一个写法，或清除筛选再看。",
            icon="search",
            steps=(("清除筛选", self.filters.clear),),
        )
        self._no_bin = Empty(
            "回收站是空的",
            "移入回收站的户放在这里，可以随时恢复。",
            icon="trash",
            steps=(("返回全部档案", self._bin_key.click),),
        )
        for widget in (self.table, self._empty, self._nothing, self._no_bin):
            self._stack.addWidget(widget)
        card.add(self._stack, 1)
        card.add(self.bar)
        self.body.addWidget(card)

    def _first_steps(self) -> Empty:
        """A county begins with its own files, a city with those of its counties."""
        if self._offices is None:
            text = "这里会列出全部建档困难职工家庭。可以从第一户开始新建，也可以把现有的表格整个导入。"
            steps = (("新建档案", self.new), ("导入表格", self._import))
        else:
            text = "这里会列出各县区上报的困难职工家庭。先批准县区接入，再导入它们交来的上报包。"
            steps = (("批准接入", self._approve), ("导入数据包", self._take_in))
        may = self.desk.may
        mine = steps if self._offices is None or may("administer") else steps[1:]
        return Empty("还没有困难职工档案", text, steps=mine if may("write") else ())

    # What the window asks

    def load(self) -> None:
        """Read the list, and which towns or offices there are to choose by."""
        if self._offices is None:
            self._read()
            self.tasks.run(self._lists.towns, done=self._show_towns)
        else:
            self.tasks.run(self._lists.offices, done=self._show_offices)

    def focus(self) -> None:
        """Work begins with finding a household; who comes back from one is in the list again."""
        if self.table.current_id() is None:
            self.filters.line.setFocus()
        else:
            self.table.setFocus()

    def _to_list(self) -> None:
        """From the search line to the first household found, when it is found."""
        self._down_wanted = self._shown != self._asked
        if self.table.paged.ids and not self._down_wanted:
            self.table.selectRow(0)
            self.table.setFocus()

    def _stay(self) -> None:
        self._down_wanted = False

    def new(self) -> None:
        """A new file."""
        if self.desk.may("write"):
            self.room.ways.open("new_household")

    def print(self) -> None:
        """Visit forms of the households chosen; without a choice, of all shown."""
        keys = self.table.chosen_ids() or self.table.paged.ids
        if self._binned:
            self.messages.say("回收站里的户不打印走访表，请先恢复。", "warning")
        elif keys:
            self.room.ways.open("print_forms", keys)
        else:
            self.messages.say("列表里没有户，没有可打印的走访表。", "warning")

    def export(self) -> None:
        """A workbook of what is shown."""
        self.room.ways.open("export", self.chosen_filter())

    def _import(self) -> None:
        self.room.ways.open("import")

    def _approve(self) -> None:
        self.room.ways.open("exchange")
        self.room.ways.open("approve")

    def _take_in(self) -> None:
        self.room.ways.open("exchange").choose()

    def changed(self, what: set[str]) -> None:
        """Read again after any change of files."""
        if what & {"household", "person", "visit", "aid"} and self.isVisible():
            self._read()

    # Reading

    def chosen_filter(self) -> Filter:
        """What chips and search line choose."""
        state = self.filters.state()
        days = max((int(each) for each in state.get("not_visited", ())), default=0)
        since = str(self.desk.today - timedelta(days=days)) if days else ""
        return Filter(
            statuses=state.get("statuses", ()),
            tiers=state.get("tiers", ()),
            levels=state.get("levels", ()),
            towns=state.get("towns", ()),
            orgs=tuple(UUID(each) for each in state.get("orgs", ())),
            not_visited_since=since,
            text=self.filters.text,
            binned=self._binned,
        )

    def _read(self) -> None:
        self._asked += 1
        chosen = self.chosen_filter()
        keys = partial(self._lists.keys, chosen, sort=self._sort, descending=self._descending)
        self.tasks.run(keys, done=partial(self._show, self._asked, chosen))
        self.tasks.run(self._lists.totals, chosen, done=partial(self._count, self._asked, chosen))

    def _show(self, asked: int, chosen: Filter, keys: Keys) -> None:
        if asked != self._asked:
            return
        self._people = keys.people
        self.table.show_ids(keys)
        if not keys and chosen == Filter():
            self._stack.setCurrentWidget(self._empty)
        elif not keys and chosen == Filter(binned=True):
            self._stack.setCurrentWidget(self._no_bin)
        else:
            self._stack.setCurrentWidget(self.table if keys else self._nothing)
        if chosen.text:
            self.set_head(line=_found(keys))
        self._chosen(self.table.chosen_ids())
        self._shown = asked
        if self._down_wanted and self.filters.line.hasFocus():
            self._to_list()

    def _lines(self, keys: Sequence[Key]) -> list[dict[str, Any]]:
        return self._lists.lines(keys, self._people)

    def _count(self, asked: int, chosen: Filter, totals: tuple[int, int]) -> None:
        if asked == self._asked and not chosen.text:
            word = "回收站中" if chosen.binned else "共"
            self.set_head(line=f"{word} {totals[0]:,} 户 {totals[1]:,} 人")

    def _show_towns(self, towns: list[str]) -> None:
        self._offer("towns", "镇街", tuple((town, town) for town in towns))

    def _show_offices(self, offices: list[tuple[UUID, str]]) -> None:
        """The lines need the names, so the list is read after them."""
        assert self._offices is not None
        self._offices.update((org.bytes, name) for org, name in offices)
        self._offer("orgs", "单位", tuple((str(org), name) for org, name in offices))
        self._read()

    def _offer(self, name: str, word: str, options: tuple[tuple[str, str], ...]) -> None:
        """Choices that only the data know; what was chosen last time is chosen again when they first come."""
        chip = self.filters.chips[name]
        first = not chip.filter.options
        chip.filter = filters.Filter(name, word, options)
        if first:
            chip.choose(self.desk.setting(CHOICE, {}).get(name, ()))

    def _filtered(self) -> None:
        self._keep(CHOICE, {name: list(codes) for name, codes in self.filters.state().items()})
        self._read()

    def _sorted(self, name: str, descending: bool) -> None:
        self._sort, self._descending = name, descending
        self._keep(SORT, [name, descending])
        self._read()

    def _toggle_bin(self) -> None:
        self._binned = self._bin_key.isChecked()
        self._read()

    def _keep(self, name: str, value: Any) -> None:
        self.tasks.run(self.desk.set_setting, name, value, kind="write")

    # The households chosen

    def _chosen(self, keys: Sequence[Key]) -> None:
        self._said.setText(f"已选 {len(keys):,} 户" if keys else "按住 Ctrl 或 Shift 可以选多户；回车打开")
        writer = self.desk.may("write")
        for name, each in self._bar_buttons.items():
            in_bin = name == "restore"
            each.setVisible(bool(keys) and in_bin == self._binned and (writer or name == "print"))

    def _choose_columns(self) -> None:
        menu = self.table.column_menu()
        left = self._columns_key.width() - menu.sizeHint().width()
        menu.popup(self._columns_key.mapToGlobal(QPoint(left, 0)))

    def _own(self) -> list[Key]:
        """Those chosen that belong to this office; others are only looked at."""
        chosen = self.table.chosen_ids()
        own = [key for key in chosen if key[0] == self.desk.store.org_id]
        if chosen and len(own) < len(chosen):
            self.messages.say("其他单位的档案只能查看，已略过。", "warning")
        return own

    def _fill_down(self) -> None:
        if keys := self._own():
            self.room.ways.open("fill_down", keys)

    def remove(self) -> None:
        """Move the households chosen to the bin."""
        keys = self._own()
        if keys and self.messages.ask(
            f"把 {len(keys):,} 户移入回收站？",
            f"移入 {len(keys):,} 户",
            detail="家庭成员、走访、帮扶都会保留，可以随时从回收站恢复。",
            dangerous=True,
        ):
            self._do(self._households.delete_many, keys)

    def restore(self) -> None:
        """Take the households chosen out of the bin."""
        if keys := self._own():
            self._do(self._households.restore_many, keys)

    def _do(self, action: Callable[[Sequence[UUID]], Changed], keys: list[Key]) -> None:
        rows = [row for _, row in keys]
        self.tasks.run(action, rows, done=self._done, failed=self.messages.error, kind="write")

    def _done(self, changed: Changed) -> None:
        self.messages.done(changed)
        self.table.clearSelection()
        self.table.setFocus()
        self.data_changed.emit(set(changed.tables))
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Delete and not self._binned:
            self.remove()
        else:
            super().keyPressEvent(event)


def _found(keys: Keys) -> str:
    if keys.cut:
        return f"找到的太多，只列出前 {len(keys):,} 户，请把条件写细些"
    return f"找到 {len(keys):,} 户"


def _codes(entries: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((entry.code, entry.label) for entry in entries)
