"""Which households get a visit form: those due, all, those chosen, or blank ones."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Integer
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.picking import household_box
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import BigButton, button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.editors.line import LineEditor
from hardship_desktop.services.desk import Key
from hardship_desktop.services.searching import Result

DUE, ALL, CHOSEN, BLANK = "due", "all", "chosen", "blank"
MOST_BLANK = 500
_COUNT = Field("count", "份数", Integer(minimum=1, maximum=MOST_BLANK, unit="份"))


class PrintChoice(QWidget):
    """`changed()` when something else is chosen."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._today = room.today
        self._counts: dict[str, int] = {}
        self._chosen: list[tuple[Key, str]] = []
        self._keys: dict[str, BigButton] = {}
        group = QButtonGroup(self)
        card = Card("打印哪些户", margin=20)
        row = QHBoxLayout()
        row.setSpacing(metrics().px(10))
        for name in (DUE, ALL, CHOSEN, BLANK):
            key = BigButton("", "", partial(self.take, name))
            key.setCheckable(True)
            group.addButton(key)
            self._keys[name] = key
            row.addWidget(key, 1)
        card.add(row)
        self._more = [self._chosen_part(room), self._blank_part()]
        for part in self._more:
            card.add(part)
        card.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._show_words()
        self.take(DUE)

    def _chosen_part(self, room: Room) -> QWidget:
        self.box = household_box(room.services.searching, room.tasks)
        self.box.found.connect(self._add)
        self._list = QListWidget()
        self._list.setProperty("drop", True)
        self._list.setAccessibleName("选中的户")
        self._list.setMaximumHeight(metrics().px(170))
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, metrics().px(8), 0, 0)
        column.addWidget(label("输入姓名或编号，回车加入：", "muted"))
        column.addWidget(self.box)
        column.addWidget(self._list)
        row = QHBoxLayout()
        row.addWidget(button("去掉选中的户", self._remove, icon="x"))
        row.addStretch(1)
        column.addLayout(row)
        return part

    def _blank_part(self) -> QWidget:
        self.count = LineEditor(_COUNT)
        self.count.set_raw("10")
        self.count.setFixedWidth(metrics().px(90))
        self.count.edited.connect(self.changed)
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, metrics().px(8), 0, 0)
        row.addWidget(label("打印", "muted"))
        row.addWidget(self.count)
        row.addWidget(label("份空白表，每份都有自己的编号", "muted"))
        row.addStretch(1)
        return part

    @property
    def what(self) -> str:
        """due, all, chosen or blank."""
        return next(name for name, key in self._keys.items() if key.isChecked())

    def chosen(self) -> list[Key]:
        """The households picked one by one."""
        return [key for key, _ in self._chosen]

    def blank_count(self) -> int:
        """How many blank ones; raises UserError."""
        count: int = self.count.value(self._today()) or 0
        _COUNT.check(count, today=self._today())
        return count

    def take(self, name: str) -> None:
        """Choose one of the four."""
        self._keys[name].setChecked(True)
        self._more[0].setVisible(name == CHOSEN)
        self._more[1].setVisible(name == BLANK)
        if name == CHOSEN:
            self.box.setFocus()
        self.changed.emit()

    def begin(self, chosen: Sequence[tuple[Key, str]]) -> None:
        """With households chosen elsewhere, in a list or in their file."""
        self._chosen = list(chosen)
        self._show_words()
        self.take(CHOSEN)

    def show_counts(self, due: int, every: int) -> None:
        """How many households each choice means."""
        self._counts = {DUE: due, ALL: every}
        self._show_words()
        self.changed.emit()

    @property
    def ready(self) -> bool:
        """Whether anything would be printed."""
        counts = {**self._counts, CHOSEN: len(self._chosen), BLANK: 1}
        return bool(counts.get(self.what))

    def _add(self, found: Result) -> None:
        if found.household and found.household not in self.chosen():
            self._chosen.append((found.household, f"{found.title}　{found.detail}"))
            self._show_words()
            self.changed.emit()

    def _remove(self) -> None:
        place = self._list.currentRow()
        if place >= 0:
            del self._chosen[place]
            self._show_words()
            self.changed.emit()

    def _show_words(self) -> None:
        due, every = self._counts.get(DUE), self._counts.get(ALL)
        chosen = len(self._chosen)
        self._keys[DUE].say("今年还没有走访的户", "正在数…" if due is None else f"{due:,} 户")
        self._keys[ALL].say("全部要走访的户", "正在数…" if every is None else f"{every:,} 户，已退档的不算")
        self._keys[CHOSEN].say("挑选几户", f"已选 {chosen} 户" if chosen else "按姓名或编号")
        self._keys[BLANK].say("空白表", "到了户上再写")
        self._list.clear()
        self._list.addItems([text for _, text in self._chosen])
        self._list.setCurrentRow(len(self._chosen) - 1)
        self._list.setVisible(bool(self._chosen))
