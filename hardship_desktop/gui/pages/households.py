"""The list of all households: find, filter, sort, choose, open."""

from collections.abc import Callable, Sequence
from uuid import UUID

from hardship_desktop.gui.pages.list_out import list_view
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.list_view import Action, ListWays
from hardship_desktop.services.desk import Changed, Key


class HouseholdsPage(Page):
    """困难职工档案."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._households = room.services.households
        writer = room.desk.may("write")
        if writer:
            self.secondary("导入表格", self._import, icon="table-import")
        self.secondary("导出名单", self.export, icon="table-export")
        self.secondary("打印走访表", self.print, icon="printer")
        if writer:
            self.primary("新建档案", self.new, icon="plus").setToolTip("Ctrl+N")
        ways = ListWays(
            open=lambda row: room.ways.open("household", row["key"]),
            actions=(
                Action("打印走访表", self._print, "printer", looks=True),
                Action("批量修改", self._fill_down, "edit"),
                Action("移入回收站", self.remove, "trash", deletes=True),
                Action("恢复", self.restore, "arrow-back-up", binned=True),
            ),
            empty=self._first_steps(),
        )
        self.list = list_view(self, room.services.lists, ways)
        self.table, self.filters = self.list.table, self.list.filters
        card = Card(margin=12)
        card.add(self.list, 1)
        self.body.addWidget(card)

    def _first_steps(self) -> Empty:
        """A county begins with its own files, a city with those of its counties."""
        if not self.desk.is_city:
            text = "这里会列出全部建档困难职工家庭。可以从第一户开始新建，也可以把现有的表格整个导入。"
            steps = (("新建档案", self.new), ("导入表格", self._import))
        else:
            text = "这里会列出各县区上报的困难职工家庭。先批准县区接入，再导入它们交来的上报包。"
            steps = (("批准接入", self._approve), ("导入数据包", self._take_in))
        mine = steps if not self.desk.is_city or self.desk.may("administer") else steps[1:]
        return Empty("还没有困难职工档案", text, steps=mine if self.desk.may("write") else ())

    def load(self) -> None:
        """Read the list."""
        self.list.load()

    def focus(self) -> None:
        """Work begins with finding a household; who comes back from one is in the list again."""
        self.list.start()

    def new(self) -> None:
        """A new file."""
        if self.desk.may("write"):
            self.room.ways.open("new_household")

    def export(self) -> None:
        """What the list shows, as a workbook that can be taken in again."""
        self.room.ways.open("export", self.list.wanted())

    def print(self) -> None:
        """Visit forms of the households chosen; without a choice, of all shown."""
        self._print(self.table.chosen_ids() or self.table.paged.ids)

    def changed(self, what: set[str]) -> None:
        """Read again after any change of files."""
        if what & {"household", "person", "visit", "aid"} and self.isVisible():
            self.list.load()

    # The households chosen

    def _import(self) -> None:
        self.room.ways.open("import")

    def _approve(self) -> None:
        self.room.ways.open("exchange")
        self.room.ways.open("approve")

    def _take_in(self) -> None:
        self.room.ways.open("exchange").choose()

    def _print(self, keys: Sequence[Key]) -> None:
        if self.list.binned:
            self.messages.say("回收站里的户不打印走访表，请先恢复。", "warning")
        elif keys:
            self.room.ways.open("print_forms", keys)
        else:
            self.messages.say("列表里没有户，没有可打印的走访表。", "warning")

    def _own(self, chosen: Sequence[Key]) -> list[Key]:
        """Those chosen that belong to this office; others are only looked at."""
        own = [key for key in chosen if key[0] == self.desk.store.org_id]
        if len(own) < len(chosen):
            self.messages.say("其他单位的档案只能查看，已略过。", "warning")
        return own

    def _fill_down(self, keys: Sequence[Key]) -> None:
        if own := self._own(keys):
            self.room.ways.open("fill_down", own)

    def remove(self, keys: Sequence[Key]) -> None:
        """Move these households to the bin."""
        own = self._own(keys)
        if own and self.messages.ask(
            f"把 {len(own):,} 户移入回收站？",
            f"移入 {len(own):,} 户",
            detail="家庭成员、走访、帮扶都会保留，可以随时从回收站恢复。",
            dangerous=True,
        ):
            self._do(self._households.delete_many, own)

    def restore(self, keys: Sequence[Key]) -> None:
        """Take these households out of the bin."""
        if own := self._own(keys):
            self._do(self._households.restore_many, own)

    def _do(self, action: Callable[[Sequence[UUID]], Changed], keys: list[Key]) -> None:
        rows = [row for _, row in keys]
        self.tasks.run(action, rows, done=self._done, failed=self.messages.error, kind="write")

    def _done(self, changed: Changed) -> None:
        self.messages.done(changed)
        self.data_changed.emit(set(changed.tables))
        self.list.done()
