"""The people of a household: add, change, take away; former names are kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.people import Problem, check_person, fill_person
from hardship_desktop.services.checking import checked, refuse_first
from hardship_desktop.services.desk import Changed, Desk
from hardship_desktop.services.saving import save
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.change import Change
from hardship_desktop.store.records import FormerIdentity, Household, Person


def checked_person(values: Values, *, today: date) -> dict[str, Any]:
    """Clean values with what the ID number says filled in; raises UserError for the first wrong field."""
    clean = checked(fields_of(Person), values, today=today)
    clean |= fill_person(clean, today=today)
    refuse_first(check_person(clean, today=today))
    return clean


def already_here(name: str) -> str:
    """Whose number it is already, in this very household."""
    return f"这个证件号码已是本户的“{name}”，请核对。"


def others_with_id(connection: Connection, org: UUID, id_no: str | None) -> list[Mapping[str, Any]]:
    """People of this office who bear an ID number: id, name, household_id, archive_no."""
    if not id_no:
        return []
    person, household = Person.__table__, Household.__table__
    query = (
        select(person.c.id, person.c.name, person.c.household_id, household.c.archive_no)
        .outerjoin(
            household, (household.c.org_id == person.c.org_id) & (household.c.id == person.c.household_id)
        )
        .where(person.c.id_no == id_no, person.c.org_id == org, person.c.deleted.is_(None))
        .where(household.c.deleted.is_(None))
    )
    return [dict(row) for row in connection.execute(query).mappings()]


class People:
    """Members of households."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def fields() -> tuple[Field, ...]:
        """The fields of a person in the order of the form."""
        return fields_of(Person)

    @staticmethod
    def former_fields() -> tuple[Field, ...]:
        """The fields of a former name or number."""
        return fields_of(FormerIdentity)

    def filled(self, values: Values) -> dict[str, Any]:
        """What a sound ID number says of the fields still empty."""
        return fill_person(values, today=self._desk.today)

    def problems(self, values: Values) -> tuple[Problem, ...]:
        """Everything wrong or odd between the fields."""
        return check_person(values, today=self._desk.today)

    def elsewhere(self, id_no: str, own: UUID | None = None) -> list[Mapping[str, Any]]:
        """Where else a person with this number is registered: to be asked about, it may be lawful."""
        with self._desk.read() as reader:
            found = others_with_id(reader.connection, self._desk.store.org_id, id_no)
        return [each for each in found if each["id"] != own]

    def add(self, household: UUID, values: Values) -> Changed:
        """A further member; a person already in this very household is refused."""
        clean = checked_person(values, today=self._desk.today)
        with self._desk.change() as change:
            change.get(Household, household)
            for other in others_with_id(change.connection, change.org_id, clean.get("id_no")):
                if other["household_id"] == household:
                    raise UserError(already_here(other["name"]), field="id_no", code="taken")
            person = change.insert(Person, {**clean, "household_id": household})
        return Changed(frozenset({"person"}), person, "已添加家庭成员。")

    def save(self, person: UUID, values: Values, *, seen: Values | None = None) -> Changed:
        """Save the fields given; a changed name or number is kept as a former one."""
        today = self._desk.today
        with self._desk.change() as change:
            before = change.get(Person, person)
            clean = checked(self.fields(), values, today=today, partial=True)
            whole = {**before, **clean}
            refuse_first(check_person(whole, today=today))
            clean |= fill_person(whole, today=today)
            changed = save(change, Person, person, clean, seen)
            keep_former(change, person, before, clean, today)
        return Changed.saved("person", person, changed)

    def make_head(self, household: UUID, person: UUID) -> Changed:
        """Make a member the head of household."""
        with self._desk.change() as change:
            if change.get(Person, person)["household_id"] != household:
                raise UserError("这个人不在本户，不能设为户主。", code="other_household")
            change.update(Household, household, {"head_person_id": person})
        return Changed(frozenset({"household"}), household, "已设为户主。")

    def remove(self, person: UUID) -> Changed:
        """Move a member to the bin; the head must first be another."""
        with self._desk.change("delete") as change:
            household = change.get(Person, person)["household_id"]
            if household and change.get(Household, household)["head_person_id"] == person:
                raise UserError("户主不能移除；请先把另一位家庭成员设为户主。", code="head")
            change.delete(Person, person)
        return Changed.binned(person, "person")

    def restore(self, person: UUID) -> Changed:
        """Take a member out of the bin."""
        with self._desk.change("delete") as change:
            change.restore(Person, person)
        return Changed(frozenset({"person"}), person, "已恢复。")

    def former(self, person: UUID) -> list[dict[str, Any]]:
        """Former names and numbers, oldest first."""
        table = FormerIdentity.__table__
        query = (
            select(table).where(table.c.person_id == person, table.c.deleted.is_(None)).order_by(table.c.id)
        )
        with self._desk.read() as reader:
            return reader.rows(query)


def keep_former(change: Change, person: UUID, before: Values, clean: Values, today: date) -> None:
    """A name or number that `clean` changes is kept, dated, so that search still finds it."""
    former = {
        name: before[name]
        for name in ("name", "id_no")
        if name in clean and before[name] and clean[name] != before[name]
    }
    if former:
        change.insert(
            FormerIdentity,
            {
                **former,
                "id_type": before["id_type"] if "id_no" in former else None,
                "person_id": person,
                "used_until": today,
            },
        )
