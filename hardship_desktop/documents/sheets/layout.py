"""What was recognised in a workbook: plain values that the wizard shows and a person corrects."""

from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

Layout = Literal["household_rows", "member_rows", "members", "none"]
"""household_rows: a row is a household, its members in column groups if at all.
member_rows: a row is a person, members under their head.
members: members of the households of another sheet, linked by `SheetPlan.link`.
none: a cover, notes, statistics: nothing is taken."""

Grouping = Literal["", "relation", "head", "number", "serial", "merged", "blanks"]
"""What brings the rows of one household together on a sheet of `member_rows`: 与户主关系 or
是否户主, the head beside each member, a 档案编号 or 户号 said again, a serial that counts households, or
merged cells.
blanks: a row without household data belongs to the one above; only a person ever says so."""

Link = Literal["", "archive_no", "id_no", "name"]
"""What names the household on a sheet of members: 档案编号, or the ID number or name of its head."""

RecordName = Literal["household", "person", "serial"]
Reason = Literal["total", "signature", "header", "note"]


@dataclass(slots=True)
class Target:
    """Where a column goes. `group` 0 is the head or the row's own person, 1... further persons in the row."""

    record: RecordName
    field: str
    group: int = 0


@dataclass(slots=True)
class Column:
    """A column with its header, top to bottom joined by ` / `.

    `confidence` is 1.0 for the field's own word, less when words were left away; `factor` multiplies
    bare amounts (10000 under 万元); `relation` is the relation that the header itself states (配偶姓名);
    `suggestions` are labels of fields that may be meant where none was taken; `samples` are the first
    texts that stand in it, in the open; `hidden` is whether the sheet hides it.
    """

    index: int
    letter: str
    header: str
    target: Target | None = None
    confidence: float = 0.0
    factor: int = 1
    relation: str = ""
    suggestions: list[str] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True)
class LeftOut:
    """A row inside the data that is no person: a total, a signature, a repeated header, a note."""

    row: int
    reason: Reason
    text: str


@dataclass(slots=True)
class SheetPlan:
    """How one sheet is read. Row numbers are those that the person sees, ends included; 0 is none.

    `period` is the year and month that the sheet's name or title says, as 202503, 202500 or 0.
    `of_forms` is whether the sheet is no list but one household's form or several.
    """

    file: str
    sheet: str
    layout: Layout = "none"
    title: str = ""
    header_first: int = 0
    header_last: int = 0
    data_first: int = 0
    data_last: int = 0
    columns: list[Column] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    link: Link = ""
    notes: list[str] = field(default_factory=list)
    part: str = ""
    grouping: Grouping = ""
    of_forms: bool = False
    period: int = 0

    @property
    def place(self) -> str:
        """The sheet's name, with the table's place where it has several."""
        return self.sheet + self.part

    @property
    def not_taken(self) -> list[Column]:
        """Columns with a header that go nowhere."""
        return [column for column in self.columns if column.target is None]


@dataclass(slots=True)
class Recognition:
    """One plan for each sheet, in their order."""

    sheets: list[SheetPlan] = field(default_factory=list)

    def to_plain(self) -> Any:
        """Lists, dicts, texts and numbers, to be compared and marked."""
        return msgspec.to_builtins(self)
