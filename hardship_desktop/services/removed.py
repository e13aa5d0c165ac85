"""What was taken out of one household's file and can be put back."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.domain.clock import format_instant
from hardship_desktop.domain.fields import Values
from hardship_desktop.services.desk import Changed, Desk, Key
from hardship_desktop.services.households import CHILDREN
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import LABELS


@dataclass(frozen=True, slots=True)
class Removed:
    """A row in the bin: which list of the file it came from, of what sort it is, what it is, since when."""

    part: str
    sort: str
    id: UUID
    title: str
    when: str


_TITLES = {
    "people": ("name",),
    "visits": ("visited_on", "visitors"),
    "aids": ("aid_no",),
    "incomes": ("kind", "amount_fen"),
    "expenses": ("kind", "self_paid_fen"),
    "assets": ("kind", "value_fen"),
    "attachments": ("kind", "dated_on"),
}


class RemovedRows:
    """The 回收 bin of a household's members, visits, items and papers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, key: Key) -> list[Removed]:
        """Everything taken out of this file, the latest first."""
        org, household = key
        found: list[tuple[int, Removed]] = []
        with self._desk.read() as reader:
            for part, record in CHILDREN.items():
                table = record.__table__
                query = select(table).where(
                    table.c.household_id == household, table.c.org_id == org, table.c.deleted.is_not(None)
                )
                for row in reader.rows(query):
                    when, sort = row["deleted"], LABELS[record.__tablename__]
                    removed = Removed(part, sort, row["id"], _title(part, row), format_instant(when))
                    found.append((when, removed))
        return [each for _, each in sorted(found, key=lambda pair: pair[0], reverse=True)]

    def restore(self, part: str, row: UUID) -> Changed:
        """Put a row back where it was."""
        record = CHILDREN[part]
        with self._desk.change("delete") as change:
            change.restore(record, row)
        return Changed(frozenset({record.__tablename__, "household"}), row, "已恢复。")


def _title(part: str, row: Values) -> str:
    fields = field_map(CHILDREN[part])
    words = (fields[name].format(row[name], masked=name != "aid_no") for name in _TITLES[part])
    return " ".join(word for word in words if word) or "（未填）"
