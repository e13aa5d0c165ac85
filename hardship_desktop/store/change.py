"""The one way to write travelling rows: rows, log, search and lists in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from uuid_utils.compat import uuid7

from hardship_desktop.domain.changes import Op, Shape, Stamp, encode_insert, encode_update
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Values
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.store.base import Record
from hardship_desktop.store.derived import Derived
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.log import Scribe, salts
from hardship_desktop.store.plan import DELETED, Plan, plan_of

CHUNK = 2000


class Change:
    """One action of one person. Made by Store.change(); nothing is kept unless its block ends well."""

    def __init__(
        self,
        connection: Connection,
        scribe: Scribe,
        derived: Derived,
        org_id: UUID,
        origin: int,
        now_ms: int,
    ) -> None:
        self.connection = connection
        self.org_id = org_id
        self.now_ms = now_ms
        self._cursor = driver_cursor(connection)
        self._scribe = scribe
        self._derived = derived
        self._origin = origin
        self.final = ""
        """Why this action cannot be taken back, in a sentence; empty when it can."""

    @property
    def records(self) -> tuple[int, int, int]:
        """The local number of the origin, and the first and the last record of this action."""
        return self._origin, *self._scribe.span

    def next_in_series(self, key: str) -> int:
        """The next of a series of numbers that this file counts, from 1."""
        self._cursor.execute(
            "INSERT INTO setting VALUES (?, '1') ON CONFLICT (key)"
            " DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)",
            (key,),
        )
        (count,) = self._cursor.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return int(count)

    def insert(self, record: type[Record], values: Values) -> UUID:
        """A new row; gives its id (`values["id"]` if given, else a fresh one)."""
        return self.bulk(record, [values])[0]

    def bulk(
        self,
        record: type[Record],
        rows: Iterable[Values],
        *,
        progress: Progress | None = None,
        total: int = 0,
    ) -> list[UUID]:
        """New rows of one table, in chunks; the same path as a single one."""
        plan, progress, ids = plan_of(record), progress or NoProgress(), []
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            ids.extend(self._insert_chunk(plan, chunk))
            progress.step(len(ids), total)
        return ids

    def _insert_chunk(self, plan: Plan, chunk: Sequence[Values]) -> list[UUID]:
        ids = [values.get("id") or uuid7() for values in chunk]
        wires = [plan.to_wire(values) for values in chunk]
        payloads = map(encode_insert, salts(len(chunk)), wires)
        raw_ids = [each.bytes for each in ids]
        org = self.org_id.bytes
        stamps = self._scribe.write(org, Op.INSERT, plan.shape, list(zip(raw_ids, payloads, strict=True)))
        self._cursor.executemany(
            plan.insert_sql,
            [
                (org, row, hlc, self._origin, seq, *wire)
                for row, (hlc, seq), wire in zip(raw_ids, stamps, wires, strict=True)
            ],
        )
        self._derived.written(plan, org, list(zip(raw_ids, wires, strict=True)), fresh=True)
        return ids

    def update(self, record: type[Record], row_id: UUID, values: Values) -> tuple[str, ...]:
        """Write the fields that differ; gives their names (none: nothing is logged)."""
        plan = plan_of(record)
        return self._update(plan, row_id, plan.some_to_wire({k: v for k, v in values.items() if k != "id"}))

    def delete(self, record: type[Record], row_id: UUID) -> None:
        """Put a row into the 回收 bin."""
        self._update(plan_of(record), row_id, {DELETED: self.now_ms})

    def restore(self, record: type[Record], row_id: UUID) -> None:
        """Take a row out of the 回收 bin."""
        self._update(plan_of(record), row_id, {DELETED: None})

    def get(self, record: type[Record], row_id: UUID) -> dict[str, Any]:
        """A row as values; raises UserError when it does not exist."""
        plan = plan_of(record)
        row = self._row(plan, row_id)
        return {"id": row_id, **plan.from_wire(plan.names, row[4:])}

    def is_binned(self, record: type[Record], row_id: UUID) -> bool:
        """Whether a row is in the 回收 bin; raises UserError when it does not exist."""
        return self._row(plan_of(record), row_id)[3] is not None

    def wire(self, record: type[Record], row_id: UUID) -> dict[str, Any]:
        """A row as the log holds it, with its deletion mark; raises UserError when it does not exist."""
        plan = plan_of(record)
        return dict(zip((DELETED, *plan.names), self._row(plan, row_id)[3:], strict=True))

    def put_back(self, record: type[Record], row_id: UUID, wire: Mapping[str, Any]) -> None:
        """Write former values of some fields, as the log holds them."""
        self._update(plan_of(record), row_id, wire)

    def _row(self, plan: Plan, row_id: UUID) -> tuple[Any, ...]:
        row = self._cursor.execute(plan.select_sql, (self.org_id.bytes, row_id.bytes)).fetchone()
        if row is None:
            raise gone()
        return tuple(row)

    def _update(self, plan: Plan, row_id: UUID, wire: Mapping[str, Any]) -> tuple[str, ...]:
        if plan.record.append_only:
            raise PermissionError(f"rows of {plan.table} are only ever added")
        row = self._row(plan, row_id)
        old = dict(zip((DELETED, *plan.names), row[3:], strict=True))
        changed = tuple(name for name, value in wire.items() if old[name] != value)
        if not changed:
            return ()
        now, names = {**old, **wire}, plan.written(changed)
        values = [now[name] for name in names]
        self._log_update(plan, row_id, names, row[:3], values)
        self._cursor.execute(plan.update_sql(names), (*values, self.org_id.bytes, row_id.bytes))
        new = [now[name] for name in plan.names]
        self._derived.written(
            plan,
            self.org_id.bytes,
            [(row_id.bytes, new)],
            fresh=False,
            before=row[4:],
            gone=now[DELETED] is not None,
            changed=changed,
        )
        return changed

    def _log_update(
        self,
        plan: Plan,
        row_id: UUID,
        names: tuple[str, ...],
        inserted: tuple[int, int, int],
        values: list[Any],
    ) -> None:
        """Log the update and make it the only head of each field."""
        heads = {name: self._replaced(row_id, name, inserted) for name in names}
        payload = encode_update(salts(1)[0], values, [heads[name] for name in names])
        shape = Shape(plan.table, names)
        ((hlc, seq),) = self._scribe.write(self.org_id.bytes, Op.UPDATE, shape, [(row_id.bytes, payload)])
        for name in names:
            self._cursor.execute(
                "DELETE FROM field_head WHERE row_id = ? AND field = ?", (row_id.bytes, name)
            )
        self._cursor.executemany(
            "INSERT INTO field_head (row_id, field, hlc, origin, seq, table_name, org_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(row_id.bytes, name, hlc, self._origin, seq, plan.table, self.org_id.bytes) for name in names],
        )

    def _replaced(self, row_id: UUID, name: str, inserted: tuple[int, int, int]) -> list[Stamp]:
        """The live stamps that a write of this field replaces; a deletion replaces those of the whole row."""
        heads = [
            (hlc, bytes(origin), seq)
            for hlc, origin, seq in self._cursor.execute(
                "SELECT DISTINCT f.hlc, o.id, f.seq FROM field_head f JOIN origin o ON o.no = f.origin"
                " WHERE f.row_id = ? AND (f.field = ? OR ? = ?)",
                (row_id.bytes, name, name, DELETED),
            )
        ]
        return heads if heads and name != DELETED else [self._stamp(inserted), *heads]

    def _stamp(self, inserted: tuple[int, int, int]) -> Stamp:
        hlc, origin, seq = inserted
        (origin_id,) = self._cursor.execute("SELECT id FROM origin WHERE no = ?", (origin,)).fetchone()
        return hlc, bytes(origin_id), seq


def gone() -> UserError:
    """For a row that is not there."""
    return UserError("这条记录已不存在，可能已被删除；请刷新后再试。", code="gone")
