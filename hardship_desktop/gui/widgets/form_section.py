"""One section of a form: the cells of the fields that belong to what is said, in columns."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hardship_desktop.domain.fields import Values
from hardship_desktop.domain.kinds import Text
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.card import Card
from hardship_desktop.gui.widgets.form_cell import FormCell


class FormSection(QWidget):
    """A card with its heading, or the bare grid; hidden while none of its fields belongs."""

    def __init__(self, heading: str, cells: Sequence[FormCell], columns: int, cards: bool) -> None:
        super().__init__()
        self._cells = cells
        self._columns = columns
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(metrics().px(20))
        self._grid.setVerticalSpacing(metrics().px(8))
        for each in range(columns):
            self._grid.setColumnStretch(each, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        if cards:
            card = Card(heading)
            card.add(self._grid)
            around.addWidget(card)
        else:
            around.addLayout(self._grid)
        self._place(cells)

    def arrange(self, told: Values) -> None:
        """Show the fields that belong beside these values."""
        shown = [cell for cell in self._cells if cell.field.belongs(told)]
        if [cell for cell in self._cells if not cell.left_out] == shown:
            return
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.leave_out(cell not in shown)
        self._place(shown)
        self.setVisible(bool(shown))

    def _place(self, cells: Sequence[FormCell]) -> None:
        row = column = 0
        for cell in cells:
            wide = isinstance(cell.field.kind, Text) and cell.field.kind.lines > 1
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(cell, row, column, 1, self._columns if wide else 1)
            column = 0 if wide else (column + 1) % self._columns
            row += not column
