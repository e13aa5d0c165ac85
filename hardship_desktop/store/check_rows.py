"""The rows against the log: each row must say what the live writes of its fields say (sync D3).

One pass over the log in the order of the rows, so that memory stays small however
large the file is. An edit with raw SQL is seen, as is a row added or taken away.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from hardship_desktop.domain.changes import InsertPayload, Shape, Stamp, WireValue, decode_payload
from hardship_desktop.domain.progress import Progress
from hardship_desktop.store.check import PIECE, Fault
from hardship_desktop.store.plan import DELETED, Plan, plan_of
from hardship_desktop.store.records import TRAVELLING

PLANS: dict[str, Plan] = {record.__tablename__: plan_of(record) for record in TRAVELLING}
_BATCH = 400
_LOG_SQL = (
    "SELECT l.row_id, l.org_id, l.hlc, o.id, l.seq, l.op, l.shape, l.payload"
    " FROM change_log l JOIN origin o ON o.no = l.origin ORDER BY l.row_id, l.org_id"
)
_Key = tuple[bytes, bytes]
_Expected = tuple[WireValue, ...]
"""The deletion mark and then the fields in the order of the plan."""


def check_rows(cursor: dbapi2.Cursor, progress: Progress) -> Iterator[Fault]:
    """Compare every travelling row with the log, both ways."""
    yield from _Comparison(cursor).run(progress)
    for plan in PLANS.values():
        for org, row in cursor.execute(
            f"SELECT org_id, id FROM {plan.table} t WHERE NOT EXISTS"
            " (SELECT 1 FROM change_log l WHERE l.row_id = t.id AND l.org_id = t.org_id)"
        ).fetchall():
            yield Fault("row_without_log", plan.table, bytes(org), bytes(row))


class _Comparison:
    """Works out from the log what each row must hold and compares in batches, one table at a time."""

    def __init__(self, cursor: dbapi2.Cursor) -> None:
        self._cursor = cursor
        self._look_up = cursor.connection.cursor()
        self._waiting: dict[str, dict[_Key, _Expected]] = defaultdict(dict)
        self._shapes = {
            number: Shape(table, tuple(fields.split(",")))
            for number, table, fields in cursor.execute("SELECT id, table_name, fields FROM shape")
        }

    def run(self, progress: Progress) -> Iterator[Fault]:
        """Every row that the log knows."""
        (total,) = self._cursor.execute("SELECT count(*) FROM change_log").fetchone()
        done = 0
        self._cursor.execute(_LOG_SQL)
        for key, group in groupby(iter(self._cursor.fetchone, None), key=lambda each: (each[1], each[0])):
            writes = list(group)
            yield from self._row((bytes(key[0]), bytes(key[1])), writes)
            if done // PIECE != (done + len(writes)) // PIECE:
                progress.step(done, total)
            done += len(writes)
        for table in list(self._waiting):
            yield from self._compare(table)
        progress.step(total, total)

    def _row(self, key: _Key, writes: Sequence[tuple[Any, ...]]) -> Iterator[Fault]:
        shape = self._shapes.get(writes[0][6])
        if shape is None:
            yield Fault("log_unreadable", org=key[0], row=key[1])
            return
        plan = PLANS.get(shape.table)
        if plan is None:
            return
        try:
            self._waiting[plan.table][key] = self._expected(plan, writes)
        except (msgspec.DecodeError, KeyError, ValueError):
            yield Fault("log_unreadable", plan.table, *key)
            return
        if len(self._waiting[plan.table]) >= _BATCH:
            yield from self._compare(plan.table)

    def _expected(self, plan: Plan, writes: Sequence[tuple[Any, ...]]) -> _Expected:
        if len(writes) == 1 and self._shapes[writes[0][6]].fields == plan.names:
            return (None, *decode_payload(writes[0][5], writes[0][7]).values)
        heads: dict[str, dict[Stamp, WireValue]] = defaultdict(dict)
        gone: dict[str, set[Stamp]] = defaultdict(set)
        for _row, _org, hlc, origin, seq, op, number, raw in writes:
            payload, stamp = decode_payload(op, raw), (hlc, bytes(origin), seq)
            names = self._shapes[number].fields
            if isinstance(payload, InsertPayload):
                values = dict(zip(names, payload.values, strict=True))
                for name in (DELETED, *plan.names):
                    heads[name][stamp] = values.get(name)
                continue
            for name, value, replaced in zip(names, payload.values, payload.replaced, strict=True):
                heads[name][stamp] = value
                gone[name].update(replaced)
        return tuple(_shown(heads[name], gone[name]) for name in (DELETED, *plan.names))

    def _compare(self, table: str) -> Iterator[Fault]:
        expected, plan = self._waiting.pop(table), PLANS[table]
        columns = ", ".join((DELETED, *plan.names))
        marks = ", ".join("?" * len(expected))
        found = {
            (row[0], row[1]): row[2:]
            for row in self._look_up.execute(
                f"SELECT org_id, id, {columns} FROM {table} WHERE id IN ({marks})",
                [row for _, row in expected],
            )
        }
        for key, values in expected.items():
            if key not in found:
                yield Fault("row_missing", table, *key)
            elif found[key] != values:
                yield Fault("row_changed", table, *key)


def _shown(heads: dict[Stamp, WireValue], gone: set[Stamp]) -> WireValue:
    """The value of the greatest live stamp; None for a field that was never written."""
    live = heads.keys() - gone
    return heads[max(live)] if live else None
