"""Documents of blocks as a workbook: one sheet that prints as it looks, with values that can be counted."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, pairwise
from math import ceil
from typing import Any, BinaryIO

import segno
import xlsxwriter

from hardship_desktop.documents.paper import blocks
from hardship_desktop.documents.sheets.row_sheet import cell_maker, number_format
from hardship_desktop.documents.sheets.safetext import safe_text

_FONT = {"font_name": "宋体", "font_size": 10}
_A4 = 9
_PORTRAIT, _LANDSCAPE = 96, 140  # characters across a page
_LABEL = 12
_LINE = 14.5  # points of a line of text
_BOX = {"border": 1, "valign": "vcenter", "text_wrap": True}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"},
    "note": {"align": "center", "font_size": 9},
    "heading": {"bold": True, "font_size": 11, "valign": "vcenter"},
    "label": _BOX | {"bg_color": "#F2F2F2", "align": "center"},
    "value": _BOX,
    "total": _BOX | {"bold": True},
    "sign": _BOX | {"valign": "bottom", "align": "center"},
    "text": {"text_wrap": True, "valign": "top"},
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A value from one edge to another (in characters), and how it looks."""

    left: int
    right: int
    value: str | float
    style: str
    pattern: str = "@"
    align: str = ""


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    height: float = _LINE + 4
    picture: bytes = b""
    head: bool = False
    breaks: bool = False


def write_workbook(document: blocks.Document, out: BinaryIO) -> None:
    """Write a document as one sheet: as wide as the page, headers repeated, amounts as numbers."""
    book = xlsxwriter.Workbook(out, {"strings_to_urls": False, "default_format_properties": _FONT})
    book.set_properties({"title": document.title})
    with book:
        width = _LANDSCAPE if document.landscape else _PORTRAIT
        _Page(book, document).fill(list(_rows(document.blocks, width)))


def _rows(some: Iterable[blocks.Block], width: int) -> Iterator[_Row]:
    for block in some:
        match block:
            case blocks.Title():
                yield _Row([_Cell(0, width, block.text, "title")], 30)
                if block.note:
                    yield _Row([_Cell(0, width, block.note, "note")])
            case blocks.Heading():
                said = f"{block.text}　{block.note}" if block.note else block.text
                yield _Row([_Cell(0, width, said, "heading")], 24)
            case blocks.FieldGrid():
                yield from (_places(row, block.across, width) for row in block.rows())
            case blocks.Table():
                yield from _table(block, width)
            case blocks.Text():
                cell = _Cell(0, width, safe_text(block.text), "text", align=block.align)
                yield _Row([cell], _height([cell]))
            case blocks.Signatures():
                yield _signatures(block, width)
            case blocks.QR():
                picture = BytesIO()
                segno.make(block.payload, error="m", micro=False).save(picture, kind="png", scale=4, border=2)
                yield _Row([], block.size * 3.2, picture.getvalue())
            case blocks.PageBreak():
                yield _Row([], breaks=True)
            case blocks.KeepTogether():
                yield from _rows(block.blocks, width)


def _places(places: Sequence[blocks.Place], across: int, width: int) -> _Row:
    cells = []
    for number, place in enumerate(places):
        left, right = (width * each // across for each in (number, number + 1))
        right = width if number == len(places) - 1 else right
        cells.append(_Cell(left, left + _LABEL, place.column.label, "label"))
        cells.append(_value(place.column, place.value, left + _LABEL, right, "value", align="left"))
    return _Row(cells, _height(cells))


def _table(table: blocks.Table, width: int) -> Iterator[_Row]:
    total = sum(column.width for column in table.columns)
    edges = [round(width * x / total) for x in accumulate((c.width for c in table.columns), initial=0)]
    places = list(zip(table.columns, pairwise(edges), strict=True))
    head = [_Cell(left, right, column.label, "label") for column, (left, right) in places]
    yield _Row(head, _height(head), head=True)

    def line(values: Sequence[Any], style: str) -> _Row:
        cells = [
            _value(column, value, left, right, style)
            for (column, (left, right)), value in zip(places, values, strict=True)
        ]
        return _Row(cells, _height(cells))

    empty = True
    for values in table.rows:
        empty = False
        yield line(values, "value")
    if empty:
        yield _Row([_Cell(0, width, blocks.NOTHING, "value", align="center")])
    if table.last:
        yield line(table.last, "total")


def _value(column: blocks.Column, value: Any, left: int, right: int, style: str, align: str = "") -> _Cell:
    """Amounts, areas and counts are numbers; everything else is text, so that no number loses digits."""
    align = align or column.align
    if value is None or isinstance(value, str):
        return _Cell(left, right, safe_text(column.text(value)), style, align=align)
    made = cell_maker(column.kind, hidden=column.masked)(value)
    return _Cell(left, right, made, style, number_format(column.kind, hidden=column.masked), align)


def _signatures(block: blocks.Signatures, width: int) -> _Row:
    cells = []
    for number, place in enumerate(block.places):
        left, right = (width * each // len(block.places) for each in (number, number + 1))
        marks = "".join(
            word for word, given in (("（盖章）", place.seal), ("（手印）", place.thumb)) if given
        )
        cells.append(_Cell(left, right, f"{place.title}\n\n\n{marks}\n年　　月　　日", "sign"))
    return _Row(cells, 6.5 * _LINE)


def _height(cells: Iterable[_Cell]) -> float:
    """Points: merged cells grow with no text by themselves, so the lines are counted here."""
    lines = max((_lines(str(cell.value), cell.right - cell.left - 1) for cell in cells), default=1)
    return min(lines * _LINE + 4, 409)


def _lines(text: str, room: int) -> int:
    return sum(
        max(ceil(sum(2 if ord(c) > 0x2E7F else 1 for c in part) / room), 1) for part in text.split("\n")
    )


class _Page:
    """The sheet being written."""

    def __init__(self, book: Any, document: blocks.Document) -> None:
        self._book = book
        self._sheet = book.add_worksheet(safe_text(document.title)[:31])
        self._formats: dict[tuple[str, str, str], Any] = {}
        sheet = self._sheet
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        if document.landscape:
            sheet.set_landscape()
        foot = "　".join(filter(None, (document.unit, document.note))).replace("&", "&&")
        sheet.set_footer(f"&L&8{foot}&C&9第 &P 页 / 共 &N 页&R&8打印日期 {document.printed_on}")

    def fill(self, rows: list[_Row]) -> None:
        """The rows from top to bottom, on columns made of all the edges there are."""
        edges = sorted({edge for row in rows for cell in row.cells for edge in (cell.left, cell.right)})
        for index, (left, right) in enumerate(pairwise(edges)):
            self._sheet.set_column(index, index, right - left - 0.7)
        heads = [number for number, row in enumerate(rows) if row.head]
        if len(heads) == 1:
            self._sheet.repeat_rows(heads[0])
            self._sheet.freeze_panes(heads[0] + 1, 0)
        self._sheet.set_h_pagebreaks([number + 1 for number, row in enumerate(rows) if row.breaks])
        for number, row in enumerate(rows):
            self._sheet.set_row(number, row.height)
            if row.picture:
                self._sheet.insert_image(number, 0, "qr.png", {"image_data": BytesIO(row.picture)})
            for cell in row.cells:
                first, last = bisect_left(edges, cell.left), bisect_left(edges, cell.right) - 1
                self._write(number, first, last, cell)

    def _write(self, row: int, first: int, last: int, cell: _Cell) -> None:
        style = self._format(cell)
        if last > first:
            self._sheet.merge_range(row, first, row, last, "", style)
        if isinstance(cell.value, str):
            self._sheet.write_string(row, first, cell.value, style)
        else:
            self._sheet.write_number(row, first, cell.value, style)

    def _format(self, cell: _Cell) -> Any:
        key = cell.style, cell.pattern, cell.align
        if key not in self._formats:
            look = _STYLES[cell.style] | {"num_format": cell.pattern}
            self._formats[key] = self._book.add_format(look | ({"align": cell.align} if cell.align else {}))
        return self._formats[key]
