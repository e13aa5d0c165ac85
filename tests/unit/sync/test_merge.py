"""Merging loses nothing, whatever the order in which bundles arrive.

The random driver writes on three PCs that exchange at random; every replica
applies a write once and after what its writer had seen. Mutations of the rule
prove that the driver would notice.
"""

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import pytest

from hardship_desktop.domain.changes import Stamp
from hardship_desktop.sync.merge import Head, Heads, in_conflict, merge

Rule = Callable[[Heads, Head, Collection[Stamp]], Heads]
ORIGINS = [bytes([number]) * 16 for number in (1, 2, 3)]


@dataclass(frozen=True)
class Write:
    """A write of one field, with what its writer saw and held."""

    head: Head
    replaced: frozenset[Stamp]
    after: frozenset[Stamp]


@dataclass
class Replica:
    """One PC's copy of one field."""

    origin: bytes
    heads: Heads = ()
    log: dict[Stamp, Write] = field(default_factory=dict)
    written: int = 0

    def write(self, value: int, hlc: int, rule: Rule) -> None:
        self.written += 1
        head = Head((hlc, self.origin, self.written), value)
        replaced = frozenset(old.stamp for old in self.heads)
        self.take(Write(head, replaced, frozenset(self.log)), rule)

    def take(self, write: Write, rule: Rule) -> None:
        """Apply once, and only when ready."""
        if write.head.stamp in self.log or not write.after <= self.log.keys():
            return
        self.log[write.head.stamp] = write
        self.heads = rule(self.heads, write.head, write.replaced)


def run(seed: int, rule: Rule, steps: int = 60) -> list[Replica]:
    """Random writes with clocks that jump, then deliveries in random order until all have all."""
    chance = random.Random(seed)
    replicas = [Replica(origin) for origin in ORIGINS]
    for _ in range(steps):
        one, other = chance.sample(replicas, 2)
        if chance.random() < 0.5:
            one.write(chance.randrange(3), chance.randrange(100), rule)
        else:
            for write in chance.sample([*other.log.values()], chance.randrange(len(other.log) + 1)):
                one.take(write, rule)
    every = {stamp: write for replica in replicas for stamp, write in replica.log.items()}
    for replica in replicas:
        while len(replica.log) < len(every):
            for write in chance.sample([*every.values()], len(every)):
                replica.take(write, rule)
    return replicas


def broken(seed: int, rule: Rule) -> bool:
    """Whether replicas differ, or a write is neither live nor replaced by a later one."""
    replicas = run(seed, rule)
    if len({replica.heads for replica in replicas}) > 1:
        return True
    writes = replicas[0].log
    replaced = {stamp for write in writes.values() for stamp in write.replaced}
    live = {head.stamp for head in replicas[0].heads}
    return live != writes.keys() - replaced


def test_replicas_agree_and_no_write_is_lost() -> None:
    assert not any(broken(seed, merge) for seed in range(300))


def last_writer_wins(heads: Heads, write: Head, _replaced: Collection[Stamp]) -> Heads:
    return (max((*heads, write), key=lambda head: head.stamp),)


def keeps_the_replaced(heads: Heads, write: Head, _replaced: Collection[Stamp]) -> Heads:
    return merge(heads, write, ())


def in_order_of_arrival(heads: Heads, write: Head, replaced: Collection[Stamp]) -> Heads:
    return (write, *(head for head in heads if head.stamp not in replaced))


@pytest.mark.parametrize("mutation", [last_writer_wins, keeps_the_replaced, in_order_of_arrival])
def test_the_driver_notices_a_wrong_rule(mutation: Rule) -> None:
    assert sum(broken(seed, mutation) for seed in range(100)) >= 90


def stamp(hlc: int, origin: int = 1, seq: int = 1) -> Stamp:
    return hlc, bytes([origin]) * 16, seq


BASE = (Head(stamp(1), "旧址"),)
MINE, THEIRS = Head(stamp(5), "甲址"), Head(stamp(5, 2), "乙址")


def test_concurrent_writes_commute_and_both_stay() -> None:
    one = merge(merge(BASE, MINE, {stamp(1)}), THEIRS, {stamp(1)})
    other = merge(merge(BASE, THEIRS, {stamp(1)}), MINE, {stamp(1)})
    assert one == other == (THEIRS, MINE)
    assert in_conflict(one)


def test_the_same_write_again_changes_nothing() -> None:
    once = merge(BASE, MINE, {stamp(1)})
    assert merge(once, MINE, {stamp(1)}) == once


def test_the_same_value_from_two_sides_is_no_conflict_but_both_are_named_later() -> None:
    heads = merge((MINE,), Head(stamp(7, 2), "甲址"), ())
    assert len(heads) == 2
    assert not in_conflict(heads)
    settled = merge(heads, Head(stamp(9), "丙址"), {head.stamp for head in heads})
    assert settled == (Head(stamp(9), "丙址"),)


def test_text_number_and_nothing_are_different_values() -> None:
    for left, right in (("1", 1), (None, ""), (b"1", "1"), (0, None)):
        assert in_conflict((Head(stamp(2), left), Head(stamp(1), right)))
