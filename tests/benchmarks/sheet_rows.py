"""Workbooks in and out, against the libraries that read and write the cells."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from hardship_desktop.documents.sheets.write import HouseholdOut, write_households
from hardship_desktop.domain import invented
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Household, Person
from tests.benchmarks.office import SEED, BenchOffice
from tests.benchmarks.row import Row, seconds

_MOST = 12_500
"""Households that make a workbook of about 50,000 rows."""
_TRIES = 3


def sheet_out_rows(office: BenchOffice) -> Iterator[Row]:
    """The same cells written by the program and by XlsxWriter alone."""
    book = Book(office)
    ours = min(seconds(book.write) for _ in range(_TRIES))
    limit = min(seconds(book.write_bare) for _ in range(_TRIES))
    yield Row("workbook-out", f"导出工作簿（{book.size}）", ours, "s", limit=limit, times=1.5)


def sheet_in_rows(office: BenchOffice) -> Iterator[Row]:
    """A workbook recognised, read and checked against the database, and its cells only read."""
    book = Book(office)
    book.write()
    check = partial(WorkbookIn(office.county).dry_run, [str(book.path)])
    ours = min(seconds(check) for _ in range(_TRIES))
    limit = min(seconds(book.read_bare) for _ in range(_TRIES))
    yield Row("workbook-in", f"导入前检查工作簿（{book.size}）", ours, "s", limit=limit, times=4)


class Book:
    """An invented workbook of two sheets that the program writes itself."""

    def __init__(self, office: BenchOffice) -> None:
        self.path = office.folder / "households.xlsx"
        source = invented.households(min(office.households, _MOST), seed=SEED + 1, today=office.county.today)
        self._homes = [HouseholdOut(each.values, each.people) for each in source]

    @cached_property
    def _cells(self) -> list[list[list[Any]]]:
        book = CalamineWorkbook.from_path(str(self.path))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    @property
    def size(self) -> str:
        """Rows and columns of the two sheets."""
        return "，".join(f"{len(sheet):,} 行 × {len(sheet[0])} 列" for sheet in self._cells)

    def write(self) -> None:
        """By the program."""
        fields = fields_of(Household), fields_of(Person)
        write_households(self.path, self._homes, *fields, masked=False)

    def write_bare(self) -> None:
        """The same cells by the library alone."""
        out = self.path.with_name("bare.xlsx")
        with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
            for cells in self._cells:
                _fill(book.add_worksheet(), cells)

    def read_bare(self) -> None:
        """By the library alone."""
        book = CalamineWorkbook.from_path(str(self.path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def _fill(sheet: Any, cells: list[list[Any]]) -> None:
    for line, row in enumerate(cells):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(line, place, cell)
            else:
                sheet.write_number(line, place, cell)
