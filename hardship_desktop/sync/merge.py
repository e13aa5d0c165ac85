"""Merging writes from several PCs, field by field, losing none (sync D3).

A field keeps every write that no later write has replaced (its heads). The
greatest stamp is shown; heads that differ are a conflict for a person. All
functions are pure. The caller applies each (origin, seq) once and only after
everything its bundle requires; within that, the order does not matter.
"""

from collections.abc import Collection
from dataclasses import dataclass

from hardship_desktop.domain.changes import Stamp, WireValue


@dataclass(frozen=True)
class Head:
    """A live write of a field."""

    stamp: Stamp
    value: WireValue


Heads = tuple[Head, ...]
"""Live writes, the greatest stamp first."""


def merge(heads: Heads, write: Head, replaced: Collection[Stamp]) -> Heads:
    """The heads after a write that replaces the stamps its writer saw."""
    kept = {head.stamp: head for head in heads if head.stamp not in replaced}
    kept[write.stamp] = write
    return tuple(sorted(kept.values(), key=lambda head: head.stamp, reverse=True))


def in_conflict(heads: Heads) -> bool:
    """Whether people have to choose: several heads that do not say the same."""
    return any(head.value != heads[0].value for head in heads[1:])
