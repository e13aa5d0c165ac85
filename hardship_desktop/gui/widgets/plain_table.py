"""A list whose rows are all here already."""

from collections.abc import Iterable, Sequence
from typing import Any

from hardship_desktop.gui.widgets.columns import Column, Row
from hardship_desktop.gui.widgets.running import Runs
from hardship_desktop.gui.widgets.table import Table


class PlainTable(Table):
    """Shows plain rows; one with an `id` is known again by it, any other by its place among those given."""

    def __init__(self, columns: Sequence[Column], tasks: Runs, *, name: str) -> None:
        self._rows: dict[Any, Row] = {}
        super().__init__(columns, self._some, tasks, name=name)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows in this order."""
        numbered = ({"id": place, **row} for place, row in enumerate(rows))
        self._rows = {row["id"]: row for row in numbered}
        self.show_ids(list(self._rows))

    @property
    def rows(self) -> list[Row]:
        """What it shows, in order."""
        return list(self._rows.values())

    def current_row(self) -> Row | None:
        """The row with the focus."""
        return self._rows.get(self.current_id())

    def _some(self, ids: Sequence[Any]) -> Sequence[Row]:
        rows = self._rows
        return [rows[each] for each in ids if each in rows]
