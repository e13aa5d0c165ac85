"""A printed form as data: what stands where, in millimetres from the top left corner of the page.

Drawing is left to `drawing`; so tests can prove that nothing overlaps, and a scan can be read by position.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from hardship_desktop.documents.pdf.fonts import Fonts

MM = 72 / 25.4
LEFT, RIGHT = 12.0, 198.0
PADDING = 1.0
RULED_TOP = 1.3  # room above the first line of text in a cell with lines for handwriting
TICK = 3.6
BAR = 7.0
LINE = 8.0  # what handwriting needs
LABEL_SIZE = 8.5
AMOUNT_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)
MONTH_SIZES = (7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)
NOTE_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
VALUE_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)


@dataclass(frozen=True, slots=True)
class Rect:
    """A box in millimetres; y grows downwards."""

    x: float
    y: float
    w: float
    h: float

    def inner(self, dx: float, dy: float = 0.0) -> "Rect":
        """The box without a margin of `dx` left and right and `dy` above and below."""
        return Rect(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def holds(self, other: "Rect", slack: float = 0.01) -> bool:
        """Whether `other` lies wholly inside."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.x + other.w <= self.x + self.w + slack
            and other.y + other.h <= self.y + self.h + slack
        )

    def overlaps(self, other: "Rect", slack: float = 0.01) -> bool:
        """Whether the two share more than an edge."""
        across = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        down = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return across > slack and down > slack


@dataclass(frozen=True, slots=True)
class Words:
    """Printed text that is the same on every form."""

    rect: Rect
    text: str
    size: float = LABEL_SIZE
    bold: bool = False
    align: str = "center"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one value; `ruled` gives lines for handwriting, `hint` stands there while it is empty.

    Text is kept on one line down to the size `one_line`, then wrapped.
    """

    rect: Rect
    key: str
    sizes: Sequence[float] = VALUE_SIZES
    align: str = "left"
    hint: str = ""
    ruled: bool = False
    bold: bool = False
    one_line: float = 7.5


@dataclass(frozen=True, slots=True)
class TickBox:
    """One box to tick and where it stands."""

    rect: Rect
    group: str
    option: str


@dataclass(slots=True)
class Template:
    """One side of paper."""

    name: str
    shades: list[Rect] = field(default_factory=list)
    cells: list[Rect] = field(default_factory=list)
    outlines: list[Rect] = field(default_factory=list)
    dashed: list[Rect] = field(default_factory=list)
    underlines: list[Rect] = field(default_factory=list)
    solids: list[Rect] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    ticks: list[TickBox] = field(default_factory=list)


class Cell(Protocol):
    """Something that takes a width in a row."""

    @property
    def width(self) -> float: ...

    def place(self, layout: "Layout", rect: Rect) -> None:
        """Add itself to the layout's template in this box."""


class Layout:
    """Builds a template from top to bottom: a bar with a title, then rows of cells."""

    def __init__(self, name: str, fonts: Fonts, top: float, right: float = RIGHT) -> None:
        self.template = Template(name)
        self.right = right
        self.y = top
        self.face = fonts.regular
        self._block_top = top

    def bar(self, title: str, note: str = "") -> None:
        """Close the block above and begin one with a title and a small note at the right."""
        self.skip(0)
        self.template.solids.append(Rect(LEFT, self.y + 2.2, 1.3, BAR - 3.4))
        self.template.words.append(
            Words(Rect(LEFT + 2.8, self.y + 0.8, 110, BAR - 0.8), title, 10, True, "left")
        )
        if note:
            rect = Rect(LEFT + 113, self.y + 0.8, self.right - LEFT - 113, BAR - 0.8)
            self.template.words.append(Words(rect, note, 7.5, align="right"))
        self.y += BAR
        self._block_top = self.y

    def row(self, height: float, *cells: Cell, left: float = LEFT) -> None:
        """Cells side by side; together they fill the row up to the right margin."""
        x = left
        for cell in cells:
            rect = Rect(x, self.y, cell.width, height)
            self.template.cells.append(rect)
            cell.place(self, rect)
            x += cell.width
        if abs(x - self.right) > 0.01:
            raise ValueError(f"row of {self.template.name} ends at {x} mm")
        self.y += height

    def side(self, text: str, width: float, height: float) -> None:
        """A label down the left side of the rows to come, one character under the other."""
        rect = Rect(LEFT, self.y, width, height)
        self.template.cells.append(rect)
        self.template.shades.append(rect)
        self.template.words.append(Words(rect, "\n".join(text)))

    def skip(self, height: float) -> None:
        """End the block and leave room below it."""
        self.close()
        self.y += height
        self._block_top = self.y

    def close(self) -> None:
        """Draw the outline of the block that ends here."""
        if self.y > self._block_top:
            rect = Rect(LEFT, self._block_top, self.right - LEFT, self.y - self._block_top)
            self.template.outlines.append(rect)
        self._block_top = self.y
