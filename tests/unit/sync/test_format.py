"""Bundles go out whole or not at all, and come in only where they belong."""

import os
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import active_count

import msgspec
import pytest

from hardship_desktop.domain.changes import GENESIS, Op, encode_insert
from hardship_desktop.domain.errors import UserError
from hardship_desktop.sync.certificates import Role
from hardship_desktop.sync.checks import Records
from hardship_desktop.sync.format import Receiver, read_bundle, read_header, write_bundle
from hardship_desktop.sync.vector import Gap
from hardship_desktop.sync.wire import BlobChunk, BlobInfo
from tests.vectors.craft import (
    CITY_ORG,
    CITY_READER,
    COUNTY,
    COUNTY_ORG,
    HOUSEHOLD,
    NEIGHBOUR_ORG,
    NOW_MS,
    ORIGIN,
    PHOTO,
    RECOVERY,
    TRUSTED,
    YEAR_MS,
    Log,
    certificate,
    device,
    envelope,
    manifest_of,
    sample_log,
    write_good,
)


def read_all(
    path: Path, log: Log, held: int = 0, receiver: Receiver = CITY_READER
) -> list[BlobChunk | Records]:
    """Read a bundle at a receiver that holds the first records of a log."""
    with read_bundle(path, receiver, NOW_MS) as bundle:
        return list(bundle.contents({ORIGIN: held} if held else {}, log.hash_at))


def refusal_of(path: Path, log: Log, held: int = 0, receiver: Receiver = CITY_READER) -> str:
    with pytest.raises(UserError) as caught:
        read_all(path, log, held, receiver)
    return caught.value.code


def seqs(items: list[BlobChunk | Records]) -> list[int]:
    return [record.seq for item in items if isinstance(item, Records) for record in item.records]


def long_log(records: int) -> Log:
    log = Log()
    for number in range(records):
        log.insert(HOUSEHOLD, f"{number:015d}", "测试市" * 20, number)
    return log


@pytest.mark.parametrize("held", [1, 2, 3])
def test_an_overlap_is_skipped_when_its_hash_agrees(held: int, tmp_path: Path) -> None:
    log = sample_log()
    write_good(tmp_path / "a.ubx", log)
    assert seqs(read_all(tmp_path / "a.ubx", log, held)) == list(range(held + 1, 5))


def test_a_known_bundle_has_nothing_new(tmp_path: Path) -> None:
    log = sample_log()
    write_good(tmp_path / "a.ubx", log)
    with read_bundle(tmp_path / "a.ubx", CITY_READER, NOW_MS) as bundle:
        assert bundle.new_records({ORIGIN: 4}) == 0
        assert bundle.new_records({ORIGIN: 1}) == 3
    assert seqs(read_all(tmp_path / "a.ubx", log, 4)) == []


@pytest.mark.parametrize("held", [1, 2, 3, 4, 5])
def test_another_history_of_the_same_origin_is_a_fork(held: int, tmp_path: Path) -> None:
    write_good(tmp_path / "a.ubx")
    other = Log()
    for number in range(5):
        other.insert(HOUSEHOLD, "220001202600009", "另一段历史", number)
    assert refusal_of(tmp_path / "a.ubx", other, held) == "bundle_fork"


def test_a_later_range_on_another_history_is_a_fork(tmp_path: Path) -> None:
    log = sample_log()
    write_good(tmp_path / "a.ubx", log, first=3)
    other = Log()
    other.insert(HOUSEHOLD, "1", "另一段历史", 1)
    other.insert(HOUSEHOLD, "2", "另一段历史", 1)
    assert seqs(read_all(tmp_path / "a.ubx", log, 2)) == [3, 4]
    assert refusal_of(tmp_path / "a.ubx", other, 2) == "bundle_fork"


def test_a_gap_is_named(tmp_path: Path) -> None:
    write_good(tmp_path / "a.ubx", first=3)
    with read_bundle(tmp_path / "a.ubx", CITY_READER, NOW_MS) as bundle:
        assert bundle.missing({ORIGIN: 1}) == [Gap(ORIGIN, 1, 2)]
        assert bundle.missing({ORIGIN: 2}) == []


def test_revoked_expired_and_unknown_devices_are_refused(tmp_path: Path) -> None:
    log = sample_log()
    write_good(tmp_path / "a.ubx", log)
    revoked = replace(CITY_READER, revoked=frozenset({COUNTY.device}))
    assert refusal_of(tmp_path / "a.ubx", log, receiver=revoked) == "bundle_revoked"
    old = certificate(COUNTY, COUNTY_ORG, Role.COUNTY, NOW_MS - YEAR_MS)
    expired = replace(CITY_READER, trusted={**TRUSTED, COUNTY.device: old})
    assert refusal_of(tmp_path / "a.ubx", log, receiver=expired) == "bundle_expired"
    assert refusal_of(tmp_path / "a.ubx", log, receiver=replace(CITY_READER, trusted={})) == (
        "bundle_unknown_sender"
    )


def test_only_the_addressee_opens_it_and_its_paper_key_does_too(tmp_path: Path) -> None:
    log = sample_log()
    write_good(tmp_path / "a.ubx", log)
    other_office = replace(CITY_READER, org=NEIGHBOUR_ORG)
    assert refusal_of(tmp_path / "a.ubx", log, receiver=other_office) == "bundle_not_for_us"
    other_key = replace(CITY_READER, identities=(device("stranger").age_identity,))
    assert refusal_of(tmp_path / "a.ubx", log, receiver=other_key) == "bundle_not_for_us"
    paper = replace(CITY_READER, identities=(RECOVERY,))
    assert seqs(read_all(tmp_path / "a.ubx", log, receiver=paper)) == [1, 2, 3, 4]


def test_nobody_continues_the_origin_of_another_office(tmp_path: Path) -> None:
    log = sample_log()
    write_good(tmp_path / "a.ubx", log)
    mine = replace(CITY_READER, owners={ORIGIN: COUNTY_ORG})
    assert seqs(read_all(tmp_path / "a.ubx", log, receiver=mine)) == [1, 2, 3, 4]
    others = replace(CITY_READER, owners={ORIGIN: NEIGHBOUR_ORG})
    assert refusal_of(tmp_path / "a.ubx", log, receiver=others) == "bundle_wrong_office"


def test_the_city_may_send_a_county_its_own_records_back(tmp_path: Path) -> None:
    log = sample_log()
    city = device("city")
    write_good(
        tmp_path / "a.ubx",
        log,
        keys=city,
        sender_org=CITY_ORG,
        recipient_org=COUNTY_ORG,
        age_keys=(COUNTY.age_key,),
    )
    county = Receiver(COUNTY_ORG, (COUNTY.age_identity,), TRUSTED)
    assert seqs(read_all(tmp_path / "a.ubx", log, receiver=county)) == [1, 2, 3, 4]


def test_many_batches_and_a_large_attachment_come_through(tmp_path: Path) -> None:
    log = long_log(4500)
    big = os.urandom(3_500_000)
    info = BlobInfo(sha256(big).digest(), len(big))
    manifest = manifest_of(log, blobs=[info])
    write_bundle(tmp_path / "a.ubx", envelope(), manifest, [(ORIGIN, log.records)], [BytesIO(big)], COUNTY)
    items = read_all(tmp_path / "a.ubx", log)
    assert b"".join(item.data for item in items if isinstance(item, BlobChunk)) == big
    assert seqs(items) == list(range(1, 4501))
    assert seqs(read_all(tmp_path / "a.ubx", log, 2500)) == list(range(2501, 4501))


def test_a_damaged_log_is_not_exported_and_leaves_no_file(tmp_path: Path) -> None:
    log = sample_log()
    edited = [*log.records]
    payload = encode_insert(bytes(16), ["220001202600001", "改过", 3])
    edited[0] = msgspec.structs.replace(edited[0], payload=payload)
    with pytest.raises(UserError) as caught:
        write_bundle(
            tmp_path / "a.ubx", envelope(), manifest_of(log), [(ORIGIN, edited)], [BytesIO(PHOTO)], COUNTY
        )
    assert caught.value.code == "log_damaged"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("records", "photo", "counts"),
    [(3, PHOTO, None), (4, PHOTO[:-1], None), (4, PHOTO, {"household": 4})],
)
def test_what_disagrees_with_the_manifest_is_not_exported(
    records: int, photo: bytes, counts: dict[str, int] | None, tmp_path: Path
) -> None:
    log = sample_log()
    manifest = manifest_of(log, counts=counts) if counts else manifest_of(log)
    with pytest.raises(UserError) as caught:
        write_bundle(
            tmp_path / "a.ubx",
            envelope(),
            manifest,
            [(ORIGIN, log.records[:records])],
            [BytesIO(photo)],
            COUNTY,
        )
    assert caught.value.code == "log_damaged"
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_source_comes_out_as_it_is(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def source() -> object:
        raise Stop

    log = sample_log()
    with pytest.raises(Stop):
        write_bundle(
            tmp_path / "a.ubx",
            envelope(),
            manifest_of(log),
            ((ORIGIN, [source()]) for _ in range(1)),  # type: ignore[list-item]
            [BytesIO(PHOTO)],
            COUNTY,
        )


def test_reading_may_stop_anywhere_and_leaves_no_thread(tmp_path: Path) -> None:
    log = long_log(4500)
    noise = os.urandom(2_000_000)
    manifest = manifest_of(log, blobs=[BlobInfo(sha256(noise).digest(), len(noise))])
    write_bundle(tmp_path / "a.ubx", envelope(), manifest, [(ORIGIN, log.records)], [BytesIO(noise)], COUNTY)
    before = active_count()
    with read_bundle(tmp_path / "a.ubx", CITY_READER, NOW_MS) as bundle:
        next(iter(bundle.contents({}, log.hash_at)))
    assert active_count() == before


def test_a_stick_pulled_out_is_not_called_damage(tmp_path: Path) -> None:
    log = long_log(300)
    noise = os.urandom(3_000_000)
    manifest = manifest_of(log, blobs=[BlobInfo(sha256(noise).digest(), len(noise))])
    path = tmp_path / "a.ubx"
    write_bundle(path, envelope(), manifest, [(ORIGIN, log.records)], [BytesIO(noise)], COUNTY)

    def read_while_it_vanishes() -> None:
        with read_bundle(path, CITY_READER, NOW_MS) as bundle:
            os.truncate(path, 2_000)
            list(bundle.contents({}, lambda _origin, _seq: GENESIS))

    with pytest.raises(UserError) as caught:
        read_while_it_vanishes()
    assert caught.value.code == "bundle_unreadable"


def test_the_plain_header_holds_ids_and_sizes_only(tmp_path: Path) -> None:
    written = write_good(tmp_path / "a.ubx")
    assert read_header(tmp_path / "a.ubx") == written
    raw = (tmp_path / "a.ubx").read_bytes()
    for personal in ("测试市", "张试样", "220001202600001"):
        assert personal.encode() not in raw


def test_a_file_that_is_no_bundle_says_so(tmp_path: Path) -> None:
    for data in (b"", b"PK\x03\x04 something", b"UB", b"UBX1 ENROL REQUEST\n{}"):
        (tmp_path / "a.ubx").write_bytes(data)
        with pytest.raises(UserError) as caught:
            read_header(tmp_path / "a.ubx")
        assert caught.value.code == "bundle_not_a_bundle"


def test_a_later_version_may_add_fields_everywhere(tmp_path: Path) -> None:
    """Unknown tables and fields arrive, shape and all, for the log to keep."""
    log = sample_log()
    new = msgspec.structs.replace(HOUSEHOLD, table="from_the_future", fields=("a", "b"))
    log.add(Op.INSERT, new, encode_insert(bytes(16), ["x", 1]))
    manifest = manifest_of(sample_log())
    manifest = msgspec.structs.replace(
        manifest,
        schema_rev=99,
        shapes=[*manifest.shapes, new],
        counts={**manifest.counts, "from_the_future": 1},
        ranges=[msgspec.structs.replace(manifest.ranges[0], last=5, hash_after=log.hashes[5])],
    )
    path = tmp_path / "a.ubx"
    write_bundle(path, envelope(), manifest, [(ORIGIN, log.records)], [BytesIO(PHOTO)], COUNTY)
    assert seqs(read_all(path, log)) == [1, 2, 3, 4, 5]
