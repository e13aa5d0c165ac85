"""The kinds of cell a printed form is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from hardship_desktop.documents.pdf.layout import (
    LABEL_SIZE,
    MM,
    PADDING,
    RULED_TOP,
    TICK,
    VALUE_SIZES,
    Layout,
    Rect,
    Slot,
    TickBox,
    Words,
)
from hardship_desktop.documents.pdf.visit_fields import TICKS

_GAP = 1.2  # between a tick box and its word
_APART = 3.4  # between one choice and the next
_OPTION_SIZE = 9.0


@dataclass(frozen=True, slots=True)
class Label:
    """A shaded cell with the name of what stands beside it."""

    width: float
    text: str
    align: str = "center"
    bold: bool = False
    size: float = LABEL_SIZE

    def place(self, layout: Layout, rect: Rect) -> None:
        """Add the shade and the words."""
        layout.template.shades.append(rect)
        layout.template.words.append(Words(rect.inner(PADDING), self.text, self.size, self.bold, self.align))


@dataclass(frozen=True, slots=True)
class Value:
    """A cell for one value."""

    width: float
    key: str
    align: str = "left"
    hint: str = ""
    ruled: bool = False
    sizes: Sequence[float] = VALUE_SIZES

    def place(self, layout: Layout, rect: Rect) -> None:
        """Add the slot."""
        inner = rect.inner(1.6 if self.align == "left" else PADDING, RULED_TOP if self.ruled else 0.8)
        one_line = _one_line(self)
        layout.template.slots.append(
            Slot(inner, self.key, self.sizes, self.align, self.hint, self.ruled, one_line=one_line)
        )


def _one_line(value: Value) -> float:
    """Size down to which a value stays on one line: notes wrap at once, a number is kept whole."""
    if value.ruled:
        return value.sizes[0]
    return 5.0 if value.align == "right" else 7.5


@dataclass(frozen=True, slots=True)
class Ticks:
    """The tick boxes of one question, with a line for another answer when there is one."""

    width: float
    group: str

    def place(self, layout: Layout, rect: Rect) -> None:
        """Add the boxes side by side, then the line up to the end of the cell."""
        question = TICKS[self.group]
        x, y = rect.x + 2.0, rect.y + (rect.h - TICK) / 2
        for option in question.options:
            layout.template.ticks.append(TickBox(Rect(x, y, TICK, TICK), self.group, option))
            x = _words(layout, Rect(x + TICK + _GAP, rect.y, 0, rect.h), option) + _APART
        if question.other:
            x = _words(layout, Rect(x, rect.y, 0, rect.h), question.other) + 1.0
            line = Rect(x, rect.y + 0.3, rect.x + rect.w - 2.0 - x, rect.h - 2.0)
            layout.template.slots.append(Slot(line.inner(0.3), f"{self.group}.other", one_line=6.0))
            layout.template.underlines.append(Rect(line.x, line.y + line.h + 0.3, line.w, 0))


def _words(layout: Layout, at: Rect, text: str) -> float:
    """Add a word to the right of `at.x`; returns where it ends."""
    width = layout.face.width(text, _OPTION_SIZE) / MM + 0.1
    layout.template.words.append(Words(Rect(at.x, at.y, width, at.h), text, _OPTION_SIZE, align="left"))
    return at.x + width


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: title above, date below, and on wish a dashed box for the thumb."""

    width: float
    title: str
    thumb: bool = False
    seal: bool = False

    def place(self, layout: Layout, rect: Rect) -> None:
        """Add title, date line and the box for the thumb."""
        layout.template.shades.append(Rect(rect.x, rect.y, rect.w, 7))
        layout.template.cells.append(Rect(rect.x, rect.y, rect.w, 7))
        layout.template.words.append(Words(Rect(rect.x + 1, rect.y, rect.w - 2, 7), self.title))
        date = Rect(rect.x + 1, rect.y + rect.h - 8, rect.w - (25 if self.thumb else 3), 7)
        layout.template.words.append(Words(date, "年　　月　　日", align="right"))
        if self.seal:
            words = Rect(rect.x + 1, rect.y + rect.h - 16, rect.w - 2, 6)
            layout.template.words.append(Words(words, "（盖章）", 8, align="right"))
        if self.thumb:
            box = Rect(rect.x + rect.w - 22, rect.y + 8.5, 20, rect.h - 10)
            layout.template.dashed.append(box)
            layout.template.words.append(Words(Rect(box.x, box.y, box.w, 5), "手　印", 7))
