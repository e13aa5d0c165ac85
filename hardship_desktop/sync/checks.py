"""Every record of a bundle is looked at before anybody uses it: limits, types, office and role."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from hardship_desktop.domain.changes import (
    SALT_BYTES,
    ChangeRecord,
    InsertPayload,
    Op,
    Shape,
    UpdatePayload,
)
from hardship_desktop.sync.certificates import DeviceCertificate, Role
from hardship_desktop.sync.decode import decoded
from hardship_desktop.sync.refusals import refusal
from hardship_desktop.sync.wire import (
    HLC_COUNTER_BITS,
    MAX_CLOCK_LEAD_MS,
    MAX_FIELD,
    MAX_RECORDS,
    MAX_SHAPES,
    BundleKind,
    Count,
    Id,
    Manifest,
    Name,
)

Payload = InsertPayload | UpdatePayload

_Salt = Annotated[bytes, Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
_Stamp = tuple[Count, Id, Count]


class _Insert(InsertPayload, frozen=True, array_like=True):
    salt: _Salt
    values: list[Any]


class _Update(UpdatePayload, frozen=True, array_like=True):
    salt: _Salt
    values: list[Any]
    replaced: list[list[_Stamp]]


class _ShapeLimits(msgspec.Struct, array_like=True):
    table: Name
    fields: Annotated[list[Name], Meta(max_length=1000)]


_UINT64 = b"\xcf"
_VALUE_TYPES = frozenset((str, int, bytes, type(None)))
_insert = msgspec.msgpack.Decoder(_Insert)
_update = msgspec.msgpack.Decoder(_Update)


@dataclass(frozen=True)
class Records:
    """New, checked records of one origin, each with its decoded payload and the chain hash after it."""

    origin: bytes
    records: Sequence[ChangeRecord]
    payloads: list[Payload]
    links: list[bytes]


def check_kind(kind: BundleKind, signer: DeviceCertificate, manifest: Manifest) -> None:
    """What a bundle says it is for: a receipt brings no records, only a city decides."""
    if kind is BundleKind.ENROL:
        raise refusal("bundle_too_new")
    if kind is BundleKind.DECISION and signer.role is not Role.CITY:
        raise refusal("bundle_wrong_office")
    if kind is BundleKind.RECEIPT and manifest.ranges:
        raise refusal("bundle_damaged")


def check_manifest(manifest: Manifest, signer: DeviceCertificate, known: Mapping[bytes, bytes]) -> None:
    """Limits and ownership that can be seen before the first record."""
    if manifest.records > MAX_RECORDS or len(manifest.shapes) > MAX_SHAPES:
        raise refusal("bundle_limits")
    origins = [part.origin for part in manifest.ranges]
    if any(part.first > part.last for part in manifest.ranges) or len(set(origins)) != len(origins):
        raise refusal("bundle_damaged")
    owners = {info.id: info.org for info in manifest.origins}
    if not owners.keys() >= set(origins):
        raise refusal("bundle_damaged")
    if any(known.get(origin, owners[origin]) != owners[origin] for origin in origins):
        raise refusal("bundle_wrong_office")
    if signer.role is not Role.CITY and any(owners[origin] != signer.org for origin in origins):
        raise refusal("bundle_wrong_office")
    for shape in manifest.shapes:
        _check_shape(shape)


def _check_shape(shape: Shape) -> None:
    try:
        msgspec.convert((shape.table, shape.fields), _ShapeLimits)
    except msgspec.ValidationError as error:
        raise refusal("bundle_limits") from error
    if not shape.fields or len(set(shape.fields)) != len(shape.fields):
        raise refusal("bundle_damaged")


class RecordCheck:
    """Checks and decodes records; counts them per table."""

    def __init__(
        self, manifest: Manifest, signer: DeviceCertificate, city_tables: Set[str], now_ms: int
    ) -> None:
        self._shapes = {shape.id: shape for shape in manifest.shapes}
        self._office = None if signer.role is Role.CITY else signer.org
        if self._office and any(shape.table in city_tables for shape in manifest.shapes):
            raise refusal("bundle_wrong_office")
        self._latest_ms = now_ms + MAX_CLOCK_LEAD_MS
        self._by_shape: Counter[int] = Counter()

    def decode(self, record: ChangeRecord) -> Payload:
        """The payload of a record that is fit to be stored."""
        shape = self._shapes.get(record.shape)
        if shape is None:
            raise refusal("bundle_damaged")
        if self._office and record.org != self._office:
            raise refusal("bundle_wrong_office")
        if record.hlc >> HLC_COUNTER_BITS > self._latest_ms:
            raise refusal("bundle_clock")
        payload = _decode(record)
        if len(payload.values) != len(shape.fields):
            raise refusal("bundle_damaged")
        _check_values(payload.values, record.payload)
        self._by_shape[record.shape] += 1
        return payload

    @property
    def counts(self) -> dict[str, int]:
        """Records per table so far."""
        counts: Counter[str] = Counter()
        for shape, number in self._by_shape.items():
            counts[self._shapes[shape].table] += number
        return dict(counts)


def _check_values(values: list[Any], payload: bytes) -> None:
    """Only text, bytes, nothing and signed 64-bit integers, none longer than a field may be."""
    if not _VALUE_TYPES.issuperset(map(type, values)):
        raise refusal("bundle_damaged")
    # Only an integer behind this mark can be too great; looking for the mark first is much faster.
    if _UINT64 in payload and any(type(value) is int and value >= 2**63 for value in values):
        raise refusal("bundle_damaged")
    if len(payload) > MAX_FIELD and any(
        len(value.encode() if isinstance(value, str) else value) > MAX_FIELD
        for value in values
        if isinstance(value, str | bytes)
    ):
        raise refusal("bundle_limits")


def _decode(record: ChangeRecord) -> Payload:
    if record.op == Op.INSERT:
        return decoded(_insert.decode, record.payload, "bundle_damaged")
    if record.op != Op.UPDATE:
        raise refusal("bundle_too_new")
    update = decoded(_update.decode, record.payload, "bundle_damaged")
    if len(update.replaced) != len(update.values):
        raise refusal("bundle_damaged")
    return update
