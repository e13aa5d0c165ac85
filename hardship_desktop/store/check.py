"""Checks of the file itself: pages, and each origin's log from its first record to its head."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2

from hardship_desktop.domain.changes import GENESIS, ChangeRecord, chain
from hardship_desktop.domain.progress import Progress
from hardship_desktop.store.log import POINT_EVERY, RECORDS_SQL

PIECE = 1000


@dataclass(frozen=True)
class Fault:
    """One damaged thing. `code` says of what sort; table and row, or origin and numbers, say which."""

    code: str
    table: str = ""
    org: bytes = b""
    row: bytes = b""
    origin: bytes = b""
    first: int = 0
    last: int = 0
    count: int = 1


def check_pages(connection: dbapi2.Connection) -> Iterator[Fault]:
    """Every page's seal, then the order inside the pages."""
    broken = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if broken:
        yield Fault("page_seal", count=broken)
        return
    result = connection.execute("PRAGMA quick_check(100)").fetchall()
    if result != [("ok",)]:
        yield Fault("page_order", count=len(result))


def check_chains(cursor: dbapi2.Cursor, progress: Progress) -> Iterator[Fault]:
    """Every origin's records without a gap, their chain at each stored point and at the head."""
    origins = cursor.execute("SELECT no, id, head_seq, head_hash FROM origin ORDER BY no").fetchall()
    total, done = sum(head for _, _, head, _ in origins), 0
    for number, origin, head_seq, head_hash in origins:
        points = dict(cursor.execute("SELECT seq, hash FROM chain_point WHERE origin = ?", (number,)))
        walk = _Walk(bytes(origin), points)
        cursor.execute(f"{RECORDS_SQL} ORDER BY seq", (number,))
        while rows := cursor.fetchmany(PIECE):
            yield from walk.records(rows)
            done += len(rows)
            progress.step(done, total)
        yield from walk.end(head_seq, bytes(head_hash))
    known = {number for number, *_ in origins}
    for (number,) in cursor.execute("SELECT DISTINCT origin FROM change_log").fetchall():
        if number not in known:
            yield Fault("log_without_origin", count=1, first=number)


class _Walk:
    """Follows one origin's chain; after a fault it goes on from the next stored point."""

    def __init__(self, origin: bytes, points: dict[int, bytes]) -> None:
        self._origin = origin
        self._points = points
        self._hash = GENESIS
        self._seq = 0
        self._good = 0
        self._lost = False

    def records(self, rows: list[tuple[Any, ...]]) -> Iterator[Fault]:
        """The next records in order."""
        for row in rows:
            record = ChangeRecord(*row)
            if record.seq != self._seq + 1:
                yield self._fault("log_gap", self._seq + 1, record.seq - 1)
                self._lost = True
            self._seq = record.seq
            self._hash = chain(self._hash, record)
            if record.seq % POINT_EVERY == 0 or record.seq in self._points:
                yield from self._at_point(record.seq)

    def _at_point(self, seq: int) -> Iterator[Fault]:
        point = self._points.get(seq)
        if point is None or bytes(point) != self._hash:
            if not self._lost:
                yield self._fault("log_changed", self._good + 1, seq)
            self._hash = bytes(point or self._hash)
        self._good, self._lost = seq, False

    def end(self, head_seq: int, head_hash: bytes) -> Iterator[Fault]:
        """The records end where the origin says, with its hash."""
        if self._seq < head_seq:
            yield self._fault("log_tail", self._seq + 1, head_seq)
        elif self._seq > head_seq:
            yield self._fault("log_beyond_head", head_seq + 1, self._seq)
        elif self._hash != head_hash and not self._lost:
            yield self._fault("log_changed", self._good + 1, head_seq)

    def _fault(self, code: str, first: int, last: int) -> Fault:
        return Fault(code, origin=self._origin, first=first, last=last)
