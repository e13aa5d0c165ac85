"""An older file is upgraded after a verified backup; a newer one is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import text

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.search_keys import FTS_TABLE_OPTIONS
from hardship_desktop.store import migrate, upgrade
from hardship_desktop.store.backup_file import check_members
from hardship_desktop.store.engine import open_engine
from hardship_desktop.store.records import Household
from hardship_desktop.store.store import Store
from hardship_desktop.store.vault import VAULT_NAME, Keys
from tests.unit.store.conftest import USER

Open = Callable[..., Store]


def set_revision(folder: Path, keys: Keys, revision: str) -> None:
    engine = open_engine(folder / "office.db", keys.database)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    engine.dispose()


def test_the_program_works_on_the_newest_migration() -> None:
    scripts = ScriptDirectory.from_config(migrate.configuration())
    assert scripts.get_heads() == [upgrade.REVISION]
    assert sorted(script.revision for script in scripts.walk_revisions()) == list(upgrade.REVISIONS)


def check_schema(store: Store) -> None:
    """Raises CommandError when records and migrations differ (`alembic check`)."""
    config = migrate.configuration()
    with store.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)


def test_the_migrations_make_what_the_records_declare(store: Store) -> None:
    check_schema(store)


@pytest.mark.parametrize("change", ["ALTER TABLE aid DROP COLUMN remark", "DROP INDEX ix_person_name"])
def test_a_forgotten_migration_is_seen(store: Store, keys: Keys, change: str) -> None:
    engine = open_engine(store.folder / "office.db", keys.database)
    with engine.connect() as connection, connection.begin():
        connection.execute(text(change))
    engine.dispose()
    with pytest.raises(CommandError):
        check_schema(store)


def test_the_search_table_is_made_as_it_was_measured(store: Store) -> None:
    with store.read() as reader:
        made = reader.connection.execute(
            text("SELECT sql FROM sqlite_master WHERE name = 'search_text'")
        ).scalar_one()
    assert f"fts5({FTS_TABLE_OPTIONS})" in made


def test_a_newer_file_is_refused_and_left_as_it_is(store: Store, open_store: Open, keys: Keys) -> None:
    store.close()
    set_revision(store.folder, keys, "9999")
    before = (store.folder / "office.db").read_bytes()
    with pytest.raises(UserError, match="升级") as refusal:
        open_store()
    assert refusal.value.code == "too_new"
    assert (store.folder / "office.db").read_bytes() == before


@pytest.fixture
def older(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the program thinks is one migration behind."""
    with store.change(USER) as change:
        change.insert(Household, {"address": "1号"})
    store.close()
    (store.folder / VAULT_NAME).write_text("{}")
    monkeypatch.setattr(upgrade, "REVISION", "a later one")
    return store.folder


def test_an_older_file_is_backed_up_and_verified_before_the_upgrade(
    older: Path, open_store: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def migrate(*_args: object) -> None:
        (copy,) = (older / "before-upgrade").glob("*.hbk")
        seen.append(str(check_members(copy, lambda _bytes: None).facts.counts["household"]))

    monkeypatch.setattr(command, "upgrade", migrate)
    open_store()
    assert seen == ["1"]


def test_an_upgrade_that_fails_changes_nothing(
    older: Path, open_store: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(config: object, _revision: str) -> None:
        connection = config.attributes["connection"]  # type: ignore[attr-defined]
        connection.execute(text("CREATE TABLE half (x INTEGER)"))
        connection.execute(text("DELETE FROM household_line"))
        raise RuntimeError("migration broke")

    monkeypatch.setattr(command, "upgrade", fail)
    with pytest.raises(RuntimeError):
        open_store()
    monkeypatch.undo()
    again = open_store(older)
    with again.read() as reader:
        tables = reader.connection.execute(text("SELECT name FROM sqlite_master")).scalars().all()
        assert "half" not in tables
        assert reader.connection.execute(text("SELECT count(*) FROM household_line")).scalar() == 1


def test_without_a_good_copy_there_is_no_upgrade(
    older: Path, open_store: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object) -> None:
        raise AssertionError("upgraded without a copy")

    monkeypatch.setattr(command, "upgrade", never)
    (older / "before-upgrade").write_text("a file where the folder should be")
    with pytest.raises(UserError):
        open_store()
