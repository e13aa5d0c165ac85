"""帮扶资金: what is left of each batch of money, and the latest aids."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QTabWidget

from hardship_desktop.domain.amounts import format_yuan
from hardship_desktop.domain.lists import Row
from hardship_desktop.gui.pages.balance_words import left_words
from hardship_desktop.gui.pages.list_out import household_of, list_view
from hardship_desktop.gui.pages.record_form import Subject
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.list_view import Action, ListWays
from hardship_desktop.services.aid import Aids, left_of
from hardship_desktop.services.lists.aids import AidList, BatchList


class FundsPage(Page):
    """帮扶资金."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        desk, self._aids = room.desk, room.services.aids
        self._writer = desk.may("write")
        if self._writer:
            self.secondary("登记到账", self.add_batch, icon="coin")
            self.primary("登记帮扶", self.new, icon="heart-handshake").setToolTip("Ctrl+N")
        steps = (("登记到账", self.add_batch),) if self._writer else ()
        no_money = Empty(
            "还没有资金批次", "钱到账以后在这里登记，就能看到每批还剩多少。", icon="coin", steps=steps
        )
        no_aid = Empty("还没有帮扶记录", "按“登记帮扶”，先选人，再填项目和金额。", icon="heart-handshake")
        paid = Action("看这批的发放", self._show_payments, "list-check", looks=True)
        self.list = list_view(self, AidList(desk), ListWays(open=self._open_row, empty=no_aid))
        self.batches = list_view(
            self, BatchList(desk), ListWays(open=self._edit_batch, actions=(paid,), empty=no_money)
        )
        for view in (self.list, self.batches):
            view.counted.disconnect()
        self.table = self.list.table
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.list, "帮扶记录")
        self.tabs.addTab(self.batches, "资金批次")
        card = Card(margin=12)
        card.add(self.tabs, 1)
        self.body.addWidget(card, 1)

    def load(self) -> None:
        """Read batches and aids."""
        self.tasks.run(self._aids.batches, done=self._show_batches)
        self.list.load()
        self.batches.load()

    def focus(self) -> None:
        """The list has the focus."""
        self.table.setFocus()

    def new(self) -> None:
        """Ctrl+N: note an aid; who gets it is asked first."""
        if self._writer:
            self.room.ways.open("aid")

    def add_batch(self) -> None:
        """Note money that came in."""
        values = {"year": self.desk.today.year, "received_on": self.desk.today}
        subject = Subject("", "fund_batch:new", self._aids.add_batch, values=values)
        self._form("登记到账", "登记到账", subject)

    def changed(self, what: set[str]) -> None:
        """Read again when money or aid is other."""
        if what & {"aid", "fund_batch", "aid_step", "household", "person"}:
            self.load()

    def _edit_batch(self, batch: Row) -> None:
        own = batch["org_id"] == self.desk.store.org_id
        subject = Subject(
            "",
            f"fund_batch:{batch['id']}",
            partial(self._aids.save_batch, batch["id"]),
            values=batch,
            row=batch["id"],
            org=batch["org_id"],
            table="fund_batch",
            read_only=not (own and self._writer),
        )
        self._form(f"{batch['year']} 年 {batch['name']}", "保存批次", subject)

    def _form(self, title: str, verb: str, subject: Subject) -> None:
        self.room.ways.open("batch", title, verb, Aids.batch_fields(), subject)

    def _show_batches(self, batches: list[dict[str, Any]]) -> None:
        total = sum(each["total_fen"] or 0 for each in batches)
        left = sum(map(left_of, batches))
        self.set_head(line=f"{len(batches)} 批资金，共 {format_yuan(total)} 元，{left_words(left)}")

    def _show_payments(self, batches: Sequence[UUID]) -> None:
        self.list.filters.set_state({"batch_id": [str(each) for each in batches]})
        self.tabs.setCurrentWidget(self.list)
        self.table.setFocus()

    def _open_row(self, row: Row) -> None:
        if key := household_of(row):
            self.room.ways.open("household", key, tab="aids", row=row["id"])
        else:
            self.messages.say("这笔帮扶登记在个人名下，没有户档。", "warning")
