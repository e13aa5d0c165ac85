"""What an import of workbooks found and did: plain values for the wizard, the command line and tests."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

from hardship_desktop.documents.sheets.extracted import CellProblem, SheetCount
from hardship_desktop.documents.sheets.layout import Recognition

Choice = Literal["skip", "both", "same", "new", "rename", "keep", "apart"]
"""skip: leave this household of the file out. both: a member of both households.
same: it is the household already known, bring it up to date. new: another household, under a new number.
Of one number under two names: rename: one person, take the file's name. keep: one person, keep the
name that is known. apart: two people, leave the file's number out."""

Answers = Mapping[str, str]
"""Question.key to a Choice, or UnknownWord.key to a code ("" keeps the word as written).

Without an answer to a question the household is left out and reported.
"""

Place = tuple[str, str, int]
"""File, sheet and row where the files first speak of a household."""

What = tuple[str, str]
"""A change within a household: the person's id ("" for the household itself) and the field or its group;
or the name of a new member and ADDED."""

ADDED = "+"

Refused = tuple[Place, str, str]
"""A household and the change of it that a person does not want."""

Overrides = Mapping[str, Recognition]
"""Path to what a person corrected of the recognition."""


@dataclass(frozen=True)
class FileRecognition:
    """What was recognised in one file; `problem` says why there is nothing."""

    path: str
    recognition: Recognition
    problem: CellProblem | None = None


@dataclass(frozen=True, slots=True)
class SheetResult:
    """Rows read, households and people found on one sheet, rejected ones included; heads are people.

    `conclusion` says in a sentence how its rows were gathered to households.
    """

    name: str
    rows: int = 0
    households: int = 0
    members: int = 0
    conclusion: str = ""

    def with_more(self, count: SheetCount) -> "SheetResult":
        """With what one more table of the sheet gave."""
        return SheetResult(
            self.name,
            self.rows + count.rows,
            self.households + count.households,
            self.members + count.members,
            self.conclusion,
        )

    def to_json(self) -> dict[str, Any]:
        """The sheet's object in what `import households` prints."""
        return {
            "name": self.name,
            "rows": self.rows,
            "households": self.households,
            "members": self.members,
            "layout": self.conclusion,
        }

    @property
    def sentence(self) -> str:
        """花名册：一行一户…读出 4 户 4 人."""
        read = f"读出 {self.households} 户 {self.members} 人。" if self.rows else ""
        return f"“{self.name}”{self.conclusion}{read}"


@dataclass(frozen=True)
class FileResult:
    """One file with its sheets."""

    path: str
    sheets: Sequence[SheetResult] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Households and people, heads included."""

    households: int = 0
    members: int = 0

    def less(self, households: int, members: int) -> "Counts":
        """Fewer of them."""
        return Counts(self.households - households, self.members - members)


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A household that would be new; `archive_no` is "" where a number will be given."""

    file: str
    sheet: str
    row: int
    archive_no: str
    head: str
    members: int

    @property
    def place(self) -> Place:
        """Which household it is."""
        return self.file, self.sheet, self.row


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value side by side. The old one is masked where it is sensitive, the new one is as in the file.

    Changes of one `what` are taken or refused together.
    """

    who: str
    label: str
    old: str
    new: str
    what: What = ("", "")


@dataclass(frozen=True, slots=True)
class ChangedHousehold:
    """A known household that would change; `added` are the names of new members, `people` counts the
    known ones who change."""

    file: str
    sheet: str
    row: int
    archive_no: str
    head: str
    changes: Sequence[ValueChange] = ()
    added: Sequence[str] = ()
    people: int = 0

    @property
    def place(self) -> Place:
        """Which household it is."""
        return self.file, self.sheet, self.row

    def whats(self) -> set[Refused]:
        """Everything that could be refused."""
        changes = {(self.place, *change.what) for change in self.changes}
        return changes | {(self.place, name, ADDED) for name in self.added}

    def people_left_as_they_are(self, refused: Set[Refused]) -> int:
        """Of how many known people every change is refused."""
        left = {who for _, who, what in self.whats() - refused if what != ADDED}
        return len({change.what[0] for change in self.changes} - left - {""})

    def newcomers_refused(self, refused: Set[Refused]) -> int:
        """How many new members are not wanted."""
        return sum((self.place, name, ADDED) in refused for name in self.added)


@dataclass(frozen=True, slots=True)
class Side:
    """One thing that is said of two who may be the same: on file (masked), and in the workbook."""

    label: str
    known: str
    said: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can decide before a household goes in, with both `sides` to compare."""

    key: str
    kind: Literal["in_two_households", "archive_taken", "same_name", "number_changed", "two_names"]
    file: str
    sheet: str
    row: int
    column: str
    message: str
    choices: Sequence[Choice]
    sides: Sequence[Side] = ()


@dataclass(frozen=True, slots=True)
class WordQuestion:
    """A word that no entry of its list means; the answer is a code, or "" to keep it as written."""

    key: str
    label: str
    message: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Outcome:
    """Everything at once; `same` counts known households to which the files say nothing new.

    A household with any cell in error is left out as a whole, so that the corrected file,
    imported again, brings it in whole; `left_out` counts these and those with an open question.
    `dropped` are households that a person leaves out though they could go in: they are still
    listed in `new` and `changed`, and counted in `left_out` only; `refused` are single changes of others.
    """

    files: Sequence[FileResult] = ()
    imported: Counts = Counts()
    updated: Counts = Counts()
    same: int = 0
    left_out: int = 0
    rejected: Sequence[CellProblem] = ()
    warnings: Sequence[CellProblem] = ()
    new: Sequence[NewHousehold] = ()
    changed: Sequence[ChangedHousehold] = ()
    questions: Sequence[Question] = ()
    words: Sequence[WordQuestion] = ()
    dropped: Set[Place] = frozenset()
    refused: Set[Refused] = frozenset()

    def without(self, dropped: Set[Place], refused: Set[Refused] = frozenset()) -> Self:
        """The same with these households and changes left out; only once, of the whole run.

        A household of which every change is refused is left out.
        """
        new = [each for each in self.new if each.place in dropped]
        changed = [each for each in self.changed if each.place in dropped or each.whats() <= refused]
        out = {each.place for each in changed}
        partly = [each for each in self.changed if each.place not in out]
        newcomers = sum(each.members for each in new) + sum(len(each.added) for each in changed)
        newcomers += sum(each.newcomers_refused(refused) for each in partly)
        people = sum(each.people for each in changed)
        people += sum(each.people_left_as_they_are(refused) for each in partly)
        return replace(
            self,
            dropped=frozenset(dropped | out),
            refused=frozenset(refused),
            imported=self.imported.less(len(new), newcomers),
            updated=self.updated.less(len(changed), people),
            left_out=self.left_out + len(new) + len(changed),
        )

    def to_json(self) -> dict[str, Any]:
        """The object that `import households` prints."""
        return {
            "files": [
                {
                    "path": each.path,
                    "sheets": [sheet.to_json() for sheet in each.sheets],
                }
                for each in self.files
            ],
            "imported": _counts(self.imported),
            "updated": _counts(self.updated),
            "rejected": [_problem(each) for each in self.rejected],
            "warnings": [_problem(each) for each in self.warnings],
        }


@dataclass(frozen=True)
class DryRun(Outcome):
    """What would happen, nothing written; `apply` does exactly this or refuses."""

    paths: Sequence[str] = ()
    overrides: Overrides = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    digest: str = ""

    @property
    def writes(self) -> bool:
        """Whether applying would change anything."""
        places = {each.place for each in self.new} | {each.place for each in self.changed}
        return bool(places - self.dropped)


@dataclass(frozen=True)
class Applied(Outcome):
    """What was written; `safety_copy` is the verified copy made before, "" when nothing was written."""

    safety_copy: str = ""


def no_way_back(safety_copy: str) -> str:
    """Why an import is not taken back step by step, and what is done instead."""
    return f"导入不能逐项撤销；要回到导入之前，请用导入前的备份恢复：{safety_copy}"


def _counts(counts: Counts) -> dict[str, int]:
    return {"households": counts.households, "members": counts.members}


def _problem(problem: CellProblem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": problem.sentence,
    }
