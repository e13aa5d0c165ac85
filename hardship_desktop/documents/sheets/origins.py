"""Cells of a list made of forms brought back to where the form has them."""

from collections.abc import Sequence
from dataclasses import replace

from hardship_desktop.documents.sheets.extracted import CellProblem, Extracted
from hardship_desktop.documents.sheets.sheet import Sheet

Spot = tuple[str, int, str]
"""Sheet, row and letter."""


class Origins:
    """Where the cells of lists made of forms came from; all other cells stand where they stand."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._known: dict[Spot, Spot] = {
            (sheet.name, *here): (sheet.name, *there)
            for sheet in sheets
            for here, there in sheet.origins.items()
        }

    def of(self, spot: Spot) -> Spot:
        """The place in the person's own file."""
        return self._known.get(spot, spot)

    def of_problem(self, problem: CellProblem) -> CellProblem:
        """The problem with the place in the person's own file."""
        _, row, column = self.of((problem.sheet, problem.row, problem.column))
        return replace(problem, row=row, column=column)

    def put_back(self, extracted: Extracted) -> None:
        """Every value and every problem gets its own place."""
        if not self._known:
            return
        extracted.problems[:] = map(self.of_problem, extracted.problems)
        extracted.warnings[:] = map(self.of_problem, extracted.warnings)
        for household in (*extracted.households, *extracted.rejected):
            for person in (household, *household.members):
                for name in person.values:
                    person.elsewhere[name] = self.of(person.place(name))
