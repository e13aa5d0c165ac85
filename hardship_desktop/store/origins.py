"""The lives of a database file (sync D1): a restored or cloned file never reuses a sequence number."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from hardship_desktop.domain.changes import GENESIS
from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.safefile import aside_of

ORIGIN_BYTES = 16


@dataclass(frozen=True)
class OwnOrigin:
    """The origin under which this file now writes."""

    no: int
    id: bytes
    head_seq: int
    head_hash: bytes


@dataclass(frozen=True)
class Witness:
    """What the PC remembers of the file, outside the file; it may lag, never lead."""

    origin: str
    seq: int
    hash: str


class WitnessFile:
    """The rollback witness of one database, in another folder of the operating system."""

    def __init__(self, state_folder: Path, database_id: bytes) -> None:
        self._path = state_folder / f"witness-{database_id.hex()}.json"

    def read(self) -> Witness | None:
        """What was noted last; None when nothing is known or readable."""
        try:
            return Witness(**json.loads(self._path.read_text(encoding="ascii")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, origin: bytes, seq: int, chain_hash: bytes) -> None:
        """Note the head after a commit; a lost note is harmless."""
        aside = aside_of(self._path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(
                json.dumps({"origin": origin.hex(), "seq": seq, "hash": chain_hash.hex()}), "ascii"
            )
            aside.replace(self._path)
        except OSError:
            aside.unlink(missing_ok=True)

    def forget(self) -> None:
        """The database is gone for good: it was made to be thrown away."""
        self._path.unlink(missing_ok=True)


def why_new_origin(cursor: dbapi2.Cursor, witness: Witness | None) -> str | None:
    """Why the file must write under a new origin: clone (unknown PC) or rollback (older than remembered)."""
    if witness is None:
        return "clone"
    known = cursor.execute(
        "SELECT head_seq, head_hash FROM origin WHERE hex(id) = upper(?)", (witness.origin,)
    ).fetchone()
    if known is not None and _just_restored(cursor, witness):
        return None
    if known is None or witness.seq > known[0]:
        return "rollback"
    if witness.seq == known[0] and witness.hash != bytes(known[1]).hex():
        return "rollback"
    return None if witness.origin == own_origin(cursor).id.hex() else "clone"


def _just_restored(cursor: dbapi2.Cursor, witness: Witness) -> bool:
    """A restore began this life and was cut off before it could tell the witness."""
    own = own_origin(cursor)
    (cause,) = cursor.execute("SELECT cause FROM origin WHERE no = ?", (own.no,)).fetchone()
    return bool(cause == "restore" and own.head_seq == 0 and witness.origin != own.id.hex())


def own_origin(cursor: dbapi2.Cursor) -> OwnOrigin:
    """The origin that the file now writes under."""
    row = cursor.execute(
        "SELECT no, id, head_seq, head_hash FROM origin"
        " WHERE no = (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'origin')"
    ).fetchone()
    if row is None:
        raise UserError("数据文件缺少必要的内容，请用最近的备份恢复。", code="damaged")
    return OwnOrigin(row[0], bytes(row[1]), row[2], bytes(row[3]))


def origin_of(connection: Connection) -> OwnOrigin:
    """The origin that the file now writes under, as the caller's transaction sees it."""
    return own_origin(driver_cursor(connection))


def renew_origin(cursor: dbapi2.Cursor, cause: str, now_ms: int) -> None:
    """Start a new life of a file that has one already, for the same office and device."""
    rows = cursor.execute("SELECT key, value FROM setting WHERE key IN ('device', 'org_id')")
    facts = {key: bytes(value) for key, value in rows}
    begin_origin(cursor, facts["device"], facts["org_id"], cause, now_ms)


def begin_origin(cursor: dbapi2.Cursor, device: bytes, org: bytes, cause: str, now_ms: int) -> None:
    """Start a new life of the file; the old origin stays as its parent."""
    parent: Sequence[Any] = (None, None)
    if cause != "enrol":
        own = own_origin(cursor)
        parent = (own.id, own.head_seq)
    (last,) = cursor.execute("SELECT coalesce(max(no), 0) FROM origin").fetchone()
    cursor.execute(
        "INSERT INTO origin VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
        (last + 1, secrets.token_bytes(ORIGIN_BYTES), device, org, now_ms, cause, *parent, GENESIS),
    )
    cursor.execute(
        "INSERT INTO setting VALUES ('origin', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (str(last + 1).encode(),),
    )
