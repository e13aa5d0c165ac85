"""Problems written back beside the cells of the person's own file."""

from collections.abc import Sequence
from pathlib import Path

from hardship_desktop.documents.sheets.extracted import CellProblem


def annotate(source: Path, out: Path, problems: Sequence[CellProblem]) -> None:
    """A copy of an .xlsx with a comment and a light fill on each cell at fault.

    For other formats, or one that cannot be copied faithfully: a new workbook with the rows
    at fault and a column of problems. `out` is always .xlsx.
    """
    raise NotImplementedError
