"""Facts of newer programs that came before this one knew their table: from the log into rows."""

from contextlib import suppress

from sqlcipher3 import dbapi2

from hardship_desktop.domain.changes import Op, decode_payload
from hardship_desktop.store.derived import Derived
from hardship_desktop.store.foreign import ForeignShape, ForeignValueError, foreign_shape
from hardship_desktop.store.outgoing import shapes_by_id


def catch_up(cursor: dbapi2.Cursor) -> int:
    """Fill tables of facts that are still empty from the log; gives how many rows came.

    A record that does not fit the table stays in the log only, as it did before.
    """
    derived, count = Derived(cursor), 0
    known = ((number, foreign_shape(shape)) for number, shape in shapes_by_id(cursor).items())
    new = [(number, shape) for number, shape in known if shape and _is_empty(cursor, shape)]
    for number, shape in new:
        count += _fill(cursor, derived, number, shape)
    derived.finish()
    return count


def _is_empty(cursor: dbapi2.Cursor, shape: ForeignShape) -> bool:
    only_added = shape.plan.record.append_only
    return only_added and cursor.execute(f"SELECT 1 FROM {shape.plan.table} LIMIT 1").fetchone() is None


def _fill(cursor: dbapi2.Cursor, derived: Derived, number: int, shape: ForeignShape) -> int:
    log = cursor.connection.execute(
        "SELECT org_id, row_id, hlc, origin, seq, payload FROM change_log WHERE shape = ? AND op = ?",
        (number, Op.INSERT),
    )
    count = 0
    for org, row, hlc, origin, seq, payload in log:
        with suppress(ForeignValueError):
            (values,) = shape.in_order([decode_payload(Op.INSERT, payload).values])
            cursor.execute(shape.insert_sql, (org, row, hlc, origin, seq, *values))
            derived.written(shape.plan, bytes(org), [(bytes(row), values)], fresh=True)
            count += 1
    return count
