"""What was taken out of a workbook: typed values that still know their cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A sentence about one cell, or about a row when `column` is "".

    An error keeps its household out; a warning does not, but the cell may not have been taken.
    `value` is what the person's own file shows, never masked: it must not reach a log. `who` is the
    person, or the head of the household, that the cell is about, "" when that is not known.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    code: str
    message: str
    severity: Severity = "error"
    who: str = ""

    @property
    def sentence(self) -> str:
        """The message with the person's name, which it may have already."""
        return self.message if not self.who or self.who in self.message else f"{self.who}：{self.message}"


@dataclass(slots=True)
class PersonRow:
    """One person. `values` has only what the file says; `columns` gives each field's letter.

    `unread` has by field what could not be taken, as written; `emptied` are the fields that say 无.
    """

    sheet: str
    row: int
    values: dict[str, Any]
    is_head: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    elsewhere: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    emptied: set[str] = field(default_factory=set)

    @property
    def cells(self) -> dict[str, str]:
        """Field to cell, such as B12 (of this row's sheet, unless `elsewhere` says otherwise)."""
        return {name: self.cell(name) for name in self.values}

    def cell(self, name: str) -> str:
        """The cell of a field that `values` has."""
        if name in self.elsewhere:
            _, row, letter = self.elsewhere[name]
            return f"{letter}{row}"
        return f"{self.columns.get(name, '')}{self.row}"

    def place(self, name: str) -> tuple[str, int, str]:
        """Sheet, row and column letter of a field, for messages; letter "" when the row says it."""
        return self.elsewhere.get(name, (self.sheet, self.row, self.columns.get(name, "")))


@dataclass(slots=True)
class HouseholdRow(PersonRow):
    """One household with its persons, the head first if the file names one."""

    file: str = ""
    members: list[PersonRow] = field(default_factory=list)

    @property
    def head(self) -> PersonRow | None:
        """The head, if known."""
        return next((person for person in self.members if person.is_head), None)


@dataclass(slots=True)
class SheetCount:
    """What one sheet gave, rejected households included; `members` counts every person, heads too."""

    file: str
    sheet: str
    rows: int = 0
    households: int = 0
    members: int = 0


@dataclass(slots=True)
class UnknownWord:
    """A word that no entry of its field's list means: how often, and where it first stands."""

    record: str
    field: str
    word: str
    file: str
    sheet: str
    row: int
    column: str
    count: int = 0


@dataclass(slots=True)
class Extracted:
    """Everything that one workbook or several gave.

    `households` can be taken as they are; `rejected` have an error among `problems`
    and are kept only to be shown.
    """

    households: list[HouseholdRow] = field(default_factory=list)
    rejected: list[HouseholdRow] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    warnings: list[CellProblem] = field(default_factory=list)
    counts: list[SheetCount] = field(default_factory=list)
    words: list[UnknownWord] = field(default_factory=list)
