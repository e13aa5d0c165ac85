"""Writing and reading bundles (.ubx) as tests/vectors/FORMAT.md specifies them.

Reading yields only what passed every check, but a bundle is good only when
`Bundle.contents` has been read to its end: apply it in one transaction and
commit after that. Copy a bundle from a stick to the own disk first, so that
the bytes checked are the bytes read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from hardship_desktop.domain.changes import ChangeRecord
from hardship_desktop.store.safefile import replace_file
from hardship_desktop.sync.certificates import DeviceCertificate
from hardship_desktop.sync.chains import ChainWalk, held_hashes
from hardship_desktop.sync.checks import RecordCheck, Records, check_kind, check_manifest
from hardship_desktop.sync.decode import decoded
from hardship_desktop.sync.frames import FrameWriter, Message, MessageReader
from hardship_desktop.sync.keys import DeviceKeys, age_key_of, key_id
from hardship_desktop.sync.refusals import refusal
from hardship_desktop.sync.seal import Container, seal
from hardship_desktop.sync.vector import Gap, HashAt, gaps
from hardship_desktop.sync.wire import (
    MAX_BLOB_CHUNK,
    READER_REVISION,
    Batch,
    BlobChunk,
    BlobInfo,
    BundleKind,
    End,
    Header,
    Manifest,
    MessageType,
    Recipient,
    Revision,
    Sender,
)

_BATCH_RECORDS = 2000
_BATCH_BYTES = 1 << 20
_encode = msgspec.msgpack.Encoder().encode
_revision = msgspec.msgpack.Decoder(Revision)
_manifest = msgspec.msgpack.Decoder(Manifest)
_blob = msgspec.msgpack.Decoder(BlobChunk)
_batch = msgspec.msgpack.Decoder(Batch)
_end = msgspec.msgpack.Decoder(End)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Envelope:
    """Who sends what kind of bundle to whom.

    `age_keys` are all public keys that shall open it: the city's and its
    recovery key, or every PC of an office; the sender's own may be added.
    """

    bundle_id: bytes
    kind: BundleKind
    sender_org: bytes
    recipient_org: bytes
    age_keys: Sequence[str]
    created_ms: int


@dataclass(frozen=True)
class Receiver:
    """Who reads: office and secret age keys; which devices it trusts.

    `city_tables` are those only a city may write; `owners` tells for every origin
    already known which office it belongs to, so that nobody continues another's.
    """

    org: bytes
    identities: Sequence[str]
    trusted: Mapping[bytes, DeviceCertificate]
    revoked: Set[bytes] = field(default_factory=frozenset)
    city_tables: Set[str] = field(default_factory=frozenset)
    owners: Mapping[bytes, bytes] = field(default_factory=dict)


def write_bundle(
    path: Path,
    envelope: Envelope,
    manifest: Manifest,
    records: Iterable[tuple[bytes, Iterable[ChangeRecord]]],
    blobs: Iterable[BinaryIO],
    keys: DeviceKeys,
) -> Header:
    """Write a bundle aside and put it in place; constant memory.

    `records` gives, range by range in the manifest's order, the origin and its
    records; `blobs` the attachments in the manifest's order. Whatever disagrees
    with the manifest (a broken chain, a wrong hash or count) stops the export.
    """
    frames = FrameWriter(_messages(manifest, records, blobs))

    def complete(payload_size: int) -> Header:
        return Header(
            bundle_id=envelope.bundle_id.hex(),
            kind=envelope.kind,
            sender=Sender(
                keys.device.hex(),
                envelope.sender_org.hex(),
                [part.origin.hex() for part in manifest.ranges],
            ),
            recipient=Recipient(envelope.recipient_org.hex(), [key_id(key) for key in envelope.age_keys]),
            created=envelope.created_ms,
            payload_size=payload_size,
            plain_size=frames.plain_size,
            n_chunks=frames.count,
        )

    with replace_file(path) as out:
        return seal(out, frames, complete, keys, envelope.age_keys)


def _messages(
    manifest: Manifest,
    records: Iterable[tuple[bytes, Iterable[ChangeRecord]]],
    blobs: Iterable[BinaryIO],
) -> Iterator[Message]:
    yield MessageType.MANIFEST, _encode(manifest)
    for info, source in zip(manifest.blobs, blobs, strict=True):
        yield from _blob_messages(info, source)
    walk = ChainWalk(manifest.ranges, "log_damaged", {})
    tables = {shape.id: shape.table for shape in manifest.shapes}
    counts: Counter[str] = Counter()
    for origin, stream in records:
        for batch in _batches(stream):
            walk.follow(origin, batch, 0)
            counts.update(tables[record.shape] for record in batch)
            yield MessageType.RECORDS, _encode((origin, batch))
    walk.finish()
    if counts != manifest.counts:
        raise refusal("log_damaged")
    yield MessageType.END, _encode(_end_of(manifest))


def _end_of(manifest: Manifest) -> End:
    sizes = [blob.size for blob in manifest.blobs]
    return End(manifest.records, len(sizes), sum(sizes), manifest.counts)


def _batches(records: Iterable[ChangeRecord]) -> Iterator[list[ChangeRecord]]:
    batch: list[ChangeRecord] = []
    size = 0
    for record in records:
        if batch and (len(batch) == _BATCH_RECORDS or size + len(record.payload) > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += len(record.payload)
    if batch:
        yield batch


def _blob_messages(info: BlobInfo, source: BinaryIO) -> Iterator[Message]:
    digest, offset = sha256(), 0
    while data := source.read(MAX_BLOB_CHUNK):
        yield MessageType.BLOB, _encode(BlobChunk(info.sha256, offset, data))
        digest.update(data)
        offset += len(data)
    if (digest.digest(), offset) != (info.sha256, info.size):
        raise refusal("log_damaged")


def read_header(path: Path) -> Header:
    """What the plain header says, without any key; nothing of it is proved yet."""
    with path.open("rb") as file:
        return Container(file).header


@contextmanager
def read_bundle(path: Path, receiver: Receiver, now_ms: int) -> Iterator["Bundle"]:
    """Check a bundle (pass 1) and open it: who sent it is proved, nothing inside is judged yet."""
    with path.open("rb") as file:
        container = Container(file)
        signer = _signer(container.header, receiver, now_ms)
        container.verify(signer.sign_key)
        if not _is_for(container.header.recipient, receiver):
            raise refusal("bundle_not_for_us")
        with container.payload(receiver.identities) as stream:
            messages = MessageReader(stream, container.header.plain_size)
            yield Bundle(container.header, signer, messages, receiver, now_ms)


def _signer(header: Header, receiver: Receiver, now_ms: int) -> DeviceCertificate:
    device = bytes.fromhex(header.sender.device)
    signer = receiver.trusted.get(device)
    if device in receiver.revoked:
        raise refusal("bundle_revoked")
    if signer is None:
        raise refusal("bundle_unknown_sender")
    if signer.org.hex() != header.sender.org:
        raise refusal("bundle_wrong_office")
    if min(header.created, now_ms) > signer.valid_to:
        raise refusal("bundle_expired")
    return signer


def _is_for(recipient: Recipient, receiver: Receiver) -> bool:
    own = {key_id(age_key_of(identity)) for identity in receiver.identities}
    return recipient.org == receiver.org.hex() and not own.isdisjoint(recipient.keys)


def _manifest_of(body: bytes) -> Manifest:
    """The revision comes first: what a newer bundle holds beside it may be unreadable here."""
    if _revision.decode(body).min_reader > READER_REVISION:
        raise refusal("bundle_too_new")
    return _manifest.decode(body)


def _take(messages: MessageReader, kind: MessageType, decode: Callable[[bytes], _T]) -> _T:
    found, body = messages.next()
    if found is not kind:
        raise refusal("bundle_damaged")
    return decoded(decode, body, "bundle_damaged")


class Bundle:
    """An opened bundle: signature and recipient are in order; its manifest is judged when first asked for."""

    def __init__(
        self,
        header: Header,
        signer: DeviceCertificate,
        messages: MessageReader,
        receiver: Receiver,
        now_ms: int,
    ) -> None:
        self.header = header
        self.signer = signer
        self._messages = messages
        self._receiver = receiver
        self._now_ms = now_ms

    @cached_property
    def manifest(self) -> Manifest:
        """The first message, within its limits and of the right office."""
        manifest = _take(self._messages, MessageType.MANIFEST, _manifest_of)
        check_kind(self.header.kind, self.signer, manifest)
        check_manifest(manifest, self.signer, self._receiver.owners)
        return manifest

    @cached_property
    def _check(self) -> RecordCheck:
        return RecordCheck(self.manifest, self.signer, self._receiver.city_tables, self._now_ms)

    def missing(self, have: Mapping[bytes, int]) -> list[Gap]:
        """What must be imported first; a bundle with a gap is parked."""
        needed = dict(self.manifest.requires)
        for part in self.manifest.ranges:
            needed[part.origin] = max(needed.get(part.origin, 0), part.first - 1)
        return gaps(have, needed)

    def new_records(self, have: Mapping[bytes, int]) -> int:
        """How many records are not known yet; 0 for a bundle imported before."""
        return sum(
            max(0, part.last - max(part.first - 1, have.get(part.origin, 0))) for part in self.manifest.ranges
        )

    def contents(self, have: Mapping[bytes, int], hash_at: HashAt) -> Iterator[BlobChunk | Records]:
        """Attachments, then the records not known yet; read to the end before committing.

        `have` is what is held here; `hash_at(origin, seq)` the chain hash of a
        held record (GENESIS for seq 0). Gaps and forks are refused.
        """
        if self.missing(have):
            raise refusal("bundle_gap")
        known = held_hashes(self.manifest.ranges, have, hash_at)
        yield from self._blobs()
        walk = ChainWalk(self.manifest.ranges, "bundle_damaged", known)
        kind, body = self._messages.next()
        while kind is MessageType.RECORDS:
            batch = decoded(_batch.decode, body, "bundle_damaged")
            held = have.get(batch.origin, 0)
            links = walk.follow(batch.origin, batch.records, held)
            payloads = [self._check.decode(record) for record in batch.records]
            new = sum(record.seq > held for record in batch.records)
            if new:
                yield Records(batch.origin, batch.records[-new:], payloads[-new:], links[-new:])
            kind, body = self._messages.next()
        walk.finish()
        self._finish(kind, body)

    def _blobs(self) -> Iterator[BlobChunk]:
        for info in self.manifest.blobs:
            digest, offset = sha256(), 0
            while offset < info.size:
                chunk = _take(self._messages, MessageType.BLOB, _blob.decode)
                if (chunk.sha256, chunk.offset) != (info.sha256, offset) or not chunk.data:
                    raise refusal("bundle_damaged")
                digest.update(chunk.data)
                offset += len(chunk.data)
                yield chunk
            if (digest.digest(), offset) != (info.sha256, info.size):
                raise refusal("bundle_damaged")

    def _finish(self, kind: MessageType, body: bytes) -> None:
        if kind is not MessageType.END:
            raise refusal("bundle_damaged")
        end = decoded(_end.decode, body, "bundle_damaged")
        if end != _end_of(self.manifest) or self._check.counts != self.manifest.counts:
            raise refusal("bundle_damaged")
        self._messages.finish()
