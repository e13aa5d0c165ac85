"""Time enters the program here and nowhere else."""

import time
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime

from hardship_desktop import __released__

DAY_MS = 86_400_000
AHEAD_MS = 183 * DAY_MS
"""A rest as long as this between two writes is believed."""
BACK_MS = 2 * DAY_MS
"""Time zones and a clock that was a little fast."""
FIRST_USE_MS = 10 * 366 * DAY_MS
"""How long after its release a program may be set up without a question."""

RELEASED_MS = int(datetime.fromisoformat(__released__).replace(tzinfo=UTC).timestamp() * 1000)

NowMs = Callable[[], int]
"""A function that gives the present instant as UTC milliseconds."""


def system_now_ms() -> int:
    """The PC's clock, UTC milliseconds."""
    return time.time_ns() // 1_000_000


def local_day(now_ms: int) -> date:
    """The calendar day at the office for an instant."""
    return datetime.fromtimestamp(now_ms / 1000).date()


def number_year(now_ms: int) -> int:
    """The year that printed numbers carry: never one before the program was there."""
    return local_day(max(now_ms, RELEASED_MS + DAY_MS)).year


def believable(now_ms: int, sure: Collection[int], told: Collection[int]) -> bool:
    """Whether the PC's clock can be right, held against instants known otherwise (UTC ms).

    `sure` are the last write here and what a person confirmed; `told` the newest stamp received, which
    does not outweigh the day of the release. Far from all of them, or from that day when none is known: no.
    """
    if any(_near(now_ms, each) for each in sure):
        return True
    if now_ms < RELEASED_MS - BACK_MS:
        return False
    if not (sure or told):
        return now_ms <= RELEASED_MS + FIRST_USE_MS
    return any(_near(now_ms, each) for each in told)


def _near(now_ms: int, known_ms: int) -> bool:
    return known_ms - BACK_MS <= now_ms <= known_ms + AHEAD_MS


class HybridClock:
    """A hybrid logical clock as one int64: 48 bits of milliseconds, 16 bits of counter.

    It never goes back: with a bad PC clock it degrades to a Lamport counter.
    """

    def __init__(self, now_ms: NowMs, last: int = 0) -> None:
        self._now_ms = now_ms
        self.last = last
        """The greatest stamp known; the next one is greater."""

    def tick(self) -> int:
        """The stamp for a new local change."""
        self.last = max(self.last + 1, self._now_ms() << 16)
        return self.last


def format_instant(instant_ms: int) -> str:
    """Local time to the minute, 2026-03-05 16:32."""
    return f"{datetime.fromtimestamp(instant_ms / 1000):%Y-%m-%d %H:%M}"
