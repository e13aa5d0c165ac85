"""An .xls, from Excel 5 on, read by xlrd, which knows merged cells, hidden rows and columns, and errors."""

from datetime import datetime, time
from io import StringIO
from pathlib import Path

import xlrd
from xlrd.sheet import Sheet as Source

from hardship_desktop.documents.sheets.number_formats import as_shown, shown_by
from hardship_desktop.documents.sheets.sheet import Block, Cell, Sheet
from hardship_desktop.documents.sheets.sniff import MOST_CELLS, damaged, encrypted, too_large
from hardship_desktop.domain.errors import UserError


def read_xls(path: Path) -> list[Sheet]:
    """All work sheets; raises UserError."""
    content = path.read_bytes()
    try:
        book = xlrd.open_workbook(
            file_contents=content, logfile=StringIO(), formatting_info=True, ragged_rows=True
        )
        return [_sheet(path.name, source, book.datemode) for source in book.sheets()]
    except (UserError, MemoryError):
        raise
    except Exception as error:  # broken bytes end in whatever they meet first
        raise (encrypted if "encrypt" in str(error).lower() else damaged)(path.name) from None


def _sheet(file: str, source: Source, datemode: int) -> Sheet:
    rows = [_row(source, index, datemode) for index in range(source.nrows)]
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) * max(map(len, rows), default=0) > MOST_CELLS:
        raise too_large(file, source.name)
    blocks = [
        Block(top, left, bottom - 1, right - 1)
        for top, bottom, left, right in source.merged_cells
        if top < len(rows)
    ]
    hidden = frozenset(row + 1 for row, info in source.rowinfo_map.items() if info.hidden)
    columns = frozenset(column + 1 for column, info in source.colinfo_map.items() if info.hidden)
    visible = source.visibility == 0
    found = Sheet(file, source.name, rows, 1, 1, blocks, hidden, visible, hidden_columns=columns)
    found.days_1904 = datemode == 1
    return found


def _row(source: Source, index: int, datemode: int) -> list[Cell]:
    """The cells up to the last one that holds something."""
    cells = [
        _numbered(source, cell)
        if cell.ctype == xlrd.XL_CELL_NUMBER
        else _value(cell.ctype, cell.value, datemode)
        for cell in source.row(index)
    ]
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _numbered(source: Source, cell: xlrd.sheet.Cell) -> Cell:
    """A number as its format shows it."""
    style = source.book.format_map.get(source.book.xf_list[cell.xf_index].format_key)
    shown = shown_by(style.format_str) if style else None
    return as_shown(cell.value, shown) if shown else cell.value


def _value(kind: int, value: str | float, datemode: int) -> Cell:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(int(value), "#N/A"))
    if kind == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(float(value), datemode)
        except (ValueError, OverflowError):
            return value
        return _day_or_time(moment, whole=float(value) >= 1)
    return value


def _day_or_time(moment: datetime, *, whole: bool) -> Cell:
    if not whole:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
