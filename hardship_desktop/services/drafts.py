"""Input not yet saved, kept in the sealed file and offered again after a crash."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import delete, select

from hardship_desktop.services.desk import Desk
from hardship_desktop.store.local import Draft
from hardship_desktop.store.statements import put


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

    def drop(self, key: str) -> None:
        """Forget a draft: it was saved or thrown away."""
        with self._desk.store.local() as connection:
            connection.execute(delete(Draft).where(Draft.user == self._desk.user.bytes, Draft.key == key))
