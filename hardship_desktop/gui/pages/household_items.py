"""What a household earns, must spend and owns: three short lists on one tab."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hardship_desktop.domain.amounts import format_yuan
from hardship_desktop.domain.lists import Column, Fields, Row
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.linked import Choices, choosing, from_form, member_names, to_form
from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.pages.records_tab import RecordsTab
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.services.gaps import Gap
from hardship_desktop.services.households import HouseholdFile
from hardship_desktop.services.items import OWNERS, ItemKind, Items

WORDS: dict[ItemKind, str] = {"income": "收入", "expense": "支出", "asset": "财产"}
PARTS: dict[ItemKind, str] = {"income": "incomes", "expense": "expenses", "asset": "assets"}
AMOUNTS: dict[ItemKind, str] = {"income": "amount_fen", "expense": "self_paid_fen", "asset": "value_fen"}
HINTS: dict[ItemKind, str] = {
    "income": "还没有收入记录。请逐项录入申请前 12 个月的工资、低保金、养老金等收入。",
    "expense": "还没有支出记录。请逐项录入看病、上学等刚性支出，只算自己付的部分。",
    "asset": "还没有财产记录。有房屋、车辆、商铺的，请逐项录入。",
}


def _columns(kind: ItemKind) -> tuple[Column, ...]:
    *shown, last = Fields(kind, Items.fields(kind)).others(without=OWNERS)
    owner, wide = Column("owner", "谁", 90), replace(last, hidden=False, stretches=True)
    return (owner, *(replace(each, width=104, hidden=False) for each in shown), wide)


def _owner(row: Row, names: Mapping[Any, str]) -> str:
    return names.get(row.get("person_id") or row.get("owner_person_id"), "全家")


class ItemTab(RecordsTab):
    """The items of one kind."""

    def __init__(self, kind: ItemKind, room: Room) -> None:
        super().__init__(room, _columns(kind), noun=f"{WORDS[kind]}记录", empty=HINTS[kind])
        self._kind, self._items = kind, room.services.items
        self._file: HouseholdFile | None = None
        self._offered: dict[str, Choices] = {}
        self._form: RecordForm | None = None
        self.button(f"添加{WORDS[kind]}", "plus", self.add, "Insert")
        self.row_button("修改", "edit", self.edit, "F2 或回车")
        self.row_button("移入回收站", "trash", self.remove, "Delete")

    def load(self, file: HouseholdFile, *, read_only: bool) -> int:
        """Show the items of a household; gives their sum in fen."""
        self._file = file
        members = member_names(file.people)
        self._offered = dict.fromkeys(OWNERS, members)
        rows = getattr(file, PARTS[self._kind])
        self.show_rows([{**row, "owner": _owner(row, dict(members))} for row in rows], read_only=read_only)
        total = sum(row[AMOUNTS[self._kind]] or 0 for row in rows if row.get("counted") is not False)
        self.note.setText(f"{len(rows)} 项，共 {format_yuan(total)} 元" if rows else "")
        return total

    def add(self) -> None:
        """Type in a further item."""
        assert self._file is not None
        household, offered = self._file.id, self._offered
        self._show(
            Subject(
                f"添加{WORDS[self._kind]}",
                f"{self._kind}:new:{household}",
                lambda values: self._items.add(self._kind, household, from_form(values, offered)),
            )
        )

    def edit(self) -> None:
        """Open the item with the focus."""
        row = self.table.current_row()
        if row is None or self._file is None:
            return
        offered = self._offered
        self._show(
            Subject(
                f"修改{WORDS[self._kind]}",
                f"{self._kind}:{row['id']}",
                lambda values, seen: self._items.save(
                    self._kind, row["id"], from_form(values, offered), seen=seen
                ),
                values=to_form(row, offered),
                seen=row,
                row=row["id"],
                org=self._file.org_id,
                table=Items.table(self._kind),
                read_only=self.read_only,
            )
        )

    def remove(self) -> None:
        """Move the item with the focus to the bin."""
        row = self.table.current_row()
        if row is not None and self.ask_remove(f"这项{WORDS[self._kind]}"):
            self.do(self._items.delete, self._kind, row["id"])

    def _show(self, subject: Subject) -> None:
        # The members offered are those of this household, so the form is made anew.
        if self._form is not None:
            self.removeWidget(self._form)
            self._form.deleteLater()
        self._form = RecordForm(self.room, choosing(self._items.fields(self._kind), self._offered))
        self.open_form(self._form, subject)


class ItemsTab(QWidget):
    """收支: income, expense, assets, one at a time."""

    changed = Signal()
    turned = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.parts: dict[ItemKind, ItemTab] = {kind: ItemTab(kind, room) for kind in WORDS}
        self._stack = QStackedWidget()
        self._keys = QButtonGroup(self)
        row = QHBoxLayout()
        for place, (kind, part) in enumerate(self.parts.items()):
            chip = QPushButton(WORDS[kind])
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            self._keys.addButton(chip, place)
            self._stack.addWidget(part)
            part.changed.connect(self.changed)
            part.turned.connect(self.turned)
            row.addWidget(chip)
        self._keys.button(0).setChecked(True)
        self._keys.idClicked.connect(self._switch)
        self._sum = label("", "muted")
        row.addStretch()
        row.addWidget(self._sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics().px(10), 0, 0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show the items of a household and what is left when expenses are taken off."""
        totals = {kind: part.load(file, read_only=read_only) for kind, part in self.parts.items()}
        for place, (kind, word) in enumerate(WORDS.items()):
            count = len(getattr(file, PARTS[kind]))
            self._keys.button(place).setText(f"{word} {count}" if count else word)
        net = totals["income"] - totals["expense"]
        known = file.incomes or file.expenses
        self._sum.setText(f"收入减支出 {format_yuan(net)} 元" if known else "")

    @property
    def part(self) -> ItemTab:
        """The list on the screen."""
        return list(self.parts.values())[self._stack.currentIndex()]

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return self.part.is_dirty

    @property
    def typing(self) -> bool:
        """Whether a form stands in the place of the list."""
        return self.part.typing

    def add(self) -> None:
        """Type in a further item of the kind on the screen."""
        self.part.add()

    def fill(self, gap: Gap) -> None:
        """Type in what is missing."""
        self.add()

    def save(self) -> None:
        """Save what stands in the form."""
        self.part.save()

    def may_leave(self) -> bool:
        """Ask about unsaved input."""
        return self.part.may_leave()

    def discard(self) -> None:
        """Throw away what is typed."""
        self.part.discard()

    def _switch(self, place: int) -> None:
        if self.part.may_leave():
            self._stack.setCurrentIndex(place)
        self._keys.button(self._stack.currentIndex()).setChecked(True)
