"""What is known of this office itself."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.services.checking import checked
from hardship_desktop.services.desk import Changed, Desk
from hardship_desktop.services.saving import save
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Organisation
from hardship_desktop.store.store import Reader

FIXED = frozenset({"name", "org_code", "level", "parent_code"})
"""They stand in the certificates of the exchange and are given at set-up."""


def office_names(reader: Reader) -> dict[UUID, str]:
    """The offices whose records are here by id, in the order of their codes; more than one at a city."""
    table = Organisation.__table__
    query = select(table.c.org_id, table.c.name).where(table.c.id == table.c.org_id)
    return {row["org_id"]: row["name"] or "" for row in reader.rows(query.order_by(table.c.org_code))}


class Office:
    """The record of the office whose file this is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def fields() -> tuple[Field, ...]:
        """All that is known of an office."""
        return fields_of(Organisation)

    @staticmethod
    def open_fields() -> tuple[Field, ...]:
        """What may be changed later."""
        return tuple(field for field in fields_of(Organisation) if field.name not in FIXED)

    def values(self) -> dict[str, Any]:
        """As it stands."""
        org = self._desk.store.org_id
        with self._desk.read() as reader:
            return reader.get(Organisation, org, org)

    def save(self, values: Values, *, seen: Values | None = None) -> Changed:
        """Change what may be changed; for administrators."""
        self._desk.require("administer")
        clean = checked(self.open_fields(), values, today=self._desk.today, partial=True)
        org = self._desk.store.org_id
        with self._desk.change() as change:
            changed = save(change, Organisation, org, clean, seen)
        return Changed.saved("organisation", org, changed)
