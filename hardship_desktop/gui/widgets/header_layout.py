"""The columns of a list as the person likes them: order, width, which are shown."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from hardship_desktop.domain.lists import Column
from hardship_desktop.gui.look.metrics import metrics

LEAST = 0.5
"""How far columns shrink before the list scrolls sideways."""


class HeaderLayout(QObject):
    """Fits the columns into the list's width; `changed(layout)` tells what to remember."""

    changed = Signal(dict)

    def __init__(self, view: QTableView, columns: tuple[Column, ...]) -> None:
        super().__init__(view)
        self._view = view
        self._columns = columns
        self._widths = {column.name: float(column.width) for column in columns}
        self._fitting = False
        self._header = view.horizontalHeader()
        self._header.setMinimumSectionSize(metrics().px(32))
        for number, column in enumerate(columns):
            view.setColumnHidden(number, column.hidden)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(400)
        self._later.timeout.connect(lambda: self.changed.emit(self.layout()))
        self._header.sectionResized.connect(self._resized)
        self._header.sectionMoved.connect(lambda *_: self._later.start())

    def shown(self) -> list[int]:
        """The numbers of the columns shown, from left to right."""
        visual = [self._header.logicalIndex(place) for place in range(len(self._columns))]
        return [number for number in visual if not self._view.isColumnHidden(number)]

    def layout(self) -> dict[str, Any]:
        """What to remember; holds names of columns and widths only."""
        visual = [self._header.logicalIndex(place) for place in range(len(self._columns))]
        return {
            "order": [self._columns[number].name for number in visual],
            "hidden": [c.name for n, c in enumerate(self._columns) if self._view.isColumnHidden(n)],
            "widths": {name: round(width) for name, width in self._widths.items()},
        }

    def restore(self, layout: Mapping[str, Any]) -> None:
        """As it was left; columns that are new since then keep their place."""
        numbers = {column.name: number for number, column in enumerate(self._columns)}
        self._fitting = True
        for place, name in enumerate(name for name in layout.get("order", ()) if name in numbers):
            self._header.moveSection(self._header.visualIndex(numbers[name]), place)
        for name, number in numbers.items():
            if "hidden" in layout:
                self._view.setColumnHidden(number, name in layout["hidden"])
            self._widths[name] = float(layout.get("widths", {}).get(name, self._widths[name]))
        self._fitting = False
        self._later.stop()
        self.fit()

    def menu(self) -> QMenu:
        """A tick before each column that is shown."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self._columns):
            action = QAction(column.label, menu)
            action.setCheckable(True)
            action.setChecked(not self._view.isColumnHidden(number))
            action.setEnabled(len(self.shown()) > 1 or not action.isChecked())
            action.toggled.connect(lambda on, number=number: self.show_column(number, on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("恢复原样", self.reset)
        return menu

    def show_column(self, number: int, on: bool) -> None:
        """Show or hide a column."""
        self._view.setColumnHidden(number, not on)
        self.fit()
        self._later.start()

    def reset(self) -> None:
        """As the program has it."""
        self.restore(
            {
                "order": [column.name for column in self._columns],
                "hidden": [column.name for column in self._columns if column.hidden],
                "widths": {column.name: column.width for column in self._columns},
            }
        )
        self._later.start()

    def fit(self) -> None:
        """Give the room that is left to the column that stretches; shrink all where it is short."""
        shown = self.shown()
        if not shown:
            return
        wanted = {n: metrics().px(self._widths[self._columns[n].name]) for n in shown}
        taker = next((n for n in shown if self._columns[n].stretches), shown[-1])
        room = self._view.viewport().width()
        # The column that stretches also gives way first: addresses may be cut short, dates must not.
        wanted[taker] = max(int(wanted[taker] * LEAST), wanted[taker] + room - sum(wanted.values()))
        total = sum(wanted.values())
        if total > room:
            wanted = {n: int(width * max(LEAST, room / total)) for n, width in wanted.items()}
        self._fitting = True
        for number, width in wanted.items():
            self._header.resizeSection(number, width)
        self._fitting = False

    def _resized(self, number: int, _: int, width: int) -> None:
        if not self._fitting and width:
            self._widths[self._columns[number].name] = width * 14 / metrics().text
            self._later.start()
