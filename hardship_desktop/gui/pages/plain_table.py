"""A list whose rows are all here already."""

from collections.abc import Mapping, Sequence
from typing import Any

from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.columns import Column, Row
from hardship_desktop.gui.widgets.table import Table


class PlainTable(Table):
    """Shows plain rows; the id of a row is its place among those given."""

    def __init__(self, columns: Sequence[Column], tasks: Tasks, *, name: str) -> None:
        self._rows: list[dict[str, Any]] = []
        super().__init__(columns, self._some, tasks, key=lambda row: row["place"], name=name)

    def show_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show these rows in this order."""
        self._rows = [{**row, "place": place} for place, row in enumerate(rows)]
        self.show_ids(range(len(rows)))

    def current_row(self) -> Row | None:
        """The row with the focus."""
        place = self.current_id()
        return None if place is None else self._rows[place]

    def _some(self, places: Sequence[int]) -> Sequence[Row]:
        rows = self._rows
        return [rows[place] for place in places if place < len(rows)]
