"""When a household is visited again."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hardship_desktop.domain.codes.household import TIER


def next_visit(tier: str | None, last: date, parameters: Mapping[str, Mapping[str, Any]]) -> tuple[date, str]:
    """The day by which a household of this tier is visited again after a visit, and the sum in words.

    The interval in days is the county's own parameter in force (no national figure exists);
    raises KeyError where it has none for this tier.
    """
    days = int(parameters[f"visit_days_{tier}"]["value"])
    due = last + timedelta(days=days)
    return due, f"{TIER.text(tier or '')}每 {days} 天走访一次：{last} 加 {days} 天。可以改。"
