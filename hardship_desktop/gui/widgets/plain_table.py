"""A list whose rows are all here already, sorted by any of its columns."""

from collections.abc import Iterable, Sequence
from typing import Any

from hardship_desktop.domain.lists import Column, Row, in_order
from hardship_desktop.gui.widgets.running import Runs
from hardship_desktop.gui.widgets.table import Table


class PlainTable(Table):
    """Shows plain rows; one with an `id` is known again by it, any other by its place among those given."""

    def __init__(self, columns: Sequence[Column], tasks: Runs, *, name: str) -> None:
        self._rows: dict[Any, Row] = {}
        super().__init__(columns, self._some, tasks, name=name)
        self.sort_wanted.connect(lambda *_: self._in_order())

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows in this order, until a header is clicked."""
        numbered = ({"id": place, **row} for place, row in enumerate(rows))
        self._rows = {row["id"]: row for row in numbered}
        self._in_order()

    def _in_order(self) -> None:
        name, descending = self._sorted
        columns = [column for column in self.paged.columns if column.name == name]
        rows = list(self._rows.values())
        if columns:
            rows = in_order(rows, columns[0], descending=descending)
        self.show_ids([row["id"] for row in rows])

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
