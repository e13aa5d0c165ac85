"""The change log as it is written: sequence, clock, chain (sync D2)."""

import os
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec.structs import astuple
from sqlcipher3 import dbapi2

from hardship_desktop.domain.changes import SALT_BYTES, ChangeRecord, Shape, chain
from hardship_desktop.domain.clock import HybridClock

POINT_EVERY = 1000
RECORDS_SQL = (
    "SELECT seq, hlc, wall_ms, txn, user_id, org_id, row_id, op, shape, payload"
    " FROM change_log WHERE origin = ?"
)
"""The records of an origin, each row a ChangeRecord; in what order and which, the caller adds."""

INSERT_SQL = "INSERT INTO change_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class LogWriter:
    """Appends to one origin's log inside a transaction that somebody else owns."""

    def __init__(self, cursor: dbapi2.Cursor, origin: int, origin_id: bytes) -> None:
        self._cursor = cursor
        self.origin = origin
        self.origin_id = origin_id
        self.seq, self.hash = cursor.execute(
            "SELECT head_seq, head_hash FROM origin WHERE no = ?", (origin,)
        ).fetchone()
        self.first = self.seq + 1

    def append(self, records: Sequence[ChangeRecord], links: Sequence[bytes] | None = None) -> None:
        """Write records whose seq follows without a gap; `links` are their chain hashes, if known already."""
        if not records:
            return
        links = links or self._chained(records)
        self.seq, self.hash = records[-1].seq, links[-1]
        self._cursor.executemany(INSERT_SQL, [(self.origin, *astuple(record)) for record in records])
        self._cursor.executemany(
            "INSERT INTO chain_point VALUES (?, ?, ?)",
            [
                (self.origin, record.seq, link)
                for record, link in zip(records, links, strict=True)
                if not record.seq % POINT_EVERY
            ],
        )

    def _chained(self, records: Iterable[ChangeRecord]) -> list[bytes]:
        return list(accumulate(records, chain, initial=self.hash))[1:]

    def finish(self) -> None:
        """Set the origin's head; the last act before the commit."""
        self._cursor.execute(
            "UPDATE origin SET head_seq = ?, head_hash = ? WHERE no = ?", (self.seq, self.hash, self.origin)
        )


class Scribe:
    """Makes the records of one user action: same user, same instant, same `txn`."""

    def __init__(self, writer: LogWriter, clock: HybridClock, user: bytes, wall_ms: int) -> None:
        self._writer = writer
        self._clock = clock
        self._user = user
        self._wall_ms = wall_ms
        self._known_shapes: set[int] = set()

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last record of the action; the last is smaller when there is none."""
        return self._writer.first, self._writer.seq

    def write(
        self, org: bytes, op: int, shape: Shape, rows: Sequence[tuple[bytes, bytes]]
    ) -> list[tuple[int, int]]:
        """Log (row id, payload) pairs of one kind; gives the (hlc, seq) of each."""
        number = self._shape(shape)
        tick, writer = self._clock.tick, self._writer
        start, txn = writer.seq + 1, writer.first
        records = [
            ChangeRecord(seq, tick(), self._wall_ms, txn, self._user, org, row, op, number, payload)
            for seq, (row, payload) in enumerate(rows, start)
        ]
        writer.append(records)
        return [(record.hlc, record.seq) for record in records]

    def _shape(self, shape: Shape) -> int:
        number = shape.id
        if number not in self._known_shapes:
            remember_shapes(self._writer._cursor, [shape])
            self._known_shapes.add(number)
        return number


def remember_shapes(cursor: dbapi2.Cursor, shapes: Iterable[Shape]) -> None:
    """Keep the field lists that records refer to."""
    cursor.executemany(
        "INSERT INTO shape VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(shape.id, shape.table, ",".join(shape.fields)) for shape in shapes],
    )


def salts(count: int) -> list[bytes]:
    """Fresh salts, drawn at once since each draw is a system call."""
    pool = os.urandom(SALT_BYTES * count)
    return [pool[start : start + SALT_BYTES] for start in range(0, len(pool), SALT_BYTES)]
