"""Copies of the sealed database: made while others work, checked page by page, and what they hold."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Cancelled, Progress
from hardship_desktop.store.engine import CACHE_KIB

_ASK_EVERY = 200_000
"""SQLite steps between two looks at the cancel button, a few milliseconds."""


class Head(msgspec.Struct, frozen=True):
    """How far one origin's log goes."""

    origin: str
    seq: int
    hash: str


class Facts(msgspec.Struct, frozen=True):
    """What a database holds. Ids are hexadecimal; `attachments` are SHA-256 of contents."""

    revision: str
    database_id: str
    org_code: str
    counts: dict[str, int]
    heads: list[Head]
    attachments: list[str]


def copy_database(engine: Engine, target: Path, progress: Progress) -> None:
    """A compact sealed copy of the database as it stands; needs a new name. Others may go on writing."""
    stopped: list[Cancelled] = []

    def look() -> int:
        try:
            progress.step(0, 0)
        except Cancelled as asked:
            stopped.append(asked)
        return len(stopped)

    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(look, _ASK_EVERY)
        try:
            driver.execute("VACUUM INTO ?", (str(target),))
        except dbapi2.OperationalError:
            if stopped:
                raise stopped[0] from None
            raise
        finally:
            driver.set_progress_handler(None, 0)


@contextmanager
def open_copy(path: Path, key: bytes) -> Iterator[dbapi2.Connection]:
    """A sealed file that nobody else uses, in its plain journal mode: closed, it is one file."""
    with closing(dbapi2.connect(path, isolation_level=None, check_same_thread=False)) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        yield connection


def check_copy(path: Path, key: bytes) -> Facts:
    """Every page authentic and well-formed, and what stands in them; UserError when it is damaged."""
    check_pages(path, key)
    return read_facts(path, key)


def check_pages(path: Path, key: bytes) -> None:
    """Read every page of a compact copy once, for its seal and its place in its tree; UserError when damaged.

    No page is read whose seal is broken, and only a free page would not be read: a compact copy has none.
    """
    with open_copy(path, key) as connection:
        pages = connection.execute("PRAGMA quick_check(1)").fetchall()
        free = connection.execute("PRAGMA freelist_count").fetchall()
    if pages != [("ok",)] or free != [(0,)]:
        raise UserError("数据库的副本没有通过检查，没有采用；请运行“数据检查”。", code="damaged")


def read_facts(path: Path, key: bytes) -> Facts:
    """What a sealed copy holds."""
    with open_copy(path, key) as connection:
        return facts_of(connection)


def facts_of(connection: dbapi2.Connection) -> Facts:
    """What a database holds, whichever revision it has."""
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_text%'"
            " AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    settings = dict(
        connection.execute("SELECT key, value FROM setting WHERE key IN ('database_id', 'org_id')")
    )
    office = connection.execute(
        "SELECT org_code FROM organisation WHERE id = ?", (settings["org_id"],)
    ).fetchone()
    heads = connection.execute("SELECT hex(id), head_seq, hex(head_hash) FROM origin ORDER BY no")
    contents = connection.execute(
        "SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL ORDER BY sha256"
    )
    return Facts(
        revision,
        bytes(settings["database_id"]).hex(),
        office[0] if office else "",
        counts,
        [Head(origin.lower(), seq, chain.lower()) for origin, seq, chain in heads],
        [sha for (sha,) in contents],
    )
