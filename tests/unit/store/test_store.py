"""The write path: rows, log and chain in one transaction, from one window or two."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from hardship_desktop.domain.changes import Op, Stamp, UpdatePayload, decode_payload
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress
from hardship_desktop.store.check import check_chains
from hardship_desktop.store.check_rows import check_rows
from hardship_desktop.store.engine import open_engine
from hardship_desktop.store.folder_lock import FolderLock
from hardship_desktop.store.origins import own_origin
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.store.records import Aid, Household, Person
from hardship_desktop.store.store import Store
from hardship_desktop.store.vault import new_keys
from tests.unit.store.conftest import USER

Open = Callable[..., Store]


def one(store: Store, sql: str) -> Any:
    with store.read() as reader:
        return reader.cursor.execute(sql).fetchone()


def faults(store: Store) -> list[object]:
    with store.read() as reader:
        cursor = reader.cursor
        return [*check_chains(cursor, NoProgress()), *check_rows(cursor, NoProgress())]


def test_a_failed_action_keeps_nothing_of_itself(store: Store) -> None:
    def breaking() -> Iterator[dict[str, str]]:
        yield from ({"address": f"{n}号"} for n in range(3000))
        raise RuntimeError

    with pytest.raises(RuntimeError), store.change(USER) as change:
        change.bulk(Household, breaking())
    for table in ("household", "change_log", "shape", "search_key", "household_line", "chain_point"):
        assert one(store, f"SELECT count(*) FROM {table}") == (0,)
    assert one(store, "SELECT head_seq FROM origin") == (0,)


def test_one_action_is_one_group_of_one_user(store: Store) -> None:
    for _ in range(2):
        with store.change(USER) as change:
            row = change.insert(Household, {"address": "1号"})
            change.insert(Person, {"household_id": row, "name": "王秀英"})
            change.update(Household, row, {"address": "2号"})
    with store.read() as reader:
        rows = reader.cursor.execute("SELECT seq, txn, user_id FROM change_log ORDER BY seq").fetchall()
    assert [(seq, txn) for seq, txn, _ in rows] == [(1, 1), (2, 1), (3, 1), (4, 4), (5, 4), (6, 4)]
    assert {user for *_, user in rows} == {USER.bytes}


def test_a_field_that_does_not_exist_is_never_lost_silently(store: Store) -> None:
    for values in ({"adress": "1号"}, {"id": uuid4(), "adress": "1号"}):
        with store.change(USER) as change, pytest.raises(KeyError, match="adress"):
            change.insert(Household, values)


def test_a_value_that_is_the_same_is_not_logged(store: Store) -> None:
    with store.change(USER) as change:
        row = change.insert(Household, {"address": "1号"})
        assert change.update(Household, row, {"address": "1号"}) == ()
        assert change.update(Household, row, {"address": "2号", "archive_no": None}) == ("address",)
    assert one(store, "SELECT count(*) FROM change_log") == (2,)


def test_hundreds_of_saves_leave_a_whole_chain(store: Store) -> None:
    with store.change(USER) as change:
        rows = change.bulk(Household, ({"address": f"{n}号"} for n in range(900)))
    for number in range(300):
        with store.change(USER) as change:
            change.update(Household, rows[number % 100], {"address": f"新{number}号"})
    assert one(store, "SELECT head_seq FROM origin") == (1200,)
    assert faults(store) == []


def test_two_windows_saving_at_once_share_one_gap_free_log(store: Store, open_store: Open) -> None:
    other = open_store()
    problems: list[BaseException] = []

    def work(own: Store, name: str) -> None:
        try:
            for number in range(60):
                with own.change(USER) as change:
                    change.insert(Household, {"address": f"{name}{number}号"})
        except BaseException as error:
            problems.append(error)

    threads = [
        threading.Thread(target=work, args=(own, name))
        for own, name in ((store, "东"), (other, "西"), (store, "南"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert one(store, "SELECT count(*), max(seq), count(DISTINCT hlc) FROM change_log") == (180, 180, 180)
    assert faults(store) == []


def test_a_view_does_not_change_while_it_is_used(store: Store) -> None:
    with store.read() as reader:
        cursor = reader.cursor
        assert cursor.execute("SELECT count(*) FROM household").fetchone() == (0,)
        with store.change(USER) as change:
            change.insert(Household, {})
        assert cursor.execute("SELECT count(*) FROM household").fetchone() == (0,)
    assert one(store, "SELECT count(*) FROM household") == (1,)


def test_a_row_that_is_gone_is_one_sentence(store: Store) -> None:
    with pytest.raises(UserError, match="不存在"), store.change(USER) as change:
        change.update(Household, UUID(int=1), {"address": "1号"})


def test_money_and_ids_come_back_as_they_went_in(store: Store) -> None:
    with store.change(USER) as change:
        household = change.insert(Household, {})
        row = change.insert(Aid, {"household_id": household, "amount_fen": 123_456})
        assert (change.get(Aid, row)["amount_fen"], change.get(Aid, row)["household_id"]) == (
            123_456,
            household,
        )


def test_the_file_is_sealed(store: Store) -> None:
    with store.change(USER) as change:
        change.insert(Person, {"name": "王秀英"})
    for path in store.folder.iterdir():
        content = path.read_bytes() if path.is_file() else b""
        assert not content.startswith(b"SQLite format 3")
        assert "王秀英".encode() not in content


def test_a_wrong_key_and_a_damaged_header_are_one_sentence(store: Store, open_store: Open) -> None:
    store.close()
    with pytest.raises(UserError, match="备份") as refusal:
        open_store(keys=new_keys(b"device"))
    assert refusal.value.code == "damaged"
    path = store.folder / "office.db"
    content = bytearray(path.read_bytes())
    content[:64] = bytes(64)
    path.write_bytes(content)
    with pytest.raises(UserError, match="备份") as refusal:
        open_store()
    assert refusal.value.code == "damaged"


@pytest.mark.parametrize("length", [0, 100, 4096, 20_000])
def test_a_cut_file_is_one_sentence(store: Store, open_store: Open, length: int) -> None:
    store.close()
    path = store.folder / "office.db"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(UserError) as refusal:
        open_store()
    assert refusal.value.code == "damaged"


def test_a_missing_file_is_one_sentence_and_is_not_made_anew(store: Store, open_store: Open) -> None:
    store.close()
    (store.folder / "office.db").unlink()
    with pytest.raises(UserError, match="不见了"):
        open_store()
    assert not (store.folder / "office.db").exists()


def test_nothing_is_held_after_a_failed_opening(store: Store, open_store: Open) -> None:
    store.close()
    with pytest.raises(UserError):
        open_store(keys=new_keys(b"device"))
    FolderLock(store.folder, alone=True).close()


def test_an_open_store_holds_its_folder_until_it_is_closed(store: Store, open_store: Open) -> None:
    other = open_store()
    store.close()
    with pytest.raises(UserError, match="占用"):
        FolderLock(store.folder, alone=True)
    other.close()
    FolderLock(store.folder, alone=True).close()


def test_a_file_that_somebody_locks_is_one_sentence(store: Store, keys: Any) -> None:
    engine = open_engine(store.folder / "office.db", keys.database)
    with engine.connect().execution_options(immediate=True) as blocker, blocker.begin():
        with store.read() as reader:
            reader.cursor.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(UserError, match="占用"), store.change(USER) as change:
            change.insert(Household, {})
    engine.dispose()


def test_settings_stay(store: Store, open_store: Open) -> None:
    store.set_setting("columns", ["name", "tier"])
    store.set_setting("columns", ["name"])
    store.close()
    assert open_store().setting("columns") == ["name"]
    assert open_store().setting("unknown") is None


def test_the_connection_is_as_durable_as_designed(store: Store) -> None:
    with store.read() as reader:
        values = {
            name: reader.connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "temp_store")
        }
    assert values == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2}


def test_nothing_is_said_on_the_error_output(
    store: Store, open_store: Open, capfd: pytest.CaptureFixture[str]
) -> None:
    store.close()
    with pytest.raises(UserError):
        open_store(keys=new_keys(b"device"))
    assert capfd.readouterr() == ("", "")


def test_a_closed_store_touches_its_file_no_more(store: Store) -> None:
    with store.read() as reader:
        held = reader.connection.connection.driver_connection
        store.close()
        assert reader.cursor.execute("SELECT count(*) FROM household").fetchone() == (0,)
    with pytest.raises(dbapi2.ProgrammingError):
        held.execute("SELECT 1")  # type: ignore[union-attr]
    for late in (store.read, partial(store.change, USER), store.local):
        with pytest.raises(UserError, match="已关闭"), late():
            pass


@pytest.mark.parametrize("key", ["org_id", "database_id", "origin"])
def test_a_file_without_its_facts_is_called_damaged(store: Store, open_store: Open, key: str) -> None:
    with store.local() as connection:
        connection.exec_driver_sql("DELETE FROM setting WHERE key = ?", (key,))
    store.close()
    with pytest.raises(UserError, match="备份") as refusal:
        open_store()
    assert refusal.value.code == "damaged"


def replaced_by_newest(store: Store) -> list[list[Stamp]]:
    """What the newest record says that it replaces, by field."""
    with store.read() as reader:
        log = LogReader(reader.connection)
        own = own_origin(reader.cursor)
        told = decode_payload(Op.UPDATE, next(log.records(own.id, own.head_seq, own.head_seq)).payload)
    assert isinstance(told, UpdatePayload)
    return [list(stamps) for stamps in told.replaced]


def test_a_deletion_replaces_what_was_written_in_every_field_of_the_row(store: Store) -> None:
    with store.change(USER) as change:
        row = change.insert(Household, {"address": "东街1号"})
    for values in ({"address": "东街2号"}, {"town": "者海镇"}):
        with store.change(USER) as change:
            change.update(Household, row, values)
    with store.change(USER) as change:
        change.delete(Household, row)
    (replaced,) = replaced_by_newest(store)
    assert {seq for _, _, seq in replaced} == {1, 2, 3}, "the insert and both updates"


def test_a_write_of_a_field_replaces_only_what_stood_in_that_field(store: Store) -> None:
    with store.change(USER) as change:
        row = change.insert(Household, {"address": "东街1号"})
    for values in ({"address": "东街2号"}, {"town": "者海镇"}, {"address": "东街3号"}):
        with store.change(USER) as change:
            change.update(Household, row, values)
    (replaced,) = replaced_by_newest(store)
    assert {seq for _, _, seq in replaced} == {2}
