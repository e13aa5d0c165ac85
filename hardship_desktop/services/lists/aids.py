"""帮扶资金: every aid given, and the batches of money it came from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, case, func, select

from hardship_desktop.domain.aid import AFTER_STEP
from hardship_desktop.domain.amounts import format_yuan
from hardship_desktop.domain.codes.aid import STATE
from hardship_desktop.domain.kinds import Choice, Money, PersonName
from hardship_desktop.domain.lists import Chosen, Column, Count, Fields, Filter, ListSpec, Row, Tone
from hardship_desktop.services.aid import Aids, left_of
from hardship_desktop.services.lists.base import WHOSE
from hardship_desktop.services.lists.households import FAMILY, OFFICE, OFFICES
from hardship_desktop.services.lists.linked import LinkedListing
from hardship_desktop.services.lists.rows import RowListing
from hardship_desktop.services.lists.table import LINE, same
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Aid, AidStep, FundBatch, Person

AID, BATCH = Fields("aid", fields_of(Aid)), Fields("fund_batch", fields_of(FundBatch))
STATE_TONES: Mapping[str, Tone] = {"approved": "amber", "paid": "green", "returned": "violet"}
STATE_COLUMN = Column("state", "状态", 96, Choice(codes=STATE), tones=STATE_TONES)


def _name(row: Row) -> str:
    return (row["person_name"] or "") + ("（在回收站）" if row["binned"] else "")


def _amount(row: Row) -> str:
    return (row["in_kind_desc"] or "") if row["amount_fen"] is None else format_yuan(row["amount_fen"])


def _state() -> ColumnElement[Any]:
    """What the last step that changes it made of an aid."""
    step, aid = AidStep.__table__, Aid.__table__
    last = (
        select(step.c.step)
        .where(step.c.aid_id == aid.c.id, step.c.org_id == aid.c.org_id, step.c.deleted.is_(None))
        .where(step.c.step.in_(AFTER_STEP))
        .order_by(step.c.happened_on.desc(), step.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return case(AFTER_STEP, value=last, else_="planned")


class AidList(LinkedListing):
    """Money paid to a household that is now in the bin (`binned`) is still money paid."""

    declared = ListSpec(
        "aids",
        "帮扶记录",
        "笔",
        AID.others(
            Column("day", "日期", 104, AID.column("paid_on").kind),
            Column("person_name", "受助人", 130, PersonName(), show=_name),
            OFFICE,
            AID.column("item", 150, stretches=True),
            AID.column("amount_fen", 110, show=_amount),
            STATE_COLUMN,
            Column("batch", "资金批次", 220),
            FAMILY.column("archive_no", 150, hidden=True),
            AID.column("aid_no", 140, hidden=True),
            AID.column("in_kind_desc", 120, hidden=True),
            without=("person_id", "batch_id"),
        ),
        filters=(OFFICES, "day", "item", "state", Filter("batch_id", "资金批次", "scope"), WHOSE),
        counts=(Count("amount_fen", "元"),),
        sort=("day", True),
        hint="受助人、项目、档案编号、发放编号",
    )
    table = Aid.__table__
    joins = (
        (Person.__table__, same(table, Person.__table__, "person_id")),
        (FundBatch.__table__, same(table, FundBatch.__table__, "batch_id")),
    )
    values: ClassVar[Mapping[str, ColumnElement[Any]]] = {
        "day": func.coalesce(table.c.paid_on, table.c.decided_on),
        "person_name": Person.__table__.c.name,
        "state": _state(),
        "batch": FundBatch.__table__.c.name,
        "binned": LINE.c.deleted.is_not(None),
        "batch_id": table.c.batch_id,
    }

    def choices(self, name: str) -> Sequence[tuple[str, str]]:
        if name != "batch_id":
            return super().choices(name)
        return [(str(each["id"]), f"{each['year']} {each['name']}") for each in Aids(self._desk).batches()]


class BatchList(RowListing):
    """Each batch of money with what was paid from it, less returns."""

    declared = ListSpec(
        "batches",
        "资金批次",
        "批",
        BATCH.others(
            BATCH.column("year", 90),
            BATCH.column("name", 180, stretches=True),
            OFFICE,
            BATCH.column("source", 120),
            BATCH.column("doc_no", 140),
            BATCH.column("total_fen", 110),
            Column("spent_fen", "已发放", 110, Money(negative_ok=True)),
            Column("left_fen", "余额", 110, Money(negative_ok=True)),
            BATCH.column("received_on", 106, hidden=True),
        ),
        filters=(OFFICES, "source"),
        counts=(Count("total_fen", "元"), Count("left_fen", "元余额")),
        sort=("year", True),
        hint="批次名称、文号",
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        return ({**each, "left_fen": left_of(each)} for each in Aids(self._desk).batches())
