"""A receipt home: sealed to the office, signed by the city, and a witness of one's own log."""

from dataclasses import replace
from pathlib import Path

from hardship_desktop.domain.changes import GENESIS
from hardship_desktop.sync.format import Receiver, read_bundle
from hardship_desktop.sync.receipt import (
    Acknowledgement,
    acknowledgement,
    receipt_manifest,
    write_receipt,
)
from hardship_desktop.sync.vector import Finding, HashAt, Vector, ranges_to_send
from hardship_desktop.sync.wire import BundleKind, BundleReceipt, Mark, ReceiptState
from tests.vectors.craft import (
    CITY,
    CITY_ORG,
    CITY_READER,
    COUNTY,
    COUNTY_ORG,
    NOW_MS,
    ORIGIN,
    TRUSTED,
    Log,
    envelope,
    sample_log,
    write_good,
)

COUNTY_READER = Receiver(COUNTY_ORG, (COUNTY.age_identity,), TRUSTED)


def city_applies(path: Path, log: Log) -> BundleReceipt:
    with read_bundle(path, CITY_READER, NOW_MS) as bundle:
        for _ in bundle.contents({}, log.hash_at):
            pass
        return BundleReceipt(
            bundle=bytes.fromhex(bundle.header.bundle_id),
            state=ReceiptState.APPLIED,
            at=NOW_MS,
            records=bundle.new_records({}),
            rows=bundle.manifest.counts,
        )


def sent_home(
    folder: Path, log: Log, receipts: list[BundleReceipt], own: Vector, hash_at: HashAt
) -> Acknowledgement:
    last = len(log.records)
    have = {ORIGIN: Mark(last, log.hashes[last])}
    to_county = replace(
        envelope(),
        kind=BundleKind.RECEIPT,
        sender_org=CITY_ORG,
        recipient_org=COUNTY_ORG,
        age_keys=(COUNTY.age_key,),
    )
    write_receipt(folder / "r.ubx", to_county, receipt_manifest("1.0", 1, have, receipts), CITY)
    with read_bundle(folder / "r.ubx", COUNTY_READER, NOW_MS) as bundle:
        assert bundle.header.kind is BundleKind.RECEIPT
        assert list(bundle.contents(own, hash_at)) == []
        return acknowledgement(bundle, own, hash_at)


def test_the_receipt_says_what_was_applied_and_leaves_nothing_to_send(tmp_path: Path) -> None:
    log = sample_log()
    write_good(tmp_path / "a.ubx", log)
    receipt = city_applies(tmp_path / "a.ubx", log)
    home = sent_home(tmp_path, log, [receipt], {ORIGIN: 4}, log.hash_at)
    assert home.receipts == [receipt]
    assert (receipt.state, receipt.records, receipt.rows) == (
        ReceiptState.APPLIED,
        4,
        {"household": 3, "person": 1},
    )
    assert home.findings == {}
    assert ranges_to_send({ORIGIN: 4}, home.vector) == []
    assert ranges_to_send({ORIGIN: 6}, home.vector)[0].first == 5


def test_a_receipt_above_our_own_log_shows_that_we_were_put_back(tmp_path: Path) -> None:
    log = sample_log()
    home = sent_home(tmp_path, log, [], {ORIGIN: 2}, log.hash_at)
    assert home.findings == {ORIGIN: Finding.AHEAD}


def test_a_receipt_with_another_hash_shows_a_clone(tmp_path: Path) -> None:
    log = sample_log()
    home = sent_home(tmp_path, log, [], {ORIGIN: 4}, lambda _origin, _seq: GENESIS)
    assert home.findings == {ORIGIN: Finding.FORK}
