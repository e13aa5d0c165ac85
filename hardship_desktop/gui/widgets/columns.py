"""What a list shows in a column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.look.palette import Tone

Row = Mapping[str, Any]
"""What a service gives for one line of a list."""

TICKED, UNTICKED = "是", "否"


@dataclass(frozen=True)
class Column:
    """One column: `text` of a row, already masked where it must be; `tone` makes it a pill, `ticks` a
    box that is ticked where the text is TICKED.

    `width` is in pixels at ordinary type; the column that `stretches` takes the rest.
    """

    name: str
    label: str
    text: Callable[[Row], str]
    width: int = 110
    right: bool = False
    stretches: bool = False
    sortable: bool = True
    hidden: bool = False
    tone: Callable[[Row], Tone] | None = None
    ticks: bool = False


OFFICE = Column("office", "单位", lambda row: row["office"], 120, sortable=False)
"""Whose row it is; for a city, which sees those of many counties."""


def column_of(field: Field, **changes: Any) -> Column:
    """A column for a declared field: masked when sensitive, amounts to the right."""

    def text(row: Row) -> str:
        return field.format(row.get(field.name), masked=True)

    plain = Column(field.name, field.label, text, right=field.kind.right_aligned)
    return replace(plain, **changes)
