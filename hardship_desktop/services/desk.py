"""Who sits at which open file: the one thing that every service is given."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from hardship_desktop.domain.clock import local_day
from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.blobs import BLOBS, Blobs
from hardship_desktop.store.change import Change
from hardship_desktop.store.records import User
from hardship_desktop.store.store import Reader, Store
from hardship_desktop.store.vault import Opened, Vault, user_gone


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
    def change(self) -> Iterator[Change]:
        """One action of this user; refused for those who may only look."""
        self.require_writer()
        with self.recorded() as change:
            yield change

    @contextmanager
    def recorded(self) -> Iterator[Change]:
        """What even they leave in the log; refused for who was taken off the users meanwhile."""
        with self.store.change(self.user) as change:
            self.require_active(change.connection)
            yield change

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

    def require_writer(self) -> None:
        """Raise UserError when this user may only look."""
        if self.user_role == "reader":
            raise UserError("您的账号只能查看，不能修改；请联系本单位管理员。", code="read_only_user")

    def require_admin(self) -> None:
        """Raise UserError unless this user administers the office's users and keys."""
        if self.user_role != "admin":
            raise UserError("这项操作只有管理员可以做，请联系本单位管理员。", code="admin_only")

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
