"""A sheet as it was read, with the row numbers and column letters that the person sees."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from hardship_desktop.documents.sheets.layout import SheetPlan

Cell = str | float | int | bool | date | datetime | time | timedelta
"""What a cell holds; an empty one is "", a faulty formula is its text, such as #N/A."""

FIRST_INEXACT = 1e15
"""Sheet programs keep fifteen digits of a number; what is longer has lost its end."""

UNCALCULATED = "#未计算"
"""Stands in a cell whose formula has no result in the file."""
ERROR_TEXTS = frozenset(
    {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
"""What a sheet program shows for a formula that failed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A merged range, as indexes into `Sheet.rows`, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """Rows and what is known about them.

    `first_row` and `first_column` are the numbers of `rows[0][0]` in the person's own
    program, from 1. `hidden_rows` are such row numbers too, None when the format does not tell;
    `hidden_columns` are numbers of columns, A is 1.
    All rows have the same length: short ones are filled up with empty cells.
    `part` says which table it is where a sheet has several. For a list made of forms `origins` gives
    the row and letter from which a cell came, `unread` the words of the form that were not understood, and
    `plan` says what its columns are. `days_1904`: plain numbers that stand for days count from 1904.
    """

    file: str
    name: str
    rows: list[list[Cell]]
    first_row: int = 1
    first_column: int = 1
    merged: list[Block] = field(default_factory=list)
    hidden_rows: frozenset[int] | None = frozenset()
    visible: bool = True
    part: str = ""
    origins: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    unread: list[tuple[int, str, str]] = field(default_factory=list)
    days_1904: bool = False
    hidden_columns: frozenset[int] = frozenset()
    plan: SheetPlan | None = None

    def __post_init__(self) -> None:
        width = max(map(len, self.rows), default=0)
        for row in self.rows:
            if len(row) < width:
                row.extend([""] * (width - len(row)))

    @property
    def place(self) -> str:
        """The sheet's name, with the table's place where it has several."""
        return self.name + self.part

    def row_number(self, index: int) -> int:
        """The number of `rows[index]` as the person sees it."""
        return self.first_row + index

    def letter(self, index: int) -> str:
        """The letter of a column as the person sees it."""
        return column_letter(self.first_column + index)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at these indexes, "" outside."""
        if not 0 <= row < len(self.rows):
            return ""
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else ""

    @property
    def width(self) -> int:
        """How many columns every row has."""
        return len(self.rows[0]) if self.rows else 0


@lru_cache(maxsize=1024)
def column_letter(number: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27; 0 for an empty text."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def plain_number(value: float | int) -> str:
    """A number without exponent or needless zeros, as a person would type it."""
    if isinstance(value, int) or (value == value and abs(value) < 1e17 and value == int(value)):
        return str(int(value))
    text = repr(value)
    if "e-" in text:
        return f"{value:.12f}".rstrip("0").rstrip(".")
    return text


def shown(value: Cell) -> str:
    """A cell's text as it may stand in a message and as kinds parse it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return plain_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return str(value)
