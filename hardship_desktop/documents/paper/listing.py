"""A list on paper: title, who and when, a header on every page, the columns shown, fitted to the width."""

from collections.abc import Iterable, Sequence
from datetime import date

from hardship_desktop.documents.paper.blocks import Column, Document, Table, Title
from hardship_desktop.domain.lists import Column as Shown
from hardship_desktop.domain.lists import Row

_PIXELS = 8.0
_NARROW = 80.0
"""Characters that stand side by side on an upright page; more turns it."""


def listing(
    title: str,
    columns: Sequence[Shown],
    rows: Iterable[Row],
    *,
    masked: bool,
    note: str,
    printed_on: date,
    unit: str,
) -> Document:
    """The list as a document."""
    told = [Column("序号", width=6.0, align="right")]
    for each in columns:
        side = "right" if each.right else "left"
        told.append(Column(each.label, each.kind, masked and each.sensitive, each.width / _PIXELS, side))
    lines = ([str(number), *(row.get(each.name) for each in columns)] for number, row in enumerate(rows, 1))
    wide = sum(each.width for each in told) > _NARROW
    return Document("listing", [Title(title, note), Table(told, lines)], printed_on, unit, landscape=wide)
