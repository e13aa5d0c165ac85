"""The life of an aid as steps in the order of their days, and what of it was paid and has not come back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hardship_desktop.domain.flow import Flow, Step

_OPEN = ("planned", "approved", "paid", "returned")
AFTER_PAYMENT = ("paid", "returned")
"""Where steps start that can only follow a payment."""

_ASKS = ("amount_fen", "doc_no", "note")

AID = Flow(
    name="aid",
    states=("void", "planned", "approved", "returned", "paid"),
    start="planned",
    fields=("happened_on", *_ASKS),
    steps=(
        Step("approved", "审批通过", _OPEN, "approved", asks=_ASKS),
        Step("paid", "已发放", _OPEN, "paid", asks=_ASKS),
        Step("received", "已签收", AFTER_PAYMENT, "paid", asks=_ASKS),
        Step("returned", "退回", AFTER_PAYMENT, "returned", asks=_ASKS),
        Step("void", "作废", _OPEN, "void", asks=_ASKS),
        Step("entered_national", "已录入全国系统", _OPEN, None, asks=_ASKS),
    ),
)

AFTER_STEP = {step.name: step.to for step in AID.steps if step.to}
"""The state that an aid has after a step; other steps leave it as it was."""

AidSteps = Sequence[tuple[str, int | None]]
"""The steps of one aid in order, each with its amount in fen where it has one."""


@dataclass(frozen=True, slots=True)
class AidStanding:
    """The state of an aid, and what of it was paid and has not come back, fen."""

    state: str
    paid_fen: int


def state_after(steps: Iterable[str]) -> str:
    """The state of an aid from its steps in order; without any it is only planned."""
    state = AID.start
    for step in steps:
        state = AID.after(state, step)
    return state


def paid_out(amount_fen: int, steps: AidSteps) -> int:
    """What of an aid was paid and has not come back, fen, from its steps in order with their amounts.

    A return without an amount is one of everything.
    """
    out = 0
    for step, part in steps:
        if step in ("paid", "received"):
            out = out or amount_fen
        elif step == "void" or (step == "returned" and part is None):
            out = 0
        elif step == "returned":
            out = max(0, out - (part or 0))
    return out


def standing_of(amount_fen: int, steps: AidSteps) -> AidStanding:
    """Where an aid stands after its steps in order."""
    return AidStanding(state_after(step for step, _ in steps), paid_out(amount_fen, steps))
