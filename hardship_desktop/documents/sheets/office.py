"""Workbooks of sheet programs, read by calamine after a look at what it does not tell."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from hardship_desktop.documents.sheets.inside import SheetNotes, look_inside
from hardship_desktop.documents.sheets.inside_ods import notes_of_ods
from hardship_desktop.documents.sheets.number_formats import as_shown
from hardship_desktop.documents.sheets.sheet import Block, Cell, Sheet
from hardship_desktop.documents.sheets.sniff import FileKind, damaged, encrypted
from hardship_desktop.documents.sheets.xls import read_xls
from hardship_desktop.domain.errors import UserError

MOST_SHEETS = 300


def read_office(path: Path, kind: FileKind) -> list[Sheet]:
    """All work sheets. calamine reserves memory for the whole used range, so that is measured first."""
    if kind == "xls":
        return read_xls(path)
    notes = _notes_of_ods(path) if kind == "ods" else look_inside(path, kind)
    with path.open("rb") as file:
        return _read(file, path.name, notes, known=kind == "xlsx")


def _notes_of_ods(path: Path) -> dict[str, SheetNotes]:
    look_inside(path, "ods")  # its extent, before all of it is read
    try:
        with zipfile.ZipFile(path) as archive:
            return notes_of_ods(archive)
    except (OSError, MemoryError):
        raise
    except Exception:  # zipfile, zlib and the XML parser raise a dozen kinds on broken input
        raise damaged(path.name) from None


def _read(file: BinaryIO, name: str, notes: dict[str, SheetNotes], *, known: bool) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            wanted = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
            return [
                _sheet(
                    name,
                    book.get_sheet_by_name(meta.name),
                    notes.get(meta.name, SheetNotes(known=known)),
                    visible=meta.visible == SheetVisibleEnum.Visible,
                )
                for meta in wanted[:MOST_SHEETS]
            ]
    except (UserError, OSError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError:
        raise encrypted(name) from None
    except BaseException:  # a panic inside the library is no Exception
        raise damaged(name) from None


def _sheet(file: str, source: CalamineSheet, notes: SheetNotes, *, visible: bool) -> Sheet:
    rows: list[list[Cell]] = list(source.iter_rows()) if source.start else []
    left = source.start[1] if source.start else 0
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    for (row, column), text in notes.faults.items():
        _put(rows, row - 1, column - 1 - left, text)
    for (row, column), shown in notes.formats.items():
        if row <= len(rows) and 0 <= column - 1 - left < len(rows[row - 1]):
            rows[row - 1][column - 1 - left] = as_shown(rows[row - 1][column - 1 - left], shown)
    merged = source.merged_cell_ranges or [((b.top, b.left), (b.bottom, b.right)) for b in notes.merged]
    blocks = [
        Block(top, first - left, bottom, last - left)
        for (top, first), (bottom, last) in merged
        if first >= left and top < len(rows)
    ]
    hidden = frozenset(notes.hidden) if notes.known else None
    columns = frozenset(notes.hidden_columns)
    found = Sheet(file, source.name, rows, 1, left + 1, blocks, hidden, visible, hidden_columns=columns)
    found.days_1904 = notes.days_1904
    return found


def _put(rows: list[list[Cell]], row: int, column: int, text: str) -> None:
    """Show a faulty formula's text, which calamine leaves empty."""
    if row < len(rows) and 0 <= column < len(rows[row]) and rows[row][column] == "":
        rows[row][column] = text
