"""Draws templates and fitted text on a reportlab canvas: everything in millimetres from the top left."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

import segno
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from hardship_desktop.documents.pdf.fitting import ASCENT, Fitted, fit
from hardship_desktop.documents.pdf.fonts import Face, Fonts
from hardship_desktop.documents.pdf.layout import LINE, MM, RULED_TOP, Rect, Slot, Template

PROGRAM = "困难职工帮扶工作台"
_THIN, _THICK = 0.3, 0.6
_SHADE = 0.949  # F2F2F2: seen on paper, gone on a copy
_RULE_GREY = 0.6


class Drawing:
    """A PDF being drawn. The same input gives the same bytes; metadata holds nothing personal."""

    def __init__(self, out: BinaryIO, fonts: Fonts, title: str, *, across: bool = False) -> None:
        self._fonts = fonts
        self._size = landscape(A4) if across else A4
        self._top = self._size[1]
        self._canvas = Canvas(
            out,
            pagesize=self._size,
            invariant=1,
            pageCompression=1,
            lang="zh-CN",
            initialFontName=fonts.regular.name,  # else every page names Helvetica, which is not embedded
        )
        self._canvas.setTitle(title)
        for write in (self._canvas.setAuthor, self._canvas.setCreator, self._canvas.setProducer):
            write(PROGRAM)
        self._canvas.setSubject("")
        self._ready: set[str] = set()

    def under(self, template: Template) -> None:
        """Draw what is the same on every such side; it is stored in the file once."""
        if template.name not in self._ready:
            self._ready.add(template.name)
            self._canvas.beginForm(template.name, 0, 0, *self._size)
            self.draw(template)
            self._canvas.endForm()
        self._canvas.doForm(template.name)

    def draw(self, template: Template) -> None:
        """Draw what a template has printed, where it says."""
        self._rects(template.shades, stroke=0, fill=1, grey=_SHADE)
        self._rects(template.solids, stroke=0, fill=1, grey=0)
        self._canvas.setLineWidth(_THIN)
        self._rects(template.cells)
        for line in template.underlines:
            self._rule(line.x, line.x + line.w, line.y)
        self._canvas.setLineWidth(_THICK)
        self._rects(template.outlines)
        self._rects(box.rect for box in template.ticks)
        self._canvas.setDash(2, 2)
        self._rects(template.dashed)
        self._canvas.setDash()
        for words in template.words:
            face = self._fonts.bold if words.bold else self._fonts.regular
            self.text(words.rect, words.text, (words.size,), align=words.align, face=face)

    def _rects(self, rects: Iterable[Rect], *, stroke: int = 1, fill: int = 0, grey: float = 0) -> None:
        self._canvas.setFillGray(grey)
        path = self._canvas.beginPath()
        for rect in rects:
            path.rect(rect.x * MM, self._top - (rect.y + rect.h) * MM, rect.w * MM, rect.h * MM)
        self._canvas.drawPath(path, stroke=stroke, fill=fill)
        self._canvas.setFillGray(0)

    def _rule(self, left: float, right: float, y: float) -> None:
        self._canvas.line(left * MM, self._top - y * MM, right * MM, self._top - y * MM)

    def fitted(self, slot: Slot, text: str) -> Fitted:
        """How `text` will stand in the slot; what finds no room is in `rest`."""
        return fit(self._face(slot), text, slot.rect.w * MM, slot.rect.h * MM, slot.sizes, slot.one_line)

    def fill(self, slot: Slot, fitted: Fitted) -> None:
        """Write a value in its slot, or lines and a hint for the hand where it is empty."""
        rect = slot.rect
        if slot.ruled:
            self._ruled(rect, fitted.height / MM)
            self.lines(rect, fitted, align="left", face=self._face(slot), top=True)
        elif fitted.lines:
            self.lines(rect, fitted, align=slot.align, face=self._face(slot))
        elif slot.hint:
            self.text(rect, slot.hint, (8.5, 7.5), align="right")

    def _face(self, slot: Slot) -> Face:
        return self._fonts.bold if slot.bold else self._fonts.regular

    def _ruled(self, rect: Rect, used: float) -> None:
        """Lines to write on, 8 mm apart, below the text that is already there."""
        self._canvas.setLineWidth(_THIN)
        self._canvas.setStrokeGray(_RULE_GREY)
        for number in range(1, round((rect.h + 2 * RULED_TOP) / LINE)):
            if number * LINE > used + 1:
                self._rule(rect.x, rect.x + rect.w, rect.y - RULED_TOP + number * LINE)
        self._canvas.setStrokeGray(0)

    def text(
        self,
        rect: Rect,
        text: str,
        sizes: tuple[float, ...],
        *,
        align: str = "left",
        face: Face | None = None,
    ) -> None:
        """Write `text` inside the box and nowhere else."""
        face = face or self._fonts.regular
        fitted = fit(face, text, rect.w * MM, rect.h * MM, sizes)
        self.lines(rect, fitted, align=align, face=face)

    def lines(self, rect: Rect, fitted: Fitted, *, align: str, face: Face, top: bool = False) -> None:
        """Draw lines that were fitted to this box, centred from top to bottom unless `top`."""
        free = 0 if top else (rect.h * MM - fitted.height) / 2
        free += min(free, fitted.size * 0.05)  # Chinese characters have no tails: centred to the eye
        y = self._top - rect.y * MM - free - fitted.size * ASCENT
        for line in fitted.lines:
            slack = rect.w * MM - face.width(line, fitted.size) if align != "left" else 0
            x = rect.x * MM + (slack / 2 if align == "center" else slack)
            self._line(x, y, line, fitted.size, face)
            y -= fitted.leading

    def _line(self, x: float, y: float, line: str, size: float, face: Face) -> None:
        canvas = self._canvas
        runs = face.runs(line)
        for font, part in runs:
            if font is None:
                for number, character in enumerate(part):
                    self._unknown(x + number * size, y, character, size)
            else:
                canvas.setFont(font, size)
                canvas.drawString(x, y, part)
            if len(runs) > 1:
                x += face.width(part, size)

    def _unknown(self, x: float, y: float, character: str, size: float) -> None:
        """A character that no font has: a box with its code point, never a gap."""
        code = f"{ord(character):06X}" if ord(character) > 0xFFFF else f"{ord(character):04X}"
        half = len(code) // 2
        canvas = self._canvas
        canvas.setLineWidth(_THIN)
        canvas.rect(x + size * 0.04, y - size * 0.08, size * 0.92, size * 0.92)
        canvas.setFont(self._fonts.regular.name, size * 0.38)
        canvas.drawCentredString(x + size / 2, y + size * 0.43, code[:half])
        canvas.drawCentredString(x + size / 2, y + size * 0.05, code[half:])

    def tick(self, rect: Rect) -> None:
        """A tick drawn as lines inside its box, no glyph."""
        path = self._canvas.beginPath()
        for step, (across, down) in enumerate(((0.18, 0.55), (0.42, 0.8), (0.85, 0.2))):
            point = (rect.x + rect.w * across) * MM, self._top - (rect.y + rect.h * down) * MM
            if step:
                path.lineTo(*point)
            else:
                path.moveTo(*point)
        self._canvas.setLineWidth(1.2)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def qr(self, rect: Rect, payload: str) -> None:
        """A QR code filling the box; the box has its own quiet margin on the page."""
        code = segno.make(payload, error="m", mask=4, micro=False, boost_error=False)
        unit = rect.w * MM / len(code.matrix)
        path = self._canvas.beginPath()
        for number, row in enumerate(code.matrix):
            y = self._top - rect.y * MM - (number + 1) * unit
            _dark_runs(path, row, rect.x * MM, y, unit)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def shade(self, rect: Rect) -> None:
        """Make the ground of what is written next a little darker."""
        self._rects((rect,), stroke=0, fill=1, grey=_SHADE)

    def grid(self, across: Sequence[float], down: Sequence[float]) -> None:
        """The lines of a table: at each x from the first y to the last, at each y from side to side."""
        self._canvas.setLineWidth(_THIN)
        self._canvas.grid([x * MM for x in across], [self._top - y * MM for y in down])

    def later(self, name: str) -> None:
        """Leave a place for what `now` will write once it is known."""
        self._canvas.doForm(name)

    def now(self, name: str, rect: Rect, text: str, size: float) -> None:
        """Write what was left open under this name, on all pages at once."""
        self._canvas.beginForm(name, 0, 0, *self._size)
        self.text(rect, text, (size,))
        self._canvas.endForm()

    def next_page(self) -> None:
        """Finish this page."""
        self._canvas.showPage()

    def close(self) -> None:
        """Write the file."""
        self._canvas.save()


def _dark_runs(path: PDFPathObject, row: bytearray, x: float, y: float, unit: float) -> None:
    start: int | None = None
    for column, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            path.rect(x + start * unit, y, (column - start) * unit, unit)
            start = None
