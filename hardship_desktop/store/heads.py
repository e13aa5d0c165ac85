"""The live writes of each field as they are kept in the file (sync D3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from hardship_desktop.domain.changes import Stamp, WireValue
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.plan import DELETED, Plan

StampedValue = tuple[Stamp, WireValue]
"""A live write of a field and what it wrote."""


@dataclass
class StoredRow:
    """A row with the stamp of its insert; `values` holds its fields and its deletion mark."""

    inserted: Stamp
    values: dict[str, Any]


class StoredHeads:
    """Reads and writes rows and their field heads in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        cursor = self._cursor = driver_cursor(connection)
        rows = cursor.execute("SELECT no, id FROM origin").fetchall()
        self._ids = {no: bytes(origin) for no, origin in rows}
        self._numbers = {origin: no for no, origin in self._ids.items()}

    def row(self, plan: Plan, org: bytes, row: bytes) -> StoredRow | None:
        """A row by its key."""
        found = self._cursor.execute(plan.select_sql, (org, row)).fetchone()
        if found is None:
            return None
        hlc, origin, seq, *values = found
        return StoredRow(
            (hlc, self._ids[origin], seq), dict(zip((DELETED, *plan.names), values, strict=True))
        )

    def of(self, org: bytes, row: bytes, name: str, stored: StoredRow) -> list[StampedValue]:
        """The live writes of a field, the greatest first; that of the insert when nobody wrote it since."""
        heads = self._cursor.execute(
            "SELECT hlc, origin, seq, value FROM field_head WHERE row_id = ? AND field = ? AND org_id = ?",
            (row, name, org),
        ).fetchall()
        if not heads:
            return [(stored.inserted, stored.values[name])]
        live = sorted((((hlc, self._ids[no], seq), value) for hlc, no, seq, value in heads), reverse=True)
        others = [(stamp, msgspec.msgpack.decode(value) if value else None) for stamp, value in live[1:]]
        return [(live[0][0], stored.values[name]), *others]

    def keep(self, plan: Plan, org: bytes, row: bytes, name: str, heads: Sequence[StampedValue]) -> None:
        """Replace the live writes of a field; the first is shown, so its value stands in the row."""
        self._cursor.execute(
            "DELETE FROM field_head WHERE row_id = ? AND field = ? AND org_id = ?", (row, name, org)
        )
        self._cursor.executemany(
            "INSERT INTO field_head (row_id, field, hlc, origin, seq, table_name, org_id, value)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (row, name, hlc, self._numbers[origin], seq, plan.table, org, _value(place, value))
                for place, ((hlc, origin, seq), value) in enumerate(heads)
            ],
        )

    def write(self, plan: Plan, org: bytes, row: bytes, values: dict[str, WireValue]) -> None:
        """Give a row the values that are now shown."""
        self._cursor.execute(plan.update_sql(tuple(values)), (*values.values(), org, row))


def _value(place: int, value: WireValue) -> bytes | None:
    return msgspec.msgpack.encode(value) if place else None
