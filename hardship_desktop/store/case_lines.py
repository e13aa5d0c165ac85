"""A household's steps inside SQL: aggregates for the lines of the list."""

from hardship_desktop.domain.flow import Standing, Taken, ids_of_text
from hardship_desktop.domain.household_flow import HOUSEHOLD


class _Steps:
    """Gathers the steps of one household."""

    def __init__(self) -> None:
        self._taken: list[Taken] = []

    def step(self, row: bytes, follows: str | None, state: str | None) -> None:
        """One more."""
        self._taken.append(Taken(row, "", state, ids_of_text(follows)))

    @property
    def standing(self) -> Standing | None:
        """Where the file stands, None while no step says so."""
        decided = any(each.state for each in self._taken)
        return HOUSEHOLD.standing(self._taken) if decided else None


class CaseState(_Steps):
    """The state that follows from the steps."""

    def finalize(self) -> str | None:
        """The state, None while no step says so."""
        return self.standing.state if self.standing else None


class CaseConflict(_Steps):
    """1 when steps contradict each other."""

    def finalize(self) -> int:
        """Whether."""
        return int(bool(self.standing and self.standing.rivals))
