"""The change record: audit trail, sync feed and tamper chain in one (sync D2).

A database keeps one record per row write, numbered without gaps per origin;
a bundle carries the same records. Everything here is bytes and integers, so
that a record means the same on every PC and in every version.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec

WireValue = str | int | bytes | None
"""What a column holds in the file, in the log and on the wire."""

Stamp = tuple[int, bytes, int]
"""(hlc, origin, seq): orders all writes everywhere; the greatest is shown."""

SALT_BYTES = 16
GENESIS = bytes(32)


class Op(IntEnum):
    """What a record did to its row."""

    INSERT = 1
    UPDATE = 2


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """A table and the list of its fields that a record writes, in order."""

    table: str
    fields: tuple[str, ...]

    @property
    def id(self) -> int:
        """A signed 64-bit number made from the content, the same on every PC."""
        return shape_id(self.table, self.fields)


@lru_cache(maxsize=4096)
def shape_id(table: str, fields: tuple[str, ...]) -> int:
    """First eight bytes of SHA-256 over the names, each ended by a zero byte."""
    text = "".join(f"{name}\0" for name in (table, *fields))
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big", signed=True)


class ChangeRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row write of one origin. Ids are 16 raw bytes; times are UTC milliseconds.

    `txn` is the seq of the first record of the same action, so that a
    group is recognised without a counter of its own.
    """

    seq: int
    hlc: int
    wall_ms: int
    txn: int
    user: bytes
    org: bytes
    row: bytes
    op: int
    shape: int
    payload: bytes


class InsertPayload(msgspec.Struct, frozen=True, array_like=True):
    """All fields of a new row, in shape order; the salt protects erased values from guessing."""

    salt: bytes
    values: list[Any]


class UpdatePayload(msgspec.Struct, frozen=True, array_like=True):
    """New values in shape order and, for each, the stamps that it replaced."""

    salt: bytes
    values: list[Any]
    replaced: list[list[Stamp]]


_encoder = msgspec.msgpack.Encoder()
_insert_decoder = msgspec.msgpack.Decoder(InsertPayload)
_update_decoder = msgspec.msgpack.Decoder(UpdatePayload)


def encode_insert(salt: bytes, values: Sequence[WireValue]) -> bytes:
    """The payload of an insert."""
    return _encoder.encode((salt, values))


def encode_update(salt: bytes, values: Sequence[WireValue], replaced: Sequence[Sequence[Stamp]]) -> bytes:
    """The payload of an update (a delete is an update of the field `_deleted`)."""
    return _encoder.encode((salt, values, replaced))


def decode_payload(op: int, payload: bytes) -> InsertPayload | UpdatePayload:
    """Read a payload; raises msgspec.DecodeError when it is not one."""
    return (_insert_decoder if op == Op.INSERT else _update_decoder).decode(payload)


def chain(previous: bytes, record: ChangeRecord) -> bytes:
    """h(n) = SHA-256(h(n-1) ‖ header ‖ SHA-256(payload)).

    The payload enters by its own hash, so that a lawfully erased payload
    can be replaced by that hash without breaking the chain.
    """
    header = _encoder.encode(
        (
            record.seq,
            record.hlc,
            record.wall_ms,
            record.txn,
            record.user,
            record.org,
            record.row,
            record.op,
            record.shape,
        )
    )
    return sha256(previous + header + sha256(record.payload).digest()).digest()
