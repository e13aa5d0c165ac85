"""Who sits at which open file: the one thing that every service is given."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from hardship_desktop.domain import rights
from hardship_desktop.domain.clock import local_day
from hardship_desktop.domain.rights import Action
from hardship_desktop.store.blobs import BLOBS, Blobs
from hardship_desktop.store.change import Change
from hardship_desktop.store.records import User
from hardship_desktop.store.store import Reader, Store
from hardship_desktop.store.vault import Opened, Vault, user_gone

Key = tuple[UUID, UUID]
"""(org_id, id) of a row; a city sees those of many offices."""


@dataclass(frozen=True)
class Deed:
    """What one action wrote: the records `first` to `last` of an origin by its local number.

    `final` is the sentence why it cannot be taken back, empty when it can (services.undo).
    """

    origin: int
    first: int
    last: int
    final: str = ""


@dataclass(frozen=True)
class Desk:
    """An open store and the user who works on it. `role` is the office's: county or city."""

    store: Store
    vault: Vault
    opened: Opened
    user: UUID
    user_name: str
    user_role: str
    office_name: str
    office_code: str
    role: str
    actions: deque[Deed] = field(default_factory=partial(deque, maxlen=100), compare=False, repr=False)
    """What was done at this desk since it was opened, the latest last; looking is no action."""

    @property
    def is_city(self) -> bool:
        """Whether this is the office that the counties report to."""
        return self.role == "city"

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.store.folder

    @property
    def today(self) -> date:
        """The calendar day at the office."""
        return local_day(self.store.now_ms())

    @property
    def blobs(self) -> Blobs:
        """The contents of attachments."""
        return Blobs(self.folder / BLOBS, self.store.keys.attachments)

    def read(self) -> AbstractContextManager[Reader]:
        """A consistent view."""
        return self.store.read()

    @contextmanager
    def change(self, action: Action = "write") -> Iterator[Change]:
        """One action of this user; refused who may not do it or was taken off the users meanwhile."""
        self.require(action)
        with self.store.change(self.user) as change:
            self.require_active(change.connection)
            yield change
        done = Deed(*change.records, change.final)
        if action != "reveal" and done.last >= done.first:
            self.actions.append(done)

    def require_active(self, connection: Connection) -> set[UUID]:
        """Everybody who may work here; UserError when another window has taken this user off."""
        table = User.__table__
        query = select(table.c.id).where(
            table.c.org_id == self.store.org_id, table.c.active, table.c.deleted.is_(None)
        )
        active = set(connection.scalars(query))
        if self.user not in active:
            raise user_gone()
        return active

    def seal(self, why: str) -> None:
        """What was done here up to now is not taken back any more; `why` says what to do instead."""
        self.actions.append(Deed(0, 1, 0, why))

    def may(self, action: Action) -> bool:
        """Whether this user may do this, so that pages offer nothing that is refused."""
        return rights.may(self.user_role, action)

    def require(self, action: Action) -> None:
        """Raise UserError unless this user may do this."""
        rights.require(self.user_role, action)

    def setting(self, key: str, default: Any = None) -> Any:
        """A choice of this PC, such as the columns of a list."""
        value = self.store.setting(key)
        return default if value is None else value

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a choice of this PC."""
        self.store.set_setting(key, value)


@dataclass(frozen=True)
class Changed:
    """What an action changed, so that pages know whether to load again: table names and the row at hand."""

    tables: frozenset[str]
    id: UUID | None = None
    message: str = ""

    @classmethod
    def saved(cls, table: str, row: UUID, changed: Sequence[str]) -> "Changed":
        """The result of saving one row: `changed` names the fields that differ."""
        if not changed:
            return cls(frozenset(), row, "没有改动。")
        return cls(frozenset({table}), row, "已保存。")

    @classmethod
    def binned(cls, row: UUID, *tables: str) -> "Changed":
        """The result of moving one row to the bin."""
        return cls(frozenset(tables), row, "已移入回收站，可随时恢复。")
