"""A list of any length: ids at once, rows by the page when they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from hardship_desktop.domain.lists import Column, Row, Tone
from hardship_desktop.gui.widgets.running import Runs

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[Any]], Sequence[Row]]
"""Reads the rows of some ids; rows that have gone meanwhile may be missing."""

PAGE = 200
KEPT_PAGES = 40
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row | None
    texts: tuple[str, ...]
    tones: tuple[Tone | None, ...]


class PagedModel(QAbstractTableModel):
    """Never waits for a row: shows nothing for it until it arrives."""

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        key: Callable[[Row], Hashable],
        tasks: Runs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch_rows = fetch
        self._key = key
        self._tasks = tasks
        self._ids: Sequence[Any] = ()
        self._pages: OrderedDict[int, list[_Line]] = OrderedDict()
        self._wanted: list[int] = []
        self._under_way: set[int] = set()
        self._generation = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fetch)

    # What it holds

    @property
    def ids(self) -> Sequence[Any]:
        """All ids, in the order shown."""
        return self._ids

    def set_ids(self, ids: Sequence[Any]) -> None:
        """Show other rows, or the same in another order."""
        self.beginResetModel()
        self._ids = ids
        self._forget()
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is in sight: something was changed."""
        self._forget()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def row(self, number: int) -> Row | None:
        """The row as the service gave it, None when it has not been read or has gone."""
        line = self._line(number)
        return line.row if line else None

    def cell(self, number: int, column: int) -> tuple[str, Tone | None]:
        """Text and tone of a cell, empty until its row has been read."""
        line = self._line(number)
        return (line.texts[column], line.tones[column]) if line else ("", None)

    def lines(self, ids: Sequence[Any]) -> list[tuple[str, ...]]:
        """Read the values of some ids now, as texts; for a thread."""
        rows = self._fetch_rows(ids)
        return [tuple(column.text(row) for column in self.columns) for row in rows]

    def _forget(self) -> None:
        self._generation += 1
        self._pages.clear()
        self._wanted.clear()
        self._under_way.clear()

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column())[0]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    # Pages

    def _line(self, number: int) -> _Line | None:
        page, place = divmod(number, PAGE)
        lines = self._pages.get(page)
        if lines is not None:
            return lines[place] if place < len(lines) else None
        self._want(page)
        return None

    def _want(self, page: int) -> None:
        if page in self._under_way or page in self._wanted:
            return
        # Pages that were only passed while scrolling are not worth reading: the last ones asked for are.
        self._wanted = [*self._wanted[-1:], page]
        self._soon.start(0)

    def _fetch(self) -> None:
        while self._wanted and len(self._under_way) < AT_ONCE:
            page = self._wanted.pop()
            self._under_way.add(page)
            ids = self._ids[page * PAGE : (page + 1) * PAGE]
            arrived = partial(self._arrived, self._generation, page)
            ended = partial(self._ended, self._generation, page)
            self._tasks.run(self._read, ids, done=arrived, ended=ended)

    def _read(self, ids: Sequence[Any]) -> list[_Line]:
        """On a reader thread: rows and their texts."""
        found = {self._key(row): row for row in self._fetch_rows(ids)}
        return [self._as_line(found.get(each)) for each in ids]

    def _as_line(self, row: Row | None) -> _Line:
        if row is None:
            return _Line(None, ("",) * len(self.columns), (None,) * len(self.columns))
        texts = tuple(column.shown(row).replace("\n", " ") for column in self.columns)
        tones = tuple(column.tone(row) for column in self.columns)
        return _Line(row, texts, tones)

    def _arrived(self, generation: int, page: int, lines: list[_Line]) -> None:
        if generation != self._generation:
            return
        self._pages[page] = lines
        if len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        last = page * PAGE + len(lines) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))

    def _ended(self, generation: int, page: int) -> None:
        if generation == self._generation:
            self._under_way.discard(page)
            self._fetch()
