"""What calamine does not tell of a zipped workbook: hidden rows, faulty formulas, absurd extents.

calamine reserves memory for the whole rectangle between the first and the last cell, and a lone
cell in XFD1048576 ends the process. So the cells' own references are looked at first; the
`dimension` element is often wrong in WPS files and is not trusted by anyone.
"""

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from hardship_desktop.documents.sheets.number_formats import Shown
from hardship_desktop.documents.sheets.sheet import UNCALCULATED, Block, column_number
from hardship_desktop.documents.sheets.sniff import MOST_CELLS, FileKind, damaged, too_large
from hardship_desktop.documents.sheets.styles import counts_from_1904, styled_cells, telling_styles
from hardship_desktop.domain.errors import UserError

_CHUNK = 4 * 2**20
_FAR = re.compile(rb""" r=["'](?:[A-Z]{3}|[A-Z]+\d{6})""")
_REFERENCE = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_COLUMN_ENDS = re.compile(rb"""\b(min|max)=["'](\d{1,5})["']""")
_LAST_COLUMN = 16_384
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_FAULT = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt=["']e["'])[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>(.*?)</(?:\w+:)?c>""",
    re.S,
)
_UNCALCULATED = re.compile(
    rb"""<(?:\w+:)?c\b(?![^>]*\bt=["']str["'])[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>\s*"""
    rb"""<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_ODS_CELLS = re.compile(rb"""<table:table-cell\b[^>]*columns-repeated="\d{4,}"[^>]*value-type=""")
_ODS_CELLS_AFTER = re.compile(rb"""<table:table-cell\b[^>]*value-type="[^>]*columns-repeated="\d{4,}\"""")
_ODS_ROWS = re.compile(
    rb"""<table:table-row\b[^>]*rows-repeated="\d{4,}"[^>]*>(.*?)</table:table-row>""", re.S
)
_NAME = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_NAME = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class SheetNotes:
    """Row and column numbers from 1; `faults` maps (row, column), both from 1, to the shown error text.

    `formats` maps cells likewise to what their number format makes of a number, where it adds anything.
    """

    known: bool = True
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: dict[tuple[int, int], Shown] = field(default_factory=dict)
    days_1904: bool = False


def look_inside(path: Path, kind: FileKind) -> dict[str, SheetNotes]:
    """Notes by sheet name for .xlsx; for .ods only the check of its extent. Raises UserError."""
    if kind not in ("xlsx", "ods"):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if kind == "ods":
                _check_ods(archive, path.name)
                return {}
            _read_through(archive)
            styles = telling_styles(archive)
            days_1904 = counts_from_1904(archive)
            notes = {
                name: _sheet_notes(archive, part, path.name, name, styles)
                for name, part in _sheet_parts(archive).items()
            }
            for each in notes.values():
                each.days_1904 = days_1904
            return notes
    except (UserError, OSError, MemoryError):
        raise
    except Exception:  # zipfile, zlib and the XML parser raise a dozen kinds on broken input
        raise damaged(path.name) from None


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the part that holds it."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}
    targets = {
        each.get("Id"): _part_name(each.get("Target", ""))
        for each in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts = {}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet"):
            part = targets.get(element.get(_NAME) or element.get(_STRICT_NAME))
            if part in names:
                parts[element.get("name", "")] = part
    return parts


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _read_through(archive: zipfile.ZipFile) -> None:
    """Unpack what calamine unpacks, so that a wrong size or checksum is found here, not in memory."""
    for part in archive.infolist():
        if part.filename.startswith("xl/") and part.filename.endswith((".xml", ".rels")):
            if "worksheets/" in part.filename and "/_rels/" not in part.filename:
                continue  # read below
            with archive.open(part) as file:
                while file.read(_CHUNK):
                    pass


def _sheet_notes(
    archive: zipfile.ZipFile, part: str, file: str, sheet: str, styles: Mapping[int, Shown]
) -> SheetNotes:
    notes = SheetNotes()
    far = False
    for text in _pieces(archive, part, b"</row>"):
        far = far or _FAR.search(text) is not None
        if b"hidden=" in text:
            _note_hidden(text, notes)
            _note_hidden_columns(text, notes)
        if b't="e"' in text or b"t='e'" in text:
            _note_faults(text, notes)
        if styles:
            notes.formats |= styled_cells(text, styles)
        if b"<f" in text or b":f" in text:
            _note_uncalculated(text, notes)
    if far:
        _check_extent(archive, part, file, sheet)
    return notes


def _pieces(archive: zipfile.ZipFile, part: str, end: bytes) -> Iterator[bytes]:
    """The part in pieces that end with `end` or at least between two tags."""
    rest = b""
    with archive.open(part) as source:
        while chunk := source.read(_CHUNK):
            text = rest + chunk
            cut = text.rfind(end)
            cut = cut + len(end) if cut >= 0 else text.rfind(b">") + 1
            yield text[:cut]
            rest = text[cut:] if len(text) - cut < _CHUNK else b""
    yield rest


def _note_hidden(text: bytes, notes: SheetNotes) -> None:
    for attributes in _ROW.findall(text):
        number = _ROW_NUMBER.search(attributes)
        if number and _HIDDEN.search(attributes):
            notes.hidden.add(int(number[1]))


def _note_hidden_columns(text: bytes, notes: SheetNotes) -> None:
    for attributes in _COLUMNS.findall(text):
        ends = dict(_COLUMN_ENDS.findall(attributes))
        if _HIDDEN.search(attributes) and len(ends) == 2:
            last = min(int(ends[b"max"]), _LAST_COLUMN)
            notes.hidden_columns.update(range(int(ends[b"min"]), last + 1))


def _note_faults(text: bytes, notes: SheetNotes) -> None:
    for letters, row, body in _FAULT.findall(text):
        value = _VALUE.search(body)
        shown = html.unescape(value[1].decode("utf-8", "replace")) if value else "#N/A"
        notes.faults[int(row), column_number(letters.decode())] = shown


def _note_uncalculated(text: bytes, notes: SheetNotes) -> None:
    """Formulas that were never worked out, as programs other than Excel and WPS write them."""
    for letters, row in _UNCALCULATED.findall(text):
        notes.faults[int(row), column_number(letters.decode())] = UNCALCULATED


def _check_extent(archive: zipfile.ZipFile, part: str, file: str, sheet: str) -> None:
    rows: list[int] = []
    columns: list[int] = []
    for text in _pieces(archive, part, b"</row>"):
        found = [(int(row), column_number(letters.decode())) for letters, row in _REFERENCE.findall(text)]
        if found:
            here_rows, here_columns = zip(*found, strict=True)
            rows = [min(*rows, *here_rows), max(*rows, *here_rows)] if rows else _ends(here_rows)
            columns = (
                [min(*columns, *here_columns), max(*columns, *here_columns)]
                if columns
                else _ends(here_columns)
            )
    if rows and (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1) > MOST_CELLS:
        raise too_large(file, sheet)


def _ends(numbers: tuple[int, ...]) -> list[int]:
    return [min(numbers), max(numbers)]


def _check_ods(archive: zipfile.ZipFile, file: str) -> None:
    for text in _pieces(archive, "content.xml", b"</table:table-row>"):
        if b"-repeated=" not in text:
            continue
        if _ODS_CELLS.search(text) or _ODS_CELLS_AFTER.search(text):
            raise too_large(file)
        if any(b"value-type=" in body for body in _ODS_ROWS.findall(text)):
            raise too_large(file)
