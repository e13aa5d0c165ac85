"""Which cells of an .xlsx have a number format that shows more than the number; when its days begin."""

import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

from hardship_desktop.documents.sheets.number_formats import Shown, shown_by
from hardship_desktop.documents.sheets.sheet import column_number

_STYLES, _WORKBOOK = "xl/styles.xml", "xl/workbook.xml"
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_STYLE = re.compile(rb"""\bs=["'](\d{1,6})["']""")


def telling_styles(archive: zipfile.ZipFile) -> dict[int, Shown]:
    """The numbers of cell styles whose format adds figures or letters; usually none."""
    if _STYLES not in archive.namelist():
        return {}
    root = ElementTree.fromstring(archive.read(_STYLES))
    codes = {
        each.get("numFmtId"): shown
        for each in root.iter()
        if each.tag.endswith("}numFmt") and (shown := shown_by(each.get("formatCode", "")))
    }
    cells = next((each for each in root if each.tag.endswith("}cellXfs")), None)
    if not codes or cells is None:
        return {}
    formats = enumerate(each.get("numFmtId") for each in cells)
    return {number: codes[code] for number, code in formats if code in codes}


def styled_cells(text: bytes, styles: Mapping[int, Shown]) -> dict[tuple[int, int], Shown]:
    """The cells of a piece of a sheet that have one of these styles, by row and column from 1."""
    found = {}
    for attributes in _CELL.findall(text):
        style, place = _STYLE.search(attributes), _REFERENCE.search(attributes)
        shown = styles.get(int(style[1])) if style else None
        if shown and place:
            found[int(place[2]), column_number(place[1].decode())] = shown
    return found


def counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Whether plain numbers that stand for days count from 1904 (workbooks made on old Macs)."""
    if _WORKBOOK not in archive.namelist():
        return False
    root = ElementTree.fromstring(archive.read(_WORKBOOK))
    said = (each.get("date1904") for each in root.iter() if each.tag.endswith("}workbookPr"))
    return next(said, None) in ("1", "true", "on")
