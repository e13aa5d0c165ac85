"""Version vectors: who has which records, what to send, what is missing, what has forked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hardship_desktop.sync.wire import Mark

Vector = Mapping[bytes, int]
"""Highest seq held per origin; an absent origin means 0."""

HashAt = Callable[[bytes, int], bytes]
"""The chain hash of an origin at a seq that is held (GENESIS at 0)."""


@dataclass(frozen=True)
class Span:
    """Records first..last of an origin."""

    origin: bytes
    first: int
    last: int


@dataclass(frozen=True)
class Gap:
    """An origin of which more is needed than is held."""

    origin: bytes
    held: int
    needed: int


class Finding(StrEnum):
    """What a receipt reveals about one's own records."""

    AHEAD = "ahead"
    FORK = "fork"


def requires(have: Vector, own: Vector) -> dict[bytes, int]:
    """What the receiver must hold before a bundle: min(have, own) for every origin.

    `have` is what the sender knows the receiver to hold, `own` what it holds itself.
    """
    return {origin: min(seq, own.get(origin, 0)) for origin, seq in sorted(have.items())}


def ranges_to_send(own: Vector, acknowledged: Vector) -> list[Span]:
    """Everything after the receiver's last receipt, so that lost bundles heal themselves."""
    return [
        Span(origin, acknowledged.get(origin, 0) + 1, seq)
        for origin, seq in sorted(own.items())
        if seq > acknowledged.get(origin, 0)
    ]


def gaps(have: Vector, needed: Vector) -> list[Gap]:
    """Origins of which less is held than needed."""
    return [
        Gap(origin, have.get(origin, 0), seq)
        for origin, seq in sorted(needed.items())
        if have.get(origin, 0) < seq
    ]


def judge(own: Vector, acknowledged: Mapping[bytes, Mark], hash_at: HashAt) -> dict[bytes, Finding]:
    """Compare a receipt with one's own log, for origins written here.

    AHEAD: the other side has records of ours that we lack (this database was put
    back to an older state). FORK: another history at the same place. Both are
    cured by a new origin.
    """
    found: dict[bytes, Finding] = {}
    for origin, seq in own.items():
        mark = acknowledged.get(origin)
        if mark is None:
            continue
        if mark.seq > seq:
            found[origin] = Finding.AHEAD
        elif hash_at(origin, mark.seq) != mark.hash:
            found[origin] = Finding.FORK
    return found
