"""Running Alembic on the open file. Loaded by name, and only when there is something to migrate."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from hardship_desktop.resources import migrations_dir
from hardship_desktop.store.catch_up import catch_up
from hardship_desktop.store.engine import driver_cursor


def configuration() -> Config:
    """Alembic's configuration without an ini file; the path holds in a packaged program too."""
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    return config


def migrate(engine: Engine) -> None:
    """Run every migration that is missing and take in what waited for it, all in one transaction."""
    config = configuration()
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        catch_up(driver_cursor(connection))
