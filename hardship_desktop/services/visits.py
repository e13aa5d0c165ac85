"""Visits: the note typed in after the visit, in the order of the paper form."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from hardship_desktop.domain.codes.household import STATUS
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.households import CLOSED
from hardship_desktop.domain.visiting import next_visit
from hardship_desktop.services.checking import checked
from hardship_desktop.services.desk import Changed, Desk
from hardship_desktop.services.flows import standing_of
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.printed_forms import PrintedForms
from hardship_desktop.services.saving import save
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.local import HouseholdLine
from hardship_desktop.store.records import Household, Visit

VISITED = tuple(code.code for code in STATUS.entries if code.code not in CLOSED)
"""States in which a household is visited: applicants too, closed files not."""

ONE_IS_ENOUGH = frozenset({"phone"})
"""Kinds of contact that one person may make; at a home there are two (遵义市总入户制度)."""

LATEST, MOST_OFFERED = 500, 40
"""Visits looked at for the names of visitors, and how many names are offered."""


class Visits:
    """Contacts with households."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def fields() -> tuple[Field, ...]:
        """The fields of a visit in the order of the paper."""
        return fields_of(Visit)

    def proposal(self, household: UUID, visited_on: date) -> tuple[date, str] | None:
        """When the next visit is due by this office's interval, and the sum in words; None without one.

        It is planned now, so the interval is today's, however long ago the visit was.
        """
        table = Household.__table__
        query = select(table.c.tier).where(table.c.org_id == self._desk.store.org_id, table.c.id == household)
        with self._desk.read() as reader:
            tier = reader.connection.execute(query).scalar()
        try:
            return next_visit(tier, visited_on, Parameters(self._desk).in_force(self._desk.today))
        except KeyError:
            return None

    def record(self, household: UUID, values: Values) -> Changed:
        """Save a visit; raises UserError with the field at fault, and then nothing is saved."""
        clean = self._checked({**values, "household_id": household})
        with self._desk.change() as change:
            if standing_of(change, household).state in CLOSED:
                raise UserError("该户已退档，不能录入新的走访；确需走访请先恢复在档。", code="closed")
            visit = change.insert(Visit, {"source": "typed", **clean})
        return Changed(frozenset({"visit", "household"}), visit, _saved(clean))

    def save(self, visit: UUID, values: Values, *, seen: Values | None = None) -> Changed:
        """Correct a visit note; what stood there before stays in its history."""
        with self._desk.change() as change:
            clean = self._checked({**change.get(Visit, visit), **values})
            changed = save(change, Visit, visit, clean, seen)
        return Changed.saved("visit", visit, changed)

    def delete(self, visit: UUID) -> Changed:
        """Move a visit note to the bin."""
        with self._desk.change("delete") as change:
            change.delete(Visit, visit)
        return Changed.binned(visit, "visit", "household")

    def visitors(self) -> list[str]:
        """Who made this office's latest visits, the most frequent first."""
        table = Visit.__table__
        mine = (table.c.org_id == self._desk.store.org_id) & table.c.deleted.is_(None)
        query = select(table.c.visitors).where(mine, table.c.visitors.is_not(None))
        with self._desk.read() as reader:
            latest = reader.connection.scalars(query.order_by(table.c.id.desc()).limit(LATEST)).all()
        counted = Counter(name for names in latest for name in str(names).split("、"))
        return [name for name, _ in counted.most_common(MOST_OFFERED)]

    def bearing(self, form_no: str, own: UUID | None = None) -> list[dict[str, Any]]:
        """Other visits noted with the same form number: visited_on, head_name and archive_no of each."""
        number = PrintedForms(self._desk).number(form_no) or form_no.strip()
        visit, line = Visit.__table__, HouseholdLine.__table__
        query = (
            select(visit.c.id, visit.c.visited_on, line.c.head_name, line.c.archive_no)
            .outerjoin(line, (line.c.org_id == visit.c.org_id) & (line.c.id == visit.c.household_id))
            .where(visit.c.org_id == self._desk.store.org_id, visit.c.deleted.is_(None))
            .where(visit.c.form_no == number)
        )
        with self._desk.read() as reader:
            return [row for row in reader.rows(query.order_by(visit.c.id)) if row["id"] != own]

    def counts(self) -> tuple[int, int]:
        """(open households, of those visited this year)."""
        line = HouseholdLine.__table__
        first_day = f"{self._desk.today.year}-01-01"
        query = select(func.count(), func.count().filter(line.c.last_visit >= first_day)).where(
            line.c.deleted.is_(None), line.c.status.in_(VISITED)
        )
        with self._desk.read() as reader:
            total, visited = reader.connection.execute(query).one()
        return int(total), int(visited)

    def _checked(self, values: Values) -> dict[str, Any]:
        clean = checked(self.fields(), values, today=self._desk.today)
        visitors = [name for name in (clean.get("visitors") or "").split("、") if name]
        if clean["kind"] not in ONE_IS_ENOUGH and len(visitors) < 2:
            raise UserError(
                "入户走访要写两位以上走访人，用顿号（、）隔开；电话回访请改选走访类型。",
                field="visitors",
                code="too_few_names",
            )
        if not clean.get("visited_on") and not clean.get("planned_on"):
            raise UserError("请填写走访日期。", field="visited_on", code="required")
        due, visited = clean.get("next_due"), clean.get("visited_on")
        if due and visited and due < visited:
            raise UserError(
                f"下次走访 {due} 早于走访日期 {visited}，请核对。", field="next_due", code="next_due"
            )
        if clean.get("form_no"):
            clean["form_no"] = PrintedForms(self._desk).number(clean["form_no"]) or clean["form_no"]
        return clean


def _saved(visit: Values) -> str:
    due = visit.get("next_due")
    return f"已保存走访记录。下次走访 {due}。" if due else "已保存走访记录。"
