"""The open file: transactions to read and to change it, and its settings."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, Select, select

from hardship_desktop.domain.clock import DAY_MS, HybridClock, NowMs, system_now_ms
from hardship_desktop.domain.errors import UserError
from hardship_desktop.store import origins, search, upgrade
from hardship_desktop.store.aside import clear_asides
from hardship_desktop.store.base import Record
from hardship_desktop.store.change import Change, gone
from hardship_desktop.store.check_derived import repair_derived
from hardship_desktop.store.clock import TRUSTED, require_clock
from hardship_desktop.store.derived import Derived
from hardship_desktop.store.engine import CACHE_KIB, check_place, driver_cursor, open_engine
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.folder_lock import FolderLock
from hardship_desktop.store.log import LogWriter, Scribe
from hardship_desktop.store.rebase import adopt
from hardship_desktop.store.records import TRAVELLING
from hardship_desktop.store.vault import Keys

DATABASE_NAME = "office.db"
READ_THROUGH_KIB = 8 * 1024
GUARDED = frozenset({record.__tablename__ for record in TRAVELLING} | {"change_log"})


class Reader:
    """One consistent view of the file."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def cursor(self) -> Any:
        """A fresh cursor of the driver in this view."""
        return driver_cursor(self.connection)

    def rows(self, query: Select[Any]) -> list[dict[str, Any]]:
        """Plain values of each row."""
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def raw(self, query: Select[Any]) -> list[tuple[Any, ...]]:
        """The rows as the driver gives them: for a hundred thousand at once."""
        cursor: Any = self.connection.execute(query).cursor
        return list(cursor.fetchall())

    def last_in_series(self, key: str) -> int:
        """How many numbers of a series were given out (Change.next_in_series)."""
        row = self.cursor.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def find(self, text: str, *, limit: int) -> list[search.Hit]:
        """The rows that match every word of what was typed."""
        return search.find(self.cursor, text, limit=limit)

    def get(self, record: type[Record], row_id: UUID, org_id: UUID) -> dict[str, Any]:
        """A row by its key; raises UserError when there is none."""
        table = record.__table__
        query = select(table).where(table.c.org_id == org_id, table.c.id == row_id)
        found = self.rows(query)
        if not found:
            raise gone()
        return found[0]


class Store:
    """The sealed file of one data folder. Open one per process; it is safe between threads."""

    def __init__(self, folder: Path, engine: Engine, keys: Keys, now_ms: NowMs, state_folder: Path) -> None:
        self._lock = FolderLock(folder)
        self._closed = threading.Event()
        self.folder = folder
        self.keys = keys
        self.engine = engine
        self.now_ms = now_ms
        self._believed = -DAY_MS
        """When the clock was last found likely; for a day from then it is not asked again."""
        with self.read() as reader:
            cursor = reader.cursor
            self.org_id = UUID(bytes=_needed(cursor, "org_id"))
            self.database_id = _needed(cursor, "database_id")
        self._witness = origins.WitnessFile(state_folder, self.database_id)
        self.notice = self._settle_origin()
        self._known, self._others = self._heads(), False
        """How far each origin was when last looked at or written here, and whether another wrote between."""

    @classmethod
    def create(
        cls,
        folder: Path,
        keys: Keys,
        org_id: UUID,
        device: bytes,
        *,
        state_folder: Path,
        now_ms: NowMs = system_now_ms,
    ) -> "Store":
        """A new sealed file in an existing folder."""
        with plain_faults():
            check_place(folder)
            path = folder / DATABASE_NAME
            if path.exists():
                raise UserError("这个文件夹里已有数据，请换一个空文件夹。", code="exists")
            engine = open_engine(path, keys.database, GUARDED)
            database_id = secrets.token_bytes(16)
            with _closed_on_failure(engine):
                upgrade.upgrade(engine)
                with engine.connect().execution_options(immediate=True) as connection, connection.begin():
                    cursor = driver_cursor(connection)
                    _set(cursor, "org_id", org_id.bytes)
                    _set(cursor, "device", device)
                    _set(cursor, "database_id", database_id)
                    origins.begin_origin(cursor, device, org_id.bytes, "enrol", now_ms())
                    own = origins.own_origin(cursor)
                origins.WitnessFile(state_folder, database_id).write(own.id, own.head_seq, own.head_hash)
                return cls(folder, engine, keys, now_ms, state_folder)

    @classmethod
    def open(cls, folder: Path, keys: Keys, *, state_folder: Path, now_ms: NowMs = system_now_ms) -> "Store":
        """Open the file, bringing an older one up to date after a copy of it was made."""
        with plain_faults():
            check_place(folder)
            path = folder / DATABASE_NAME
            if not path.exists():
                raise UserError("数据文件（office.db）不见了，请用最近的备份恢复。", code="missing")
            for place in (folder, Path(gettempdir())):
                clear_asides(place)
            engine = open_engine(path, keys.database, GUARDED)
            with _closed_on_failure(engine):
                upgrade.bring_up_to_date(engine, keys.database, folder, now_ms())
                return cls(folder, engine, keys, now_ms, state_folder)

    def close(self) -> None:
        """Let go of the file."""
        self._closed.set()
        self.engine.dispose()
        self._lock.close()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A view that does not change while it is used; never blocks a writer."""
        with self._connected() as connection, connection.begin():
            yield Reader(connection)

    @contextmanager
    def read_through(self) -> Iterator[Reader]:
        """A view for reading all of a large table once: few pages are kept, since none is met again."""
        with self.read() as reader:
            reader.cursor.execute(f"PRAGMA cache_size = -{READ_THROUGH_KIB}")
            try:
                yield reader
            finally:
                reader.cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")

    @contextmanager
    def change(self, user: UUID) -> Iterator[Change]:
        """One transaction for one action of `user`: all of it is kept, or nothing."""
        with self._connected() as plain:
            connection = plain.execution_options(immediate=True)
            with connection.begin():
                cursor = driver_cursor(connection)
                own = origins.own_origin(cursor)
                writer = LogWriter(cursor, own.no, own.id)
                self._others = self._others or self._known.get(own.no) != writer.seq
                derived = Derived(cursor)
                now = self._believed_now(cursor)
                clock = HybridClock(self.now_ms, _last_hlc(cursor))
                scribe = Scribe(writer, clock, user.bytes, now)
                yield Change(connection, scribe, derived, self.org_id, own.no, now)
                derived.finish()
                writer.finish()
        self._known = {**self._known, own.no: writer.seq}
        self._witness.write(own.id, writer.seq, writer.hash)

    def news(self) -> bool:
        """Whether another program wrote into the log since this was asked last; cheap enough for a poll."""
        heads = self._heads()
        others, self._others = self._others or heads != self._known, False
        self._known = heads
        return others

    def _heads(self) -> dict[int, int]:
        with self.read() as reader:
            return dict(reader.cursor.execute("SELECT no, head_seq FROM origin").fetchall())

    def require_clock(self) -> None:
        """Raise UserError `clock` when the PC's clock cannot be right, unless somebody confirmed it."""
        with self.read() as reader:
            self._believed_now(reader.cursor)

    def _believed_now(self, cursor: Any) -> int:
        now = self.now_ms()
        if not self._believed <= now <= self._believed + DAY_MS:
            require_clock(cursor, now)
            self._believed = now
        return now

    def trust_clock(self) -> None:
        """A person says that the PC's clock is right, however far it is from what the file knows."""
        with self.local() as connection:
            _set(driver_cursor(connection), TRUSTED, str(self.now_ms()).encode())

    @contextmanager
    def local(self) -> Iterator[Connection]:
        """A transaction on the local tables (bundles, drafts, settings); travelling ones are refused."""
        with self._connected() as plain:
            connection = plain.execution_options(immediate=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection; after `close` none is made and none is kept, since the file may be replaced."""
        if self._closed.is_set():
            raise UserError("数据文件已关闭，这一步没有做。", code="closed")
        with plain_faults(), self.engine.connect() as connection:
            try:
                yield connection
            finally:
                if self._closed.is_set():
                    connection.invalidate()

    def setting(self, key: str, kind: Any = None) -> Any:
        """A small fact of this file, None if never set."""
        with self.read() as reader:
            return get_setting(reader.connection, key, kind)

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a small fact of this file."""
        self.edit_setting(key, lambda _: value)

    def edit_setting(self, key: str, edit: Callable[[Any], Any]) -> None:
        """Make a small fact of this file anew from what it is (None if never set); nobody comes between."""
        with self.local() as connection:
            put_setting(connection, key, edit(get_setting(connection, key)))

    def new_origin(self, cause: str) -> None:
        """Write under a new origin from now on: after a restore, a clone or a rollback."""
        with self.local() as connection:
            cursor = driver_cursor(connection)
            origins.renew_origin(cursor, cause, self.now_ms())

    def adopt(self, org_id: UUID) -> None:
        """Belong to another office from now on, with everything that was typed here."""
        with self.local() as connection:
            adopt(connection, org_id.bytes, self.now_ms())
            repair_derived(connection)
        self.org_id = org_id
        self.note_head()

    def note_head(self) -> None:
        """Tell the witness how far this file now is."""
        with self.read() as reader:
            own = origins.own_origin(reader.cursor)
        self._witness.write(own.id, own.head_seq, own.head_hash)

    def _settle_origin(self) -> str:
        """Compare with the witness; gives the sentence to show, empty when all is as it was."""
        witness = self._witness.read()  # before the view: another process may commit in between
        with self.read() as reader:
            why = origins.why_new_origin(reader.cursor, witness)
        if why:
            self.new_origin(why)
        self.note_head()
        if why == "rollback":
            return (
                "数据文件比上次使用时旧（可能恢复过旧副本）。可以继续工作；"
                "上次之后的记录请从备份或市总工会取回。"
            )
        return ""


@contextmanager
def _closed_on_failure(engine: Engine) -> Iterator[None]:
    """An engine that could not become a store lets go of the file at once."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _setting(cursor: Any, key: str) -> Any:
    row = cursor.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return None if row is None else bytes(row[0])


def _needed(cursor: Any, key: str) -> bytes:
    value = _setting(cursor, key)
    if value is None:
        raise UserError("数据文件缺少必要的内容，请用最近的备份恢复。", code="damaged")
    return bytes(value)


def get_setting(connection: Connection, key: str, kind: Any = None) -> Any:
    """A small fact of the file as the caller's transaction sees it, None if never set."""
    raw = _setting(driver_cursor(connection), key)
    return None if raw is None else msgspec.msgpack.decode(raw, type=kind or Any)


def put_setting(connection: Connection, key: str, value: Any) -> None:
    """Keep a small fact of the file, inside the caller's local transaction."""
    _set(driver_cursor(connection), key, msgspec.msgpack.encode(value))


def _set(cursor: Any, key: str, value: bytes) -> None:
    cursor.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def _last_hlc(cursor: Any) -> int:
    """The greatest stamp in the file, of whichever origin: what is written now must replace it.

    CROSS JOIN, or SQLite begins at the log and reads all of it.
    """
    (last,) = cursor.execute(
        "SELECT max(l.hlc) FROM origin o CROSS JOIN change_log l ON l.origin = o.no AND l.seq = o.head_seq"
    ).fetchone()
    return int(last or 0)
