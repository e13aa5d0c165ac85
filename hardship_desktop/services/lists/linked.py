"""Lists of what belongs to households: found by everything that finds the household."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, or_

from hardship_desktop.domain.kinds import PersonName
from hardship_desktop.domain.lists import Column
from hardship_desktop.services.lists.base import Keys
from hardship_desktop.services.lists.found import bearers, homes_of, search_hits
from hardship_desktop.services.lists.table import LINE, TableListing, Where, as_id, same
from hardship_desktop.store.store import Reader

HEAD_NAME = Column("head_name", "户主", 100, PersonName())


class LinkedListing(TableListing):
    """A row names its household as `household_id`, and carries its head and its archive number."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.joins = ((LINE, same(cls.table, LINE, "household_id")), *cls.joins)
        carried = {name: LINE.c[name] for name in ("head_name", "archive_no")}
        cls.values = {**carried, "household_id": cls.table.c.household_id, **cls.values}

    orders: ClassVar[Mapping[str, ColumnElement[Any]]] = {"head_name": LINE.c.head_reading}

    def search(self, reader: Reader, text: str) -> tuple[Where, Keys]:
        hits, cut = search_hits(reader, text)
        own = [hit.id for hit in hits if hit.table == self.table.name]
        homes = as_id(self.table.c.household_id).in_(_ids(homes_of(reader, hits)))
        said, _ = super().search(reader, text)
        return or_(homes, self.table.c.id.in_(own), said), Keys((), cut=cut)

    def listed(self, reader: Reader, words: Sequence[str]) -> tuple[Where, Sequence[str]]:
        homes, missing = bearers(reader, words)
        return as_id(self.table.c.household_id).in_(_ids(homes)), missing


def _ids(homes: Any) -> list[Any]:
    return [UUID(bytes=home) for home in homes]
