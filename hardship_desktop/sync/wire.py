"""What stands in a bundle, as typed structures, and the limits on it (tests/vectors/FORMAT.md)."""

from enum import IntEnum, StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from hardship_desktop.domain.changes import ChangeRecord, Shape

MAGIC = b"UBX1"
SUITE = 1
READER_REVISION = 1
"""What this program can read; a manifest's `min_reader` above it asks for an update."""

MIB = 1 << 20
MAX_HEADER = 64 << 10
MAX_FRAME = 4 * MIB
MAX_WINDOW = 8 * MIB
MAX_FIELD = MIB
MAX_RECORDS = 50_000_000
MAX_BLOB_CHUNK = MIB
MAX_SHAPES = 4096
MAX_WANTS = 10_000
MAX_CLOCK_LEAD_MS = 3653 * 86_400_000
HLC_COUNTER_BITS = 16

Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
Int64 = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
HexId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
KeyId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
Name = Annotated[str, Meta(pattern=r"^[a-z_][a-z0-9_]{0,62}\Z")]
Code = Annotated[str, Meta(max_length=64)]


class BundleKind(StrEnum):
    """What a bundle is for; any kind may carry receipts."""

    DATA = "data"
    RECEIPT = "receipt"
    DECISION = "decision"
    ENROL = "enrol"


class Sender(msgspec.Struct, frozen=True):
    """Who made the bundle: device, office and the origins whose records it carries."""

    device: HexId
    org: HexId
    origins: list[HexId]


class Recipient(msgspec.Struct, frozen=True):
    """For whom: the office and the ids of the keys that open the bundle."""

    org: HexId
    keys: list[KeyId]


class Header(msgspec.Struct, frozen=True):
    """The plain part. `created` is UTC milliseconds; sizes are bytes."""

    bundle_id: HexId
    kind: BundleKind
    sender: Sender
    recipient: Recipient
    created: Int64
    payload_size: Count
    plain_size: Count
    n_chunks: Count


class Range(msgspec.Struct, frozen=True, array_like=True):
    """Records first..last of one origin with the chain hash before the first and after the last."""

    origin: Id
    first: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    last: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    hash_before: Hash
    hash_after: Hash


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """How far somebody's copy of one origin reaches, and the chain hash there."""

    seq: Count
    hash: Hash


class OriginInfo(msgspec.Struct, frozen=True):
    """Where an origin came from; cause is enrol, restore, clone or rollback."""

    id: Id
    org: Id
    device: Id
    created: Int64
    cause: Code
    parent: Id | None = None
    parent_seq: Count = 0


class BlobInfo(msgspec.Struct, frozen=True, array_like=True):
    """An attachment by the SHA-256 of its content, and its size in bytes."""

    sha256: Hash
    size: Count


class ReceiptState(StrEnum):
    """What became of a bundle."""

    APPLIED = "applied"
    PARKED = "parked"
    REFUSED = "refused"


class BundleReceipt(msgspec.Struct, frozen=True):
    """The receiver's word on one bundle; `reason` is a refusal code, `rows` counts per table."""

    bundle: Id
    state: ReceiptState
    at: Int64
    records: Count = 0
    conflicts: Count = 0
    rows: dict[Name, Count] = {}
    reason: Code = ""


class Revision(msgspec.Struct, frozen=True):
    """The only field of a manifest that a reader of any age must understand."""

    min_reader: Count


class Manifest(msgspec.Struct, frozen=True):
    """What the bundle holds, what must be there before it, and what its sender already has.

    `wants` are attachments whose rows the sender holds and whose contents it lacks.
    """

    schema_rev: Count
    min_reader: Count
    program: Code
    have: dict[Id, Mark]
    requires: dict[Id, Count]
    ranges: list[Range] = []
    origins: list[OriginInfo] = []
    shapes: list[Shape] = []
    counts: dict[str, Count] = {}
    blobs: list[BlobInfo] = []
    receipts: list[BundleReceipt] = []
    wants: list[Hash] = []

    @property
    def records(self) -> int:
        """How many records the ranges hold."""
        return sum(part.last - part.first + 1 for part in self.ranges)


class MessageType(IntEnum):
    """The byte before each message."""

    MANIFEST = 1
    BLOB = 2
    RECORDS = 3
    END = 4


class WireRecord(ChangeRecord, frozen=True, array_like=True, gc=False, forbid_unknown_fields=True):
    """A change record whose ids have their length and whose numbers their range, and nothing more."""

    seq: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    hlc: Count
    wall_ms: Count
    txn: Count
    user: Id
    org: Id
    row: Id
    op: Count
    shape: Int64
    payload: bytes


class Batch(msgspec.Struct, frozen=True, array_like=True):
    """Consecutive records of one origin."""

    origin: Id
    records: list[WireRecord]


class BlobChunk(msgspec.Struct, frozen=True, array_like=True):
    """A piece of an attachment; pieces follow one another without gaps."""

    sha256: Hash
    offset: Count
    data: Annotated[bytes, Meta(max_length=MAX_BLOB_CHUNK)]


class End(msgspec.Struct, frozen=True):
    """Totals, written last."""

    records: Count
    blobs: Count
    blob_bytes: Count
    counts: dict[str, Count]
