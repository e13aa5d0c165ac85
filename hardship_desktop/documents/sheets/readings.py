"""What reading one cell gives, beside the bare value and None for a blank."""

from dataclasses import dataclass
from typing import Any

from hardship_desktop.documents.sheets.extracted import Severity


class Fault(Exception):
    """Why a cell was not taken."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Reading:
    """A problem of a cell; `value` is None when it could not be taken.

    `keep` says that the cell is kept as written in a note, to be seen to later.
    """

    value: Any
    code: str
    message: str
    severity: Severity = "warning"
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word that no entry of its code list means; `value` keeps it as written."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A cell that says several fields at once: its own value, and those of `others` by their names."""

    value: Any
    others: dict[str, Any]
