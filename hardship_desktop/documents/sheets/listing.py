"""A list as a workbook: title, who and when, the columns shown, every row."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from hardship_desktop.documents.sheets.row_sheet import SERIAL, Heading, RowSheet, SheetColumn, open_book
from hardship_desktop.domain.lists import Column, Row

_PIXELS = 8
"""Of a column on the screen for a character in a sheet."""


def write_listing(
    out: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    masked: bool,
    heading: Heading,
    aside: Path | None = None,
) -> None:
    """One sheet; amounts and counts are numbers, all else text."""
    told = [
        SheetColumn.of(
            each.name,
            each.label,
            max(each.width // _PIXELS, len(each.label) * 2 + 4),
            each.kind,
            hidden=masked and each.sensitive,
        )
        for each in columns
    ]
    with open_book(out, aside) as book:
        page = RowSheet(book, title[:31], [SERIAL, *told], heading)
        for number, row in enumerate(rows, 1):
            values = ((column, row.get(column.name)) for column in told)
            page.add([number, *(None if value is None else column.cell(value) for column, value in values)])
        page.close()
