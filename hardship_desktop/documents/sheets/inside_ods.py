"""What calamine does not tell of an .ods: merged cells, hidden rows and columns."""

import zipfile
from xml.etree import ElementTree

from hardship_desktop.documents.sheets.inside import SheetNotes
from hardship_desktop.documents.sheets.sheet import Block

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HIDDEN = frozenset({"collapse", "filter"})
_MOST_REPEATED = 16_384


def notes_of_ods(archive: zipfile.ZipFile) -> dict[str, SheetNotes]:
    """Notes by sheet name."""
    found: dict[str, SheetNotes] = {}
    notes, row, column = SheetNotes(), 0, 0
    with archive.open("content.xml") as file:
        for event, element in ElementTree.iterparse(file, ("start", "end")):
            kind = element.tag.removeprefix(_TABLE)
            if event == "start" and kind == "table":
                notes = found.setdefault(element.get(f"{_TABLE}name", ""), SheetNotes())
                row = column = 0
            elif event == "end" and kind == "table-column":
                last = column + min(_count(element, "number-columns-repeated"), _MOST_REPEATED)
                if element.get(f"{_TABLE}visibility") in _HIDDEN:
                    notes.hidden_columns.update(range(column + 1, last + 1))
                column = last
            elif event == "end" and kind == "table-row":
                repeated = _count(element, "number-rows-repeated")
                if element.get(f"{_TABLE}visibility") in _HIDDEN:
                    notes.hidden.update(range(row + 1, row + 1 + min(repeated, _MOST_REPEATED)))
                notes.merged += _merged(element, row)
                row += repeated
                element.clear()
    return found


def _merged(row: ElementTree.Element, index: int) -> list[Block]:
    """The merged ranges that begin in a row."""
    blocks, column = [], 0
    for cell in row:
        down, right = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            blocks.append(Block(index, column, index + down - 1, column + right - 1))
        column += _count(cell, "number-columns-repeated")
    return blocks


def _count(element: ElementTree.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1
