"""Aid: what was given to whom out of which money. State follows from append-only steps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from hardship_desktop.domain.aid import AFTER_PAYMENT, AID, AidStanding, paid_out, standing_of, state_after
from hardship_desktop.domain.amounts import format_yuan
from hardship_desktop.domain.codes.aid import STEP
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values, belonging
from hardship_desktop.services.checking import checked
from hardship_desktop.services.desk import Changed, Desk
from hardship_desktop.services.flows import refuse_closed
from hardship_desktop.services.numbers import next_number
from hardship_desktop.services.office import office_names
from hardship_desktop.services.saving import save
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.change import Change
from hardship_desktop.store.records import Aid, AidStep, FundBatch, Person

_CLOSED = "该户已退档；确需帮扶的，请登记为不依附档案的个人帮扶，或先恢复在档。"


def left_of(batch: Mapping[str, Any]) -> int:
    """What is left of a batch of money as `batches` gives it, fen; below nothing when too much was paid."""
    return int(batch["total_fen"] or 0) - int(batch["spent_fen"])


class Aids:
    """Aid records and the batches of money they are paid from."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def fields() -> tuple[Field, ...]:
        """The fields of an aid in the order of the form."""
        return fields_of(Aid)

    @staticmethod
    def step_fields() -> tuple[Field, ...]:
        """The fields of a step of an aid."""
        return fields_of(AidStep)

    @staticmethod
    def batch_fields() -> tuple[Field, ...]:
        """The fields of a batch of money."""
        return fields_of(FundBatch)

    def record(self, values: Values) -> Changed:
        """Save an aid with the steps that its days say: 会议日期 approves it, 发放日期 pays it."""
        with self._desk.change() as change:
            aid, number = self._record(change, values)
        return Changed(frozenset({"aid", "household"}), aid, f"已登记，发放编号 {number}。")

    def correct(self, aid: UUID, values: Values) -> Changed:
        """Put right what was typed in wrongly: a 作废 for it and the right one, in one transaction.

        `values` are those that differ. An aid itself is never rewritten.
        """
        with self._desk.change() as change:
            if state_after([step for step, _ in _steps(change.connection, [aid])[aid]]) == "void":
                raise UserError("这笔帮扶已作废，不能更正；需要时请另登记一笔。", code="void")
            before = change.get(Aid, aid)
            right, number = self._record(change, {**before, **belonging(self.fields(), values, before)})
            void = {"aid_id": aid, "step": "void", "happened_on": self._desk.today}
            change.insert(AidStep, {**void, "note": f"更正，见 {number}"})
        told = f"已更正：{before['aid_no'] or '原来的一笔'}作废，新的发放编号 {number}。"
        return Changed(frozenset({"aid", "aid_step", "household"}), right, told)

    def _record(self, change: Change, values: Values) -> tuple[UUID, str]:
        given = {name: value for name, value in values.items() if name not in ("id", "aid_no")}
        clean = checked(self.fields(), given, today=self._desk.today)
        if clean.get("amount_fen") is None and not clean.get("in_kind_desc"):
            raise UserError("请填写金额；只发实物的，请填写实物名称。", field="amount_fen", code="required")
        self._check_targets(change, clean)
        number = next_number(change, self._desk, "aid")
        aid = change.insert(Aid, {**clean, "aid_no": number})
        for step, day in (("approved", clean.get("decided_on")), ("paid", clean.get("paid_on"))):
            if day:
                change.insert(AidStep, {"aid_id": aid, "step": step, "happened_on": day})
        return aid, number

    def add_step(self, aid: UUID, values: Values) -> Changed:
        """Add what happened to an aid: paid, returned, void ...

        A void aid takes no further step; signing for it and returning it come after its payment, and no
        more comes back than was paid.
        """
        clean = checked(fields_of(AidStep), {**values, "aid_id": aid}, today=self._desk.today)
        with self._desk.change() as change:
            amount = change.get(Aid, aid)["amount_fen"] or 0
            _refuse_step(amount, clean, change.connection)
            step = change.insert(AidStep, clean)
        return Changed(frozenset({"aid", "aid_step"}), step, "已登记。")

    def standing(self, aids: Sequence[Values]) -> dict[UUID, AidStanding]:
        """Where each of these aids stands, by its id."""
        with self._desk.read() as reader:
            steps = _steps(reader.connection, [aid["id"] for aid in aids])
        return {aid["id"]: standing_of(aid["amount_fen"] or 0, steps[aid["id"]]) for aid in aids}

    def steps(self, aid: UUID) -> list[dict[str, Any]]:
        """What happened to an aid, oldest first."""
        table = AidStep.__table__
        with self._desk.read() as reader:
            return reader.rows(select(table).where(table.c.aid_id == aid).order_by(table.c.id))

    def batches(self) -> list[dict[str, Any]]:
        """The batches of money, newest year first.

        Each with its office's name and what was paid from it less returns, in fen.
        """
        batch, aid, step = FundBatch.__table__, Aid.__table__, AidStep.__table__
        with self._desk.read() as reader:
            rows = reader.rows(
                select(batch).where(batch.c.deleted.is_(None)).order_by(batch.c.year.desc(), batch.c.id)
            )
            steps = reader.raw(
                select(aid.c.batch_id, aid.c.id, aid.c.amount_fen, step.c.step, step.c.amount_fen)
                .join(step, (step.c.org_id == aid.c.org_id) & (step.c.aid_id == aid.c.id))
                .where(aid.c.batch_id.is_not(None), aid.c.deleted.is_(None), step.c.deleted.is_(None))
                .order_by(aid.c.id, step.c.happened_on, step.c.id)
            )
            offices = office_names(reader)
        spent: Counter[bytes] = Counter()
        for (batch_id, _, amount), each in groupby(steps, key=itemgetter(0, 1, 2)):
            spent[batch_id] += paid_out(amount or 0, [line[3:] for line in each])
        return [
            {**row, "spent_fen": spent[row["id"].bytes], "office": offices.get(row["org_id"], "")}
            for row in rows
        ]

    def add_batch(self, values: Values) -> Changed:
        """Note money that came in."""
        clean = checked(self.batch_fields(), values, today=self._desk.today)
        with self._desk.change() as change:
            batch = change.insert(FundBatch, clean)
        return Changed(frozenset({"fund_batch"}), batch, "已登记资金批次。")

    def save_batch(self, batch: UUID, values: Values, *, seen: Values | None = None) -> Changed:
        """Correct a batch."""
        clean = checked(self.batch_fields(), values, today=self._desk.today, partial=True)
        with self._desk.change() as change:
            changed = save(change, FundBatch, batch, clean, seen)
        return Changed.saved("fund_batch", batch, changed)

    def _check_targets(self, change: Change, clean: dict[str, Any]) -> None:
        person = change.get(Person, clean["person_id"])
        household = clean.setdefault("household_id", person["household_id"])
        if household:
            refuse_closed(change, household, _CLOSED, field="person_id")
        if clean.get("batch_id"):
            scope = change.get(FundBatch, clean["batch_id"])["item_scope"]
            if scope and clean["item"] not in scope:
                raise UserError(
                    "这批资金的可用项目不含所选帮扶项目，请另选资金批次。", field="batch_id", code="scope"
                )


def _refuse_step(amount_fen: int, clean: Values, connection: Connection) -> None:
    """Raise UserError when an aid cannot take a step on its day, or cannot after all that followed."""
    aid, name, day = clean["aid_id"], clean["step"], clean["happened_on"]
    steps = _steps(connection, [aid])[aid]
    if state_after(step for step, _ in steps) == "void":
        raise UserError("这笔帮扶已作废，不能再登记环节；需要时请另登记一笔。", code="void")
    by_then = _steps(connection, [aid], until=day)[aid]
    if AID.by_name[name].from_ == AFTER_PAYMENT and not any(step == "paid" for step, _ in by_then):
        raise UserError(
            f"这笔帮扶到 {day} 还没有发放，不能登记“{STEP.text(name)}”；请先登记“已发放”，并核对日期。",
            field="step",
            code="not_paid",
        )
    left, back = paid_out(amount_fen, steps), clean.get("amount_fen") or 0
    if name == "returned" and back > left:
        raise UserError(
            f"退回金额 {format_yuan(back)} 元多于已发放而未退回的 {format_yuan(left)} 元，请核对。",
            field="amount_fen",
            code="too_much_back",
        )


def _steps(
    connection: Connection, aids: list[UUID], until: date | None = None
) -> dict[UUID, list[tuple[str, int | None]]]:
    """The steps of each aid in order, those after a day left out."""
    table = AidStep.__table__
    steps: dict[UUID, list[tuple[str, int | None]]] = {aid: [] for aid in aids}
    for start in range(0, len(aids), 5000):
        query = (
            select(table.c.aid_id, table.c.step, table.c.amount_fen)
            .where(table.c.aid_id.in_(aids[start : start + 5000]), table.c.deleted.is_(None))
            .order_by(table.c.happened_on, table.c.id)
        )
        if until:
            query = query.where(table.c.happened_on <= until)
        for aid, step, amount_fen in connection.execute(query):
            steps[aid].append((step, amount_fen))
    return steps
