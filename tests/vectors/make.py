"""Writes the vectors: `python -m tests.vectors.make`. Existing ones are left alone.

Sealing is random, so a vector made again has other bytes and the same meaning.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from hardship_desktop.domain.changes import GENESIS, Op, Shape, encode_insert, encode_update
from hardship_desktop.domain.kinds import Day
from hardship_desktop.store.base import Record, fields_of
from hardship_desktop.store.records import BY_TABLE
from hardship_desktop.sync.frames import FrameWriter, Message
from hardship_desktop.sync.wire import (
    MAX_FRAME,
    BlobInfo,
    BundleKind,
    Header,
    Manifest,
    MessageType,
    Range,
    Sender,
)
from tests.vectors import craft, enrol
from tests.vectors.craft import (
    ADDRESS,
    CITY_ORG,
    COUNTY_ORG,
    DECISION,
    EXPIRED,
    FOLDER,
    HOUSEHOLD,
    NEIGHBOUR,
    NEIGHBOUR_ORG,
    NOW_MS,
    ORIGIN,
    PERSON,
    REVOKED,
    STRANGER,
    YEAR_MS,
    Log,
    manifest_of,
    message,
    messages_of,
    sample_log,
    seal_hostile,
    write_good,
)

Maker = Callable[[Path], object]


def sealed(log: Log, manifest: Manifest) -> Maker:
    """A bundle with this manifest over this log, whether they agree or not."""
    return lambda path: seal_hostile(path, FrameWriter(messages_of(log, manifest)))


def with_record(**changed: Any) -> Maker:
    """A bundle whose chain and counts are right but whose last record is changed."""
    log = sample_log()
    right: dict[str, Any] = {
        "op": Op.INSERT,
        "shape": HOUSEHOLD,
        "payload": encode_insert(bytes(16), ["220001202600003", "测试市", 1]),
    }
    log.add(**{**right, **changed})
    return sealed(log, manifest_of(log))


def with_values(*values: Any) -> Maker:
    """A bundle whose last record holds these values."""
    return with_record(payload=encode_insert(bytes(16), values))


def with_manifest(**changed: Any) -> Maker:
    """A bundle that is right but for its manifest."""
    log = sample_log()
    return sealed(log, manifest_of(log, **changed))


def with_header(change: Callable[[Header], Header]) -> Maker:
    """A bundle that is right but for its header, which is signed as it stands."""
    log = sample_log()
    return lambda path: seal_hostile(path, FrameWriter(messages_of(log, manifest_of(log))), change=change)


def edited(change: Callable[[bytes], bytes]) -> Maker:
    """A good file changed by somebody without the key."""

    def make(path: Path) -> None:
        write_good(path)
        path.write_bytes(change(path.read_bytes()))

    return make


def _plain(messages: list[Message]) -> bytes:
    return b"".join(len(body).to_bytes(4, "big") + bytes([kind]) + body for kind, body in messages)


def _good_messages() -> list[Message]:
    log = sample_log()
    return messages_of(log, manifest_of(log))


def _bomb(path: Path) -> None:
    """256 MiB of zeros where an attachment should be."""
    stream = zstandard.ZstdCompressor().compressobj()
    head = (MAX_FRAME - 5).to_bytes(4, "big") + bytes([MessageType.BLOB])
    zeros = bytes(1 << 20)
    pieces = [
        stream.compress(_plain(_good_messages()[:1]) + head),
        *(stream.compress(zeros) for _ in range(256)),
    ]
    seal_hostile(path, [*pieces, stream.flush()], plain_size=1 << 40)


def _zeros_after_end(path: Path) -> None:
    plain = _plain(_good_messages())
    seal_hostile(path, [zstandard.compress(plain), zstandard.compress(bytes(9))], plain_size=len(plain))


def _wide_window(path: Path) -> None:
    plain = _plain(_good_messages())
    wide = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    stream = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    seal_hostile(path, [stream.compress(plain) + stream.flush()], plain_size=len(plain))


def _long_message(path: Path) -> None:
    plain = _plain(_good_messages()[:1]) + (0xFFFFFFFF).to_bytes(4, "big") + bytes([MessageType.BLOB])
    seal_hostile(path, [zstandard.compress(plain)], plain_size=1 << 40)


def _said_size(more: int) -> Maker:
    plain = _plain(_good_messages())
    return lambda path: seal_hostile(path, [zstandard.compress(plain)], plain_size=len(plain) + more)


def _flip(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def _swap_order(path: Path) -> None:
    log = sample_log()
    messages = messages_of(log, manifest_of(log))
    messages[1], messages[2] = messages[2], messages[1]
    seal_hostile(path, FrameWriter(messages))


def _without_end(path: Path) -> None:
    log = sample_log()
    seal_hostile(path, FrameWriter(messages_of(log, manifest_of(log))[:-1]))


def _eleventh_element(path: Path) -> None:
    log = sample_log()
    messages = messages_of(log, manifest_of(log))
    records = [(*msgspec.structs.astuple(record), "more") for record in log.records]
    messages[2] = message(MessageType.RECORDS, (ORIGIN, records))
    seal_hostile(path, FrameWriter(messages))


def _city_table() -> Maker:
    log = sample_log()
    log.insert(DECISION, "approved")
    return sealed(log, manifest_of(log, shapes=(HOUSEHOLD, PERSON, ADDRESS, DECISION)))


def _later_version(path: Path) -> None:
    """What a later version may add everywhere, and an older reader must take."""
    log = sample_log()
    table = Shape("later_table", ("later_field",))
    fields = Shape("household", ("archive_no", "later_field"))
    log.add(Op.INSERT, table, msgspec.msgpack.encode((bytes(16), ["x"], "more")))
    log.insert(fields, "220001202600003", "x")
    manifest = manifest_of(log, shapes=(HOUSEHOLD, PERSON, ADDRESS, table, fields))
    whole = msgspec.msgpack.decode(msgspec.msgpack.encode(manifest))
    for elements in (*whole["have"].values(), *whole["ranges"], *whole["shapes"], *whole["blobs"]):
        elements.append("more")
    for each in (whole, *whole["origins"]):
        each["more"] = "more"
    messages = messages_of(log, manifest)
    seal_hostile(path, FrameWriter([message(MessageType.MANIFEST, whole), *messages[1:]]))


def _many_frames(path: Path) -> None:
    """Every message in a frame of its own, and an empty frame between."""
    frames = [zstandard.compress(_plain([each])) for each in _good_messages()]
    size = len(_plain(_good_messages()))
    seal_hostile(path, [frames[0], zstandard.compress(b""), *frames[1:]], plain_size=size)


def _unreadable_newer(path: Path) -> None:
    """A manifest of a later revision of which an older reader understands `min_reader` alone."""
    body = message(MessageType.MANIFEST, {"min_reader": 2, "ranges": {}})
    seal_hostile(path, FrameWriter([body, *_good_messages()[1:]]))


def _unknown_message(path: Path) -> None:
    messages = _good_messages()
    plain = _plain(messages[:2]) + bytes([0, 0, 0, 1, 5, 0xC0]) + _plain(messages[2:])
    seal_hostile(path, [zstandard.compress(plain)], plain_size=len(plain))


def _with_shape(shape: Shape, *values: Any) -> Maker:
    log = sample_log()
    log.insert(shape, *values)
    return sealed(log, manifest_of(log, shapes=(HOUSEHOLD, PERSON, ADDRESS, shape)))


def _kind(kind: BundleKind) -> Maker:
    return with_header(lambda header: msgspec.structs.replace(header, kind=kind))


def _range(**changed: Any) -> Maker:
    log = sample_log()
    right = Range(ORIGIN, 1, 4, GENESIS, log.hashes[4])
    return with_manifest(ranges=[msgspec.structs.replace(right, **changed)])


def _mine(header: Header, org: bytes) -> Header:
    sender = Sender(header.sender.device, org.hex(), header.sender.origins)
    return msgspec.structs.replace(header, sender=sender)


def _for_other_office(header: Header) -> Header:
    recipient = msgspec.structs.replace(header.recipient, org=NEIGHBOUR_ORG.hex())
    return msgspec.structs.replace(header, recipient=recipient)


VECTORS: dict[str, tuple[str, Maker]] = {
    "good": ("ok", write_good),
    "flip-magic": ("bundle_not_a_bundle", edited(lambda data: _flip(data, 0))),
    "flip-suite": ("bundle_too_new", edited(lambda data: data[:4] + b"\x02" + data[5:])),
    "flip-payload": ("bundle_damaged", edited(lambda data: _flip(data, len(data) // 2))),
    "flip-signature": ("bundle_damaged", edited(lambda data: _flip(data, len(data) - 1))),
    "cut": ("bundle_damaged", edited(lambda data: data[:-1])),
    "append": ("bundle_damaged", edited(lambda data: data + b"\0")),
    "double": ("bundle_damaged", edited(lambda data: data + data)),
    "header-too-long": ("bundle_limits", edited(lambda data: data[:5] + b"\xff" * 4 + data[9:])),
    "unknown-sender": ("bundle_unknown_sender", lambda path: write_good(path, keys=STRANGER)),
    "sender-of-other-office": (
        "bundle_wrong_office",
        lambda path: write_good(path, keys=NEIGHBOUR, sender_org=COUNTY_ORG),
    ),
    "claims-other-office": ("bundle_wrong_office", with_header(lambda header: _mine(header, CITY_ORG))),
    "for-other-office": ("bundle_not_for_us", with_header(_for_other_office)),
    "for-other-key": ("bundle_not_for_us", lambda path: write_good(path, age_keys=(NEIGHBOUR.age_key,))),
    "needs-newer-reader": ("bundle_too_new", with_manifest(min_reader=2)),
    "unknown-op": ("bundle_too_new", with_record(op=9)),
    "gap-required": ("bundle_gap", with_manifest(requires={bytes([8]) * 16: 3})),
    "gap-range": ("bundle_gap", lambda path: write_good(path, first=3)),
    "range-hash": ("bundle_damaged", _range(hash_after=GENESIS)),
    "range-short": ("bundle_damaged", _range(last=3)),
    "range-long": ("bundle_damaged", _range(last=5)),
    "range-beginning": ("bundle_damaged", _range(hash_before=b"\1" * 32)),
    "forged-counts": ("bundle_damaged", with_manifest(counts={"household": 2, "person": 2})),
    "forged-blob": ("bundle_damaged", with_manifest(blobs=[BlobInfo(bytes(32), len(craft.PHOTO))])),
    "too-many-records": ("bundle_limits", _range(last=50_000_001)),
    "origin-not-named": ("bundle_damaged", with_manifest(origins=[])),
    "bad-table-name": (
        "bundle_limits",
        with_manifest(shapes=[HOUSEHOLD, PERSON, ADDRESS, msgspec.structs.replace(PERSON, table="a; drop")]),
    ),
    "unknown-shape": ("bundle_damaged", with_manifest(shapes=[HOUSEHOLD, ADDRESS])),
    "record-of-other-office": ("bundle_wrong_office", with_record(org=NEIGHBOUR_ORG)),
    "city-table": ("bundle_wrong_office", _city_table()),
    "clock-ahead": ("bundle_clock", with_record(hlc=(NOW_MS + 11 * YEAR_MS) << 16)),
    "seq-skipped": ("bundle_damaged", with_record(seq=6)),
    "txn-of-earlier-bundle": ("bundle_damaged", with_record(txn=0)),
    "value-missing": ("bundle_damaged", with_values("x")),
    "value-float": ("bundle_damaged", with_values("x", "y", 1.5)),
    "value-65-bit": ("bundle_damaged", with_values("x", "y", 2**63)),
    "value-too-long": ("bundle_limits", with_values("x", "y" * ((1 << 20) + 1), 1)),
    "values-nested": ("bundle_damaged", with_record(payload=b"\x92\xc4\x10" + bytes(16) + b"\x91" * 100_000)),
    "eleventh-element": ("bundle_damaged", _eleventh_element),
    "user-id-short": ("bundle_damaged", with_record(user=bytes(15))),
    "hlc-negative": ("bundle_damaged", with_record(hlc=-1)),
    "update-as-insert": ("bundle_damaged", with_record(op=Op.UPDATE)),
    "order-swapped": ("bundle_damaged", _swap_order),
    "end-missing": ("bundle_damaged", _without_end),
    "zstd-bomb": ("bundle_damaged", _bomb),
    "after-end": ("bundle_damaged", _zeros_after_end),
    "plain-size-too-big": ("bundle_damaged", _said_size(1)),
    "plain-size-too-small": ("bundle_damaged", _said_size(-1)),
    "zstd-window": ("bundle_damaged", _wide_window),
    "message-too-long": ("bundle_limits", _long_message),
    "later-version": ("ok", _later_version),
    "many-frames": ("ok", _many_frames),
    "needs-newer-reader-unreadable": ("bundle_too_new", _unreadable_newer),
    "unknown-message": ("bundle_too_new", _unknown_message),
    "reserved-op": (
        "bundle_too_new",
        with_record(op=3, payload=encode_update(bytes(16), ["x"] * 3, [[]] * 3)),
    ),
    "revoked-sender": ("bundle_revoked", lambda path: write_good(path, keys=REVOKED)),
    "expired-sender": ("bundle_expired", lambda path: write_good(path, keys=EXPIRED)),
    "receipt-with-records": ("bundle_damaged", _kind(BundleKind.RECEIPT)),
    "decision-of-county": ("bundle_wrong_office", _kind(BundleKind.DECISION)),
    "enrol-kind": ("bundle_too_new", _kind(BundleKind.ENROL)),
    "shape-empty": ("bundle_damaged", _with_shape(Shape("household", ()))),
    "table-name-line-feed": ("bundle_limits", _with_shape(Shape("household\n", ("address",)), "x")),
    "field-name-line-feed": ("bundle_limits", _with_shape(Shape("household", ("address\n",)), "x")),
    "value-too-long-in-bytes": ("bundle_limits", with_values("x", "中" * 349_526, 1)),
    "value-not-utf-8": (
        "bundle_damaged",
        with_record(payload=encode_insert(bytes(16), ["x", "yy", 1]).replace(b"yy", b"\xff\xfe")),
    ),
    "wall-clock-negative": ("bundle_damaged", with_record(wall_ms=-1)),
}


def tables() -> dict[str, dict[str, object]]:
    """The travelling tables of today: the kind of every field, and which fields are written together."""
    return {name: _table(record) for name, record in BY_TABLE.items()}


def _table(record: type[Record]) -> dict[str, object]:
    groups: dict[str, list[str]] = {}
    for each in fields_of(record):
        if each.group:
            groups.setdefault(each.group, []).append(each.name)
    return {
        "fields": {each.name: _kind_name(each.kind) for each in fields_of(record)},
        "groups": list(groups.values()),
    }


def _kind_name(kind: Any) -> str:
    if isinstance(kind, Day):
        return "day"
    return {str: "text", int: "integer", bytes: "id"}[kind.wire]


def main() -> None:
    """Write what is not there yet, the list of what to expect, and the tables."""
    for name, (_, make) in VECTORS.items():
        path = FOLDER / f"{name}.ubx"
        if not path.exists():
            make(path)
    enrol.write()
    expected = {"now": NOW_MS, "vectors": {name: code for name, (code, _) in VECTORS.items()}}
    text = json.dumps(expected, indent=1, ensure_ascii=False)
    (FOLDER / "expected.json").write_text(text + "\n", encoding="utf-8")
    (FOLDER / "tables.json").write_text(json.dumps(tables(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
