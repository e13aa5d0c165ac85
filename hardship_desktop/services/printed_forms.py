"""Which household a printed form number was given to: this PC's own note, never on the paper."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select

from hardship_desktop.services.desk import Desk
from hardship_desktop.services.household_list import Key
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


class PrintedForms:
    """Looking a form up by the number at its corner."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def household(self, number: str) -> Key | None:
        """The household that the form was printed for; None for a blank one or one of another PC."""
        with self._desk.read() as reader:
            query = select(Setting.value).where(Setting.key == _name(number.strip().upper()))
            both = reader.connection.scalar(query)
        if both is None:
            return None
        return UUID(bytes=both[:_SIZE]), UUID(bytes=both[_SIZE:])


def _name(number: str) -> str:
    return f"form/{number}"
