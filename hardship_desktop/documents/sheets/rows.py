"""What a row says, and what the columns of a sheet are able to tell."""

from dataclasses import dataclass, field
from typing import Any

from hardship_desktop.documents.sheets.extracted import PersonRow
from hardship_desktop.documents.sheets.layout import Grouping, Layout
from hardship_desktop.domain import people
from hardship_desktop.domain.fields import Values


@dataclass(slots=True)
class RowData:
    """What one row says: the household, its persons by group, and its serial number.

    `is_member` is whether the row says that its person is not the head: 否 under 是否户主. By group (-1 is
    the household) and field, `unread` has the cells kept as written, `emptied` those that say 无.
    """

    number: int
    household: dict[str, Any]
    persons: dict[int, dict[str, Any]]
    serial: Any = ""
    merged: bool = False
    is_member: bool = False
    bad: set[tuple[int, str]] = field(default_factory=set)
    unread: dict[int, dict[str, str]] = field(default_factory=dict)
    emptied: dict[int, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Shape:
    """What the columns of a sheet are able to tell of where households begin."""

    file: str
    sheet: str
    layout: Layout
    household_columns: dict[str, str]
    person_columns: dict[int, dict[str, str]]
    relations: dict[int, str]
    grouping: Grouping = ""
    has_relation: bool = False
    ticks_heads: bool = False
    serial_of_household: bool = False
    serial_is_number: bool = False

    @property
    def beside_head(self) -> bool:
        """Whether head and one member stand side by side in a row."""
        return 0 in self.person_columns and len(self.person_columns) == 2

    @property
    def head_is_key(self) -> bool:
        """Whether of the head only a number stands beside each member, to say whose household it is."""
        return self.beside_head and "name" not in self.person_columns[0]


def fill(person: PersonRow, more: PersonRow) -> None:
    """Values that the same person has on another row; what was said first stays."""
    for name, value in more.values.items():
        if name not in person.values:
            person.values[name] = value
            person.elsewhere[name] = more.place(name)


def same_person(person: PersonRow | None, values: Values) -> bool:
    """Whether a person of the file, if there is one, is the person of these values."""
    return person is not None and people.same_person(person.values, values)
