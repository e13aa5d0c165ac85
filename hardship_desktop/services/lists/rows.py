"""Lists whose rows are few and all in memory: users, bundles, places of backups ..."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hardship_desktop.domain.lists import Chosen, Column, Row, Sort, in_order
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.lists.base import EVERYTHING, Keys, Listing, PlainKeys


class RowListing(Listing):
    """Chooses, sorts and counts in Python what `rows` gives."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: dict[Any, dict[str, Any]] = {}

    @abstractmethod
    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        """All rows, each with an `id` that tells it from the others, in their usual order."""

    def all(self) -> list[Mapping[str, Any]]:
        """Every row, for a table that shows them all at once."""
        return list(self.rows(EVERYTHING))

    def keys(self, chosen: Chosen = EVERYTHING, sort: Sort | None = None) -> Keys:
        self._seen = {row["id"]: dict(row) for row in self.rows(chosen)}
        rows = [row for row in self._seen.values() if self._wanted(row, chosen)]
        if sort and sort[0]:
            rows = in_order(rows, self.spec.by_name[sort[0]], descending=sort[1])
        borne = {text for row in rows for text in self._texts(row)}
        missing = [word for word in chosen.listed if word not in borne]
        return PlainKeys([row["id"] for row in rows], missing=missing)

    def lines(self, keys: Sequence[Any]) -> list[dict[str, Any]]:
        return [{**self._seen[key], "key": key} for key in keys if key in self._seen]

    def totals(self, chosen: Chosen = EVERYTHING) -> tuple[int, ...]:
        rows = [row for row in self.rows(chosen) if self._picked(row, chosen)]
        return (len(rows), *(sum(row[count.column] or 0 for row in rows) for count in self.spec.counts))

    def _wanted(self, row: Row, chosen: Chosen) -> bool:
        words = chosen.text.casefold().split()
        text = " ".join(self._texts(row)).casefold() if words else ""
        listed = not chosen.listed or bool(self._texts(row).intersection(chosen.listed))
        return self._picked(row, chosen) and listed and all(word in text for word in words)

    def _texts(self, row: Row) -> set[str]:
        return {column.shown(row) for column in self.spec.columns}

    def _picked(self, row: Row, chosen: Chosen) -> bool:
        return all(not codes or self._fits(row, name, codes) for name, codes in chosen.picks.items())

    def _fits(self, row: Row, name: str, codes: tuple[str, ...]) -> bool:
        each, value = self._filter(name), row.get(name)
        if each.way == "period":
            first, last = codes
            return value is not None and first <= str(value) <= (last or "9")
        return any(str(code) in codes for code in _codes(value, self.spec.by_name.get(name)))

    def _occurring(self, column: Column) -> Sequence[tuple[str, str]]:
        name, rows = column.name, self._seen.values() or self.rows(EVERYTHING)
        found = {str(row[name]): column.text(row) for row in rows if row.get(name)}
        return sorted(found.items(), key=lambda pair: pair[1])


def _codes(value: Any, column: Column | None) -> Iterable[Any]:
    if value is None:
        return ()
    if isinstance(value, tuple):
        return value
    return (column.kind.to_wire(value) if column else value,)
