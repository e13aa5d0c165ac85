"""What a household earns, must spend and owns, entered item by item."""

from typing import Any, Literal
from uuid import UUID

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.services.checking import checked
from hardship_desktop.services.desk import Changed, Desk
from hardship_desktop.services.saving import save
from hardship_desktop.store.base import Record, fields_of
from hardship_desktop.store.change import Change
from hardship_desktop.store.records import AssetItem, ExpenseItem, Household, IncomeItem, Person

ItemKind = Literal["income", "expense", "asset"]
RECORDS: dict[ItemKind, type[Record]] = {"income": IncomeItem, "expense": ExpenseItem, "asset": AssetItem}
OWNERS = ("person_id", "owner_person_id")


class Items:
    """Income, expense and asset items of households."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def fields(kind: ItemKind) -> tuple[Field, ...]:
        """The fields of an item in the order of the form."""
        return fields_of(RECORDS[kind])

    @staticmethod
    def table(kind: ItemKind) -> str:
        """The name of the table that holds items of a kind."""
        return str(RECORDS[kind].__tablename__)

    def add(self, kind: ItemKind, household: UUID, values: Values) -> Changed:
        """A further item of a household."""
        clean = self._checked(kind, values)
        with self._desk.change() as change:
            change.get(Household, household)
            _check_owner(change, household, clean)
            row = change.insert(RECORDS[kind], {**clean, "household_id": household})
        return Changed(frozenset({self.table(kind)}), row, "已添加。")

    def save(self, kind: ItemKind, row: UUID, values: Values, *, seen: Values | None = None) -> Changed:
        """Correct an item; fields not given stay."""
        record = RECORDS[kind]
        with self._desk.change() as change:
            before = change.get(record, row)
            clean = self._checked(kind, {**before, **values})
            _check_owner(change, before["household_id"], clean)
            changed = save(change, record, row, clean, seen)
        return Changed.saved(record.__tablename__, row, changed)

    def delete(self, kind: ItemKind, row: UUID) -> Changed:
        """Move an item to the bin."""
        with self._desk.change("delete") as change:
            change.delete(RECORDS[kind], row)
        return Changed.binned(row, self.table(kind))

    def _checked(self, kind: ItemKind, values: Values) -> dict[str, Any]:
        clean = checked(self.fields(kind), fill_item(kind, values), today=self._desk.today)
        first, last = clean.get("period_from"), clean.get("period_to")
        if first and last and last < first:
            raise UserError(
                f"截止日期 {last} 早于起始日期 {first}，请核对。", field="period_to", code="period"
            )
        if kind == "expense":
            _check_amounts(clean)
        return clean


def fill_item(kind: ItemKind, values: Values) -> dict[str, Any]:
    """The values with what follows from them: 自付金额 is 总费用 less 报销减免 (邢台市认定标准)."""
    filled = dict(values)
    gross = filled.get("gross_fen")
    if kind == "expense" and filled.get("self_paid_fen") is None and gross is not None:
        filled["self_paid_fen"] = gross - (filled.get("reimbursed_fen") or 0)
    return filled


def _check_amounts(clean: Values) -> None:
    gross, back, own = (clean.get(name) for name in ("gross_fen", "reimbursed_fen", "self_paid_fen"))
    if gross is not None and back is not None and back > gross:
        raise UserError("报销减免多于总费用，请核对。", field="reimbursed_fen", code="amount")
    if gross is not None and own is not None and own != gross - (back or 0):
        raise UserError("自付金额应等于总费用减去报销减免，请核对。", field="self_paid_fen", code="amount")


def _check_owner(change: Change, household: UUID, clean: Values) -> None:
    for name in OWNERS:
        person = clean.get(name)
        if person and change.get(Person, person)["household_id"] != household:
            raise UserError("这个人不在本户，请从本户成员中选择。", field=name, code="other_household")
