"""Opening the sealed file: key, pragmas, transactions, and the guard over travelling tables."""

import ctypes
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.pinyin import reading
from hardship_desktop.store.case_lines import CaseConflict, CaseState

CACHE_KIB = 64 * 1024
"""Page cache of a connection; cold pages cost three times a warm one under encryption."""

# The driver searches long for a way to adapt each bytes and each None that it binds, 1 µs for one value
# and 30 µs for a row. Told of a way that changes nothing, it searches no more.
dbapi2.register_adapter(bytes, bytes)
dbapi2.register_adapter(type(None), {}.get)

_LEAST = 1 << 20
"""Free bytes without which the journal cannot even be begun; SQLite calls that an I/O error."""

_NETWORK_TYPES = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "fuse.sshfs",
    "davfs",
    "fuse.davfs2",
}


def open_engine(path: Path, key: bytes, guarded: frozenset[str] = frozenset()) -> Engine:
    """An engine over the sealed file at `path`.

    `guarded` are tables that only store.change may write: any INSERT, UPDATE or
    DELETE on them that comes through SQLAlchemy is refused.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": 15},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        prepare(connection, key)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    if guarded:
        _guard(engine, guarded)
    return engine


def prepare(connection: dbapi2.Connection, key: bytes) -> None:
    """Give the raw key, then the pragmas; FULL, or a power cut takes back a number already sent."""
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in (
        "cipher_log_level = NONE",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"cache_size = -{CACHE_KIB}",
        "temp_store = MEMORY",
        "secure_delete = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("reading", 1, reading, deterministic=True)
    connection.create_aggregate("case_state", 3, CaseState)
    connection.create_aggregate("case_conflict", 3, CaseConflict)


def driver_cursor(connection: Connection) -> Any:
    """A cursor of the driver itself: four times faster for bulk work than going through SQLAlchemy."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver.cursor()


_TOKENS = re.compile(
    r"""--[^\n]*|/\*.*?(?:\*/|$)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]""", re.S
)


def _bare(token: re.Match[str]) -> str:
    """A quoted name without its quotes; a comment or any other text is no part of the statement."""
    text = next((group for group in token.groups() if group is not None), " ")
    return f" {text} " if text.replace("_", "").isalnum() or text == " " else " ? "


def _guard(engine: Engine, tables: frozenset[str]) -> None:
    names = "|".join(sorted(map(re.escape, tables)))
    write = re.compile(
        r"\b(?:(?:INSERT(?:\s+OR\s+\w+)?|REPLACE)\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)"
        rf"\s+(?:\w+\s*\.\s*)?({names})\b",
        re.I,
    )

    @event.listens_for(engine, "before_cursor_execute")
    def _refuse(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found = write.search(_TOKENS.sub(_bare, statement))
        if found:
            raise PermissionError(f"table {found.group(1)} is written through Store.change() only")


def check_place(folder: Path) -> None:
    """Refuse a folder where a database cannot live safely: a network disk, a read-only or a full one."""
    if _is_network(folder):
        raise UserError(
            "数据文件夹在网络盘上，断网会损坏数据；请改放到本机硬盘的文件夹。", code="network_disk"
        )
    if not os.access(folder, os.W_OK):
        raise UserError("数据文件夹是只读的，不能保存；请换到可以写入的本机文件夹。", code="read_only")
    if shutil.disk_usage(folder).free < _LEAST:
        raise UserError(
            "数据文件夹所在的磁盘已满，打不开数据；请删除不用的文件，腾出一些空间后再试。", code="disk_full"
        )


def _is_network(folder: Path) -> bool:
    if sys.platform == "win32":
        drive = os.path.splitdrive(folder.resolve())[0]
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == 4
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    target = str(folder.resolve())
    best = max(
        (
            line.split(" ")[1:3]
            for line in mounts
            if _within(target, line.split(" ")[1].replace("\\040", " "))
        ),
        key=lambda each: len(each[0]),
        default=["", ""],
    )
    return best[1] in _NETWORK_TYPES


def _within(path: str, mount: str) -> bool:
    return path == mount or path.startswith(mount.rstrip("/") + "/")
