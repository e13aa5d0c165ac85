"""Following records through the ranges of a manifest, recomputing every chain hash."""

from collections.abc import Iterator, Mapping, Sequence

from hardship_desktop.domain.changes import GENESIS, ChangeRecord, chain
from hardship_desktop.sync.refusals import refusal
from hardship_desktop.sync.vector import HashAt
from hardship_desktop.sync.wire import Range


class ChainWalk:
    """Expects exactly the records of the ranges, in their order.

    A chain that does not come out as the manifest says is refused with the
    code `broken`; one that differs from what is already held is a fork.
    """

    def __init__(self, ranges: Sequence[Range], broken: str, known: Mapping[bytes, bytes]) -> None:
        self._ranges: Iterator[Range] = iter(ranges)
        self._broken = broken
        self._known = known
        self._range: Range | None = None
        self._seq = 0
        self._hash = b""

    def follow(self, origin: bytes, records: Sequence[ChangeRecord], held: int) -> list[bytes]:
        """Walk over consecutive records of one origin, of which the first `held` seqs are known here.

        Gives the chain hash after each record.
        """
        if self._range is None:
            self._enter()
        if self._range is None or origin != self._range.origin:
            raise refusal(self._broken)
        seq, link, links = self._seq, self._hash, []
        for record in records:
            seq += 1
            if record.seq != seq or not self._range.first <= record.txn <= seq:
                raise refusal(self._broken)
            link = chain(link, record)
            links.append(link)
            if seq == held and link != self._known.get(origin, link):
                raise refusal("bundle_fork")
        self._seq, self._hash = seq, link
        if seq >= self._range.last:
            self._leave()
        return links

    def finish(self) -> None:
        """All ranges must have been walked to their end."""
        if self._range is not None or next(self._ranges, None) is not None:
            raise refusal(self._broken)

    def _enter(self) -> None:
        self._range = next(self._ranges, None)
        if self._range is not None:
            self._seq, self._hash = self._range.first - 1, self._range.hash_before

    def _leave(self) -> None:
        if self._range is None or (self._seq, self._hash) != (self._range.last, self._range.hash_after):
            raise refusal(self._broken)
        self._range = None


def held_hashes(ranges: Sequence[Range], have: Mapping[bytes, int], hash_at: HashAt) -> dict[bytes, bytes]:
    """Refuse ranges that begin or end on another history than ours; give our hash where overlaps end."""
    known = {}
    for part in ranges:
        held = have.get(part.origin, 0)
        if part.first == 1 and part.hash_before != GENESIS:
            raise refusal("bundle_damaged")
        if part.first - 1 > held:
            raise refusal("bundle_gap")
        if hash_at(part.origin, part.first - 1) != part.hash_before:
            raise refusal("bundle_fork")
        if part.last <= held and hash_at(part.origin, part.last) != part.hash_after:
            raise refusal("bundle_fork")
        if part.first <= held < part.last:
            known[part.origin] = hash_at(part.origin, held)
    return known
