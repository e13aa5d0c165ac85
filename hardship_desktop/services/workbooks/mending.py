"""Cells that a person puts right on the check page: for this import only, the file stays as it is.

They travel among the answers.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from hardship_desktop.documents.sheets.sheet import Sheet, column_number

_CELL = "cell"

Cells = Mapping[tuple[str, str, int, int], str]
"""File name, sheet, row and number of the column, as the person sees them, to what shall stand there."""


def cell_key(file: str, sheet: str, row: int, column: str) -> str:
    """The key of the answer that says what shall stand in a cell; a file's name has no |."""
    return f"{_CELL}|{file}|{sheet}|{row}|{column}"


def mended(answers: Mapping[str, str]) -> Cells:
    """The cells among the answers."""
    found = {}
    for key, text in answers.items():
        if key.startswith(f"{_CELL}|"):
            file, rest = key.removeprefix(f"{_CELL}|").split("|", 1)
            sheet, row, letters = rest.rsplit("|", 2)
            found[file, sheet, int(row), column_number(letters)] = text
    return found


def put_right(path: str, sheets: Iterable[Sheet], cells: Cells) -> None:
    """Write the cells into what was read of a file; one outside of it is left alone."""
    name = Path(path).name
    for sheet in sheets if cells else ():
        for (file, title, row, column), text in cells.items():
            down, right = row - sheet.first_row, column - sheet.first_column
            inside = 0 <= down < len(sheet.rows) and 0 <= right < sheet.width
            if inside and (file, title) == (name, sheet.name):
                sheet.rows[down][right] = text
