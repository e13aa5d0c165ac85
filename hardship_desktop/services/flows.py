"""Steps of a household's file: taking one, or saying why not; what may be done next, and what is due."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from hardship_desktop.domain.codes.household import STATUS
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.flow import CHOSEN, Standing, Step, ids_to_text
from hardship_desktop.domain.household_flow import HOUSEHOLD, STEP, TAKE_OVER, stored_status
from hardship_desktop.domain.households import CLOSED, check_household
from hardship_desktop.services.checking import checked, refuse_first
from hardship_desktop.services.desk import Changed, Desk, Key
from hardship_desktop.services.saving import settled
from hardship_desktop.store.base import field_map, fields_of
from hardship_desktop.store.change import Change
from hardship_desktop.store.local import HouseholdLine
from hardship_desktop.store.records import CaseStep, Household, User
from hardship_desktop.store.records.case_step import taken
from hardship_desktop.store.store import Reader

_STATUS_BY_STEPS = "档案状态由办理的环节得出，不能直接填写；请在“办理”里登记相应的环节。"


@dataclass(frozen=True)
class Case:
    """A household's file on its way: its state, what was done, and what this user may do next.

    `steps` are rows of `case_step`, oldest first, with the name of who noted each (`who`). `offered` is a
    state that an older program wrote and no step says, None: there is none.
    """

    standing: Standing
    steps: list[dict[str, Any]]
    allowed: tuple[Step, ...]
    offered: str | None

    @property
    def state_text(self) -> str:
        """The state as a person reads it."""
        return STATUS.text(self.standing.state)

    @property
    def notice(self) -> str:
        """What a person has to settle, empty when nothing is."""
        if self.standing.rivals:
            return conflict_words(self.standing)
        if self.offered:
            told = f"旧版程序把档案状态写成了“{STATUS.text(self.offered)}”，与办理的环节不一致"
            return f"{told}；属实请用“{TAKE_OVER.label}”登记。"
        return ""


def conflict_words(standing: Standing) -> str:
    """What the rivals say, for a person who has to choose."""
    said = "、".join(
        f"{STEP.text(each.step)}（{each.day or '未写日期'}，{STATUS.text(each.state or '')}）"
        for each in standing.rivals
    )
    return f"两台电脑对这一户登记了不同的结果：{said}；请核实后，把正确的环节再登记一次。"


class Flows:
    """The steps of households at this desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def record_fields() -> tuple[Field, ...]:
        """All that is known of a step that was taken."""
        return fields_of(CaseStep)

    @staticmethod
    def fields(step: Step) -> tuple[Field, ...]:
        """The fields of the form of a step, in order; what it needs is required."""
        declared = field_map(CaseStep)
        return tuple(replace(declared[name], required=name in step.needs) for name in step.fields)

    def case(self, key: Key) -> Case:
        """One household's file on its way."""
        org, row = key
        with self._desk.read() as reader:
            status = reader.get(Household, row, org)["status"]
            steps = _steps(reader.connection, org, [row])[row]
            names = {each.id: each.name for each in reader.connection.execute(select(User.id, User.name))}
        standing = _standing(steps, status)
        mine = org == self._desk.store.org_id
        decided = any(each["state"] for each in steps)
        differs = decided and status not in (None, stored_status(standing.state))
        return Case(
            standing,
            [{**each, "who": names.get(each["handled_by"]) or "其他单位用户"} for each in steps],
            HOUSEHOLD.allowed(standing, self._desk.may) if mine else (),
            status if differs and not standing.rivals else None,
        )

    def take(self, household: UUID, step: str, values: Values) -> Changed:
        """Take a step and write what it writes, in one transaction; UserError says why it cannot be taken."""
        with self._desk.change() as change:
            row = take_step(change, self._desk, household, _known(step), values)
            if _known(step).to:
                file = change.get(Household, household)
                change.update(Household, household, settled(Household, {"status": file["status"]}, file))
        return Changed(frozenset({"household", "case_step"}), row, f"已登记：{STEP.text(step)}。")

    def due(self) -> list[dict[str, Any]]:
        """Households whose next step has a day, or whose steps contradict each other; the earliest first.

        Each with `key`, `archive_no`, `head_name`, `state`, `conflict` and `due` (None in a conflict).
        """
        line, step = HouseholdLine.__table__, CaseStep.__table__
        query = (
            select(line.c.org_id, line.c.id, line.c.archive_no, line.c.head_name, line.c.status)
            .where(line.c.deleted.is_(None))
            .where(select(step.c.id).where(step.c.household_id == line.c.id).exists())
        )
        with self._desk.read() as reader:
            lines = list(reader.connection.execute(query))
            steps = _steps(reader.connection, None, [UUID(bytes=each.id) for each in lines])
        found = []
        for each in lines:
            row = UUID(bytes=each.id)
            standing = _standing([s for s in steps[row] if s["org_id"].bytes == each.org_id], each.status)
            if standing.rivals or standing.due:
                found.append(
                    {
                        "key": (UUID(bytes=each.org_id), row),
                        "archive_no": each.archive_no,
                        "head_name": each.head_name,
                        "state": standing.state,
                        "conflict": bool(standing.rivals),
                        "due": None if standing.rivals else standing.due,
                    }
                )
        return sorted(found, key=lambda each: (each["due"] or date.min, each["archive_no"] or ""))


def take_step(change: Change, desk: Desk, household: UUID, step: Step, values: Values) -> UUID:
    """One step within a change; gives its id. Raises UserError when it may not be taken."""
    before = change.get(Household, household)
    steps = _steps(change.connection, change.org_id, [household])[household]
    standing = _standing(steps, before["status"])
    desk.require(step.who)
    _refuse_out_of_turn(standing, step, desk)
    clean = checked(Flows.fields(step), values, today=desk.today)
    _refuse_earlier(step, clean["happened_on"], steps)
    state = clean.pop("state", None) if step.to == CHOSEN else step.to
    written = {name: clean.get(source) if source else None for name, source in step.writes.items()}
    if state:
        written["status"] = stored_status(state)
    problems = check_household({**before, **written}, today=desk.today)
    refuse_first(problem for problem in problems if problem.field in written)
    row = change.insert(
        CaseStep,
        {
            **clean,
            "household_id": household,
            "flow": HOUSEHOLD.name,
            "step": step.name,
            "state": state,
            "follows": ids_to_text(standing.ends) or None,
            "handled_by": desk.user,
            "role": desk.user_role,
        },
    )
    change.update(Household, household, written)
    return row


def take_over(change: Change, desk: Desk, household: UUID, state: str, reason: str) -> None:
    """Note a state that a workbook says; a file whose steps contradict each other stays as it is."""
    standing = _standing(_steps(change.connection, change.org_id, [household])[household], None)
    if not standing.rivals:
        values = {"happened_on": desk.today, "state": state, "reason": reason}
        take_step(change, desk, household, TAKE_OVER, values)


def refuse_status(values: Values) -> None:
    """Raise UserError when somebody would write the state of a file past its steps."""
    if "status" in values:
        raise UserError(_STATUS_BY_STEPS, field="status", code="by_steps")


def refuse_closed(change: Change, household: UUID, message: str, *, field: str) -> None:
    """Raise UserError with `message` when the file is closed, with another one when its steps contradict."""
    standing = standing_of(change, household)
    if standing.rivals:
        raise UserError(f"{conflict_words(standing)}在此之前不能登记帮扶。", field=field, code="conflict")
    if standing.state in CLOSED:
        raise UserError(message, field=field, code="closed")


def standing_of(change: Change, household: UUID) -> Standing:
    """Where a file of this office stands."""
    status = change.get(Household, household)["status"]
    return _standing(_steps(change.connection, change.org_id, [household])[household], status)


def states_of(reader: Reader, rows: Iterable[UUID]) -> dict[Key, str | None]:
    """The states of some hundred households as the list shows them."""
    return {key: state for key, (state, _) in shown_states(reader, rows).items()}


def shown_states(reader: Reader, rows: Iterable[UUID]) -> dict[Key, tuple[str | None, bool]]:
    """The same, each with whether its steps contradict each other."""
    line = HouseholdLine.__table__
    query = select(line.c.org_id, line.c.id, line.c.status, line.c.in_conflict).where(
        line.c.id.in_([row.bytes for row in rows])
    )
    return {
        (UUID(bytes=org), UUID(bytes=row)): (status, bool(conflict))
        for org, row, status, conflict in reader.connection.execute(query)
    }


def _known(name: str) -> Step:
    step = HOUSEHOLD.by_name.get(name)
    if step is None:
        known = "、".join(f"{each.name}（{each.label}）" for each in HOUSEHOLD.steps)
        raise UserError(f"没有“{name}”这个环节；可用的有：{known}。", field="step", code="unknown_step")
    return step


def _refuse_out_of_turn(standing: Standing, step: Step, desk: Desk) -> None:
    allowed = HOUSEHOLD.allowed(standing, desk.may)
    if step in allowed:
        return
    if standing.rivals:
        raise UserError(conflict_words(standing), field="step", code="conflict")
    instead = "、".join(each.label for each in allowed)
    raise UserError(
        f"这一户现在是“{STATUS.text(standing.state)}”，不能登记“{step.label}”；可以登记：{instead}。",
        field="step",
        code="out_of_turn",
    )


def _refuse_earlier(step: Step, day: date, steps: Iterable[Mapping[str, Any]]) -> None:
    """A step does not happen before the one that led here; what is taken over may be older."""
    days = [each["happened_on"] for each in steps if each["state"] and each["step"] != TAKE_OVER.name]
    last = max(filter(None, days), default=day)
    if day < last and step is not TAKE_OVER:
        raise UserError(
            f"“{step.label}”的日期 {day} 早于上一环节的日期 {last}，请核对。",
            field="happened_on",
            code="order",
        )


def _standing(steps: Iterable[dict[str, Any]], status: str | None) -> Standing:
    return HOUSEHOLD.standing(map(taken, steps), status)


def _steps(connection: Connection, org: UUID | None, rows: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """The steps of each household in the order of their days; `org` None: of any office."""
    table = CaseStep.__table__
    query = select(table).where(table.c.flow == HOUSEHOLD.name, table.c.deleted.is_(None))
    if org is not None:
        query = query.where(table.c.org_id == org)
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for start in range(0, len(rows), 5000):
        some = query.where(table.c.household_id.in_(rows[start : start + 5000]))
        for each in connection.execute(some.order_by(table.c.happened_on, table.c.id)).mappings():
            found[each["household_id"]].append(dict(each))
    return found
