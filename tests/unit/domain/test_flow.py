"""A flow: bad declarations are named, the state follows from the steps in whatever order they came."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.flow import CHOSEN, Flow, Standing, Step, Taken, ids_of_text, ids_to_text
from hardship_desktop.domain.household_flow import HOUSEHOLD, stored_status

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "steps.json").read_text("utf-8"))
DAY = date(2026, 5, 1)


def flow(*steps: Step, states: tuple[str, ...] = ("shut", "new", "open")) -> Flow:
    return Flow("trial", states, "new", steps, ("happened_on", "reason"))


OPEN = Step("open", "开", ("new",), "open", days=10)
SHUT = Step("shut", "关", ("new", "open"), "shut", needs=("happened_on", "reason"))


def taken(number: int, step: Step, *follows: int, day: date = DAY) -> Taken:
    return Taken(bytes([number]) * 16, step.name, step.to, frozenset(bytes([n]) * 16 for n in follows), day)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (
            (OPEN, SHUT, Step("lose", "失", ("open",), "lost")),
            "step lose names the state lost, which is none",
        ),
        (
            (OPEN, SHUT, Step("lose", "失", ("lost",), "open")),
            "step lose names the state lost, which is none",
        ),
        ((OPEN, SHUT, Step("x", "x", (), None, who="rule")), "step x takes the right rule, which is none"),  # type: ignore[arg-type]
        ((OPEN, SHUT, Step("x", "x", (), None, needs=("seal",))), "step x notes the field seal"),
        ((OPEN, SHUT, Step("x", "x", (), None, writes={"a": "seal"})), "step x notes the field seal"),
        ((OPEN,), "no step leads to the state shut"),
        ((OPEN, Step("shut", "关", ("shut",), "shut")), "no step leads to the state shut"),
        ((OPEN, Step("any", "任", (), CHOSEN)), "no step leads to the state shut"),
        ((OPEN, SHUT, OPEN), "two steps have the same name"),
    ],
)
def test_a_bad_declaration_is_refused_by_name(steps: tuple[Step, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^flow trial: {sentence}"):
        flow(*steps)


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["what"])
def test_the_vectors_of_the_format_hold(case: dict[str, Any]) -> None:
    steps = [
        Taken(bytes.fromhex(each["id"]), "", each["state"], ids_of_text(each["follows"]))
        for each in case["steps"]
    ]
    standing = HOUSEHOLD.standing(steps, case["status"])
    assert (standing.state, bool(standing.rivals)) == (case["state"], case["conflict"])
    assert [each.hex() for each in standing.ends] == case["next_follows"]


def test_the_format_names_the_states_in_the_order_of_the_flow() -> None:
    text = (Path(__file__).parents[2] / "vectors" / "FORMAT.md").read_text("utf-8")
    section = text[text.index("### 6.1") : text.index("## 7.")]
    places = [section.index(f"`{state}`", section.index("order is shown")) for state in HOUSEHOLD.states[:2]]
    assert places == sorted(places)
    listed = section[section.index("`rejected`, `transferred`") :].split(";")[0].replace("\n", " ")
    assert listed.split(", ") == [f"`{state}`" for state in HOUSEHOLD.states]


def test_allowed_is_what_starts_from_the_state_and_what_the_user_may() -> None:
    trial = flow(OPEN, SHUT, Step("note", "记", (), None, who="delete"))
    everything = trial.allowed(Standing("new"), lambda _: True)
    assert [step.name for step in everything] == ["open", "shut", "note"]
    assert [step.name for step in trial.allowed(Standing("open"), lambda a: a == "write")] == ["shut"]
    assert trial.allowed(Standing("new"), lambda _: False) == ()
    assert [step.name for step in trial.allowed(Standing("of a newer program"), lambda _: True)] == ["note"]


def test_in_a_conflict_only_its_own_steps_are_allowed_and_one_naming_both_settles_it() -> None:
    trial = flow(OPEN, SHUT, Step("note", "记", (), None))
    both = [taken(1, OPEN), taken(2, SHUT)]
    standing = trial.standing(both)
    assert (standing.state, len(standing.rivals)) == ("shut", 2)
    assert [step.name for step in trial.allowed(standing, lambda _: True)] == ["open", "shut"]
    settled = trial.standing([*both, taken(3, OPEN, 1, 2)])
    assert (settled.state, settled.rivals, settled.ends) == ("open", (), (bytes([3]) * 16,))


def test_due_is_the_latest_day_that_a_live_step_asks_for() -> None:
    look = Step("look", "看", ("open",), None, days=30)
    trial = flow(OPEN, SHUT, look)
    assert trial.standing([]).due is None
    assert trial.standing([taken(1, OPEN)]).due == DAY + timedelta(10)
    later = [taken(1, OPEN), taken(2, look, 1, day=DAY + timedelta(5))]
    assert trial.standing(later).due == DAY + timedelta(35)
    assert trial.standing([taken(1, OPEN), taken(2, SHUT, 1)]).due is None


def test_steps_that_follow_each_other_in_a_ring_are_a_conflict_not_a_crash() -> None:
    ring = [taken(1, OPEN, 2), taken(2, SHUT, 1)]
    assert flow(OPEN, SHUT).standing(ring).state == "shut"
    long = [
        Taken((n + 1).to_bytes(16, "big"), "", None, frozenset([n.to_bytes(16, "big")])) for n in range(9000)
    ]
    assert flow(OPEN, SHUT).standing(long, "open").state == "open"


@st.composite
def histories(draw: st.DrawFn) -> list[Taken]:
    """Steps of several PCs: each follows some of those before it, or none, and may lack its forerunners."""
    made: list[Taken] = []
    for number in range(draw(st.integers(0, 9))):
        state = draw(st.sampled_from([None, "approved", "rejected", "active", "unheard of"]))
        before = draw(st.sets(st.sampled_from([each.id for each in made]), max_size=3)) if made else set()
        made.append(Taken(bytes([number]) * 16, "", state, frozenset(before), DAY + timedelta(number)))
    return draw(st.lists(st.sampled_from(made), unique_by=lambda each: each.id)) if made else []


@given(histories(), st.integers())
def test_any_order_of_arrival_gives_the_same_standing(steps: list[Taken], seed: int) -> None:
    shuffled = list(steps)
    Random(seed).shuffle(shuffled)
    assert HOUSEHOLD.standing(shuffled, "draft") == HOUSEHOLD.standing(steps, "draft")


@given(histories())
def test_a_step_that_names_all_ends_settles_everything(steps: list[Taken]) -> None:
    ends = frozenset(HOUSEHOLD.standing(steps, "draft").ends)
    last = HOUSEHOLD.standing([*steps, Taken(b"z" * 16, "", "active", ends)], "draft")
    assert (last.state, last.rivals, last.ends) == ("active", (), (b"z" * 16,))


@given(st.frozensets(st.binary(min_size=16, max_size=16)))
def test_ids_come_back_from_their_text(ids: frozenset[bytes]) -> None:
    assert ids_of_text(ids_to_text(ids)) == ids


def test_a_life_can_be_walked_from_draft_to_exit_and_back() -> None:
    walk = ["apply", "survey", "dept_check", "publicity", "approve", "file", "monitor", "close", "back"]
    states = ["draft"]
    for name in walk:
        step = HOUSEHOLD.by_name[name]
        assert states[-1] in step.from_, name
        assert step.to
        states.append(step.to)
    assert states[-1] == "active"
    assert all(one != other for one, other in pairwise(states))


def test_an_older_program_is_told_a_state_that_it_knows() -> None:
    assert stored_status("returned") == "draft"
    assert stored_status("active") == "active"
