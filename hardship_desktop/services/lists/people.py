"""家庭成员: everybody of every household."""

from hardship_desktop.domain.lists import Chosen, ListSpec
from hardship_desktop.services.lists.base import WHOSE
from hardship_desktop.services.lists.households import FAMILY, HEAD, OFFICE, OFFICES
from hardship_desktop.services.lists.linked import HEAD_NAME, LinkedListing
from hardship_desktop.services.lists.table import LINE, Where
from hardship_desktop.store.records import Person


class PeopleList(LinkedListing):
    """Those of households in the bin are left out."""

    declared = ListSpec(
        "people",
        "家庭成员",
        "人",
        HEAD.others(
            HEAD.column("name", 90),
            HEAD.column("relation", 84, label="关系"),
            HEAD.column("sex", 56),
            HEAD.column("birth_date", 100),
            HEAD.column("id_no", 174),
            HEAD.column("phone", 116, label="电话"),
            HEAD.column("employer", 120, stretches=True),
            HEAD.column("income_monthly", 96),
            HEAD_NAME,
            OFFICE,
            FAMILY.column("archive_no", 150),
        ),
        filters=(OFFICES, "relation", "sex", WHOSE),
        hint="姓名、证件号码、户主、单位、档案编号",
    )
    table = Person.__table__

    def standing(self, chosen: Chosen) -> list[Where]:
        return [*super().standing(chosen), LINE.c.deleted.is_(None)]
