"""Households and members written as a workbook that our own reader reads without loss."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from hardship_desktop.documents.sheets.headings import importable
from hardship_desktop.documents.sheets.safetext import safe_text
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.kinds import Area, BankCard, IdNumber, Integer, Money, PersonName, Text
from hardship_desktop.domain.progress import Progress
from hardship_desktop.store.safefile import replace_file

HOUSEHOLDS, MEMBERS = "困难职工家庭", "家庭成员"
_LINKED = ("name", "id_no")
_STEP = 200
_A4 = 9
_FONT = {"font_name": "宋体", "font_size": 11}
_NUMBER_FORMATS = {Money: "0.00", Area: "0.##", Integer: "0"}
_WIDTHS = ((IdNumber, 21), (BankCard, 22), (PersonName, 12), (Text, 20), (Money, 12))


@dataclass(frozen=True, slots=True)
class HouseholdOut:
    """A household's values and its persons' values, the head first."""

    values: Values
    persons: Sequence[Values]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column to write: its header, its width in characters, how a value looks in it."""

    name: str
    header: str
    width: int
    number_format: str
    cell: Callable[[Any], str | float]


class _Page:
    """One sheet, filled from top to bottom."""

    def __init__(self, book: Any, name: str, columns: Sequence[_Column]) -> None:
        self._sheet = book.add_worksheet(name)
        self._columns = len(columns)
        self._formats = [book.add_format({"num_format": column.number_format}) for column in columns]
        self._line = 0
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF7", "text_wrap": True, "valign": "vcenter"})
        for index, column in enumerate(columns):
            self._sheet.set_column(index, index, column.width, self._formats[index])
            self._sheet.write_string(0, index, column.header, bold)
        self._sheet.freeze_panes(1, 2)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.repeat_rows(0)
        self._sheet.repeat_columns(0)

    def add(self, cells: Iterable[str | float | None]) -> None:
        """The next row; None leaves a cell empty."""
        self._line += 1
        line, sheet, formats = self._line, self._sheet, self._formats
        for index, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(line, index, cell, formats[index])
            elif cell is not None:
                sheet.write_number(line, index, cell, formats[index])

    def close(self) -> None:
        """Filter buttons over all rows."""
        self._sheet.autofilter(0, 0, max(self._line, 1), self._columns - 1)


def write_households(
    out: Path,
    households: Iterable[HouseholdOut],
    household_fields: Sequence[Field],
    person_fields: Sequence[Field],
    *,
    masked: bool,
    progress: Progress | None = None,
    total: int = 0,
    aside: Path | None = None,
) -> None:
    """Two sheets, 困难职工家庭 and 家庭成员, linked by 档案编号 and 户主; masked when asked.

    Everything but amounts, areas and counts is text, so that no number loses digits and nothing
    becomes a formula. The head's name and number stand on both sheets, the rest on the second.
    Unfinished parts lie in `aside`, else beside `out`.
    """
    family = _columns(household_fields, masked, taken=frozenset())
    words = frozenset(column.header for column in family)
    persons = _columns(person_fields, masked, taken=words)
    heads = [replace(column, header=f"户主{column.header}") for column in persons if column.name in _LINKED]
    links = [column for column in family if column.name == "archive_no"]
    content = BytesIO()
    with TemporaryDirectory(dir=aside or out.parent, prefix=".") as parts, _book(content, parts) as book:
        first = _Page(book, HOUSEHOLDS, [*family, *heads])
        second = _Page(book, MEMBERS, [*links, *heads, *persons])
        for done, household in enumerate(households, 1):
            head = _cells(heads, household.persons[0] if household.persons else {})
            first.add(_cells(family, household.values) + head)
            link = _cells(links, household.values) + head
            for person in household.persons:
                second.add(link + _cells(persons, person))
            if progress and done % _STEP == 0:
                progress.step(done, max(total, done))
        first.close()
        second.close()
    with replace_file(out) as file:
        file.write(content.getbuffer())


@contextmanager
def _book(content: BytesIO, parts: str) -> Iterator[Any]:
    """A workbook that keeps its rows in `parts`; raises what the disk says.

    XlsxWriter leaves the files of a failed attempt open: the finished one is therefore in memory,
    where its late closing harms nothing, and the parts are closed here, since Windows deletes no open file.
    """
    options = {
        "constant_memory": True,
        "tmpdir": parts,
        "strings_to_urls": False,
        "default_format_properties": _FONT,
    }
    book = xlsxwriter.Workbook(content, options)
    try:
        with book:
            yield book
    except FileCreateError as error:
        clear_frames(error.args[0].__traceback__)
        for page in book.worksheets():
            page.row_data_fh.close()
        raise error.args[0] from None


def _columns(fields: Sequence[Field], masked: bool, taken: frozenset[str]) -> list[_Column]:
    """A column for each field that a sheet may hold; a header that is taken gets 成员 before it."""
    return [
        _Column(
            each.name,
            f"成员{each.label}" if each.label in taken else each.label,
            _width(each),
            _NUMBER_FORMATS.get(type(each.kind), "@") if not (masked and each.sensitive) else "@",
            _cell_maker(each, masked),
        )
        for each in fields
        if importable(each)
    ]


def _cells(columns: Sequence[_Column], values: Values) -> list[str | float | None]:
    cells: list[str | float | None] = []
    for column in columns:
        value = values.get(column.name)
        cells.append(None if value is None else column.cell(value))
    return cells


def _cell_maker(field: Field, masked: bool) -> Callable[[Any], str | float]:
    hidden = masked and field.sensitive
    if isinstance(field.kind, (Money, Area)) and not hidden:
        return lambda value: value / 100
    if isinstance(field.kind, Integer) and not hidden:
        return float
    return lambda value: safe_text(field.format(value, masked=hidden))


def _width(field: Field) -> int:
    """Characters: room for the usual value and for the header in two lines."""
    usual = next((width for kind, width in _WIDTHS if isinstance(field.kind, kind)), 12)
    return max(usual, len(field.label) + 4)
