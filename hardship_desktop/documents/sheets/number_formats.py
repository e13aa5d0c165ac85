"""Numbers that a format shows as more than they are: 12 under "53032620"0000 is 530326200012."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from hardship_desktop.documents.sheets.sheet import FIRST_INEXACT, Cell

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|(0)|(#)|([ ()/+:年月日号第户人-]|[^\x00-\x7f])')
_COLOUR = re.compile(r"\[(?:[A-Za-z]{3,}\d*|\$[^\]]*|[^\x00-\x7f\]]+\d*)\]")
_TELLS = re.compile(r"[0-9A-Za-z]")


Shown = Callable[[float], str]
"""What a format shows of a number."""


@lru_cache(maxsize=256)
def shown_by(code: str) -> Shown | None:
    """What a format shows of a whole number that is not negative; None for one that only dresses it.

    Only formats that add figures or letters, or zeros in front, tell anything: 0.00, #,##0 and days do not.
    """
    parts = _parts(_COLOUR.sub("", code.split(";")[0]))
    if parts is None:
        return None
    places = sum(part is None for part, _ in parts)
    zeros = sum(part is None and zero for part, zero in parts)
    literal = "".join(part for part, _ in parts if part is not None)
    if not places or not (zeros > 1 or _TELLS.search(literal)):
        return None
    return lambda value: _fill(parts, places, zeros, value)


def as_shown(value: Cell, shown: Shown) -> Cell:
    """A whole number as its format shows it; texts, and numbers that lost digits, stay as they are."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return shown(value) if 0 <= value < FIRST_INEXACT and value == int(value) else value


def _parts(code: str) -> list[tuple[str | None, bool]] | None:
    """Literal texts, and None with whether it is a zero for the place of a figure; None for other formats."""
    parts: list[tuple[str | None, bool]] = []
    at = 0
    while at < len(code):
        found = _TOKEN.match(code, at)
        if not found:
            return None
        quoted, escaped, zero, number, plain = found.groups()
        text = quoted if quoted is not None else escaped or plain
        parts.append((None, bool(zero)) if zero or number else (text, False))
        at = found.end()
    return parts


def _fill(parts: list[tuple[str | None, bool]], places: int, zeros: int, value: float) -> str:
    digits = str(int(Decimal(value).to_integral_value())).rjust(zeros, "0")
    if len(digits) > places:
        spread = [digits[: len(digits) - places + 1], *digits[len(digits) - places + 1 :]]
    else:
        spread = [*[""] * (places - len(digits)), *digits]
    figures = iter(spread)
    return "".join(next(figures) if part is None else part for part, _ in parts)
