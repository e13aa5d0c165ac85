"""A list of what will be written, each part of which can be left out by its box."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from hardship_desktop.domain.lists import Column
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.gui.widgets.row_painter import TICKED, TICKS, UNTICKED
from hardship_desktop.gui.widgets.running import Runs


class TickTable(PlainTable):
    """`ticked()` when another row is left out or taken in again, by a click on its box or the space bar.

    Rows of the same `of` go together; only the first of them has a box.
    """

    ticked = Signal()

    def __init__(self, columns: Sequence[Column], tasks: Runs, *, name: str) -> None:
        box = Column(TICKS, "导入", 60, show=self._box, sortable=False)
        self.dropped: set[Any] = set()
        super().__init__((box, *columns), tasks, name=name)
        self.clicked.connect(self._clicked)

    def show_rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Show these rows, all of them ticked."""
        self.dropped.clear()
        shown, before = [], None
        for row in rows:
            shown.append({**row, "first": row["of"] != before})
            before = row["of"]
        super().show_rows(shown)

    def _box(self, row: Mapping[str, Any]) -> str:
        if not row["first"]:
            return ""
        return UNTICKED if row["of"] in self.dropped else TICKED

    def _clicked(self, index: QModelIndex) -> None:
        if self.paged.columns[index.column()].name == TICKS:
            self._turn([index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Space and self.chosen_ids():
            self._turn(self.chosen_ids())
        else:
            super().keyPressEvent(event)

    def _turn(self, places: Sequence[int]) -> None:
        """All of them the other way than the first one is."""
        parts = {self._rows[place]["of"] for place in places}
        if self._rows[places[0]]["of"] in self.dropped:
            self.dropped -= parts
        else:
            self.dropped |= parts
        self.refresh()
        self.ticked.emit()
