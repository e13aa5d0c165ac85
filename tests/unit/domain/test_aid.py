"""The state of an aid follows from its steps in order, and so does what of it is still out."""

import pytest

from hardship_desktop.domain.aid import AID, AidStanding, paid_out, standing_of, state_after
from hardship_desktop.domain.codes.aid import STATE, STEP


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], "planned"),
        (["approved"], "approved"),
        (["approved", "paid"], "paid"),
        (["approved", "paid", "received", "entered_national"], "paid"),
        (["paid", "returned"], "returned"),
        (["paid", "void"], "void"),
        (["approved", "of a newer program"], "approved"),
    ],
)
def test_the_state_of_an_aid_follows_from_its_steps(steps: list[str], state: str) -> None:
    assert state_after(steps) == state


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([], 0),
        ([("approved", None)], 0),
        ([("paid", None)], 100),
        ([("received", None)], 100),
        ([("paid", None), ("paid", None)], 100),
        ([("paid", None), ("received", None), ("entered_national", None)], 100),
        ([("paid", None), ("returned", 1)], 99),
        ([("paid", None), ("returned", 0)], 100),
        ([("paid", None), ("returned", 99), ("returned", 1)], 0),
        ([("paid", None), ("returned", 101)], 0),
        ([("paid", None), ("returned", None)], 0),
        ([("paid", None), ("returned", None), ("paid", None)], 100),
        ([("paid", None), ("returned", 40), ("paid", None)], 60),
        ([("paid", None), ("void", None)], 0),
        ([("returned", 5)], 0),
    ],
)
def test_what_was_paid_and_has_not_come_back(steps: list[tuple[str, int | None]], left: int) -> None:
    assert paid_out(100, steps) == left
    assert standing_of(100, steps) == AidStanding(state_after(step for step, _ in steps), left)


def test_the_flow_and_the_code_lists_name_the_same_steps_and_states() -> None:
    assert {step.name: step.label for step in AID.steps} == {each.code: each.label for each in STEP.entries}
    assert set(AID.states) == {each.code for each in STATE.entries}
