"""The cure of an origin that was written twice (sync D1): records nobody else accepted move to a new one."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from hardship_desktop.domain.changes import (
    ChangeRecord,
    Op,
    Stamp,
    UpdatePayload,
    decode_payload,
    encode_update,
)
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.log import LogWriter
from hardship_desktop.store.origins import OwnOrigin, own_origin, renew_origin
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.store.records import TRAVELLING


def rebase(connection: Connection, common: int, now_ms: int) -> int:
    """Write under a new origin from now on; own records after seq `common` move there. Gives their number.

    Values, clocks and users stay as they are; only the numbers and what refers to them change.
    """
    cursor = driver_cursor(connection)
    old, log = own_origin(cursor), LogReader(connection)
    link = log.hash_at(old.id, common)
    records = list(log.records(old.id, common + 1, old.head_seq))
    renew_origin(cursor, "rollback", now_ms)
    new = own_origin(cursor)
    cursor.execute("UPDATE origin SET parent_seq = ? WHERE no = ?", (common, new.no))
    writer = LogWriter(cursor, new.no, new.id)
    writer.append(list(_moved(records, old, new, common)))
    writer.finish()
    for table in ("change_log", "chain_point"):
        cursor.execute(f"DELETE FROM {table} WHERE origin = ? AND seq > ?", (old.no, common))
    cursor.execute("UPDATE origin SET head_seq = ?, head_hash = ? WHERE no = ?", (common, link, old.no))
    _move_stamps(cursor, old, new, common)
    return len(records)


def _moved(
    records: list[ChangeRecord], old: OwnOrigin, new: OwnOrigin, common: int
) -> Iterator[ChangeRecord]:
    def moved(stamp: Stamp) -> Stamp:
        hlc, origin, seq = stamp
        return (hlc, new.id, seq - common) if origin == old.id and seq > common else (hlc, origin, seq)

    for each in records:
        payload = each.payload
        told = decode_payload(each.op, payload) if each.op != Op.INSERT else None
        if isinstance(told, UpdatePayload):
            replaced = [[moved(stamp) for stamp in stamps] for stamps in told.replaced]
            payload = encode_update(told.salt, told.values, replaced)
        yield ChangeRecord(
            each.seq - common,
            each.hlc,
            each.wall_ms,
            max(1, each.txn - common),
            each.user,
            each.org,
            each.row,
            each.op,
            each.shape,
            payload,
        )


def _move_stamps(cursor: dbapi2.Cursor, old: OwnOrigin, new: OwnOrigin, common: int) -> None:
    values = (new.no, common, old.no, common)
    for record in TRAVELLING:
        cursor.execute(
            f"UPDATE {record.__tablename__} SET stamp_origin = ?, stamp_seq = stamp_seq - ?"
            " WHERE stamp_origin = ? AND stamp_seq > ?",
            values,
        )
    cursor.execute(
        "UPDATE field_head SET origin = ?, seq = seq - ? WHERE origin = ? AND seq > ?",
        values,
    )
