"""One stretch of a longer work, shown as its part of the whole."""

from hardship_desktop.domain.progress import Progress

WHOLE = 1000


class ProgressPart:
    """Reports 0..total as `first`..`last` of WHOLE."""

    def __init__(self, progress: Progress, first: int, last: int) -> None:
        self._progress = progress
        self._first = first
        self._size = last - first

    def step(self, done: int, total: int) -> None:
        """Report; raises Cancelled when the person has asked to stop."""
        self._progress.step(self._first + self._size * min(done, total) // max(total, 1), WHOLE)
