"""Strips of paper, and the strips of a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain, pairwise, zip_longest

from hardship_desktop.documents.paper.blocks import NOTHING, Table
from hardship_desktop.documents.pdf.drawing import Drawing
from hardship_desktop.documents.pdf.fitting import Fitted, fit
from hardship_desktop.documents.pdf.fonts import Face, Fonts
from hardship_desktop.documents.pdf.layout import LEFT, MM, Rect

CELL_PADDING = 1.2
_SIZES = (9.0, 8.5, 8.0, 7.5)
_ABOVE = 1.8  # mm above and below the text of a cell together
_LEAST_ROW = 6.0
_ENDLESS = 1e6


def _nothing(drawing: Drawing, y: float) -> None:
    """An empty strip."""


@dataclass(slots=True)
class Strip:
    """A piece of paper as wide as the page, that no page end cuts; heights in mm.

    `draw` takes the y of its upper edge. `keep`: stands on the page of the strip that follows. `head` is
    drawn first where the strip begins a page. Strips with the same `columns` (x in mm) are the rows of one
    grid. `begins` asks for a new page.
    """

    height: float
    draw: Callable[[Drawing, float], None] = _nothing
    keep: bool = False
    head: "Strip | None" = None
    columns: tuple[float, ...] = ()
    begins: bool = False


def set_cell(face: Face, text: str, width: float) -> Fitted:
    """How a text stands in a cell of `width` mm: in one line if it can, else in as many as it needs."""
    room = (width - 2 * CELL_PADDING) * MM
    if "\n" not in text and face.width(text, _SIZES[0]) <= room:
        return Fitted((text,), _SIZES[0])
    return fit(face, text, room, _ENDLESS, _SIZES, _SIZES[-1])


def cell_height(fitted: Fitted) -> float:
    """Height of a cell with this text in mm."""
    return max(fitted.height / MM + _ABOVE, _LEAST_ROW) if len(fitted.lines) > 1 else _LEAST_ROW


def table_strips(table: Table, fonts: Fonts, width: float, height: float) -> Iterator[Strip]:
    """The header, the rows and the line of totals of a table on pages of `width` x `height` mm."""
    total = sum(column.width for column in table.columns)
    edges = tuple(LEFT + width * x / total for x in accumulate((c.width for c in table.columns), initial=0))
    aligns = [column.align for column in table.columns]
    head = _head(table, fonts.bold, edges)
    yield head
    row, lines = _Row(fonts.regular, edges, aligns, head), table.texts()
    if first := next(lines, None):
        for texts in chain((first,), lines):
            yield from row.pieces(row.set(texts), height - head.height)
    else:
        ends = (edges[0], edges[-1])
        note = _Row(fonts.regular, ends, ["center"])
        yield note.strip(note.set([NOTHING]))
    if table.last:
        row = _Row(fonts.bold, edges, aligns, head)
        texts = [column.text(value) for column, value in zip(table.columns, table.last, strict=True)]
        yield row.strip(row.set(texts))


def _head(table: Table, face: Face, edges: tuple[float, ...]) -> Strip:
    """The labels of the columns on a shaded ground."""
    row = _Row(face, edges, ["center"] * len(table.columns))
    plain = row.strip(row.set([column.label for column in table.columns]))

    def draw(drawing: Drawing, y: float) -> None:
        drawing.shade(Rect(edges[0], y, edges[-1] - edges[0], plain.height))
        plain.draw(drawing, y)

    return replace(plain, draw=draw, keep=True)


class _Row:
    """Makes the strips of rows of one kind."""

    def __init__(
        self, face: Face, edges: tuple[float, ...], aligns: Sequence[str], head: Strip | None = None
    ) -> None:
        self._face = face
        self._edges = edges
        self._widths = [right - left for left, right in pairwise(edges)]
        self._aligns = aligns
        self._head = head

    def set(self, texts: Sequence[str]) -> list[Fitted]:
        """Every cell's text in lines."""
        return [set_cell(self._face, text, width) for text, width in zip(texts, self._widths, strict=True)]

    def strip(self, row: Sequence[Fitted]) -> Strip:
        """The row in one piece."""
        height = max(map(cell_height, row))
        return Strip(height, partial(self._draw, row, height), head=self._head, columns=self._edges)

    def pieces(self, row: list[Fitted], room: float) -> Iterator[Strip]:
        """The row in one piece, or in as many as a page of `room` mm needs for its longest text."""
        strip = self.strip(row)
        if strip.height <= room:
            yield strip
            return
        parts = [_parts(fitted, (room - _ABOVE) * MM) for fitted in row]
        empty = Fitted((), _SIZES[0])
        for piece in zip_longest(*parts, fillvalue=empty):
            yield self.strip(piece)

    def _draw(self, row: Sequence[Fitted], height: float, drawing: Drawing, y: float) -> None:
        for x, width, fitted, align in zip(self._edges, self._widths, row, self._aligns, strict=False):
            if fitted.lines:
                rect = Rect(x + CELL_PADDING, y, width - 2 * CELL_PADDING, height)
                drawing.lines(rect, fitted, align=align, face=self._face)


def _parts(fitted: Fitted, room: float) -> Iterator[Fitted]:
    """The lines in portions that are no higher than `room` points."""
    portion = max(int(room / fitted.leading) - 1, 1)
    for start in range(0, len(fitted.lines), portion):
        yield replace(fitted, lines=fitted.lines[start : start + portion])
