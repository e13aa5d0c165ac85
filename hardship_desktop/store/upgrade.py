"""Bringing a file's tables up to date: a verified copy first, then the migrations in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from hardship_desktop.domain.errors import UserError
from hardship_desktop.resources import migrations_dir
from hardship_desktop.store.safety import keep_copy

REVISION = "0001"
"""The revision that this program works on; a test holds it against the newest migration."""


def configuration() -> Config:
    """Alembic's configuration without an ini file; the path holds in a packaged program too."""
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    return config


def revision_of(engine: Engine) -> str | None:
    """The revision of the file, None when it has no tables yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine) -> None:
    """Run every migration that is missing, all in one transaction."""
    config = configuration()
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def known_revisions() -> frozenset[str]:
    """The revisions that this program can read or bring up to date."""
    scripts = ScriptDirectory.from_config(configuration()).walk_revisions()
    return frozenset(script.revision for script in scripts)


def bring_up_to_date(engine: Engine, key: bytes, folder: Path, now_ms: int) -> None:
    """Upgrade an older file after a verified backup of it; refuse one that is newer than the program."""
    revision = revision_of(engine)
    if revision == REVISION:
        return
    if revision not in known_revisions():
        raise UserError("这份数据由更新版本的程序建立，请先升级本程序。", code="too_new")
    keep_copy(engine, key, folder, "upgrade", now_ms)
    upgrade(engine)
