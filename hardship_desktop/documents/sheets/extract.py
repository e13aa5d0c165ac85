"""Households and members with typed values out of recognised sheets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from hardship_desktop.documents.sheets.belonging import HOUSEHOLD, attach, who
from hardship_desktop.documents.sheets.cells import DITTO, reader
from hardship_desktop.documents.sheets.contents import says_head
from hardship_desktop.documents.sheets.extracted import (
    Extracted,
    HouseholdRow,
    Severity,
    SheetCount,
    UnknownWord,
)
from hardship_desktop.documents.sheets.grouping import joined_rows, says_relations, ticks_heads
from hardship_desktop.documents.sheets.headings import IS_HEAD
from hardship_desktop.documents.sheets.households import Gatherer
from hardship_desktop.documents.sheets.layout import Recognition, SheetPlan
from hardship_desktop.documents.sheets.linking import Linker
from hardship_desktop.documents.sheets.meanings import Learned
from hardship_desktop.documents.sheets.notices import (
    tell_hidden,
    tell_hidden_columns,
    tell_hidden_sheet,
    tell_nobody,
    tell_unnumbered,
)
from hardship_desktop.documents.sheets.problems import Problems
from hardship_desktop.documents.sheets.readings import Pair, Reading, Word
from hardship_desktop.documents.sheets.rows import RowData, Shape
from hardship_desktop.documents.sheets.serials import (
    data_indexes,
    data_rows,
    household_serial,
    serial_column,
    serial_counts_households,
    serial_names_household,
)
from hardship_desktop.documents.sheets.sheet import Cell, Sheet, shown
from hardship_desktop.domain.amounts import says_none
from hardship_desktop.domain.codes.relation import HEAD, RELATION
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.placeholders import no_file_number, nobody
from hardship_desktop.domain.progress import NoProgress, Progress

_STEP = 500
_LONGEST_KEPT = 100
_MOST_KNOWN = 20_000
"""Cells of a column whose reading is remembered: in a column of numbers hardly one comes twice."""
_UNREAD = object()
LearnedWords = Mapping[tuple[str, str], Learned]
"""By record and field."""
_PAIRS = (("disability_type", "disability_level"), ("phone", "phone2"), ("name", "id_no"), ("name", "phone"))
"""Columns whose cells may say another field too."""


def extract(
    sheets: Sequence[Sheet],
    recognition: Recognition,
    *,
    household_fields: Sequence[Field],
    person_fields: Sequence[Field],
    today: date,
    learned: LearnedWords | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """All households and all problems at once; never raises for anything that stands in a cell.

    Only a name or an ID number that cannot be read keeps a household out.
    """
    work = _Work(household_fields, person_fields, today, progress or NoProgress(), sheets, learned or {})
    pairs = list(zip(sheets, recognition.sheets, strict=True))
    for sheet, plan in sorted(pairs, key=_turn):
        if plan.layout in ("household_rows", "member_rows"):
            work.households_of(sheet, plan)
    for sheet, plan in pairs:
        if plan.layout == "members":
            work.members_of(sheet, plan)
    return work.result()


def _turn(pair: tuple[Sheet, SheetPlan]) -> tuple[bool, int]:
    """Hidden sheets first, then the oldest: what is read later has the last word."""
    sheet, plan = pair
    return sheet.visible, plan.period


def _says_head(cell: Cell) -> bool:
    return says_head(shown(cell))


class _Reader(NamedTuple):
    """One column on its way into values; equal cells are read once."""

    place: int
    group: int
    field: str
    letter: str
    read: Callable[[Cell], Any]
    known: dict[Any, Reading]


class _Work:
    """The state of one extraction."""

    def __init__(
        self,
        household_fields: Sequence[Field],
        person_fields: Sequence[Field],
        today: date,
        progress: Progress,
        sheets: Sequence[Sheet],
        learned: LearnedWords,
    ) -> None:
        self._learned = learned
        self._words: dict[tuple[str, str, str], UnknownWord] = {}
        self._fields = {("household", each.name): each for each in household_fields}
        self._fields |= {("person", each.name): each for each in (*person_fields, IS_HEAD)}
        self._today = today
        self._progress = progress
        self._total = sum(len(sheet.rows) for sheet in sheets)
        self._done = 0
        self._problems = Problems()
        self._nobody: list[tuple[int, str, str]] = []
        self._households: list[HouseholdRow] = []
        self._counts: list[SheetCount] = []

    def households_of(self, sheet: Sheet, plan: SheetPlan) -> None:
        """A sheet of households."""
        shape = self._shape(sheet, plan)
        gatherer = Gatherer(shape, self._problems)
        count = SheetCount(sheet.file, sheet.name)
        for row, failed in self._rows(sheet, plan, shape):
            household = gatherer.add(row)
            count.rows += 1
            if household is not None:
                attach(household, row, shape)
                if failed:
                    self._problems.reject(household)
        tell_hidden_sheet(self._problems, sheet, shape, count.rows)
        found = gatherer.finish()
        count.households = len(found)
        count.members = sum(len(each.members) for each in found)
        self._households += found
        self._counts.append(count)

    def members_of(self, sheet: Sheet, plan: SheetPlan) -> None:
        """A sheet of members of households that are known by now."""
        shape = self._shape(sheet, plan)
        mine = [each for each in self._households if each.file == sheet.file]
        linker = Linker(shape, plan.link, mine, self._problems)
        count = SheetCount(sheet.file, sheet.name)
        for row, failed in self._rows(sheet, plan, shape):
            household, new = linker.add(row)
            count.rows += 1
            count.members += new
            if household is not None:
                attach(household, row, shape)
                if failed:
                    self._problems.reject(household)
        tell_hidden_sheet(self._problems, sheet, shape, count.rows)
        self._counts.append(count)

    def result(self) -> Extracted:
        """Everything, the households that errors keep out apart."""
        return Extracted(
            households=[each for each in self._households if not self._problems.rejects(each)],
            rejected=[each for each in self._households if self._problems.rejects(each)],
            problems=self._problems.listed("error"),
            warnings=self._problems.listed("warning"),
            counts=self._counts,
            words=list(self._words.values()),
        )

    def _shape(self, sheet: Sheet, plan: SheetPlan) -> Shape:
        household: dict[str, str] = {}
        persons: dict[int, dict[str, str]] = {}
        relations: dict[int, str] = {}
        for column in plan.columns:
            target = column.target
            if target is None or (target.record, target.field) not in self._fields:
                continue
            if target.record == "household":
                household[target.field] = column.letter
                continue
            persons.setdefault(target.group, {})[target.field] = column.letter
            stated = RELATION.find(column.relation) if column.relation else None
            if stated:
                relations[target.group] = stated
        for letters in persons.values():
            for one, other in _PAIRS:
                if one in letters:
                    letters.setdefault(other, letters[one])
        named = serial_names_household(sheet, plan)
        rows = data_rows(sheet, plan)
        return Shape(
            sheet.file,
            sheet.name,
            plan.layout,
            household,
            persons,
            relations,
            grouping=plan.grouping,
            has_relation=says_relations(plan, rows),
            ticks_heads=ticks_heads(plan, rows),
            serial_of_household=named or serial_counts_households(sheet, plan),
            serial_is_number=named,
        )

    def _readers(self, plan: SheetPlan, *, days_1904: bool) -> list[_Reader]:
        readers = []
        for column in plan.columns:
            target = column.target
            field = self._fields.get((target.record, target.field)) if target else None
            if target is None or field is None:
                continue
            group = HOUSEHOLD if target.record == "household" else target.group
            read = (
                _says_head
                if field is IS_HEAD
                else reader(
                    field,
                    factor=column.factor,
                    today=self._today,
                    learned=self._learned.get((target.record, field.name)),
                    days_1904=days_1904,
                )
            )
            readers.append(_Reader(column.index, group, field.name, column.letter, read, {}))
        return readers

    def _rows(self, sheet: Sheet, plan: SheetPlan, shape: Shape) -> Iterator[tuple[RowData, bool]]:
        """Each row with mapped content, and whether a cell of it keeps its household out."""
        readers = self._readers(plan, days_1904=sheet.days_1904)
        serial = serial_column(plan)
        merged = joined_rows(sheet, plan)
        out = {left.row for left in plan.left_out}
        hidden: list[int] = []
        unnumbered: list[tuple[int, str]] = []
        data = data_indexes(sheet, plan)
        for index in data:
            self._done += 1
            if self._done % _STEP == 0:
                self._progress.step(self._done, self._total)
            number = sheet.row_number(index)
            if number in out:
                continue
            cells = sheet.rows[index]
            if not DITTO.isdisjoint(cells):
                _fill_from_above(sheet, index, data.start, out)
            row, failed = self._row(cells, number, readers, shape)
            if not (row.persons or row.household or row.bad):
                continue
            if serial is not None:
                row.serial = household_serial(cells[serial.index])
            row.merged = index in merged
            archive = row.household.get("archive_no")
            if archive and no_file_number(archive):
                unnumbered.append((number, row.household.pop("archive_no")))
            if sheet.hidden_rows and number in sheet.hidden_rows:
                hidden.append(number)
            yield row, failed
        tell_hidden(self._problems, shape, hidden)
        tell_unnumbered(self._problems, shape, unnumbered)
        tell_hidden_columns(self._problems, shape, plan)
        tell_nobody(self._problems, shape, self._nobody)
        self._nobody.clear()

    def _row(
        self, cells: Sequence[Cell], number: int, readers: Sequence[_Reader], shape: Shape
    ) -> tuple[RowData, bool]:
        row = RowData(number, {}, {})
        buckets: dict[int, dict[str, Any]] = {HOUSEHOLD: row.household}
        pairs: list[tuple[_Reader, Pair]] = []
        readings: list[tuple[_Reader, Cell, Reading]] = []
        for column in readers:
            place, group, name, _, read, known = column
            cell = cells[place]
            if cell == "":
                continue
            # True == 1.0 as a key, but not as a cell.
            key = (cell,) if cell is True or cell is False else cell
            value = known.get(key, _UNREAD)
            if value is _UNREAD:
                value = read(cell)
                if len(known) < _MOST_KNOWN:
                    known[key] = value
            if type(value) is Reading:
                readings.append((column, cell, value))
                value = value.value
            elif type(value) is Pair:
                pairs.append((column, value))
                value = value.value
            elif type(value) is Word:
                self._note_word(shape, number, column, value.word)
                value = value.value
            if value is None:
                if isinstance(cell, str) and says_none(cell):
                    row.emptied.setdefault(group, set()).add(name)
                continue
            bucket = buckets.get(group)
            if bucket is None:
                bucket = buckets[group] = row.persons[group] = {}
            bucket[name] = value
        self._settle_persons(shape, row)
        failed = False
        for column, pair in pairs:
            failed |= self._take_others(shape, row, column, cells[column.place], pair)
        for column, cell, reading in readings:
            failed |= self._report(shape, row, column, cell, reading)
        return row, failed

    def _note_word(self, shape: Shape, number: int, column: _Reader, word: str) -> None:
        record = "household" if column.group == HOUSEHOLD else "person"
        key = (record, column.field, word)
        if key not in self._words:
            self._words[key] = UnknownWord(*key, shape.file, shape.sheet, number, column.letter)
        self._words[key].count += 1

    def _settle_persons(self, shape: Shape, row: RowData) -> None:
        """Whether the person is said to be the head; 离异 under 配偶姓名 is nobody."""
        for group, values in list(row.persons.items()):
            said = values.pop("is_head", False if shape.ticks_heads else None)
            if said:
                values.setdefault("relation", HEAD)
            row.is_member = said is False
            if nobody(values.get("name") or "-") and "name" in values:
                self._nobody.append((row.number, shape.person_columns[group]["name"], values.pop("name")))
                if (group or group in shape.relations) and "id_no" not in values:
                    del row.persons[group]

    def _take_others(self, shape: Shape, row: RowData, column: _Reader, cell: Cell, pair: Pair) -> bool:
        """The further fields of a cell, unless their own columns say something else, which stays and is told.

        Gives whether an ID number does, which keeps the household out.
        """
        failed = False
        for name, other in pair.others.items():
            field = self._fields["person", name]
            said = row.persons[column.group].setdefault(name, other)
            if said != other:
                both = f"这里写{field.format(other)}，{field.label}一列写{field.format(said)}"
                bad = name == "id_no"
                end = "请只留对的一个。" if bad else f"按{field.label}一列导入，请核对。"
                severity: Severity = "error" if bad else "warning"
                message = f"{field.label}前后不一：{both}，{end}"
                reading = Reading(pair.value, "levels_differ", message, severity, keep=not bad)
                failed |= self._report(shape, row, column, cell, reading)
        return failed

    def _report(self, shape: Shape, row: RowData, column: _Reader, cell: Cell, reading: Reading) -> bool:
        self._problems.cell(
            shape,
            row.number,
            column.letter,
            reading.code,
            reading.message,
            value=shown(cell)[:200],
            severity=reading.severity,
            who=who(row, column.group),
        )
        if reading.keep:
            row.unread.setdefault(column.group, {})[column.field] = shown(cell).strip()[:_LONGEST_KEPT]
        if reading.value is None:
            row.bad.add((column.group, column.field))
        return reading.severity == "error"


def _fill_from_above(sheet: Sheet, index: int, first: int, out: set[int]) -> None:
    """同上 and 〃 become what stands last above them in their column."""
    row = sheet.rows[index]
    for column, cell in enumerate(row):
        if isinstance(cell, str) and cell in DITTO:
            above = (
                sheet.rows[at][column]
                for at in range(index - 1, first - 1, -1)
                if sheet.row_number(at) not in out
            )
            row[column] = next((value for value in above if value != ""), cell)
