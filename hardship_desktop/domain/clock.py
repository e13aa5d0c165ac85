"""Time enters the program here and nowhere else."""

import time
from collections.abc import Callable
from datetime import date, datetime

NowMs = Callable[[], int]
"""A function that gives the present instant as UTC milliseconds."""


def system_now_ms() -> int:
    """The PC's clock, UTC milliseconds."""
    return time.time_ns() // 1_000_000


def local_day(now_ms: int) -> date:
    """The calendar day at the office for an instant."""
    return datetime.fromtimestamp(now_ms / 1000).date()


class HybridClock:
    """A hybrid logical clock as one int64: 48 bits of milliseconds, 16 bits of counter.

    It never goes back: with a bad PC clock it degrades to a Lamport counter.
    """

    def __init__(self, now_ms: NowMs, last: int = 0) -> None:
        self._now_ms = now_ms
        self.last = last

    def tick(self) -> int:
        """The stamp for a new local change."""
        self.last = max(self.last + 1, self._now_ms() << 16)
        return self.last

    def witness(self, stamp: int) -> None:
        """Take note of a stamp seen in a bundle, so that later ones are greater."""
        self.last = max(self.last, stamp)


def format_instant(instant_ms: int) -> str:
    """Local time to the minute, 2026-03-05 16:32."""
    return f"{datetime.fromtimestamp(instant_ms / 1000):%Y-%m-%d %H:%M}"
