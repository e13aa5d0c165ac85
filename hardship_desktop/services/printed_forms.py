"""Which household a printed form number was given to: this PC's own note, never on the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, select

from hardship_desktop.domain.characters import fold_width
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.numbers import form_number
from hardship_desktop.store.change import Change
from hardship_desktop.store.local import Setting

_SIZE = 16


def remember(change: Change, numbers: Sequence[str], keys: Sequence[Key]) -> None:
    """Note the household of each number, inside the transaction that gave the numbers out."""
    notes = [
        {"key": _name(number), "value": org.bytes + row.bytes}
        for number, (org, row) in zip(numbers, keys, strict=True)
    ]
    if notes:
        change.connection.execute(insert(Setting), notes)


@dataclass(frozen=True)
class PaperForm:
    """A printed form by its whole number; `household` is None for a blank one or one of another PC."""

    number: str
    household: Key | None


class PrintedForms:
    """Looking a form up by the number at its corner, or by the last digits of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def number(self, text: str) -> str | None:
        """The whole number of the form that is meant; None when none such was printed here."""
        with self._desk.read() as reader:
            return form_number(reader, _plain(text), self._desk.today.year)

    def find(self, text: str) -> PaperForm | None:
        """The form that is meant; None when none such was printed here."""
        with self._desk.read() as reader:
            meant = form_number(reader, _plain(text), self._desk.today.year)
            number = meant or _plain(text)
            both = reader.connection.scalar(select(Setting.value).where(Setting.key == _name(number)))
        if both is not None:
            return PaperForm(number, (UUID(bytes=both[:_SIZE]), UUID(bytes=both[_SIZE:])))
        return PaperForm(number, None) if meant else None


def _plain(text: str) -> str:
    return fold_width(text).strip().upper()


def _name(number: str) -> str:
    return f"form/{number}"
