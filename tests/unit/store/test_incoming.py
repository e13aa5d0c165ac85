"""Records of other PCs: none lost, the same result in whatever order they come, nothing unknown forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec.msgpack import decode
from uuid_utils.compat import uuid7

from hardship_desktop.domain.changes import (
    GENESIS,
    ChangeRecord,
    Op,
    Shape,
    Stamp,
    chain,
    decode_payload,
    encode_insert,
    encode_update,
)
from hardship_desktop.services.exchange.merging import Merging
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.foreign import ForeignValueError
from hardship_desktop.store.incoming import Incoming
from hardship_desktop.store.origins import own_origin
from hardship_desktop.store.outgoing import LogReader, OriginLife
from hardship_desktop.store.rebase import rebase
from hardship_desktop.store.records import Household
from hardship_desktop.store.store import Store
from hardship_desktop.store.vault import new_keys

OFFICE = UUID(int=7).bytes
ROW = UUID(int=99).bytes
HLC = 1_780_000_000_000 << 16


@dataclass
class Sender:
    """An invented PC that writes records of its own origin."""

    number: int
    records: list[ChangeRecord] = field(default_factory=list)
    shapes: dict[int, Shape] = field(default_factory=dict)
    org: bytes = OFFICE

    @property
    def origin(self) -> bytes:
        return bytes([self.number]) * 16

    def write(self, tick: int, op: Op, table: str, payload: bytes, fields: tuple[str, ...]) -> Stamp:
        shape = Shape(table, fields)
        self.shapes[shape.id] = shape
        seq = len(self.records) + 1
        record = ChangeRecord(seq, HLC + tick, 0, seq, bytes(16), self.org, ROW, op, shape.id, payload)
        self.records.append(record)
        return record.hlc, self.origin, seq

    def insert(self, tick: int, table: str = "household", **values: Any) -> Stamp:
        payload = encode_insert(bytes(16), list(values.values()))
        return self.write(tick, Op.INSERT, table, payload, tuple(values))

    def update(self, tick: int, replaced: list[Stamp], **values: Any) -> Stamp:
        payload = encode_update(bytes(16), list(values.values()), [replaced] * len(values))
        return self.write(tick, Op.UPDATE, "household", payload, tuple(values))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "data"
    folder.mkdir()
    keys = new_keys(b"")
    store = Store.create(folder, keys, UUID(int=1), bytes(16), state_folder=tmp_path / "state")
    yield store
    store.close()


def bring(store: Store, *senders: Sender, first: int = 0) -> int:
    """Import everything of the senders in this order, in one transaction; gives the conflicts opened."""
    with store.local() as connection:
        incoming = Incoming(connection, [shape for sender in senders for shape in sender.shapes.values()])
        for sender in senders:
            incoming.add_origins([OriginLife(0, sender.origin, b"", sender.org, 0, "enrol", None, 0, 0, b"")])
            records = sender.records[first:]
            link, links = LogReader(connection).hash_at(sender.origin, first), []
            for record in records:
                link = chain(link, record)
                links.append(link)
            incoming.add(sender.origin, records, [decode_payload(r.op, r.payload) for r in records], links)
        merging = Merging(connection, incoming.derived)
        for write in incoming.writes():
            merging.apply(write)
        incoming.finish()
        return merging.conflicts


def shown(store: Store, *names: str) -> tuple[Any, ...]:
    with store.read() as reader:
        row = reader.connection.exec_driver_sql(
            f"SELECT {', '.join(names)} FROM household WHERE org_id = ? AND id = ?", (OFFICE, ROW)
        ).one()
        return tuple(row)


def heads(store: Store) -> set[tuple[Any, ...]]:
    with store.read() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT f.field, f.hlc, o.id, f.seq, f.value FROM field_head f JOIN origin o ON o.no = f.origin"
        )
        return {tuple(row) for row in rows}


def test_rows_and_log_come_as_they_were_written(store: Store) -> None:
    sender = Sender(1)
    sender.insert(0, archive_no="A1", address="东街")
    bring(store, sender)
    assert shown(store, "archive_no", "address", "stamp_hlc", "stamp_seq") == ("A1", "东街", HLC, 1)
    with store.read() as reader:
        log = LogReader(reader.connection)
        assert list(log.records(sender.origin, 1, 1)) == sender.records
        assert log.hash_at(sender.origin, 1) == chain(GENESIS, sender.records[0])
        assert log.of_office(OFFICE) == {sender.origin: 1}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_writes_of_several_origins_give_the_same_in_any_order_of_the_bundle(
    store: Store, order: tuple[int, ...]
) -> None:
    one, two, three = senders = Sender(1), Sender(2), Sender(3)
    born = one.insert(0, archive_no="A1", address="东街")
    two.update(5, [born], address="西街")  # Two has not seen what three and one write.
    seen = three.update(6, [born], address="南街")
    one.update(9, [seen], address="北街")
    assert bring(store, *(senders[place] for place in order)) == 1
    assert shown(store, "archive_no", "address") == ("A1", "北街")
    assert {(name, origin[0], seq) for name, _, origin, seq, _ in heads(store)} == {
        ("address", 1, 2),
        ("address", 2, 1),
    }
    assert [decode(value) for *_, value in heads(store) if value is not None] == ["西街"]


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_write_that_saw_the_other_leaves_no_conflict(store: Store, order: tuple[int, ...]) -> None:
    one, two = senders = Sender(1), Sender(2)
    born = one.insert(0, address="东街")
    seen = two.update(5, [born], address="西街")
    one.update(6, [seen], address="北街")
    assert bring(store, *(senders[place] for place in order)) == 0
    assert {(origin[0], seq, value) for _, _, origin, seq, value in heads(store)} == {(1, 2, None)}
    assert shown(store, "address") == ("北街",)


def test_a_conflict_of_two_bundles_is_settled_by_a_write_that_saw_both(store: Store) -> None:
    one, two = Sender(1), Sender(2)
    born = one.insert(0, address="东街")
    left = one.update(1, [born], address="西街")
    assert bring(store, one) == 0
    right = two.update(2, [born], address="南街")
    assert bring(store, two) == 1
    one.update(3, [left, right], address="北街")
    assert bring(store, one, first=2) == 0
    assert shown(store, "address") == ("北街",)
    assert len(heads(store)) == 1


def test_equal_values_from_two_sides_are_no_conflict(store: Store) -> None:
    one, two = Sender(1), Sender(2)
    born = one.insert(0, address="东街")
    one.update(1, [born], address="西街")
    two.update(2, [born], address="西街")
    assert bring(store, one, two) == 0
    assert shown(store, "address") == ("西街",)


def test_the_same_row_inserted_twice_is_merged(store: Store) -> None:
    one, two = Sender(1), Sender(2)
    one.insert(0, archive_no="A1", address="东街")
    two.insert(1, archive_no="A1", address="西街")
    assert bring(store, two, one) == 1
    assert shown(store, "archive_no", "address") == ("A1", "西街")


def test_a_deletion_and_its_taking_back_arrive(store: Store) -> None:
    sender = Sender(1)
    born = sender.insert(0, archive_no="A1")
    gone = sender.update(1, [born], deleted=1_780_000_000_000)
    bring(store, sender)
    assert shown(store, "deleted") == (1_780_000_000_000,)
    sender.update(2, [gone], deleted=None)
    bring(store, sender, first=2)
    assert shown(store, "deleted") == (None,)


def test_fields_and_tables_of_a_newer_program_stay_in_the_log(store: Store) -> None:
    sender = Sender(1)
    sender.insert(0, archive_no="A1", favourite_colour="红")
    sender.insert(1, table="of_the_future", what="甲")
    bring(store, sender)
    assert shown(store, "archive_no", "address") == ("A1", None)
    with store.read() as reader:
        log = LogReader(reader.connection)
        assert list(log.records(sender.origin, 1, 2)) == sender.records
        shapes = dict(log.shapes([(sender.origin, 1, 2)]))
    assert shapes[Shape("of_the_future", ("what",))] == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("archive_no", 5),
        ("opened_on", "昨天"),
        ("opened_on", "20260203"),
        ("opened_on", "2026-W06-2"),
        ("on_dibao", 2),
        ("head_person_id", b"short"),
        ("deleted", "yes"),
    ],
)
def test_a_value_that_its_field_cannot_hold_refuses_everything(store: Store, name: str, value: Any) -> None:
    sender = Sender(1)
    born = sender.insert(0, archive_no="A1")
    sender.update(1, [born], **{name: value})
    with pytest.raises(ForeignValueError):
        bring(store, sender)
    with store.read() as reader:
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM household").scalar() == 0
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM change_log").scalar() == 0


def test_what_is_written_after_an_import_is_greater_than_what_came(store: Store) -> None:
    sender = Sender(1, org=UUID(int=1).bytes)
    sender.insert(1 << 40, address="东街")  # Its clock runs far ahead of ours.
    bring(store, sender)
    with store.change(uuid7()) as change:
        change.update(Household, UUID(bytes=ROW), {"address": "西街"})
    with store.read() as reader:
        (hlc,) = reader.connection.exec_driver_sql("SELECT hlc FROM field_head").one()
    assert hlc > sender.records[0].hlc


def test_a_rebase_moves_own_records_to_a_new_origin_and_keeps_every_value(store: Store) -> None:
    with store.change(uuid7()) as change:
        kept = change.insert(Household, {"archive_no": "A1", "address": "东街"})
    with store.read() as reader:
        common = own_origin(reader.cursor).head_seq
    with store.change(uuid7()) as change:
        moved = change.insert(Household, {"archive_no": "A2", "address": "西街"})
        change.update(Household, kept, {"address": "南街"})
        change.update(Household, moved, {"address": "北街"})
    with store.local() as connection:
        cursor = driver_cursor(connection)
        old = own_origin(cursor)
        assert rebase(connection, common, 5) == 3
        new, log = own_origin(cursor), LogReader(connection)
        assert (new.id != old.id, new.head_seq) == (True, 3)
        assert log.origins[new.id].parent_seq == common
        assert log.vector[old.id] == common
        third = decode_payload(Op.UPDATE, next(log.records(new.id, 3, 3)).payload)
        assert third.replaced[0][0][1:] == (new.id, 1)  # type: ignore[union-attr]
    with store.change(uuid7()) as change:
        assert change.get(Household, kept)["address"] == "南街"
        assert change.update(Household, moved, {"address": "中街"}) == ("address",)
