"""Blocks cut into strips."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from hardship_desktop.documents.paper import blocks
from hardship_desktop.documents.pdf import cells
from hardship_desktop.documents.pdf.drawing import Drawing
from hardship_desktop.documents.pdf.fitting import Fitted, block_height, wrap
from hardship_desktop.documents.pdf.fonts import Face, Fonts
from hardship_desktop.documents.pdf.layout import BAR, LEFT, MM, Layout, Rect
from hardship_desktop.documents.pdf.rows import CELL_PADDING, Strip, cell_height, set_cell, table_strips

_LABEL = 22.0
_SIGNATURE = 34.0
_GAP = 1.5  # mm over a text


class Cutter:
    """Cuts blocks for a page with room for `width` x `height` mm."""

    def __init__(self, fonts: Fonts, width: float, height: float) -> None:
        self._fonts = fonts
        self._width = width
        self._height = height

    def cut(self, some: Iterable[blocks.Block]) -> Iterator[Strip]:
        """The strips of these blocks, from top to bottom."""
        for block in some:
            match block:
                case blocks.Title():
                    yield from self._title(block)
                case blocks.Heading():
                    yield self._heading(block)
                case blocks.FieldGrid():
                    yield from (self._places(row, block.across) for row in block.rows())
                case blocks.Table():
                    yield from table_strips(block, self._fonts, self._width, self._height)
                case blocks.Text():
                    yield Strip(_GAP, keep=True)
                    yield from self._text(block)
                case blocks.Signatures():
                    yield self._signatures(block)
                case blocks.QR():
                    yield self._qr(block)
                case blocks.PageBreak():
                    yield Strip(0, begins=True)
                case blocks.KeepTogether():
                    yield from _kept(self.cut(block.blocks))

    def _title(self, title: blocks.Title) -> Iterator[Strip]:
        yield from self._text(blocks.Text(title.text, 18, True, "center"), keep=True)
        if title.note:
            yield from self._text(blocks.Text(title.note, 9, align="center"), keep=True)
        yield Strip(1.5, keep=True)

    def _heading(self, heading: blocks.Heading) -> Strip:
        def draw(drawing: Drawing, y: float) -> None:
            layout = Layout("", self._fonts, y, LEFT + self._width)
            layout.bar(heading.text, heading.note)
            drawing.draw(layout.template)

        return Strip(BAR, draw, keep=True)

    def _text(self, text: blocks.Text, *, keep: bool = False) -> Iterator[Strip]:
        """Line by line; the first two and the last two stay together."""
        face = self._fonts.bold if text.bold else self._fonts.regular
        lines = wrap(face, text.text.rstrip(), text.size, self._width * MM)
        height = block_height(1, text.size) / MM + text.size * 0.06
        for number, line in enumerate(lines):
            fitted = Fitted((line.strip("\r\n"),), text.size)
            draw = partial(_line, Rect(LEFT, 0, self._width, height), fitted, text.align, face)
            yield Strip(height, draw, keep or (number in (0, len(lines) - 2) and number < len(lines) - 1))

    def _places(self, row: Sequence[blocks.Place], across: int) -> Strip:
        """One row of labels and values, as high as its longest text."""
        face = self._fonts.regular
        share = self._width / across
        room = self._width - (len(row) - 1) * share - _LABEL  # the last one goes up to the margin
        widths = [share - _LABEL] * (len(row) - 1) + [room]
        texts = [set_cell(face, place.text, width) for place, width in zip(row, widths, strict=True)]
        named = [set_cell(face, place.column.label, _LABEL) for place in row]
        height = max(map(cell_height, (*texts, *named)))

        def draw(drawing: Drawing, y: float) -> None:
            layout = Layout("", self._fonts, y)
            x = LEFT
            for label, value, width in zip(named, texts, widths, strict=True):
                left, right = Rect(x, y, _LABEL, height), Rect(x + _LABEL, y, width, height)
                drawing.shade(left)
                layout.template.cells += [left, right]
                drawing.lines(left.inner(CELL_PADDING), label, align="center", face=face)
                drawing.lines(right.inner(CELL_PADDING), value, align="left", face=face)
                x += _LABEL + width
            drawing.draw(layout.template)

        return Strip(height, draw)

    def _signatures(self, block: blocks.Signatures) -> Strip:
        width = self._width / len(block.places)

        def draw(drawing: Drawing, y: float) -> None:
            layout = Layout("", self._fonts, y)
            for number, place in enumerate(block.places):
                rect = Rect(LEFT + number * width, y, width, _SIGNATURE)
                layout.template.cells.append(rect)
                cells.Signature(width, place.title, place.thumb, place.seal).place(layout, rect)
            drawing.draw(layout.template)

        return Strip(_SIGNATURE, draw)

    def _qr(self, code: blocks.QR) -> Strip:
        def draw(drawing: Drawing, y: float) -> None:
            drawing.qr(Rect(LEFT + (self._width - code.size) / 2, y + 3, code.size, code.size), code.payload)

        return Strip(code.size + 6, draw)


def _line(rect: Rect, fitted: Fitted, align: str, face: Face, drawing: Drawing, y: float) -> None:
    drawing.lines(replace(rect, y=y), fitted, align=align, face=face, top=True)


def _kept(strips: Iterable[Strip]) -> Iterator[Strip]:
    """Each strip but the last keeps with the next."""
    before: Strip | None = None
    for strip in strips:
        if before:
            yield replace(before, keep=True)
        before = strip
    if before:
        yield before
