"""Several sheets of one file that are the same list of several years, told by their names and titles."""

import re
from collections.abc import Sequence

from hardship_desktop.documents.sheets.layout import SheetPlan
from hardship_desktop.domain.characters import fold_width

_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")
_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d(?=年))(?:年度?)?(?:[-./_]?(?P<month>1[0-2]|0?[1-9])(?=月|$|[^\d]))?(?!\d{3})"
)
_PART = re.compile(r"第?([一二三四1-4])季|(上|下)半年")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月")


def find_periods(plans: Sequence[SheetPlan]) -> None:
    """Give each sheet its year and month where the sheets of a file are of different ones."""
    for file in {plan.file for plan in plans}:
        mine = [
            plan for plan in plans if plan.file == file and plan.layout in ("household_rows", "member_rows")
        ]
        found = [period_of(plan.sheet + plan.part) or period_of(plan.title) for plan in mine]
        if len({period for period in found if period}) < 2:
            continue
        for index, (plan, period) in enumerate(zip(mine, found, strict=True)):
            # A list without a year that stands in front of the others is the list of today.
            plan.period = period or (max(found) if index == 0 else 0)


def period_of(text: str) -> int:
    """2025年3月 -> 202503, 2024年度 -> 202400, 3月 -> 3; 0 when nothing is said."""
    plain = _HAN_YEAR.sub(lambda found: found[0].translate(_HAN_DIGITS), fold_width(text))
    year = _YEAR.search(plain)
    if year is None:
        month = _MONTH.search(plain)
        return int(month[1]) if month else 0
    part = _PART.search(plain)
    number = int(year["year"])
    return (number if number > 99 else 2000 + number) * 100 + int(year["month"] or _month_of(part))


def _month_of(part: re.Match[str] | None) -> int:
    """The last month of a quarter or half year, 0 for none."""
    if part is None:
        return 0
    if part[2]:
        return 6 if part[2] == "上" else 12
    return 3 * int(part[1].translate(_HAN_DIGITS))
