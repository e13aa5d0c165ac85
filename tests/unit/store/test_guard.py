"""Travelling tables are written through Store.change() and in no other way."""

from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from hardship_desktop.store.records import TRAVELLING, Household
from hardship_desktop.store.store import GUARDED, Store
from tests.unit.store.conftest import USER

ATTEMPTS = [
    "UPDATE household SET address = 'x'",
    "update Household set address = 'x'",
    "UPDATE\n\thousehold SET address = 'x'",
    "UPDATE OR REPLACE household SET address = 'x'",
    "UPDATE main.household SET address = 'x'",
    "UPDATE main . household SET address = 'x'",
    "UPDATE \"household\" SET address = 'x'",
    'UPDATE "main"."household" SET address = \'x\'',
    "UPDATE\"household\"SET address = 'x'",
    "DELETE FROM[household]",
    "UPDATE [household] SET address = 'x'",
    "UPDATE `household` SET address = 'x'",
    "UPDATE 'household' SET address = 'x'",
    "/* note */ UPDATE household SET address = 'x'",
    "-- note\nUPDATE household SET address = 'x'",
    "UPDATE/**/household SET address = 'x'",
    "UPDATE -- which\n household SET address = 'x'",
    "WITH a AS (SELECT '/*') UPDATE household SET address = '*/'",
    "WITH a AS (SELECT 1) INSERT INTO household (org_id, id) SELECT x'00', x'00' FROM a",
    "INSERT OR IGNORE INTO household (org_id, id) VALUES (x'00', x'00')",
    "INSERT INTO main.household (org_id, id) VALUES (x'00', x'00')",
    "REPLACE INTO household (org_id, id) VALUES (x'00', x'00')",
    "DELETE FROM household",
    "DELETE/* all */FROM/* them */household",
    "EXPLAIN DELETE FROM household",
    "DELETE FROM change_log WHERE seq = 1",
    "UPDATE change_log SET wall_ms = 0",
    "CREATE TEMP TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM household; END",
]


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_no_spelling_gets_past_the_guard(store: Store, statement: str) -> None:
    with (
        pytest.raises(PermissionError, match=r"Store\.change"),
        store.local() as connection,
    ):
        connection.execute(text(statement))
    with pytest.raises(PermissionError), store.local() as connection:
        connection.exec_driver_sql(statement)


def test_the_core_and_the_orm_are_refused_too(store: Store) -> None:
    values = {"org_id": store.org_id, "id": uuid4(), "stamp_hlc": 1, "stamp_origin": 1, "stamp_seq": 1}
    for statement in (
        insert(Household).values(values),
        update(Household).values(address="x"),
        delete(Household),
    ):
        with pytest.raises(PermissionError), store.local() as connection:
            connection.execute(statement)
    with Session(store.engine) as session:
        session.add(Household(**values))
        with pytest.raises(PermissionError):
            session.flush()
        session.rollback()


def test_several_statements_at_once_are_refused_by_the_driver(store: Store) -> None:
    with pytest.raises(dbapi2.Warning), store.local() as connection:
        connection.execute(text("SELECT 1; DROP TABLE household"))


def test_inside_a_change_the_connection_is_guarded_as_well(store: Store) -> None:
    with pytest.raises(PermissionError), store.change(USER) as change:
        change.connection.execute(text("UPDATE household SET address = 'x'"))


def test_words_that_only_look_like_a_write_pass(store: Store) -> None:
    with store.local() as connection:
        connection.execute(text("SELECT 'please UPDATE the household file'"))
        connection.execute(text("SELECT count(*) FROM household /* never DELETE FROM it */"))
        connection.execute(text("DELETE FROM household_line"))


def test_every_travelling_table_and_the_log_are_guarded() -> None:
    assert {record.__tablename__ for record in TRAVELLING} | {"change_log"} == GUARDED


def test_nothing_was_written_by_any_attempt(store: Store) -> None:
    for statement in ATTEMPTS:
        with pytest.raises(PermissionError), store.local() as connection:
            connection.execute(text(statement))
    with store.read() as reader:
        cursor = reader.cursor
        assert cursor.execute("SELECT count(*) FROM household").fetchone() == (0,)
        assert cursor.execute("SELECT count(*) FROM change_log").fetchone() == (0,)
