"""Small workbooks for tests, as an office would type them: all cells text."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

Table = Sequence[Sequence[Any]]


def write_sheets(path: Path, sheets: Mapping[str, Table]) -> Path:
    """A workbook with these sheets; None leaves a cell empty, numbers stay numbers."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(line, column, value)
                    elif value is not None:
                        page.write_number(line, column, value)
    return path


def write_sheet(path: Path, *rows: Sequence[Any]) -> Path:
    """A workbook with one sheet, its header in the first row."""
    return write_sheets(path, {"名册": rows})
