"""Households and members written as a workbook that our own reader reads without loss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hardship_desktop.domain.fields import Field, Values


@dataclass(frozen=True, slots=True)
class HouseholdOut:
    """A household's values and its persons' values, the head first."""

    values: Values
    persons: Sequence[Values]


def write_households(
    out: Path,
    households: Iterable[HouseholdOut],
    household_fields: Sequence[Field],
    person_fields: Sequence[Field],
    *,
    masked: bool,
) -> None:
    """Two sheets, 困难职工家庭 and 家庭成员, linked by 档案编号 and 户主; masked when asked."""
    raise NotImplementedError
