"""入户走访: every contact with a household."""

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import ColumnElement

from hardship_desktop.domain.lists import Chosen, Fields, ListSpec, Row
from hardship_desktop.services.lists.base import WHOSE
from hardship_desktop.services.lists.households import FAMILY, OFFICE, OFFICES
from hardship_desktop.services.lists.linked import HEAD_NAME, LinkedListing
from hardship_desktop.services.lists.table import LINE, Where
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Visit

VISIT = Fields("visit", fields_of(Visit))


def _day(row: Row) -> str:
    return str(row["visited_on"] or f"{row['planned_on'] or ''}（计划）")


class VisitList(LinkedListing):
    """Visits of households in the bin are left out."""

    declared = ListSpec(
        "visits",
        "走访记录",
        "次",
        VISIT.others(
            VISIT.column("visited_on", 130, show=_day),
            HEAD_NAME,
            OFFICE,
            FAMILY.column("archive_no", 150),
            VISIT.column("kind", 130),
            VISIT.column("visitors", 160, stretches=True),
            VISIT.column("conclusion", 130),
            VISIT.column("next_due", 110),
        ),
        filters=(OFFICES, "visited_on", "kind", "conclusion", WHOSE),
        sort=("visited_on", True),
        hint="户主、走访人、档案编号、走访表号",
    )
    table = Visit.__table__
    values: ClassVar[Mapping[str, ColumnElement[Any]]] = {"planned_on": table.c.planned_on}

    def standing(self, chosen: Chosen) -> list[Where]:
        return [*super().standing(chosen), LINE.c.deleted.is_(None)]
