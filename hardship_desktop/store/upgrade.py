"""Bringing a file's tables up to date: a checked copy first, then the migrations in one transaction."""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from hardship_desktop.domain.errors import UserError
from hardship_desktop.resources import migrations_dir

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


def bring_up_to_date(engine: Engine, path: Path) -> None:
    """Upgrade an older file after copying it; refuse one that is newer than the program."""
    revision = revision_of(engine)
    if revision == REVISION:
        return
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if revision is not None and revision not in known:
        raise UserError("这份数据由更新版本的程序建立，请先升级本程序。", code="too_new")
    copy_aside(engine, path)
    upgrade(engine)


def copy_aside(engine: Engine, path: Path) -> Path:
    """A checked, sealed copy of the file as it is now, in the folder `before-upgrade` beside it."""
    folder = path.parent / "before-upgrade"
    folder.mkdir(exist_ok=True)
    copy = folder / f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}.db"
    with engine.connect().execution_options(isolation_level=None) as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("VACUUM INTO ?", (str(copy),))
    return copy
