"""One line of the table, and how its times are taken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from unicodedata import east_asian_width


@dataclass(frozen=True)
class Row:
    """Ours and the limit in `unit`; `times` is the ratio allowed, `most` the highest value allowed."""

    name: str
    what: str
    ours: float
    unit: str = "ms"
    limit: float | None = None
    times: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours against the limit."""
        return self.ours / self.limit if self.limit else None

    @property
    def ok(self) -> bool:
        """Whether the target is met."""
        within = self.times is None or self.ratio is None or self.ratio <= self.times
        return within and (self.most is None or self.ours <= self.most)

    @property
    def target(self) -> str:
        """The target as a person reads it."""
        parts = [f"≤ {self.times:g} 倍"] if self.times is not None else []
        parts += [f"≤ {self.most:g} {self.unit}"] if self.most is not None else []
        return "，".join(parts)

    def line(self) -> str:
        """One line of the printed table."""
        limit = "" if self.limit is None else _figure(self.limit, self.unit)
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        ok = ("达到" if self.ok else "未达到") if self.target else ""
        return _columns(self.what, _figure(self.ours, self.unit), limit, ratio, self.target, ok)


def heading() -> str:
    """The line above the rows."""
    return _columns("项目", "本程序", "极限", "倍数", "目标", "结果")


def as_json(row: Row) -> dict[str, Any]:
    """The row as an object of plain values."""
    return {
        "name": row.name,
        "what": row.what,
        "ours": round(row.ours, 3),
        "limit": None if row.limit is None else round(row.limit, 3),
        "unit": row.unit,
        "ratio": None if row.ratio is None else round(row.ratio, 3),
        "target": row.target,
        "ok": row.ok,
    }


def seconds(work: Callable[[], object]) -> float:
    """How long something takes, on the clock on the wall."""
    start = perf_counter()
    work()
    return perf_counter() - start


def usual(work: Callable[[], object], repeat: int = 5) -> float:
    """The median of several runs, in milliseconds."""
    return median(seconds(work) for _ in range(repeat)) * 1000


def slow_end(works: Iterable[Callable[[], object]]) -> float:
    """The time in milliseconds that only one in twenty of these exceeds."""
    return quantiles([seconds(work) * 1000 for work in works], n=20)[-1]


def _figure(value: float, unit: str) -> str:
    return f"{value:,.{0 if value >= 100 else 1}f} {unit}"


def _columns(*texts: str) -> str:
    widths = (44, 14, 14, 7, 20, 6)
    return " ".join(text + " " * (width - _width(text)) for text, width in zip(texts, widths, strict=True))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
