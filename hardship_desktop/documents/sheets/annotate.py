"""Problems written back beside the cells of the person's own file."""

from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from hardship_desktop.documents.sheets.extracted import CellProblem
from hardship_desktop.documents.sheets.grid import Sheet, read_file
from hardship_desktop.documents.sheets.safetext import safe_text
from hardship_desktop.documents.sheets.sheet import shown
from hardship_desktop.documents.sheets.sniff import kind_of
from hardship_desktop.store.aside import temporary_folder
from hardship_desktop.store.safefile import replace_file

MOST_COPIED_BYTES = 8 * 2**20
"""openpyxl needs minutes and gigabytes for what is larger; then only the rows at fault are written."""

_ERROR_FILL = PatternFill("solid", fgColor="FFF8D7DA")
_WARNING_FILL = PatternFill("solid", fgColor="FFFFF3CD")
_AUTHOR = "困难职工帮扶工作台"
_LONGEST_COMMENT = 2000


def annotate(source: Path, out: Path, problems: Sequence[CellProblem]) -> None:
    """A copy of an .xlsx with a comment and a light fill on each cell at fault.

    For other formats, or one that cannot be copied faithfully: a new workbook with the rows
    at fault and a column of problems. `out` is always .xlsx.
    """
    mine = [problem for problem in problems if problem.file == source.name]
    content = None
    if kind_of(source) == "xlsx" and source.stat().st_size <= MOST_COPIED_BYTES:
        content = _annotated(source, mine)
    with replace_file(out) as file:
        file.write(content if content is not None else _rows_at_fault(read_file(source), mine))


def _annotated(source: Path, problems: Sequence[CellProblem]) -> bytes | None:
    """The copy, None when openpyxl cannot read or write this file."""
    try:
        book = openpyxl.load_workbook(source)
        for (sheet, row, column), texts in _by_cell(problems).items():
            if sheet in book.sheetnames:
                _mark(book[sheet], row, column, texts)
        buffer = BytesIO()
        with temporary_folder():
            book.save(buffer)
    except Exception:  # it fails in many ways on files that sheet programs open
        return None
    return buffer.getvalue()


def _by_cell(problems: Sequence[CellProblem]) -> dict[tuple[str, int, str], list[CellProblem]]:
    cells: dict[tuple[str, int, str], list[CellProblem]] = defaultdict(list)
    for problem in problems:
        cells[problem.sheet, max(problem.row, 1), problem.column or "A"].append(problem)
    return cells


def _mark(sheet: Any, row: int, column: str, problems: Sequence[CellProblem]) -> None:
    cell = sheet[f"{column}{row}"]
    if isinstance(cell, MergedCell):
        block = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        cell = sheet.cell(block.min_row, block.min_col)
    text = "\n".join(problem.message for problem in problems)
    if cell.comment is not None:
        text = f"{cell.comment.text}\n{text}"
    cell.comment = Comment(text[:_LONGEST_COMMENT], _AUTHOR, height=90, width=320)
    failed = any(problem.severity == "error" for problem in problems)
    cell.fill = _ERROR_FILL if failed else _WARNING_FILL


def _rows_at_fault(sheets: Sequence[Sheet], problems: Sequence[CellProblem]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        formats = {
            "error": book.add_format({"bg_color": "#F8D7DA", "num_format": "@"}),
            "warning": book.add_format({"bg_color": "#FFF3CD", "num_format": "@"}),
        }
        page = book.add_worksheet("需要改正的行")
        page.write_row(0, 0, ["工作表", "行号", "问题"])
        page.set_column(0, 1, 10)
        page.set_column(2, 2, 60)
        page.freeze_panes(1, 3)
        known = {sheet.name: sheet for sheet in sheets}
        by_row: dict[tuple[str, int], list[CellProblem]] = defaultdict(list)
        for problem in problems:
            by_row[problem.sheet, problem.row].append(problem)
        for line, ((name, number), found) in enumerate(by_row.items(), 1):
            _write_row(page, line, known.get(name), name, number, found, formats)
    return buffer.getvalue()


def _write_row(
    page: Any,
    line: int,
    sheet: Sheet | None,
    name: str,
    number: int,
    problems: Sequence[CellProblem],
    formats: dict[str, Any],
) -> None:
    page.write_string(line, 0, safe_text(name))
    page.write_number(line, 1, number)
    said = (f"{p.column}{number}：{p.message}" if p.column else p.message for p in problems)
    page.write_string(line, 2, safe_text("\n".join(said)))
    index = number - sheet.first_row if sheet else -1
    if sheet is None or not 0 <= index < len(sheet.rows):
        return
    at_fault = {problem.column: problem.severity for problem in reversed(problems)}
    for column, cell in enumerate(sheet.rows[index]):
        style = formats.get(at_fault.get(sheet.letter(column), ""))
        if cell != "" or style:
            page.write_string(line, 3 + column, safe_text(shown(cell)), style)
