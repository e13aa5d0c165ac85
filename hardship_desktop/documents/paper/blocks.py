"""What a printed document is made of; the same blocks become a PDF, a workbook and a file for WPS."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hardship_desktop.domain import kinds
from hardship_desktop.domain.fields import Field, Values

_PLAIN = kinds.Kind()
_LONG = 200  # characters of a field that has a row of its own
NOTHING = "无"
"""Stands in a table without rows."""

_WIDTHS = (
    (kinds.IdNumber, 21.0),
    (kinds.BankCard, 22.0),
    (kinds.PersonName, 12.0),
    (kinds.Choice, 10.0),
    (kinds.Phone, 13.0),
    (kinds.Day, 12.0),
    (kinds.Money, 12.0),
    (kinds.Area, 9.0),
    (kinds.Integer, 8.0),
)


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column of a table or beside a label, and how its values look.

    `width` is in characters of a workbook; on paper the columns of a table share the page in this ratio.
    `masked` hides the value. A value of a plain column is text.
    """

    label: str
    kind: kinds.Kind = _PLAIN
    masked: bool = False
    width: float = 14.0
    align: str = "left"

    @classmethod
    def of(cls, field: Field, *, masked: bool) -> "Column":
        """The column of a field; its label and look come from the declaration."""
        kind = field.kind
        width = next((each for known, each in _WIDTHS if isinstance(kind, known)), 14.0)
        align = "right" if kind.right_aligned else "left"
        return cls(field.label, kind, masked and field.sensitive, width, align)

    def text(self, value: Any) -> str:
        """A value as it stands on paper; None is empty."""
        if value is None:
            return ""
        return self.kind.mask(value) if self.masked else self.kind.format(value)


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the document over everything, and a smaller line below it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a part, with a small note at the right; stays with what follows."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A label and the value beside it; a `wide` one has the whole row."""

    column: Column
    value: Any = None
    wide: bool = False

    @property
    def text(self) -> str:
        """The value as it stands on paper."""
        return self.column.text(self.value)


@dataclass(frozen=True, slots=True)
class FieldGrid:
    """Labels with values beside them, `across` of them in a row."""

    places: Sequence[Place]
    across: int = 3

    @classmethod
    def of(cls, fields: Iterable[Field], values: Values, *, masked: bool) -> "FieldGrid":
        """The grid of a record's fields; long texts have a row of their own."""
        places = [
            Place(Column.of(each, masked=masked), values.get(each.name), _long(each)) for each in fields
        ]
        return cls(places)

    def rows(self) -> Iterator[list[Place]]:
        """The places row by row."""
        row: list[Place] = []
        for place in self.places:
            if row and (place.wide or len(row) == self.across):
                yield row
                row = []
            row.append(place)
            if place.wide:
                yield row
                row = []
        if row:
            yield row


def _long(field: Field) -> bool:
    return isinstance(field.kind, kinds.Text) and field.kind.max_length >= _LONG


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that every page repeats; NOTHING stands there when there are none.

    Rows may be made while they are read, once. `last` is set like the header: a line of totals.
    """

    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    last: Sequence[Any] = ()

    def __post_init__(self) -> None:
        """Raises ValueError for a table without columns: a mistake of the program."""
        if not self.columns:
            raise ValueError("a table has no columns")

    def texts(self) -> Iterator[list[str]]:
        """The rows as they stand on paper."""
        show = [column.text for column in self.columns]
        for row in self.rows:
            yield [text(value) for text, value in zip(show, row, strict=True)]


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs that flow over as many pages as they need; `size` in points."""

    text: str
    size: float = 10.0
    bold: bool = False
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign with a date below; `seal` and `thumb` leave room for 盖章 and 手印."""

    title: str
    seal: bool = False
    thumb: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, side by side."""

    places: Sequence[Signature]


@dataclass(frozen=True, slots=True)
class QR:
    """A QR code, `size` mm wide."""

    payload: str
    size: float = 30.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stand on one page when a page has room for them."""

    blocks: "Sequence[Block]"


Block = Title | Heading | FieldGrid | Table | Text | Signatures | QR | PageBreak | KeepTogether


@dataclass(frozen=True, slots=True)
class Document:
    """A document under the name by which the program knows it; its first block is its title."""

    name: str
    blocks: Sequence[Block]
    printed_on: date
    unit: str = ""
    note: str = ""
    landscape: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for a document without a title: a mistake of the program."""
        first = self.blocks[0] if self.blocks else None
        if not (isinstance(first, Title) and first.text.strip()):
            raise ValueError(f"document {self.name!r} does not begin with a title")

    @property
    def title(self) -> str:
        """What it is called."""
        first = self.blocks[0]
        assert isinstance(first, Title)
        return first.text
