"""Merging writes from several PCs, field by field, losing none (sync D3).

A field keeps every write that no later write has replaced (its heads). The
greatest stamp is shown; heads that differ are a conflict for a person. All
functions are pure. The caller applies each (origin, seq) once and only after
everything its bundle requires; within that, the order does not matter.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hardship_desktop.domain.changes import Stamp, WireValue

DELETED = "deleted"
"""The field that holds when a row was deleted (UTC milliseconds), or nothing when it is not."""

FieldGroups = Sequence[frozenset[str]]
"""Fields of a table that are always written together, so that a merge never mixes two entries."""


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


def shown(heads: Heads) -> Head:
    """The write to show: the greatest stamp."""
    return heads[0]


def in_conflict(heads: Heads) -> bool:
    """Whether people have to choose: several heads that do not say the same."""
    return any(head.value != heads[0].value for head in heads[1:])


def fields_to_write(changed: Collection[str], groups: FieldGroups) -> frozenset[str]:
    """The changed fields with all members of their groups."""
    return frozenset(changed).union(*(group for group in groups if not group.isdisjoint(changed)))


def conflicts(row: Mapping[str, Heads], groups: FieldGroups) -> list[frozenset[str]]:
    """What people have to settle in a row: single fields, or whole groups, in a fixed order."""
    units = {fields_to_write((name,), groups) for name, heads in row.items() if in_conflict(heads)}
    return sorted(units, key=sorted)


def live_stamps(row: Mapping[str, Heads]) -> frozenset[Stamp]:
    """All live stamps of a row: what a delete, or its settling, must name as replaced."""
    return frozenset(head.stamp for heads in row.values() for head in heads)


def changed_while_deleted(row: Mapping[str, Heads], seen: Iterable[Stamp]) -> bool:
    """Whether a deleted row was changed by somebody who did not know of the deletion.

    `seen` are the stamps that the row's live deletes replaced: a delete names every
    live stamp of its row, so a head that none names is a concurrent change.
    """
    marks = row.get(DELETED, ())
    if not marks or shown(marks).value is None:
        return False
    others = live_stamps({name: heads for name, heads in row.items() if name != DELETED})
    return not others <= set(seen)
