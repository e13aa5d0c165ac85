"""The PC's clock held against what the file knows, before anything is written by it."""

from typing import Any

from hardship_desktop.domain.clock import AHEAD_MS, RELEASED_MS, believable, local_day
from hardship_desktop.domain.errors import UserError

TRUSTED = "clock_trusted"
"""The instant that a person confirmed last, UTC milliseconds in digits."""

_OWN = "o.device = (SELECT value FROM setting WHERE key = 'device')"
_HEADS = "FROM origin o CROSS JOIN change_log l ON l.origin = o.no AND l.seq = o.head_seq WHERE"
"""CROSS JOIN, or SQLite begins at the log and reads all of it."""


def require_clock(cursor: Any, now_ms: int) -> None:
    """Raise UserError `clock` when nothing known makes this instant likely; nothing was written then."""
    saved = _one(cursor, f"SELECT l.wall_ms {_HEADS} {_OWN} ORDER BY o.no DESC LIMIT 1")
    received = _one(cursor, f"SELECT max(l.hlc) >> 16 {_HEADS} NOT {_OWN}")
    sure = [each for each in (saved, trusted(cursor)) if each is not None]
    told = [each for each in (received,) if each is not None]
    if believable(now_ms, sure, told):
        return
    if saved is None or now_ms > saved or not _put_right(cursor, now_ms):
        raise _doubt(now_ms, saved)


def _put_right(cursor: Any, now_ms: int) -> bool:
    """The last writes were made by a clock far ahead, in one leap, and now it is back where it left off."""
    walls = "FROM change_log l JOIN origin o ON o.no = l.origin WHERE " + _OWN + " AND l.wall_ms"
    before = _one(cursor, f"SELECT max(l.wall_ms) {walls} <= ?", now_ms)
    after = _one(cursor, f"SELECT min(l.wall_ms) {walls} > ?", now_ms)
    if before is None or after is None or after - before <= AHEAD_MS or now_ms < RELEASED_MS:
        return False
    return believable(now_ms, [before], [])


def trusted(cursor: Any) -> int | None:
    """What a person confirmed last."""
    return _one(cursor, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?", TRUSTED)


def _one(cursor: Any, sql: str, *values: Any) -> int | None:
    row = cursor.execute(sql, values).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def _doubt(now_ms: int, saved: int | None) -> UserError:
    today = local_day(now_ms)
    if now_ms < RELEASED_MS:
        why = f"比本程序发布的日期（{local_day(RELEASED_MS)}）还早"
    elif saved is None:
        why = "比本程序发布的日期晚了十年以上"
    else:
        why = f"离上次保存的日期（{local_day(saved)}）太远"
    return UserError(
        f"电脑日期是 {today}，{why}，可能不对，还没有保存；请先校正电脑的日期，再做一次。", code="clock"
    )
