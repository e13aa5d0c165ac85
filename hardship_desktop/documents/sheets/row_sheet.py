"""A sheet of a workbook as an office keeps it: title, who filled it in, header, rows, ready to print."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from hardship_desktop.documents.sheets.safetext import safe_text
from hardship_desktop.domain.kinds import Area, Integer, Kind, Money
from hardship_desktop.store.safefile import replace_file

_A4 = 9
_OPTIONS = {
    "constant_memory": True,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": "宋体", "font_size": 11},
}
NUMBER_FORMATS = {Money: "0.00", Area: "0.##", Integer: "0"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the header: the title, and the line of the seal, the day and who filled it in."""

    title: str
    note: str = ""

    @classmethod
    def sealed(cls, title: str, office: str, day: str) -> "Heading":
        """With places for the seal and the signatures."""
        return cls(title, f"填报单位（盖章）：{office}　　填报日期：{day}　　填表人：　　　　　审核人：")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column to write: its header, its width in characters, how a value looks in it."""

    name: str
    header: str
    width: int
    number_format: str
    cell: Callable[[Any], str | float]

    @classmethod
    def of(cls, name: str, header: str, width: int, kind: Kind, *, hidden: bool) -> "SheetColumn":
        """The column of a field; `hidden` masks its values."""
        return cls(name, header, width, number_format(kind, hidden=hidden), cell_maker(kind, hidden=hidden))


SERIAL = SheetColumn("serial", "序号", 6, "0", float)


class RowSheet:
    """One sheet, filled from top to bottom."""

    def __init__(
        self, book: Any, name: str, columns: Sequence[SheetColumn], heading: Heading | None = None
    ) -> None:
        self._sheet = book.add_worksheet(name)
        self._columns = len(columns)
        self._formats = [book.add_format({"num_format": column.number_format}) for column in columns]
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF7", "text_wrap": True, "valign": "vcenter"})
        for index, column in enumerate(columns):
            self._sheet.set_column(index, index, column.width, self._formats[index])
        self._header = self._line = self._over(book, heading) if heading else 0
        for index, column in enumerate(columns):
            self._sheet.write_string(self._header, index, column.header, bold)
        self._sheet.freeze_panes(self._header + 1, 2)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.repeat_rows(0, self._header)
        self._sheet.repeat_columns(0)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C第 &P 页，共 &N 页")

    def _over(self, book: Any, heading: Heading) -> int:
        """Title and note in the first two rows; gives the row of the header."""
        big = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        self._sheet.set_row(0, 30)
        for row, text, look in ((0, heading.title, big), (1, heading.note, book.add_format({}))):
            if self._columns > 1:
                self._sheet.merge_range(row, 0, row, self._columns - 1, text, look)
            else:
                self._sheet.write_string(row, 0, text, look)
        return 2

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
        self._sheet.autofilter(self._header, 0, max(self._line, self._header + 1), self._columns - 1)


@contextmanager
def open_book(out: Path, aside: Path | None = None) -> Iterator[Any]:
    """A workbook that replaces `out` when it is finished; raises what the disk says.

    Its rows wait in `aside`, else beside `out`. XlsxWriter leaves the files of a failed attempt open: the
    finished one is therefore in memory, where its late closing harms nothing, and the parts are closed
    here, since Windows deletes no open file.
    """
    content = BytesIO()
    with TemporaryDirectory(dir=aside or out.parent, prefix=".") as parts:
        book = xlsxwriter.Workbook(content, {**_OPTIONS, "tmpdir": parts})
        try:
            with book:
                yield book
        except FileCreateError as error:
            clear_frames(error.args[0].__traceback__)
            for page in book.worksheets():
                page.row_data_fh.close()
            raise error.args[0] from None
    with replace_file(out) as file:
        file.write(content.getbuffer())


def cell_maker(kind: Kind, *, hidden: bool) -> Callable[[Any], str | float]:
    """How a value stands in a cell: amounts, areas and counts as numbers, all else as text."""
    if hidden:
        return lambda value: safe_text(kind.mask(value))
    if isinstance(kind, (Money, Area)):
        return lambda value: value / 100
    if isinstance(kind, Integer):
        return float
    return lambda value: safe_text(kind.format(value))


def number_format(kind: Kind, *, hidden: bool) -> str:
    """How Excel shows it; text is text, so that no number loses digits and nothing becomes a formula."""
    return "@" if hidden else NUMBER_FORMATS.get(type(kind), "@")
