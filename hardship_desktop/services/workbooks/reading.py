"""Office workbooks of any kind brought to households with values, or to a sentence why not."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hardship_desktop.documents.sheets.extract import LearnedWords, extract
from hardship_desktop.documents.sheets.extracted import CellProblem, Extracted
from hardship_desktop.documents.sheets.grid import read_file
from hardship_desktop.documents.sheets.grouping import conclusion
from hardship_desktop.documents.sheets.layout import Column, Recognition, SheetPlan
from hardship_desktop.documents.sheets.origins import Origins
from hardship_desktop.documents.sheets.recognise import recognise
from hardship_desktop.documents.sheets.sheet import Sheet
from hardship_desktop.documents.sheets.sniff import opened
from hardship_desktop.documents.sheets.tables import tables_of
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.workbooks.learned import apply_columns
from hardship_desktop.services.workbooks.masks import Spot, take_out_masks
from hardship_desktop.services.workbooks.mending import Cells, put_right
from hardship_desktop.services.workbooks.results import FileResult, Overrides, SheetResult
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Household, Person
from hardship_desktop.store.store import Store

_NAMED = 8
_LONGEST_SAMPLE = 20
_LONG_NUMBER = re.compile(r"(\d{3})\d{4,}[\dXx]?")


@dataclass(frozen=True)
class FileRead:
    """One file: its content's digest, what was taken, and the cells that were masked."""

    path: str
    digest: str
    extracted: Extracted
    recognition: Recognition
    masked: frozenset[Spot] = frozenset()
    problem: CellProblem | None = None
    warnings: list[CellProblem] = field(default_factory=list)

    @property
    def result(self) -> FileResult:
        """The file with its sheets and counts."""
        sheets = {
            plan.sheet: SheetResult(plan.sheet, conclusion=conclusion(plan))
            for plan in reversed(self.recognition.sheets)
        }
        sheets = dict(reversed(sheets.items()))
        for count in self.extracted.counts:
            sheets[count.sheet] = sheets[count.sheet].with_more(count)
        return FileResult(self.path, list(sheets.values()))


class WorkbookReader:
    """Reads files with the fields of households and people."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today
        self._households = fields_of(Household)
        self._people = fields_of(Person)
        self._sensitive = {("household", each.name): each for each in self._households if each.sensitive}
        self._sensitive |= {("person", each.name): each for each in self._people if each.sensitive}

    def sheets(self, path: str, cells: Cells | None = None) -> list[Sheet]:
        """The sheets of a file, each table of a sheet by itself, some cells put right; raises UserError."""
        sheets = read_file(Path(path))
        put_right(path, sheets, cells or {})
        return tables_of(sheets, household_fields=self._households, person_fields=self._people)

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """What the sheets seem to be, and what this office has said of such columns before."""
        found = self.unaided(sheets)
        apply_columns(self._store, found)
        return found

    def unaided(self, sheets: Sequence[Sheet]) -> Recognition:
        """What the sheets seem to be by themselves."""
        return recognise(sheets, household_fields=self._households, person_fields=self._people)

    def read(
        self,
        path: str,
        overrides: Overrides,
        progress: Progress | None = None,
        learned: LearnedWords | None = None,
        cells: Cells | None = None,
    ) -> FileRead:
        """One file; what a person can mend comes back as `problem`."""
        try:
            digest = digest_of(path)
            sheets = self.sheets(path, cells)
            recognition = self._recognition(path, sheets, overrides)
        except UserError as error:
            return FileRead(path, "", Extracted(), Recognition(), problem=file_problem(path, error))
        masked, warnings = take_out_masks(sheets, recognition, self._sensitive)
        warnings += [warning for plan in recognition.sheets if (warning := _not_taken(plan))]
        extracted = extract(
            sheets,
            recognition,
            household_fields=self._households,
            person_fields=self._people,
            today=self._today,
            learned=learned,
            progress=progress or NoProgress(),
        )
        origins = Origins(sheets)
        origins.put_back(extracted)
        return FileRead(
            path,
            digest,
            extracted,
            recognition,
            frozenset(map(origins.of, masked)),
            _nothing(path, extracted, recognition),
            [*map(origins.of_problem, warnings), *(each for sheet in sheets for each in _unread(sheet))],
        )

    def _recognition(self, path: str, sheets: Sequence[Sheet], overrides: Overrides) -> Recognition:
        corrected = overrides.get(path)
        if corrected is None:
            return self.recognise(sheets)
        if [each.place for each in corrected.sheets] != [each.place for each in sheets]:
            raise UserError("这个文件在识别之后被改动过，请重新选择文件，再识别一次。", code="file_changed")
        return corrected


def digest_of(path: str) -> str:
    """The SHA-256 of a file's content; raises UserError."""
    with opened(Path(path)) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_problem(path: str, error: UserError) -> CellProblem:
    """A sentence about a whole file."""
    return CellProblem(Path(path).name, "", 0, "", "", error.code, error.message)


def _not_taken(plan: SheetPlan) -> CellProblem | None:
    """Columns that nobody has said anything about and that go nowhere; None when all were understood."""
    columns = plan.not_taken if plan.layout != "none" else []
    if not columns:
        return None
    names = "、".join(map(_described, columns[:_NAMED]))
    more = "等" if len(columns) > _NAMED else ""
    message = f"有 {len(columns)} 列没有认出，没有导入：{names}{more}。需要的请改表头，或在导入向导中指明。"
    if any("成员" in each.header for each in columns):
        message += "家庭成员写在一格里的，请改成每人一行。"
    first = columns[0]
    return CellProblem(
        plan.file,
        plan.sheet,
        plan.header_last,
        first.letter,
        first.header,
        "column_unknown",
        message,
        "warning",
    )


def _described(column: Column) -> str:
    """A column that stays out with what it holds, as 微信号（F 列，例如 wx1）."""
    words = [f"{column.letter} 列", "隐藏"] if column.hidden else [f"{column.letter} 列"]
    if column.samples:
        words.append("例如 " + _LONG_NUMBER.sub(r"\1****", column.samples[0])[:_LONGEST_SAMPLE])
    return f"{column.header}（{'，'.join(words)}）"


def _unread(sheet: Sheet) -> list[CellProblem]:
    """That a form was read, with the words that are not understood, in one sentence."""
    if not sheet.plan:
        return []
    if not sheet.unread:
        message = f"“{sheet.name}”按一户一张的登记表读取，不是名单，请核对。"
        return [CellProblem(sheet.file, sheet.name, 0, "", "", "form", message, "warning")]
    row, letter, word = sheet.unread[0]
    words = "、".join(f"{each}（{column}{line}）" for line, column, each in sheet.unread[:_NAMED])
    more = "等" if len(sheet.unread) > _NAMED else ""
    message = f"登记表里有 {len(sheet.unread)} 项没有认出，没有导入：{words}{more}。需要的请导入后补填。"
    return [CellProblem(sheet.file, sheet.name, row, letter, word, "item_unknown", message, "warning")]


def _nothing(path: str, extracted: Extracted, recognition: Recognition) -> CellProblem | None:
    if any(each.rows for each in extracted.counts):
        return None
    for plan in recognition.sheets:
        if plan.header_first:
            message = f"文件“{Path(path).name}”的“{plan.place}”：{conclusion(plan)}"
            return file_problem(path, UserError(message, code="no_rows"))
    message = (
        f"文件“{Path(path).name}”里没有找到困难职工名单：表头要有“姓名”等列，请核对，或在向导中指明表头的行。"
    )
    return file_problem(path, UserError(message, code="nothing_found"))
