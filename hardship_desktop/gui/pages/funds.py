"""帮扶资金: what is left of each batch of money, and the latest aids."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from hardship_desktop.domain.amounts import format_yuan
from hardship_desktop.domain.codes.aid import STATE
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.fund_batches import BatchList, left_words
from hardship_desktop.gui.pages.household_aids import STATE_TONES
from hardship_desktop.gui.pages.record_form import Subject
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card
from hardship_desktop.gui.widgets.columns import OFFICE, Column, column_of
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.services.aid import Aids, left_of


class FundsPage(Page):
    """帮扶资金."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        desk, self._aids = room.desk, room.services.aids
        self._writer = desk.may("write")
        if self._writer:
            self.secondary("登记到账", self.add_batch, icon="coin")
            self.primary("登记帮扶", self.new, icon="heart-handshake").setToolTip("Ctrl+N")
        self.batches = BatchList(city=desk.role == "city")
        self.batches.opened.connect(self._edit_batch)
        self.table = PlainTable(_columns(city=desk.role == "city"), room.tasks, name="最近的帮扶")
        self.table.opened.connect(self._open_row)
        steps = (("登记到账", self.add_batch),) if self._writer else ()
        no_money = Empty(
            "还没有资金批次", "钱到账以后在这里登记，就能看到每批还剩多少。", icon="coin", steps=steps
        )
        no_aid = Empty("还没有帮扶记录", "按“登记帮扶”，先选人，再填项目和金额。", icon="heart-handshake")
        self._left, self._right = QStackedWidget(), QStackedWidget()
        for stack, parts in ((self._left, (self.batches, no_money)), (self._right, (self.table, no_aid))):
            for part in parts:
                stack.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(metrics().px(12))
        for stack, title, share in ((self._left, "资金批次", 2), (self._right, "最近的帮扶", 4)):
            card = Card(title)
            card.add(stack, 1)
            row.addWidget(card, share)
        self.body.addLayout(row, 1)

    def load(self) -> None:
        """Read batches and aids."""
        self.tasks.run(self._aids.batches, done=self._show_batches)
        self.tasks.run(self._aids.recent, done=self._show_recent)

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

    def _edit_batch(self, batch: dict[str, Any]) -> None:
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
        self.batches.show_batches(batches)
        self._left.setCurrentIndex(0 if batches else 1)
        total = sum(each["total_fen"] or 0 for each in batches)
        left = sum(map(left_of, batches))
        self.set_head(line=f"{len(batches)} 批资金，共 {format_yuan(total)} 元，{left_words(left)}")

    def _show_recent(self, rows: list[dict[str, Any]]) -> None:
        # By the day of the aid: what was typed in last may be long ago.
        self.table.show_rows(sorted(rows, key=_day, reverse=True))
        self._right.setCurrentIndex(0 if rows else 1)

    def _open_row(self, _: object) -> None:
        row = self.table.current_row()
        if row is not None and row["household_id"]:
            self.room.ways.open("household", (row["org_id"], row["household_id"]), tab="aids", row=row["id"])
        elif row is not None:
            self.messages.say("这笔帮扶登记在个人名下，没有户档。", "warning")


def _columns(*, city: bool) -> tuple[Column, ...]:
    fields = {field.name: field for field in Aids.fields()}
    return (
        Column("paid_on", "日期", _day, 104, sortable=False),
        Column("person_name", "受助人", _name, 130, sortable=False),
        *((OFFICE,) if city else ()),
        column_of(fields["item"], width=150, sortable=False, stretches=True),
        Column("amount", "金额", _amount, 110, right=True, sortable=False),
        Column(
            "state",
            "状态",
            lambda row: STATE.text(row["state"]),
            96,
            sortable=False,
            tone=lambda row: STATE_TONES.get(row["state"], "grey"),
        ),
        column_of(fields["aid_no"], width=140, sortable=False, hidden=True),
    )


def _name(row: Any) -> str:
    return (row["person_name"] or "") + ("（在回收站）" if row["binned"] else "")


def _day(row: Any) -> str:
    return str(row["paid_on"] or row["decided_on"] or "")


def _amount(row: Any) -> str:
    if row["amount_fen"] is None:
        return row["in_kind_desc"] or ""
    return format_yuan(row["amount_fen"])
