"""Days as people write them: 1981-03-05, 1981年3月, 3.5, 昨天, and serial numbers of sheets."""

import re
from calendar import monthrange
from datetime import date, timedelta

from hardship_desktop.domain.characters import fold_width, short
from hardship_desktop.domain.errors import UserError

FIRST_YEAR, LAST_YEAR = 1850, 2199

_WORDS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "明天": -1, "明日": -1}
_CLOCK = re.compile(r"(?:T| +)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[-/.、年]([0-9]{1,2})(?:[-/.、月]([0-9]{1,2})[日号]?|月)?|年)?")
_HAN_DIGITS = {sign: i for signs in ("〇一二三四五六七八九", "○", "零") for i, sign in enumerate(signs)}
_HAN_DAY = re.compile(
    r"([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_THIS_YEAR = re.compile(r"([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?|([0-9]{2})([0-9]{2})")
_SOON = timedelta(days=31)


def parse_day(text: str, *, today: date, month_ok: bool = False, ahead: bool = False) -> date:
    """Read one day.

    Without a year it is a day of this year, or of last year when it would lie more than 31 days
    ahead; `ahead` is for days to come: of this year, or of next year when it lies more than 31 days
    back. A month alone counts as its first day only with month_ok. Raises UserError.
    """
    plain = _plain(text)
    if plain in _WORDS:
        return today - timedelta(days=_WORDS[plain])
    short_form = _THIS_YEAR.fullmatch(plain)
    if short_form and not _is_year(plain):
        month, day = (int(part) for part in short_form.groups() if part)
        return _near(month, day, today, ahead=ahead)
    year, found_month, found_day = parse_partial(text)
    if found_month is None:
        raise UserError(
            f"日期“{short(text)}”只有年份，请写全年月日，例如 1981-03-05。", code="day_incomplete"
        )
    if found_day is None and not month_ok:
        raise UserError(f"日期“{short(text)}”缺日，请写全年月日，例如 1981-03-05。", code="day_incomplete")
    return date(year, found_month, found_day or 1)


def parse_partial(text: str) -> tuple[int, int | None, int | None]:
    """Read a day, a month of a year, or a year: (year, month or None, day or None).

    Raises UserError when the text is none of these or names a day that does not exist.
    """
    plain = _plain(text)
    if not plain:
        raise UserError("没有填日期，请写年月日，例如 1981-03-05。", code="day_missing")
    found = _YEAR_FIRST.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if not found:
        raise UserError(f"看不懂日期“{short(text)}”，请写成 1981-03-05 这样。", code="day_unreadable")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(f"日期“{short(text)}”的年份{year}不合理，请核对。", code="day_year")
    _check(year, month, day)
    return year, month, day


def from_serial(number: float) -> date:
    """The day behind a sheet's serial number; a time of day is dropped.

    Serials count from 1899-12-30 (with the sheet programs' false 1900-02-29). Raises UserError outside
    the years that can be meant.
    """
    start = date(1899, 12, 30 if number >= 61 else 31)
    if not 0 < number < 110_000:
        raise UserError(f"数字{number:g}不是日期，请写成 1981-03-05 这样。", code="day_unreadable")
    return start + timedelta(days=int(number))


def format_day(day: date) -> str:
    """ISO form: 1981-03-05."""
    return day.isoformat()


def _plain(text: str) -> str:
    """The text folded, without a time of day and without spaces."""
    plain = (
        re.sub(r"\s", "", _CLOCK.sub("", fold_width(text))).replace("—", "-").replace("–", "-").rstrip(".")
    )
    plain = plain.removesuffix("出生").removesuffix("生")
    return _from_han(plain) or plain


def _from_han(plain: str) -> str | None:
    """二〇二〇年三月五日 in figures, None for anything else."""
    found = _HAN_DAY.fullmatch(plain)
    if not found:
        return None
    year, month, day = found.groups()
    figures = ["".join(str(_HAN_DIGITS[sign]) for sign in year)]
    for number in filter(None, (month, day)):
        tens, ten, ones = number.rpartition("十")
        figures.append(str(10 * _HAN_DIGITS.get(tens, 1 if ten else 0) + _HAN_DIGITS.get(ones, 0)))
    return "-".join(figures)


def _is_year(plain: str) -> bool:
    """Whether four digits are a year (1981) and not a month with a day (0305)."""
    return len(plain) == 4 and plain.isdigit() and int(plain[:2]) > 12


def _near(month: int, day: int, today: date, *, ahead: bool) -> date:
    """The day of this year, or of the one before or after it, that a form without year means."""
    _check(None, month, day)
    way = 1 if ahead else -1
    for year in (today.year, today.year + way):
        if day <= monthrange(year, month)[1] and (today - date(year, month, day)) * way <= _SOON:
            return date(year, month, day)
    _check(today.year, month, day)
    raise UserError(f"{month}月{day}日还没有到，请写上年份。", code="day_ahead")


def _check(year: int | None, month: int | None, day: int | None) -> None:
    """Raise UserError naming the part of the day that does not exist; no year means a leap year."""
    if month is not None and not 1 <= month <= 12:
        raise UserError(f"没有{month}月，请核对日期。", code="day_impossible")
    if month and day is not None and not 1 <= day <= monthrange(year or 2000, month)[1]:
        named = f"{year}年" if year and month == 2 and day == 29 else ""
        raise UserError(f"{named}没有{month}月{day}日，请核对日期。", code="day_impossible")
