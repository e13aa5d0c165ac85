"""Workbooks in: what was recognised, a dry run with everything at once, then one transaction.

A household goes in whole or not at all: a name or an ID number that cannot be read keeps it out
with its reasons, and the corrected file, imported again, brings it in. Any other cell that cannot
be read, or that contradicts the rest, is left empty and told. An empty cell never erases a value; 无
does, and is told. The same file again changes nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from hardship_desktop.documents.sheets.annotate import annotate
from hardship_desktop.documents.sheets.extracted import CellProblem
from hardship_desktop.documents.sheets.layout import Recognition, SheetPlan
from hardship_desktop.documents.sheets.recognise import plan_with_header
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.backup import safety_copy
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.workbooks.collector import collector_at_rest
from hardship_desktop.services.workbooks.learned import Words, learn_columns, learn_words, words_of
from hardship_desktop.services.workbooks.matching import wanted_by
from hardship_desktop.services.workbooks.mending import Cells, mended
from hardship_desktop.services.workbooks.plan import ImportPlan, differences, touched
from hardship_desktop.services.workbooks.progress_part import WHOLE, ProgressPart
from hardship_desktop.services.workbooks.reading import FileRead, WorkbookReader, digest_of, file_problem
from hardship_desktop.services.workbooks.refusing import take_back
from hardship_desktop.services.workbooks.register import load
from hardship_desktop.services.workbooks.results import (
    Answers,
    Applied,
    DryRun,
    FileRecognition,
    Outcome,
    Overrides,
    no_way_back,
)
from hardship_desktop.services.workbooks.summary import summary
from hardship_desktop.services.workbooks.writing import write_families
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Household, Person
from hardship_desktop.store.store import Reader

_READ, _COPIED, _PLANNED = 500, 600, 750
_STEP = 200


class WorkbookIn:
    """Importing households from office workbooks into the database of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reader = WorkbookReader(desk.store, desk.today)
        self._last: tuple[Any, list[FileRead]] = (None, [])

    def recognise(self, paths: Sequence[Path | str]) -> list[FileRecognition]:
        """What was recognised in each file, for a person to correct and hand back as overrides."""
        found = []
        for path in map(str, paths):
            try:
                sheets = self._reader.sheets(path)
                found.append(FileRecognition(path, self._reader.recognise(sheets)))
            except UserError as error:
                found.append(FileRecognition(path, Recognition(), file_problem(path, error)))
        return found

    def with_header(self, path: Path | str, sheet: str, first: int, last: int) -> SheetPlan:
        """The plan of one sheet when a person says in which rows its header stands; raises UserError."""
        for each in self._reader.sheets(str(path)):
            if each.place == sheet:
                return plan_with_header(
                    each, first, last, household_fields=fields_of(Household), person_fields=fields_of(Person)
                )
        raise UserError("这张工作表已不在文件里，请重新选择文件。", code="file_changed")

    @collector_at_rest()
    def dry_run(
        self,
        paths: Sequence[Path | str],
        overrides: Overrides | None = None,
        answers: Answers | None = None,
        progress: Progress | None = None,
    ) -> DryRun:
        """All that would happen, nothing written. Run it again with the answers to its questions."""
        self._desk.store.require_clock()  # ages and years are judged by it
        overrides, answers, progress = overrides or {}, answers or {}, progress or NoProgress()
        names = [str(path) for path in paths]
        files = self._read(names, overrides, answers, ProgressPart(progress, 0, _READ))
        with self._desk.read() as reader:
            plan = self._plan(reader, files, answers, ProgressPart(progress, _READ, WHOLE))
        return DryRun(
            **_parts(summary(files, plan)),
            paths=names,
            overrides=overrides,
            answers=answers,
            digest=_digest(files, plan),
        )

    @collector_at_rest()
    def apply(self, dry_run: DryRun, progress: Progress | None = None) -> Applied:
        """Write what the dry run showed, after a verified copy of the data, in one transaction.

        Raises UserError when files or database have changed since, and Cancelled, leaving nothing.
        """
        self._desk.require("write")
        progress = progress or NoProgress()
        answers = dry_run.answers
        files = self._read(dry_run.paths, dry_run.overrides, answers, ProgressPart(progress, 0, _READ))
        if not dry_run.writes:
            return Applied(**_parts(dry_run))
        copy = safety_copy(self._desk, "import", ProgressPart(progress, _READ, _COPIED))
        with self._desk.change() as change:
            change.final = no_way_back(str(copy))
            reader = Reader(change.connection)
            plan = self._plan(reader, files, answers, ProgressPart(progress, _COPIED, _PLANNED))
            if _digest(files, plan) != dry_run.digest:
                raise UserError(
                    "检查之后，文件或数据库里的内容又有改动，没有导入；请重新检查一遍再导入。",
                    code="changed_since",
                )
            result = summary(files, plan).without(dry_run.dropped, dry_run.refused)
            families = [each for each in touched(plan.register) if each.place not in result.dropped]
            for family in families:
                take_back(family, result.refused)
            write_families(change, self._desk, families, ProgressPart(progress, _PLANNED, WHOLE))
        self._learn(dry_run)
        return Applied(**_parts(result), safety_copy=str(copy))

    def _learn(self, dry_run: DryRun) -> None:
        """What a person said of words and columns helps with the next files."""
        learn_words(self._desk.store, dry_run.answers)
        for path, corrected in dry_run.overrides.items():
            learn_columns(self._desk.store, self._reader.unaided(self._reader.sheets(path)), corrected)

    @staticmethod
    def write_errors(
        paths: Sequence[Path | str], problems: Sequence[CellProblem], out: Path | str
    ) -> list[str]:
        """Problems as comments in copies of the files: `out`, and for further files out-2.xlsx ..."""
        target = Path(out)
        written: list[str] = []
        for path in map(Path, paths):
            mine = [each for each in problems if each.file == path.name and each.row]
            if not mine:
                continue
            name = f"{target.stem}-{len(written) + 1}{target.suffix}" if written else target.name
            annotate(path, target.with_name(name), mine)
            written.append(str(target.with_name(name)))
        return written

    def _read(
        self, paths: Sequence[str], overrides: Overrides, answers: Answers, progress: Progress
    ) -> list[FileRead]:
        """The files' content; what the last call read is taken again while the files are the same."""
        words, cells = words_of(self._desk.store, answers), mended(answers)
        key = _key(paths, overrides, words, cells)
        if key is not None and key == self._last[0]:
            return self._last[1]
        files = []
        for index, path in enumerate(paths):
            part = ProgressPart(progress, index * WHOLE // len(paths), (index + 1) * WHOLE // len(paths))
            files.append(self._reader.read(path, overrides, part, words, cells))
        self._last = (key, files)
        return files

    def _plan(
        self, reader: Reader, files: Sequence[FileRead], answers: Answers, progress: Progress
    ) -> ImportPlan:
        rows = [(row, file.masked) for file in files for row in file.extracted.households]
        register = load(reader, self._desk.store.org_id, wanted_by(row for row, _ in rows))
        plan = ImportPlan(register, answers, self._desk.today)
        for done, (row, masked) in enumerate(rows, 1):
            plan.take(row, masked)
            if done % _STEP == 0:
                progress.step(done, len(rows))
        for file in files:
            for row in file.extracted.rejected:
                plan.look(row)
        return plan


def _parts(outcome: Outcome) -> dict[str, Any]:
    return {each.name: getattr(outcome, each.name) for each in fields(Outcome)}


def _key(paths: Sequence[str], overrides: Overrides, words: Words, cells: Cells) -> Any:
    try:
        contents = [digest_of(path) for path in paths]
    except UserError:
        return None
    return list(paths), contents, {path: each.to_plain() for path, each in overrides.items()}, words, cells


def _digest(files: Sequence[FileRead], plan: ImportPlan) -> str:
    """A mark of what the files say and of every value that would change in the database."""
    mark = hashlib.sha256()
    for file in files:
        mark.update(f"{file.path}|{file.digest}|{file.recognition.to_plain()}\n".encode(errors="replace"))
    for family in touched(plan.register):
        if family.before is None:
            mark.update(b"new\n")
            continue
        mark.update(f"{family.id}|{_shown(family.before, family.values)}\n".encode())
        for someone in family.people:
            if someone.before is not None:
                mark.update(f"{someone.id}|{_shown(someone.before, someone.values)}\n".encode())
    for question in plan.questions:
        mark.update(f"{question.key}|{question.message}\n".encode())
    return mark.hexdigest()


def _shown(before: dict[str, Any], values: dict[str, Any]) -> str:
    return repr([(name, before.get(name), value) for name, value in differences(before, values).items()])
