"""Household files: open, create, change, several at once, the bin."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.domain.codes.relation import HEAD
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.households import check_household
from hardship_desktop.services.checking import checked, refuse_first
from hardship_desktop.services.desk import Changed, Desk, Key
from hardship_desktop.services.flows import refuse_status, shown_states
from hardship_desktop.services.numbers import free_archive_number
from hardship_desktop.services.people import checked_person, others_with_id
from hardship_desktop.services.saving import save, settled, shown
from hardship_desktop.store.base import Record, field_map, fields_of
from hardship_desktop.store.change import Change
from hardship_desktop.store.records import (
    Aid,
    AssetItem,
    Attachment,
    ExpenseItem,
    Household,
    IncomeItem,
    Person,
    Visit,
)
from hardship_desktop.store.store import Reader

CHILDREN: dict[str, type[Record]] = {
    "people": Person,
    "visits": Visit,
    "aids": Aid,
    "incomes": IncomeItem,
    "expenses": ExpenseItem,
    "assets": AssetItem,
    "attachments": Attachment,
}


@dataclass(frozen=True)
class HouseholdFile:
    """All that one page shows of a household; each child is a list of plain values, oldest first."""

    org_id: UUID
    id: UUID
    values: dict[str, Any]
    deleted: int | None
    in_conflict: bool = False
    people: list[dict[str, Any]] = field(default_factory=list)
    visits: list[dict[str, Any]] = field(default_factory=list)
    aids: list[dict[str, Any]] = field(default_factory=list)
    incomes: list[dict[str, Any]] = field(default_factory=list)
    expenses: list[dict[str, Any]] = field(default_factory=list)
    assets: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)

    @property
    def head(self) -> dict[str, Any]:
        """The head's values; empty when none is set."""
        return next((each for each in self.people if each["id"] == self.values.get("head_person_id")), {})


_FILLED_MEANWHILE = "打开这一页以后，有人改过其中几户的这一项，一户都没有修改；请看过现在的内容再改。"


class Households:
    """Files of households of this office, and to look at, those of the offices below."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def fields() -> tuple[Field, ...]:
        """The fields of a household in the order of the form."""
        return fields_of(Household)

    def open(self, key: Key) -> HouseholdFile:
        """One household with everything below it."""
        with self._desk.read() as reader:
            return read_file(reader, key)

    def create(self, values: Values, head: Values) -> Changed:
        """A new file and its head; left empty, its state is a draft's and its archive number the next."""
        today = self._desk.today
        checked_head = checked_person({**head, "relation": head.get("relation") or HEAD}, today=today)
        given = {**values, "status": values.get("status") or "draft"}
        clean = checked(self.fields(), given, today=today)
        refuse_first(check_household(clean, today=today))
        with self._desk.change() as change:
            refuse_taken_id(change, checked_head)
            if not clean.get("archive_no"):
                clean["archive_no"] = free_archive_number(change, self._desk)
            refuse_taken_number(change, clean["archive_no"], None)
            row = change.insert(Household, {**clean, "head_person_id": None})
            person = change.insert(Person, {**checked_head, "household_id": row})
            change.update(Household, row, {"head_person_id": person})
        return Changed(frozenset({"household", "person"}), row, f"已新建，档案编号 {clean['archive_no']}。")

    def save(self, row: UUID, values: Values, *, seen: Values | None = None) -> Changed:
        """Save the fields given; those not given stay. `seen` is the row as it was read (services.saving)."""
        refuse_status(values)
        clean = checked(self.fields(), values, today=self._desk.today, partial=True)
        with self._desk.change() as change:
            refuse_first(check_household({**change.get(Household, row), **clean}, today=self._desk.today))
            if clean.get("archive_no"):
                refuse_taken_number(change, clean["archive_no"], row)
            changed = save(change, Household, row, clean, seen)
        return Changed.saved("household", row, changed)

    def change_many(
        self,
        rows: Sequence[UUID],
        values: Values,
        *,
        seen: Iterable[tuple[str, int]] | None = None,
    ) -> Changed:
        """Fill the same value into a field of several files, all in one transaction.

        `seen` is what stood there as the page had read it (Filling.standing). Raises UserError with the
        file that cannot take the value, or when something else stands there by now; then none is changed.
        """
        refuse_status(values)
        clean = checked(self.fields(), values, today=self._desk.today, partial=True)
        count, standing, fields = 0, Counter[str](), field_map(Household)
        with self._desk.change() as change:
            for row in rows:
                before = change.get(Household, row)
                self._refuse_fill(before, clean)
                standing.update(shown(fields[name], before[name]) for name in clean)
                count += bool(change.update(Household, row, settled(Household, clean, before)))
            if seen is not None and standing != Counter(dict(seen)):
                raise UserError(_FILLED_MEANWHILE, field=next(iter(clean)), code="changed_meanwhile")
        return Changed(frozenset({"household"}), None, f"已修改 {count} 户。")

    def _refuse_fill(self, standing: Values, values: Values) -> None:
        try:
            refuse_first(check_household({**standing, **values}, today=self._desk.today))
        except UserError as error:
            number = standing["archive_no"] or "（未编号）"
            said = f"档案 {number}：{error.message}一户都没有修改。"
            raise UserError(said, field=next(iter(values)), code=error.code) from None

    def delete(self, row: UUID) -> Changed:
        """Move a file to the 回收 bin; nothing is lost."""
        with self._desk.change("delete") as change:
            change.delete(Household, row)
        return Changed.binned(row, "household")

    def restore(self, row: UUID) -> Changed:
        """Take a file out of the bin."""
        with self._desk.change("delete") as change:
            change.restore(Household, row)
        return Changed(frozenset({"household"}), row, "已恢复。")

    def delete_many(self, rows: Sequence[UUID]) -> Changed:
        """Move several files to the bin, all in one transaction."""
        with self._desk.change("delete") as change:
            for row in rows:
                change.delete(Household, row)
        return Changed(frozenset({"household"}), None, f"{len(rows):,} 户已移入回收站，可随时恢复。")

    def restore_many(self, rows: Sequence[UUID]) -> Changed:
        """Take several files out of the bin, all in one transaction."""
        with self._desk.change("delete") as change:
            for row in rows:
                change.restore(Household, row)
        return Changed(frozenset({"household"}), None, f"已恢复 {len(rows):,} 户。")

    def warnings(self, values: Values) -> list[str]:
        """What looks odd in a household's values but may stand."""
        return [issue.message for issue in check_household(values, today=self._desk.today) if issue.warning]


def read_file(reader: Reader, key: Key) -> HouseholdFile:
    """One household with everything below it, one indexed read per table."""
    org, row = key
    household = reader.get(Household, row, org)
    children: dict[str, Any] = {}
    for name, record in CHILDREN.items():
        table = record.__table__
        query = select(table).where(
            table.c.household_id == row, table.c.org_id == org, table.c.deleted.is_(None)
        )
        children[name] = reader.rows(query.order_by(table.c.id))
    values = {name: household[name] for name in field_map(Household)}
    values["status"], in_conflict = shown_states(reader, [row]).get(key, (household["status"], False))
    return HouseholdFile(org, row, values, household["deleted"], in_conflict, **children)


def refuse_taken_number(change: Change, number: str, own: UUID | None) -> None:
    """Raise UserError when another file of this office bears the archive number."""
    table = Household.__table__
    query = select(table.c.id).where(
        table.c.archive_no == number, table.c.org_id == change.org_id, table.c.deleted.is_(None)
    )
    if any(other != own for other in change.connection.scalars(query)):
        raise UserError(
            f"档案编号 {number} 已被另一户使用，请改用别的编号或留空自动编号。",
            field="archive_no",
            code="taken",
        )


def refuse_taken_id(change: Change, person: Values) -> None:
    """Raise UserError when a person with this ID number is already in a file of this office."""
    for other in others_with_id(change.connection, change.org_id, person.get("id_no")):
        raise UserError(
            f"这个证件号码已登记在档案 {other['archive_no'] or '（未编号）'} 的“{other['name']}”名下。"
            "同一人确属两户时，请先新建另一位户主，再把此人加为家庭成员。",
            field="id_no",
            code="taken",
        )
