"""The log as it leaves the file: marks, chain hashes and records by ranges, in constant memory."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from hardship_desktop.domain.changes import GENESIS, ChangeRecord, Shape, chain, decode_payload
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.log import RECORDS_SQL


@dataclass(frozen=True)
class OriginLife:
    """One origin as every PC knows it, with the head of what is held of it here."""

    no: int
    id: bytes
    device: bytes
    org: bytes
    created_ms: int
    cause: str
    parent: bytes | None
    parent_seq: int
    seq: int
    hash: bytes


class LogReader:
    """Reads the log of one consistent view."""

    def __init__(self, connection: Connection) -> None:
        cursor = driver_cursor(connection)
        self._connection = cursor.connection
        self.origins = {life.id: life for life in _lives(cursor)}

    @property
    def vector(self) -> dict[bytes, int]:
        """How far each origin is held."""
        return {life.id: life.seq for life in self.origins.values()}

    def of_office(self, org: bytes) -> dict[bytes, int]:
        """The vector of the origins that belong to one office."""
        return {life.id: life.seq for life in self.origins.values() if life.org == org}

    def hash_at(self, origin: bytes, seq: int) -> bytes:
        """The chain hash after a held record; at most a thousand records are hashed again."""
        life = self.origins.get(origin)
        if not seq or life is None:
            return GENESIS
        if seq == life.seq:
            return life.hash
        point = self._connection.execute(
            "SELECT seq, hash FROM chain_point WHERE origin = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
            (life.no, seq),
        ).fetchone()
        start, link = (point[0], bytes(point[1])) if point else (0, GENESIS)
        for record in self.records(origin, start + 1, seq):
            link = chain(link, record)
        return link

    def hlc_at(self, origin: bytes, seq: int) -> int:
        """The stamp of a record; 0 for one that is not held."""
        found = next(self.records(origin, seq, seq), None) if origin in self.origins else None
        return found.hlc if found else 0

    def records(self, origin: bytes, first: int, last: int) -> Iterator[ChangeRecord]:
        """The records first..last of an origin, as they were written."""
        query = f"{RECORDS_SQL} AND seq BETWEEN ? AND ? ORDER BY seq"
        rows = self._connection.execute(query, (self.origins[origin].no, first, last))
        return (ChangeRecord(*row) for row in rows)

    def shapes(self, spans: Iterable[tuple[bytes, int, int]]) -> list[tuple[Shape, int]]:
        """The field lists used in spans (origin, first, last), each with its number of records."""
        counts: Counter[int] = Counter()
        for origin, first, last in spans:
            counts.update(
                dict(
                    self._connection.execute(
                        "SELECT shape, count(*) FROM change_log WHERE origin = ? AND seq BETWEEN ? AND ?"
                        " GROUP BY shape",
                        (self.origins[origin].no, first, last),
                    )
                )
            )
        known = shapes_by_id(self._connection.cursor())
        return [(known[number], count) for number, count in sorted(counts.items())]

    def values_of(
        self, spans: Iterable[tuple[bytes, int, int]], shapes: Iterable[Shape], field: str
    ) -> Iterator[object]:
        """Every value that records of some shapes give to one field, such as the hashes of attachments."""
        wanted = {shape.id: shape.fields.index(field) for shape in shapes if field in shape.fields}
        if not wanted:
            return
        for origin, first, last in spans:
            rows = self._connection.execute(
                "SELECT op, shape, payload FROM change_log WHERE origin = ? AND seq BETWEEN ? AND ?"
                f" AND shape IN ({', '.join('?' * len(wanted))}) ORDER BY seq",
                (self.origins[origin].no, first, last, *wanted),
            )
            for op, shape, payload in rows:
                yield decode_payload(op, payload).values[wanted[shape]]


def shapes_by_id(cursor: dbapi2.Cursor) -> dict[int, Shape]:
    """Every field list that this file knows."""
    rows = cursor.execute("SELECT id, table_name, fields FROM shape")
    return {number: Shape(table, tuple(fields.split(","))) for number, table, fields in rows}


def _lives(cursor: dbapi2.Cursor) -> list[OriginLife]:
    rows = cursor.execute(
        "SELECT no, id, device, org_id, created_ms, cause, parent, coalesce(parent_seq, 0),"
        " head_seq, head_hash FROM origin"
    )
    return [OriginLife(*row) for row in rows]
