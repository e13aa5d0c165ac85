"""Decides for each household of the files: new, changed, the same, to be asked about, or left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hardship_desktop.documents.sheets.extracted import CellProblem, HouseholdRow, PersonRow, Severity
from hardship_desktop.documents.sheets.problems import Problems
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.identity import id_mask
from hardship_desktop.domain.people import Problem
from hardship_desktop.services.workbooks.beside import beside
from hardship_desktop.services.workbooks.masks import Spot
from hardship_desktop.services.workbooks.matching import elsewhere, find, other_name
from hardship_desktop.services.workbooks.merging import Merge, merge
from hardship_desktop.services.workbooks.register import Family, Register, Someone
from hardship_desktop.services.workbooks.results import Answers, Choice, Question
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import Household, Person

_CHOICES: dict[str, tuple[Choice, ...]] = {
    "in_two_households": ("skip", "both", "same"),
    "archive_taken": ("skip", "same", "new"),
    "same_name": ("skip", "same", "new"),
    "number_changed": ("skip", "same", "new"),
    "two_names": ("skip", "rename", "keep", "apart"),
}
_ASKED_OF = {"archive_taken": "archive_no", "same_name": "name"}
"""The field whose cell a question is about; of all others it is the ID number."""


@dataclass(slots=True)
class _Place:
    """What `Problems` asks for."""

    file: str
    sheet: str


@dataclass
class ImportPlan:
    """The families as they would be, and everything to tell about the way there."""

    register: Register
    answers: Answers
    today: date
    questions: list[Question] = field(default_factory=list)
    left_out: int = 0
    drafts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _problems: Problems = field(default_factory=Problems)

    def take(self, row: HouseholdRow, masked: frozenset[Spot]) -> None:
        """One household of a file; those with any error stay out as a whole."""
        target = self._target(row)
        if target is None:
            self.left_out += 1
            return
        row, family = target.row, target.family
        holder = self.register.with_archive_no(row.values.get("archive_no"))
        free = holder is None or holder is family
        planned = merge(row, family, today=self.today, archive_no_is_free=free)
        if self._report(planned) or self._masked_newcomer(planned, masked):
            self.left_out += 1
            return
        if not free:
            text = f"档案编号 {row.values['archive_no']} 已属另一户，这一户不用这个编号。"
            self._tell(row, row, "archive_no", "archive_taken", text, warning=True)
        self._commit(planned)

    def look(self, row: HouseholdRow) -> None:
        """Tell what else is wrong with a household that an unreadable cell keeps out.

        What could not be read is not missed: only what the file says is looked at.
        """
        alone = merge(row, None, today=self.today, archive_no_is_free=True)
        for source, problem in alone.settle(self.today):
            if problem.field in source.values:
                self._tell_problem(row, source, problem)

    def problems(self) -> list[CellProblem]:
        """Errors; their households are left out."""
        return self._problems.listed("error")

    def warnings(self) -> list[CellProblem]:
        """What may stand."""
        drafts = [
            CellProblem(
                file, sheet, 0, "", "", "draft",
                f"有 {count} 户没有档案编号、日期和文号，也没写档案状态，按草稿导入；请补充后提交审批。",
                "warning",
            )
            for (file, sheet), count in self.drafts.items()
        ]  # fmt: skip
        return self._problems.listed("warning") + drafts

    def _commit(self, planned: Merge) -> None:
        row, family = planned.row, planned.family
        before = family.place
        if before is not None and before != (row.file, row.sheet, row.row):
            text = f"与“{before[0]}”“{before[1]}”第 {before[2]} 行是同一户，已合并，不同的以这里为准。"
            self._tell(row, row, "", "repeated", text, warning=True)
        planned.carry_out()
        if planned.fresh:
            self.register.add(family)
            if "status" not in row.values and family.values["status"] == "draft":
                self.drafts[row.file, row.sheet] += 1
        else:
            self.register.note(family)

    def _target(self, row: HouseholdRow) -> "_Target | None":
        """The family to bring up to date (None inside: a new one), or None: a person must answer first."""
        named = self._named(row)
        if named is None:
            return None
        row = named
        match = find(self.register, row)
        family = match.family
        if match.doubt and family is not None:
            answer = self._ask(row, row.head or row, 0, match.doubt, family)
            if answer not in ("same", "new"):
                return None
            family = family if answer == "same" else None
        open_questions = False
        for number, person in enumerate(row.members):
            other = elsewhere(self.register, person, family)
            if other is None:
                continue
            answer = self._ask(row, person, number, "in_two_households", other)
            if answer == "same":
                family = other
            open_questions |= answer not in ("same", "both")
        return None if open_questions else _Target(row, family)

    def _named(self, row: HouseholdRow) -> HouseholdRow | None:
        """The household with every number under one name only, None when that must be answered first."""
        members = list(row.members)
        for number, person in enumerate(row.members):
            holder = other_name(self.register, person)
            if holder is None:
                continue
            family, someone = holder
            answer = self._ask(row, person, number, "two_names", family, someone)
            if answer not in ("rename", "keep", "apart"):
                return None
            values = dict(person.values)
            unread = dict(person.unread)
            if answer == "keep":
                values["name"] = someone.values["name"]
            elif answer == "apart":
                unread["id_no"] = values.pop("id_no")
            members[number] = replace(person, values=values, unread=unread)
        return row if members == row.members else replace(row, members=members)

    def _ask(
        self,
        row: HouseholdRow,
        person: PersonRow,
        number: int,
        kind: Any,
        other: Family,
        someone: Someone | None = None,
    ) -> str | None:
        key = f"{row.file}|{row.sheet}|{row.row}|{kind}|{number}"
        name = _ASKED_OF.get(kind, "id_no")
        source = row if kind == "archive_taken" else person
        sheet, line, column = source.place(name)
        message = _question_text(kind, row, person, other, someone)
        sides = beside(row, person, other, someone)
        self.questions.append(
            Question(key, kind, row.file, sheet, line, column, message, _CHOICES[kind], sides)
        )
        answer = self.answers.get(key)
        if answer == "skip":
            self._tell(row, source, name, kind, "按您的选择，这一户没有导入。", warning=True)
        elif answer not in _CHOICES[kind]:
            self._tell(row, source, name, kind, message)
            return None
        return answer

    def _report(self, planned: Merge) -> bool:
        """Tell every problem; gives whether one of them keeps the household out."""
        failed = False
        for source, problem in planned.settle(self.today):
            self._tell_problem(planned.row, source, problem)
            failed |= not problem.warning
        return failed

    def _tell_problem(self, row: HouseholdRow, source: PersonRow, problem: Problem) -> None:
        self._tell(row, source, problem.field, problem.code, problem.message, warning=problem.warning)

    def _masked_newcomer(self, planned: Merge, masked: frozenset[Spot]) -> bool:
        """A person not known yet cannot come in with a masked ID number."""
        found = [
            each.row for each in planned.people if masked and each.fresh and each.row.place("id_no") in masked
        ]
        for source in found:
            text = "身份证号被遮盖（带星号），新的人员不能这样导入：请换用没有遮盖的表格。"
            self._tell(planned.row, source, "id_no", "masked", text)
        return bool(found)

    def _tell(
        self, row: HouseholdRow, source: PersonRow, name: str, code: str, text: str, *, warning: bool = False
    ) -> None:
        sheet, line, column = source.place(name)
        known: Field | None = field_map(Household if source is row else Person).get(name)
        value = source.values.get(name)
        shown = known.format(value) if known and value is not None else ""
        severity: Severity = "warning" if warning else "error"
        who = source.values.get("name") or (row.head.values["name"] if row.head else "")
        self._problems.cell(
            _Place(row.file, sheet), line, column, code, text, value=shown, severity=severity, who=who
        )


@dataclass(frozen=True, slots=True)
class _Target:
    """The household of the file as answered, and the family to bring up to date, None for a new one."""

    row: HouseholdRow
    family: Family | None


def _question_text(
    kind: str, row: HouseholdRow, person: PersonRow, other: Family, someone: Someone | None
) -> str:
    where = _describe(other)
    if kind == "archive_taken":
        number = row.values["archive_no"]
        return (
            f"档案编号 {number} 已是{where}，与这一户没有相同的人：是同一户换了人，还是编号重复的另一户？"
            "请选择“同一户”“另一户，另编号”或“不导入”。"
        )
    name = person.values.get("name", "")
    if kind == "same_name":
        return (
            f"户主“{name}”与{where}同名，又没有身份证号等可以核对：请选择“同一户”“另一户”或“不导入”，"
            "或在表中补上身份证号。"
        )
    number = id_mask(person.values["id_no"])
    if kind == "number_changed":
        known = id_mask(other.head.values["id_no"]) if other.head else ""
        return (
            f"户主“{name}”与{where}同名，住址、电话、卡号或号码相近，"
            f"身份证号却不同（那里是 {known}，这里是 {number}）：是同一户更正了号码，还是同名的另一户？"
            "请选择“同一户”“另一户”或“不导入”。"
        )
    if kind == "two_names" and someone is not None:
        return (
            f"身份证号 {number} 在{where}登记的姓名是“{someone.values['name']}”，这里写的姓名是“{name}”："
            "是同一人改了姓名，还是号码写错了？请先核对，再选择。"
        )
    return f"“{name}”（{number}）已在{where}：请选择“不导入这一户”“两户都有此人”或“就是同一户，更新它”。"


def _describe(family: Family) -> str:
    archive = family.values.get("archive_no")
    place = f"“{family.place[1]}”第 {family.place[2]} 行" if family.before is None and family.place else ""
    return f"{place}户主“{family.head_name}”的一户" + (f"（档案编号 {archive}）" if archive else "")


def touched(register: Register) -> Sequence[Family]:
    """The families that the files speak of."""
    return [each for each in register.families if each.place is not None]


def differences(before: dict[str, Any] | None, values: dict[str, Any]) -> dict[str, Any]:
    """The values that differ from those of the database."""
    known = before or {}
    return {name: value for name, value in values.items() if known.get(name) != value}
