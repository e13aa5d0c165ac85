"""Documents of blocks as PDF: strips put on pages one under the other, each page numbered."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from hardship_desktop.documents.paper.blocks import Document
from hardship_desktop.documents.pdf.drawing import PROGRAM, Drawing
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.layout import LEFT, Rect
from hardship_desktop.documents.pdf.rows import Strip
from hardship_desktop.documents.pdf.strips import Cutter

_TOP = 14.0
_FOOT = 12.0  # mm at the lower edge for the line with the page number
_NUMBER = 22.0  # mm for 共 n 页
_PORTRAIT, _LANDSCAPE = (210.0, 297.0), (297.0, 210.0)


def write_document(document: Document, out: BinaryIO, *, fonts: Fonts) -> int:
    """Write a document as PDF and return the number of its pages; rows are taken one at a time."""
    paper = _Paper(document, out, fonts)
    for group in _groups(paper.cutter.cut(document.blocks)):
        paper.put(group)
    return paper.close()


def _groups(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips that stay on one page."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


class _Paper:
    """Fills page after page."""

    def __init__(self, document: Document, out: BinaryIO, fonts: Fonts) -> None:
        width, height = _LANDSCAPE if document.landscape else _PORTRAIT
        self._document = document
        self._middle, self._right, self._bottom = width / 2, width - LEFT, height - _FOOT
        self._drawing = Drawing(out, fonts, document.title, across=document.landscape)
        self.cutter = Cutter(fonts, width - 2 * LEFT, self._bottom - _TOP)
        self._pages = 1
        self._y = _TOP
        self._lines: list[float] = []
        self._columns: tuple[float, ...] = ()

    def put(self, group: list[Strip]) -> None:
        """Strips one under the other, on a new page when this one has too little room for all."""
        height = sum(strip.height for strip in group)
        if self._y > _TOP and (group[0].begins or self._y + height > self._bottom):
            self._turn()
            self._repeat(group[0].head)
        for strip in group:
            if self._y > _TOP and self._y + strip.height > self._bottom:
                self._turn()
                self._repeat(strip.head)
            self._draw(strip)

    def _repeat(self, head: Strip | None) -> None:
        if head:
            self._draw(head)

    def _draw(self, strip: Strip) -> None:
        if strip.columns != self._columns:
            self._rule()
            self._columns = strip.columns
        if strip.columns and not self._lines:
            self._lines.append(self._y)
        strip.draw(self._drawing, self._y)
        self._y += strip.height
        if strip.columns:
            self._lines.append(self._y)

    def _rule(self) -> None:
        """Draw the grid of the rows so far."""
        if self._lines:
            self._drawing.grid(self._columns, self._lines)
        self._lines, self._columns = [], ()

    def _turn(self) -> None:
        self._end()
        self._drawing.next_page()
        self._pages += 1
        self._y = _TOP

    def _end(self) -> None:
        """What every page ends with."""
        self._rule()
        y, text = self._bottom + 1.5, self._drawing.text
        foot = "　".join(filter(None, (self._document.unit or PROGRAM, self._document.note)))
        text(Rect(LEFT, y, self._middle - 30 - LEFT, 4.5), foot, (7.5, 6.5, 5.5, 4.5))
        text(Rect(self._middle - 30, y, 30, 4.5), f"第 {self._pages} 页 / ", (8.5,), align="right")
        self._drawing.later("pages")
        printed = f"打印日期 {self._document.printed_on.isoformat()}"
        text(Rect(self._right - 60, y, 60, 4.5), printed, (7.5,), align="right")

    def close(self) -> int:
        """Write the file."""
        self._end()
        self._drawing.next_page()
        total = Rect(self._middle + 1, self._bottom + 1.5, _NUMBER, 4.5)
        self._drawing.now("pages", total, f"共 {self._pages} 页", 8.5)
        self._drawing.close()
        return self._pages
