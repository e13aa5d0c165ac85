"""Steps are data: in which state a matter stands, what may be done next, and who may do it.

A step names the steps that it follows. Those that no later one passes over are the tips, and the state is
theirs. Tips that say different things are an open conflict: two PCs decided apart. Then the state that allows
less is shown, and only a step that names all of them settles it. The same steps give the same state in
whatever order they arrive.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import get_args

from hardship_desktop.domain.rights import Action

CHOSEN = "(chosen)"
"""As `to` of a step: whoever takes it says which state it leads to."""

Id = bytes


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be done to a matter.

    `from_` are the states that it starts from, none: any. `to` None leaves the state as it was. `who` is the
    right that it takes, `needs` and `asks` the fields of the step that must and may be filled. `writes` names
    fields of the matter and the field of the step that goes there, "" to empty it. The next step is due
    `days` calendar days later, 0: no such day. `prints` names the papers that belong to it.
    """

    name: str
    label: str
    from_: tuple[str, ...]
    to: str | None
    who: Action = "write"
    needs: tuple[str, ...] = ("happened_on",)
    asks: tuple[str, ...] = ()
    writes: Mapping[str, str] = field(default_factory=dict)
    days: int = 0
    prints: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of its form, in order."""
        return (*self.needs, *self.asks)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken; `state` is the one it led to, None: it left the state as it was."""

    id: Id
    step: str
    state: str | None
    follows: frozenset[Id] = frozenset()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter stands; `ends` are the steps that a next one must name as followed.

    `rivals` are steps that contradict each other, none: no conflict. `due` is when the next step is due.
    """

    state: str
    ends: tuple[Id, ...] = ()
    rivals: tuple[Taken, ...] = ()
    due: date | None = None


@dataclass(frozen=True)
class Flow:
    """The steps of one kind of matter. `states` begin with the one that allows least.

    `fields` are those that a step may note. Raises ValueError with a sentence when a declaration cannot be.
    """

    name: str
    states: tuple[str, ...]
    start: str
    steps: tuple[Step, ...]
    fields: tuple[str, ...]
    by_name: Mapping[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {step.name: step for step in self.steps})
        for problem in self._problems():
            raise ValueError(f"flow {self.name}: {problem}")

    def _problems(self) -> Iterable[str]:
        if len(self.by_name) < len(self.steps):
            yield "two steps have the same name"
        for step in self.steps:
            for state in (*step.from_, *([] if step.to in (None, CHOSEN) else [step.to])):
                if state not in self.states:
                    yield f"step {step.name} names the state {state}, which is none"
            if step.who not in get_args(Action):
                yield f"step {step.name} takes the right {step.who}, which is none"
            for name in {*step.fields, *step.writes.values()} - {"", *self.fields}:
                yield f"step {step.name} notes the field {name}, which a step does not have"
        for state in self.states:
            if state not in self._reachable():
                yield f"no step leads to the state {state}"

    def _reachable(self) -> set[str]:
        found, last = {self.start}, set[str]()
        while found != last:
            last = set(found)
            found |= {step.to for step in self.steps if step.to and (not step.from_ or found & {*step.from_})}
        return found

    def after(self, state: str, step: str) -> str:
        """The state after a step; one that is unknown here, of a newer program, leaves it."""
        known = self.by_name.get(step)
        return known.to if known and known.to else state

    def least(self, states: Iterable[str]) -> str:
        """The one that allows least; a state of a newer program allows nothing."""
        return min(states, key=lambda each: (self._rank(each), each))

    def _rank(self, state: str) -> int:
        return self.states.index(state) if state in self.states else -1

    def standing(self, taken: Iterable[Taken], opening: str | None = None) -> Standing:
        """Where a matter stands after these steps, given in any order; `opening` is its state before them."""
        known = {each.id: each for each in taken}
        passed = _passed(known)
        tips = [each for each in known.values() if each.state and each.id not in passed] or [
            each for each in known.values() if each.state
        ]
        states = {each.state for each in tips if each.state}
        followed = frozenset[Id]().union(*(each.follows for each in known.values()))
        return Standing(
            self.least(states) if states else opening or self.start,
            tuple(sorted(known.keys() - followed or known.keys())),
            tuple(sorted(tips, key=lambda tip: tip.id)) if len(states) > 1 else (),
            self._due(each for each in known.values() if each.state is None or each in tips),
        )

    def _due(self, taken: Iterable[Taken]) -> date | None:
        """The latest day that one of these steps asks for."""
        days = ((each.day, self.by_name.get(each.step)) for each in taken)
        return max(
            (day + timedelta(step.days) for day, step in days if day and step and step.days), default=None
        )

    def allowed(self, standing: Standing, may: Callable[[Action], bool]) -> tuple[Step, ...]:
        """What may be done next; in a conflict only to say again which of its steps holds."""
        rivals = {each.step for each in standing.rivals}
        return tuple(
            step
            for step in self.steps
            if may(step.who)
            and (step.name in rivals if rivals else not step.from_ or standing.state in step.from_)
        )


def _passed(known: Mapping[Id, Taken]) -> set[Id]:
    """The steps that a deciding step follows, directly or across steps that left the state as it was."""
    passed = set[Id]()
    for each in known.values():
        ahead = [*each.follows] if each.state else []
        while ahead:
            before = known.get(ahead.pop())
            if before and before.id not in passed:
                passed.add(before.id)
                ahead += before.follows if before.state is None else ()
    return passed


def ids_to_text(ids: Iterable[bytes]) -> str:
    """As `follows` holds them: 32 hex digits each, a space between."""
    return " ".join(each.hex() for each in ids)


def ids_of_text(text: str | None) -> frozenset[bytes]:
    """The ids in `follows`; a word that is none is passed over, as it may come from anywhere."""
    return frozenset(filter(None, map(_id, (text or "").split())))


def _id(word: str) -> bytes:
    try:
        return bytes.fromhex(word) if len(word) == 32 else b""
    except ValueError:
        return b""
