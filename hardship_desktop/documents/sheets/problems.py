"""Problems collected while reading, with an end to endless repetition."""

from collections import Counter
from typing import Protocol

from hardship_desktop.documents.sheets.extracted import CellProblem, HouseholdRow, Severity

MOST_ALIKE = 500
"""Problems of one kind in one column that are listed one by one."""


class Where(Protocol):
    """Something that knows its file and sheet."""

    file: str
    sheet: str


class Problems:
    """All problems of an extraction, and the households that they keep out."""

    def __init__(self) -> None:
        self._found: list[CellProblem] = []
        self._alike: Counter[tuple[str, str, str, str, Severity]] = Counter()
        self._rejected: set[int] = set()

    def cell(
        self,
        where: Where,
        row: int,
        column: str,
        code: str,
        message: str,
        *,
        value: str = "",
        severity: Severity = "warning",
        who: str = "",
    ) -> None:
        """A problem of one cell."""
        key = (where.file, where.sheet, column, code, severity)
        self._alike[key] += 1
        if self._alike[key] <= MOST_ALIKE:
            self._found.append(
                CellProblem(where.file, where.sheet, row, column, value, code, message, severity, who)
            )

    def row(
        self,
        where: Where,
        row: int,
        code: str,
        message: str,
        household: HouseholdRow | None = None,
        column: str = "",
    ) -> None:
        """An error of a whole row; it keeps its household out."""
        head = household.head if household else None
        who = head.values.get("name", "") if head else ""
        self.cell(where, row, column, code, message, severity="error", who=who)
        if household is not None:
            self.reject(household)

    def reject(self, household: HouseholdRow) -> None:
        """Keep a household out."""
        self._rejected.add(id(household))

    def rejects(self, household: HouseholdRow) -> bool:
        """Whether it is kept out."""
        return id(household) in self._rejected

    def listed(self, severity: Severity) -> list[CellProblem]:
        """Those of one severity, with one line for what was too often to list."""
        many = [
            CellProblem(
                file,
                sheet,
                0,
                column,
                "",
                code,
                f"同样的问题还有 {count - MOST_ALIKE} 处，改正后再导入时会继续列出。",
                kind,
            )
            for (file, sheet, column, code, kind), count in self._alike.items()
            if count > MOST_ALIKE and kind == severity
        ]
        return [problem for problem in self._found if problem.severity == severity] + many
