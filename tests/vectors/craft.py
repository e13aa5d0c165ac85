"""Invented offices, their log and the crafting of good and hostile bundles from it."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from hardship_desktop.domain.changes import (
    GENESIS,
    ChangeRecord,
    Op,
    Shape,
    WireValue,
    chain,
    encode_insert,
    encode_update,
)
from hardship_desktop.domain.errors import UserError
from hardship_desktop.sync.certificates import DeviceCertificate, Role
from hardship_desktop.sync.format import Envelope, Receiver, read_bundle, write_bundle
from hardship_desktop.sync.frames import FrameWriter, Message
from hardship_desktop.sync.keys import DeviceKeys, key_id
from hardship_desktop.sync.seal import seal
from hardship_desktop.sync.wire import (
    BlobChunk,
    BlobInfo,
    BundleKind,
    End,
    Header,
    Manifest,
    Mark,
    MessageType,
    OriginInfo,
    Range,
    Recipient,
    Sender,
)

FOLDER = Path(__file__).parent
NOW_MS = 1_790_000_000_000
YEAR_MS = 365 * 86_400_000
CITY_ORG, COUNTY_ORG, NEIGHBOUR_ORG = (bytes([number]) * 16 for number in (1, 2, 3))
ORIGIN = bytes([9]) * 16
USER = bytes([7]) * 16
HOUSEHOLD = Shape("household", ("archive_no", "address", "household_size"))
PERSON = Shape("person", ("name", "photo"))
ADDRESS = Shape("household", ("address",))
DECISION = Shape("decision", ("result",))
PHOTO = bytes(range(256)) * 40

_stored: dict[str, Any] = json.loads((FOLDER / "devices.json").read_text(encoding="utf-8"))
RECOVERY: str = _stored["recovery"]["age_identity"]
RECOVERY_KEY: str = _stored["recovery"]["age_key"]


def device(name: str) -> DeviceKeys:
    """The keys of an invented device."""
    stored = _stored[name]
    return DeviceKeys(bytes.fromhex(stored["signing_seed"]), stored["age_identity"])


CITY, COUNTY, NEIGHBOUR, STRANGER, REVOKED, EXPIRED = map(
    device, ("city", "county", "neighbour", "stranger", "revoked", "expired")
)


def certificate(
    keys: DeviceKeys, org: bytes, role: Role, valid_to: int = NOW_MS + YEAR_MS
) -> DeviceCertificate:
    """What the city says of a device."""
    return DeviceCertificate(
        keys.device, org, "220000", "测试总工会", role, keys.sign_key, keys.age_key, valid_to
    )


TRUSTED = {
    keys.device: certificate(keys, org, role, valid_to)
    for keys, org, role, valid_to in (
        (CITY, CITY_ORG, Role.CITY, NOW_MS + YEAR_MS),
        (COUNTY, COUNTY_ORG, Role.COUNTY, NOW_MS + YEAR_MS),
        (NEIGHBOUR, NEIGHBOUR_ORG, Role.COUNTY, NOW_MS + YEAR_MS),
        (REVOKED, COUNTY_ORG, Role.COUNTY, NOW_MS + YEAR_MS),
        (EXPIRED, COUNTY_ORG, Role.COUNTY, NOW_MS - 1),
    )
}
CITY_READER = Receiver(
    CITY_ORG, (CITY.age_identity,), TRUSTED, frozenset({REVOKED.device}), frozenset({"decision"})
)


@dataclass
class Log:
    """An origin's records with the hash after each; index 0 is the beginning."""

    origin: bytes = ORIGIN
    org: bytes = COUNTY_ORG
    records: list[ChangeRecord] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=lambda: [GENESIS])

    def add(self, op: Op, shape: Shape, payload: bytes, **changed: Any) -> None:
        """Append a record; `changed` overrides what would be right."""
        seq = len(self.records) + 1
        wall = NOW_MS + seq
        record = ChangeRecord(
            seq, wall << 16, wall, seq, USER, self.org, seq.to_bytes(16, "big"), op, shape.id, payload
        )
        record = msgspec.structs.replace(record, **changed)
        self.records.append(record)
        self.hashes.append(chain(self.hashes[-1], record))

    def insert(self, shape: Shape, *values: WireValue) -> None:
        """Append a new row."""
        self.add(Op.INSERT, shape, encode_insert(_salt(len(self.records)), values))

    def hash_at(self, origin: bytes, seq: int) -> bytes:
        """The chain hash as a receiver that holds this log gives it."""
        return self.hashes[seq] if origin == self.origin else GENESIS


def _salt(number: int) -> bytes:
    return sha256(number.to_bytes(8, "big")).digest()[:16]


def sample_log(org: bytes = COUNTY_ORG, origin: bytes = ORIGIN) -> Log:
    """Two families, a person with a photograph, and a corrected address. All invented."""
    log = Log(origin, org)
    log.insert(HOUSEHOLD, "220001202600001", "测试市样例区一号街1号", 3)
    log.insert(HOUSEHOLD, "220001202600002", "测试市样例区二号街2号", None)
    log.insert(PERSON, "张试样", sha256(PHOTO).digest())
    seen = [(log.records[0].hlc, origin, 1)]
    update = encode_update(_salt(99), ["测试市样例区一号街10号"], [seen])
    log.add(Op.UPDATE, ADDRESS, update, row=(1).to_bytes(16, "big"))
    return log


def manifest_of(
    log: Log, first: int = 1, shapes: Sequence[Shape] = (HOUSEHOLD, PERSON, ADDRESS), **changed: Any
) -> Manifest:
    """A true manifest for the records from `first` on; `changed` overrides what is true."""
    tables = {shape.id: shape.table for shape in (HOUSEHOLD, PERSON, ADDRESS, *shapes)}
    counts: dict[str, int] = {}
    for record in log.records[first - 1 :]:
        counts[tables[record.shape]] = counts.get(tables[record.shape], 0) + 1
    last = len(log.records)
    manifest = Manifest(
        schema_rev=1,
        min_reader=1,
        program="1.0",
        have={log.origin: Mark(last, log.hashes[last])},
        requires={log.origin: first - 1},
        ranges=[Range(log.origin, first, last, log.hashes[first - 1], log.hashes[last])],
        origins=[OriginInfo(log.origin, log.org, COUNTY.device, NOW_MS, "enrol")],
        shapes=list(shapes),
        counts=counts,
        blobs=[BlobInfo(sha256(PHOTO).digest(), len(PHOTO))],
    )
    return msgspec.structs.replace(manifest, **changed)


def envelope(**changed: Any) -> Envelope:
    """From the county to the city, also for the paper recovery key."""
    usual: dict[str, Any] = {
        "bundle_id": bytes([5]) * 16,
        "kind": BundleKind.DATA,
        "sender_org": COUNTY_ORG,
        "recipient_org": CITY_ORG,
        "age_keys": (CITY.age_key, RECOVERY_KEY),
        "created_ms": NOW_MS,
    }
    return Envelope(**{**usual, **changed})


def write_good(
    path: Path, log: Log | None = None, first: int = 1, keys: DeviceKeys = COUNTY, **changed: Any
) -> Header:
    """A bundle as the program writes it."""
    log = log or sample_log()
    records = [(log.origin, log.records[first - 1 :])]
    return write_bundle(path, envelope(**changed), manifest_of(log, first), records, [BytesIO(PHOTO)], keys)


def message(kind: MessageType, body: object) -> Message:
    """One encoded message."""
    return kind, msgspec.msgpack.encode(body)


def messages_of(log: Log, manifest: Manifest) -> list[Message]:
    """The messages of a log as they should be, whatever the manifest claims."""
    return [
        message(MessageType.MANIFEST, manifest),
        message(MessageType.BLOB, BlobChunk(sha256(PHOTO).digest(), 0, PHOTO)),
        message(MessageType.RECORDS, (log.origin, log.records)),
        message(MessageType.END, End(len(log.records), 1, len(PHOTO), manifest.counts)),
    ]


def seal_hostile(
    path: Path,
    frames: Iterable[bytes],
    *,
    keys: DeviceKeys = COUNTY,
    plain_size: int | None = None,
    change: Callable[[Header], Header] = lambda header: header,
) -> None:
    """Seal and sign any frames, as a dishonest but enrolled sender could."""
    to = envelope()

    def complete(payload_size: int) -> Header:
        size = frames.plain_size if isinstance(frames, FrameWriter) else 0
        header = Header(
            to.bundle_id.hex(),
            to.kind,
            Sender(keys.device.hex(), to.sender_org.hex(), [ORIGIN.hex()]),
            Recipient(to.recipient_org.hex(), [key_id(key) for key in to.age_keys]),
            to.created_ms,
            payload_size,
            size if plain_size is None else plain_size,
            1,
        )
        return change(header)

    with path.open("wb") as out:
        seal(out, frames, complete, keys, to.age_keys)


def outcome(path: Path) -> str:
    """What the city, which has nothing yet, says to a file: `ok`, or the code of the refusal."""
    try:
        with read_bundle(path, CITY_READER, NOW_MS) as bundle:
            for _ in bundle.contents({}, lambda _origin, _seq: GENESIS):
                pass
    except UserError as error:
        return error.code
    return "ok"
