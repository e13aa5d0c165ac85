"""Input not yet saved, kept in the sealed file and offered again after a crash."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import delete, select

from hardship_desktop.services.desk import Desk
from hardship_desktop.store.local import Draft, HouseholdLine
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
from hardship_desktop.store.statements import put
from hardship_desktop.store.store import Reader

PLACES = {
    "household": ("basics", Household),
    "person": ("people", Person),
    "income": ("items", IncomeItem),
    "expense": ("items", ExpenseItem),
    "asset": ("items", AssetItem),
    "visit": ("visits", Visit),
    "aid": ("aids", Aid),
    "aid_step": ("aids", Aid),
    "attachment": ("papers", Attachment),
    "case_step": ("steps", Household),
}
"""The first word of a key: the tab of the household's file, and the record whose id the key ends with."""


@dataclass(frozen=True)
class WaitingDraft:
    """A draft and where it is gone on with: `household` None outside of a household's file."""

    key: str
    household: tuple[UUID, UUID] | None = None
    tab: str = ""
    row: UUID | None = None
    name: str = ""


def _waiting(reader: Reader, org: UUID, key: str) -> WaitingDraft:
    """`visit:new:HOUSEHOLD`, `visit:VISIT`, `aid_step:new:AID`, `household:new` ..."""
    word, *rest = key.split(":")
    if word not in PLACES or rest == ["new"]:
        return WaitingDraft(key)
    tab, record = PLACES[word]
    row = UUID(rest[-1])
    fresh = word == "case_step" or (rest[0] == "new" and word != "aid_step")
    home = Household.__table__ if fresh else record.__table__
    household = row
    if home is not Household.__table__:
        query = select(home.c.household_id).where(home.c.org_id == org, home.c.id == row)
        household = reader.connection.scalar(query) or row
    line = HouseholdLine.__table__
    query = select(line.c.head_name).where(line.c.org_id == org.bytes, line.c.id == household.bytes)
    name = reader.connection.execute(query).first()
    if name is None:
        return WaitingDraft(key)
    return WaitingDraft(key, (org, household), tab, None if fresh else row, name[0] or "")


class Drafts:
    """What this user was typing, by form and row. Values are the texts as typed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, key: str, texts: Mapping[str, str]) -> None:
        """Keep what stands in a form now."""
        content = msgspec.msgpack.encode(dict(texts))
        row = {"user_id": self._desk.user.bytes, "key": key, "content": content}
        with self._desk.store.local() as connection:
            put(connection, Draft, {**row, "saved_ms": self._desk.store.now_ms()})

    def find(self, key: str) -> tuple[int, dict[str, str]] | None:
        """(when kept, texts) of a form's draft; None when there is none."""
        with self._desk.read() as reader:
            query = select(Draft.saved_ms, Draft.content).where(
                Draft.user == self._desk.user.bytes, Draft.key == key
            )
            row = reader.connection.execute(query).first()
        return None if row is None else (row[0], msgspec.msgpack.decode(row[1], type=dict[str, str]))

    def keys(self) -> list[str]:
        """The forms that have a draft of this user, newest first."""
        return [key for key, _ in self.kept()]

    def kept(self) -> list[tuple[str, int]]:
        """The forms that have a draft, newest first, each with when it was kept, UTC milliseconds."""
        with self._desk.read() as reader:
            query = select(Draft.key, Draft.saved_ms).where(Draft.user == self._desk.user.bytes)
            return [
                (key, saved)
                for key, saved in reader.connection.execute(query.order_by(Draft.saved_ms.desc()))
            ]

    def waiting(self) -> list[WaitingDraft]:
        """The drafts of this user with the households they belong to, newest first."""
        keys = self.keys()
        with self._desk.read() as reader:
            return [_waiting(reader, self._desk.store.org_id, key) for key in keys]

    def drop(self, key: str) -> None:
        """Forget a draft: it was saved or thrown away."""
        with self._desk.store.local() as connection:
            connection.execute(delete(Draft).where(Draft.user == self._desk.user.bytes, Draft.key == key))
