"""Bringing a file's tables up to date: a verified copy first, then the migrations in one transaction."""

from pathlib import Path
from pkgutil import resolve_name

from sqlalchemy import Engine, inspect, text

from hardship_desktop.domain.errors import UserError
from hardship_desktop.resources import migrations_dir
from hardship_desktop.store.engine import driver_cursor, open_engine
from hardship_desktop.store.origins import OwnOrigin, own_origin, renew_origin
from hardship_desktop.store.safety import keep_copy

REVISIONS = tuple(sorted(file.stem[:4] for file in (migrations_dir() / "versions").glob("[0-9]*.py")))
"""The revisions that this program can read or bring up to date, by the names of the migrations' files."""

REVISION = REVISIONS[-1]
"""The revision that this program works on."""


def revision_of(engine: Engine) -> str | None:
    """The revision of the file, None when it has no tables yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine) -> None:
    """Run every migration that is missing; Alembic is a tenth of the start, so it is loaded only here."""
    resolve_name("hardship_desktop.store.migrate:migrate")(engine)


def bring_up_to_date(engine: Engine, key: bytes, folder: Path, now_ms: int) -> None:
    """Upgrade an older file after a verified backup of it; refuse one that is newer than the program."""
    revision = revision_of(engine)
    if revision == REVISION:
        return
    if revision is None:
        raise UserError("数据文件是空的，里面的内容已丢失，请用最近的备份恢复。", code="damaged")
    if revision not in REVISIONS:
        raise UserError("这份数据由更新版本的程序建立，请先升级本程序。", code="too_new")
    keep_copy(engine, key, folder, "upgrade", now_ms)
    upgrade(engine)


def begin_again(database: Path, key: bytes, now_ms: int) -> OwnOrigin:
    """Bring a restored file up to date and start its new life (sync D1)."""
    engine = open_engine(database, key)
    try:
        if revision_of(engine) != REVISION:
            upgrade(engine)
        with engine.connect().execution_options(immediate=True) as connection, connection.begin():
            cursor = driver_cursor(connection)
            renew_origin(cursor, "restore", now_ms)
            return own_origin(cursor)
    finally:
        engine.dispose()
