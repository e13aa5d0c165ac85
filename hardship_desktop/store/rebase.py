"""Own records that nobody else holds move to a new origin (sync D1): written twice, or by a wrong clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from msgspec.structs import replace
from sqlalchemy import Connection

from hardship_desktop.domain.changes import (
    ChangeRecord,
    Op,
    Stamp,
    UpdatePayload,
    decode_payload,
    encode_update,
)
from hardship_desktop.domain.clock import HybridClock
from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.log import LogWriter
from hardship_desktop.store.origins import own_origin, renew_origin
from hardship_desktop.store.outgoing import LogReader, OriginLife
from hardship_desktop.store.records import TRAVELLING

CHUNK = 1000

Restamp = Callable[[ChangeRecord], tuple[int, int]]
"""The hlc and the wall clock under which a record is written anew."""


@dataclass(frozen=True)
class Tail:
    """The records of an own origin after seq `common`."""

    life: OriginLife
    common: int

    def __len__(self) -> int:
        return self.life.seq - self.common


def rebase(connection: Connection, common: int, now_ms: int) -> int:
    """Write under a new origin from now on; own records after seq `common` move there. Gives their number.

    Values, clocks and users stay as they are; only the numbers and what refers to them change.
    """
    own = LogReader(connection).origins[own_origin(driver_cursor(connection)).id]
    return _Move(connection, [Tail(own, common)], "rollback", now_ms).run(lambda old: (old.hlc, old.wall_ms))


def take_back(connection: Connection, tails: Sequence[Tail], now_ms: int) -> int:
    """Write the records of some own origins anew, under stamps of now; gives their number.

    Values, users, order and groups stay. The new stamps are greater than all that stay, as the old ones were.
    """
    clock = HybridClock(lambda: now_ms, floor(connection, tails))
    return _Move(connection, tails, "clock", now_ms).run(lambda old: (clock.tick(), min(old.wall_ms, now_ms)))


def adopt(connection: Connection, org: bytes, now_ms: int) -> None:
    """Make everything typed here again as that of the office `org`, which this PC now belongs to.

    Only for a file whose records nobody else holds. Lists and search must be made anew afterwards.
    """
    log, cursor = LogReader(connection), driver_cursor(connection)
    own = log.origins[own_origin(cursor).id]
    if any(life.device != own.device for life in log.origins.values()):
        raise UserError(
            "本机已有其他电脑的记录，不能改接到另一个单位；请在新的文件夹里重新初始化。", code="adopt"
        )
    lives = sorted(log.origins.values(), key=lambda each: each.no)
    cursor.execute("UPDATE setting SET value = ? WHERE key = 'org_id'", (org,))
    move = _Move(connection, [Tail(life, 0) for life in lives], "enrol", now_ms, offices={own.org: org})
    move.run(lambda old: (old.hlc, old.wall_ms))
    for record in TRAVELLING:
        table = record.__tablename__
        cursor.execute(f"UPDATE {table} SET org_id = ? WHERE org_id = ?", (org, own.org))
        cursor.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (org, own.org))
    cursor.execute("UPDATE field_head SET org_id = ? WHERE org_id = ?", (org, own.org))
    cursor.execute("UPDATE field_head SET row_id = ? WHERE row_id = ?", (org, own.org))
    cursor.execute("DELETE FROM origin WHERE org_id = ?", (own.org,))


def floor(connection: Connection, tails: Sequence[Tail]) -> int:
    """The greatest stamp of the records that are in none of the tails."""
    log = LogReader(connection)
    ends = {each.life.id: each.common for each in tails}
    return max((log.hlc_at(life.id, ends.get(life.id, life.seq)) for life in log.origins.values()), default=0)


class _Move:
    """One move; a temporary table says where each record went."""

    def __init__(
        self,
        connection: Connection,
        tails: Sequence[Tail],
        cause: str,
        now_ms: int,
        offices: Mapping[bytes, bytes] | None = None,
    ) -> None:
        self._cursor = cursor = driver_cursor(connection)
        self._tails = tails
        self._offices = offices or {}
        self._log = LogReader(connection)
        self._links = [self._log.hash_at(each.life.id, each.common) for each in tails]
        former = own_origin(cursor).id
        renew_origin(cursor, cause, now_ms)
        self._new = own_origin(cursor)
        for each in tails:
            if each.life.id == former:
                cursor.execute("UPDATE origin SET parent_seq = ? WHERE no = ?", (each.common, self._new.no))

    def run(self, restamp: Restamp) -> int:
        """Move everything; gives the number of records."""
        cursor = self._cursor
        cursor.execute("CREATE TEMP TABLE moved (origin, seq, hlc, new_seq, PRIMARY KEY (origin, seq))")
        writer = LogWriter(cursor, self._new.no, self._new.id)
        for tail in self._tails:
            self._copy(writer, tail, restamp)
        writer.finish()
        for tail, link in zip(self._tails, self._links, strict=True):
            self._cut(tail, link)
        self._move_stamps()
        cursor.execute("DROP TABLE moved")
        return sum(map(len, self._tails))

    def _copy(self, writer: LogWriter, tail: Tail, restamp: Restamp) -> None:
        shift, first = writer.seq - tail.common, writer.seq + 1
        records = self._log.records(tail.life.id, tail.common + 1, tail.life.seq)
        while chunk := list(islice(records, CHUNK)):
            stamps = [restamp(each) for each in chunk]
            self._cursor.executemany(
                "INSERT INTO moved VALUES (?, ?, ?, ?)",
                [
                    (tail.life.no, each.seq, hlc, each.seq + shift)
                    for each, (hlc, _) in zip(chunk, stamps, strict=True)
                ],
            )
            writer.append(
                [
                    replace(
                        each,
                        seq=each.seq + shift,
                        hlc=hlc,
                        wall_ms=wall_ms,
                        txn=max(first, each.txn + shift),
                        org=self._offices.get(each.org, each.org),
                        row=self._offices.get(each.row, each.row),  # the office's own row bears its id
                        payload=self._payload(each),
                    )
                    for each, (hlc, wall_ms) in zip(chunk, stamps, strict=True)
                ]
            )

    def _payload(self, record: ChangeRecord) -> bytes:
        """The same values; what they replaced is named as it is called now."""
        told = decode_payload(record.op, record.payload) if record.op != Op.INSERT else None
        if not isinstance(told, UpdatePayload):
            return record.payload
        replaced = [[self._now(stamp) for stamp in stamps] for stamps in told.replaced]
        return encode_update(told.salt, told.values, replaced)

    def _now(self, stamp: Stamp) -> Stamp:
        _, origin, seq = stamp
        life = self._log.origins.get(origin)
        if life is None:
            return stamp
        row = self._cursor.execute(
            "SELECT hlc, new_seq FROM moved WHERE origin = ? AND seq = ?", (life.no, seq)
        ).fetchone()
        return stamp if row is None else (row[0], self._new.id, row[1])

    def _cut(self, tail: Tail, link: bytes) -> None:
        for table in ("change_log", "chain_point"):
            self._cursor.execute(
                f"DELETE FROM {table} WHERE origin = ? AND seq > ?", (tail.life.no, tail.common)
            )
        self._cursor.execute(
            "UPDATE origin SET head_seq = ?, head_hash = ? WHERE no = ?", (tail.common, link, tail.life.no)
        )

    def _move_stamps(self) -> None:
        for table, prefix in (
            *((record.__tablename__, "stamp_") for record in TRAVELLING),
            ("field_head", ""),
        ):
            hlc, origin, seq = (f"{prefix}{name}" for name in ("hlc", "origin", "seq"))
            found = f"FROM moved m WHERE m.origin = {table}.{origin} AND m.seq = {table}.{seq}"
            self._cursor.execute(
                f"UPDATE {table} SET ({hlc}, {origin}, {seq}) = (SELECT m.hlc, ?, m.new_seq {found})"
                f" WHERE EXISTS (SELECT 1 {found})",
                (self._new.no,),
            )
