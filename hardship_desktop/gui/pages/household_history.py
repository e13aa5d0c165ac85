"""Who changed what and when, and what was taken out and can be put back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.services.gaps import Gap
from hardship_desktop.services.history import Entry
from hardship_desktop.services.households import HouseholdFile
from hardship_desktop.services.lists.history import BinList, HistoryList, history_rows, removed_rows
from hardship_desktop.services.removed import Removed


class HistoryTab(QWidget):
    """历史. `changed()` when something was put back. Nothing is typed here."""

    changed = Signal()
    turned = Signal()
    typing = False
    is_dirty = False

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._tasks, self._messages = room.tasks, room.messages
        self._history, self._removed = room.services.history, room.services.removed
        self._read_only = True
        self._gone: dict[Any, Removed] = {}
        self.table = PlainTable(HistoryList.declared.columns, room.tasks, name="修改历史")
        self.bin = PlainTable(BinList.declared.columns, room.tasks, name="本户回收站")
        self._note = label("", "muted")
        self._restore = QPushButton("恢复")
        self._restore.setEnabled(False)
        self._restore.clicked.connect(self.restore)
        self.bin.chosen.connect(lambda ids: self._restore.setEnabled(bool(ids)))
        self._chips = QButtonGroup(self)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for place, word in enumerate(("修改历史", "回收站")):
            chip = QPushButton(word)
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setChecked(not place)
            self._chips.addButton(chip, place)
            bar.addWidget(chip)
        self._chips.idClicked.connect(self._switch)
        bar.addStretch()
        bar.addWidget(self._note)
        bar.addWidget(self._restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics().px(10), 0, 0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.bin, 1)
        self._switch(0)

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Read the log of a household."""
        key = (file.org_id, file.id)
        self._read_only = read_only
        self._tasks.run(self._history.of_household, key, done=self._show)
        self._tasks.run(self._removed.of, key, done=self._show_gone)

    def add(self) -> None:
        """The log writes itself."""

    def fill(self, gap: Gap) -> None:
        """Nothing is missing."""

    def save(self) -> None:
        """Nothing to save."""

    def may_leave(self) -> bool:
        """Always."""
        return True

    def discard(self) -> None:
        """Nothing is typed."""

    def restore(self) -> None:
        """Put the chosen rows back where they were."""
        for each in self.bin.chosen_ids():
            self._tasks.run(
                self._removed.restore,
                self._gone[each].part,
                each,
                done=self._restored,
                failed=self._messages.error,
                kind="write",
            )

    def _restored(self, changed: Any) -> None:
        self._messages.done(changed)
        self.changed.emit()

    def _switch(self, place: int) -> None:
        self.table.setVisible(place == 0)
        self.bin.setVisible(place == 1)
        self._restore.setVisible(place == 1)
        self._say()

    def _say(self) -> None:
        if self._chips.checkedId() == 1:
            self._note.setText("" if self._gone else "本户没有移入回收站的内容")
        else:
            self._note.setText("敏感内容已遮盖")

    def _show(self, entries: Sequence[Entry]) -> None:
        self.table.show_rows(history_rows(entries))

    def _show_gone(self, rows: Sequence[Removed]) -> None:
        self._gone = {each.id: each for each in rows}
        self._chips.button(1).setText(f"回收站 {len(rows)}" if rows else "回收站")
        self._restore.setDisabled(True)
        self.bin.show_rows(removed_rows(rows))
        self._restore.setVisible(self._chips.checkedId() == 1 and not self._read_only)
        self._say()
