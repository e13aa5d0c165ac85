"""Own records stamped far ahead: somebody wrote while the clock was wrong, and nobody accepted them."""

from collections.abc import Mapping

from sqlalchemy import Connection

from hardship_desktop.domain.clock import AHEAD_MS
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.store.rebase import Tail, floor


def far_tails(connection: Connection, now_ms: int, settled: Mapping[bytes, int]) -> list[Tail]:
    """What can be taken back of this PC's origins; `settled` is how far others have or may have each.

    What was written afterwards is in it, as its stamps had to be greater still. Records that
    others hold stay, and so do those whose stamps are no further ahead than theirs.
    """
    (device,) = driver_cursor(connection).execute("SELECT value FROM setting WHERE key = 'device'").fetchone()
    log = LogReader(connection)
    lives = sorted(log.origins.values(), key=lambda each: each.no)
    own = [Tail(each, settled.get(each.id, 0)) for each in lives if each.device == bytes(device)]
    limit_ms = max(now_ms, floor(connection, own) >> 16) + AHEAD_MS
    far = [each for each in own if log.hlc_at(each.life.id, each.life.seq) >> 16 > limit_ms]
    starts = [(each.life, _start(connection, each, limit_ms)) for each in far]
    return [Tail(life, start - 1) for life, start in starts if start]


def _start(connection: Connection, tail: Tail, limit_ms: int) -> int:
    """The first record of the action with which the far stamps begin; 0 when others have them all."""
    row = (
        driver_cursor(connection)
        .execute(
            "SELECT txn FROM change_log WHERE origin = ? AND seq > ? AND hlc >> 16 > ? ORDER BY seq LIMIT 1",
            (tail.life.no, tail.common, limit_ms),
        )
        .fetchone()
    )
    return 0 if row is None else int(row[0])
