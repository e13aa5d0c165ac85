"""Records of other PCs on their way into the file: log, rows, search and list lines in one transaction.

Inserts are written at once and without looking, since that is what a bundle mostly
holds. Writes to rows that exist are put aside and given out at the end in the order
of their clocks, as an origin's record may build on another origin's in the same bundle.
"""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from hardship_desktop.domain.changes import (
    GENESIS,
    ChangeRecord,
    InsertPayload,
    Op,
    Shape,
    Stamp,
    UpdatePayload,
    WireValue,
    decode_payload,
)
from hardship_desktop.store.derived import Derived
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.foreign import ForeignShape, foreign_shape
from hardship_desktop.store.log import RECORDS_SQL, LogWriter, remember_shapes
from hardship_desktop.store.outgoing import OriginLife, shapes_by_id
from hardship_desktop.store.plan import Plan

Payload = InsertPayload | UpdatePayload
_Row = tuple[ChangeRecord, Sequence[WireValue]]


@dataclass(frozen=True)
class RowWrite:
    """A foreign write to a row that may exist: new values and the stamps that each of them replaced."""

    plan: Plan
    org: bytes
    row: bytes
    stamp: Stamp
    values: Mapping[str, WireValue]
    replaced: Mapping[str, Sequence[Stamp]]


class Incoming:
    """The records of one bundle, in the transaction that keeps or drops them all."""

    def __init__(self, connection: Connection, shapes: Iterable[Shape]) -> None:
        cursor = self._cursor = driver_cursor(connection)
        self.derived = Derived(cursor)
        remember_shapes(cursor, shapes)
        self._shapes: dict[int, ForeignShape | None] = {
            number: foreign_shape(shape) for number, shape in shapes_by_id(cursor).items()
        }
        self._writers: dict[bytes, LogWriter] = {}
        self._later: dict[bytes, array[int]] = defaultdict(lambda: array("q"))

    def add_origins(self, lives: Iterable[OriginLife]) -> None:
        """Take note of origins that are new here; their `no`, `seq` and `hash` do not count."""
        for life in lives:
            if self._number(life.id) is None:
                (last,) = self._cursor.execute("SELECT coalesce(max(no), 0) FROM origin").fetchone()
                told = (life.id, life.device, life.org, life.created_ms, life.cause, life.parent)
                self._cursor.execute(
                    "INSERT INTO origin VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                    (last + 1, *told, life.parent_seq, GENESIS),
                )

    def add(
        self,
        origin: bytes,
        records: Sequence[ChangeRecord],
        payloads: Sequence[Payload],
        links: Sequence[bytes],
    ) -> None:
        """Checked records of one origin, following what is held without a gap, bit by bit as they came.

        `links` are the chain hashes after each.
        """
        writer = self._writer(origin)
        writer.append(records, links)
        groups: dict[tuple[int, bytes], list[_Row]] = defaultdict(list)
        for record, payload in zip(records, payloads, strict=True):
            if record.op == Op.INSERT:
                groups[record.shape, record.org].append((record, payload.values))
            else:
                self._later[origin].append(record.seq)
        for (number, org), group in groups.items():
            shape = self._shapes[number]
            if shape is not None:
                self._insert(shape, org, writer, group)

    def _insert(self, shape: ForeignShape, org: bytes, writer: LogWriter, group: list[_Row]) -> None:
        rows = shape.in_order([values for _, values in group])
        before = self._cursor.connection.total_changes
        self._cursor.executemany(
            shape.insert_sql,
            [
                (org, record.row, record.hlc, writer.origin, record.seq, *values)
                for (record, _), values in zip(group, rows, strict=True)
            ],
        )
        written = [(record.row, values) for (record, _), values in zip(group, rows, strict=True)]
        if self._cursor.connection.total_changes - before < len(group):
            new = [self._is_new(shape.plan, record, writer.origin) for record, _ in group]
            written = [each for each, fresh in zip(written, new, strict=True) if fresh]
            taken = [record.seq for (record, _), fresh in zip(group, new, strict=True) if not fresh]
            self._later[writer.origin_id].extend(taken)
        self.derived.written(shape.plan, org, written, fresh=True)

    def _is_new(self, plan: Plan, record: ChangeRecord, origin: int) -> bool:
        """Whether the row came from this record; otherwise somebody else inserted the same row."""
        row = self._cursor.execute(plan.select_sql, (record.org, record.row)).fetchone()
        return bool(row[1:3] == (origin, record.seq))

    def writes(self) -> Iterator[RowWrite]:
        """What was put aside, in the order of the clocks; writes to tables unknown here stay in the log."""
        streams = [self._put_aside(origin, sorted(seqs)) for origin, seqs in self._later.items()]
        for stamp, record in heapq.merge(*streams):
            shape = self._shapes[record.shape]
            if shape is None:
                continue
            payload = decode_payload(record.op, record.payload)
            nothing: list[list[Stamp]] = [[] for _ in payload.values]
            replaced = payload.replaced if isinstance(payload, UpdatePayload) else nothing
            values, known = shape.known(payload.values, replaced)
            yield RowWrite(shape.plan, record.org, record.row, stamp, values, known)

    def _put_aside(self, origin: bytes, seqs: Iterable[int]) -> Iterator[tuple[Stamp, ChangeRecord]]:
        number = self._writers[origin].origin
        for seq in seqs:
            row = self._cursor.connection.execute(f"{RECORDS_SQL} AND seq = ?", (number, seq)).fetchone()
            record = ChangeRecord(*row)
            yield (record.hlc, origin, record.seq), record

    def finish(self) -> None:
        """Bring the list lines and the heads of the origins up to date; the last act before the commit."""
        self.derived.finish()
        for writer in self._writers.values():
            writer.finish()

    def _writer(self, origin: bytes) -> LogWriter:
        if origin not in self._writers:
            number = self._number(origin)
            if number is None:
                raise KeyError("records of an origin that was not added")
            self._writers[origin] = LogWriter(self._cursor, number, origin)
        return self._writers[origin]

    def _number(self, origin: bytes) -> int | None:
        row = self._cursor.execute("SELECT no FROM origin WHERE id = ?", (origin,)).fetchone()
        return None if row is None else int(row[0])
