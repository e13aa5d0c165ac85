"""Who has what: nothing is sent twice without need, nothing is left out, forks are seen."""

from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.changes import GENESIS
from hardship_desktop.sync.vector import Finding, Gap, Span, gaps, judge, ranges_to_send, requires
from hardship_desktop.sync.wire import Mark

A, B, C = (bytes([number]) * 16 for number in (1, 2, 3))
vectors = st.dictionaries(st.sampled_from([A, B, C]), st.integers(0, 9))


def test_all_after_the_last_receipt_is_sent() -> None:
    assert ranges_to_send({A: 5, B: 2, C: 1}, {A: 3, B: 2}) == [Span(A, 4, 5), Span(C, 1, 1)]


def test_requires_is_the_lesser_of_both_for_every_origin() -> None:
    assert requires({A: 3, B: 9, C: 1}, {A: 5, B: 2}) == {A: 3, B: 2, C: 0}


def test_gaps_name_what_is_held_and_needed() -> None:
    assert gaps({A: 3}, {A: 3, B: 2}) == [Gap(B, 0, 2)]


@given(own=vectors, acknowledged=vectors)
def test_a_receiver_as_it_said_it_was_can_always_import_and_then_has_all(
    own: dict[bytes, int], acknowledged: dict[bytes, int]
) -> None:
    assert gaps(acknowledged, requires(acknowledged, own)) == []
    after = dict(acknowledged)
    for span in ranges_to_send(own, acknowledged):
        assert span.first == after.get(span.origin, 0) + 1 <= span.last
        after[span.origin] = span.last
    assert gaps(after, own) == []


def hash_at(_origin: bytes, seq: int) -> bytes:
    return bytes([seq]) * 32


def test_a_receipt_shows_a_restored_and_a_cloned_database() -> None:
    marks = {A: Mark(7, hash_at(A, 7)), B: Mark(3, b"\xff" * 32), C: Mark(4, hash_at(C, 4))}
    assert judge({A: 5, B: 5, C: 5}, marks, hash_at) == {A: Finding.AHEAD, B: Finding.FORK}


def test_a_hub_that_has_nothing_or_less_is_no_finding() -> None:
    assert judge({A: 5}, {A: Mark(0, GENESIS)}, hash_at) == {}
    assert judge({A: 5}, {}, hash_at) == {}
