"""What is still missing in a household's file, in the order in which a clerk would fill it."""

from dataclasses import dataclass
from datetime import date

from hardship_desktop.domain.households import CLOSED
from hardship_desktop.services.households import HouseholdFile

HEAD = (
    ("id_no", "户主身份证号"),
    ("phone", "联系电话"),
    ("employer", "工作单位"),
)
FAMILY = (
    ("tier", "困难类别"),
    ("archive_level", "建档层级"),
    ("household_size", "家庭人口"),
    ("address", "家庭住址"),
    ("main_cause", "主要致困原因"),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: what, on which tab (basics, people, visits), and its field if it has one."""

    label: str
    tab: str
    field: str = ""


def gaps_of(file: HouseholdFile, today: date) -> list[Gap]:
    """What a file still needs; a closed or binned file needs nothing."""
    if file.deleted or file.values.get("status") in CLOSED:
        return []
    missing = [Gap(label, "people", name) for name, label in HEAD if not file.head.get(name)]
    missing += [Gap(label, "basics", name) for name, label in FAMILY if not file.values.get(name)]
    size, entered = file.values.get("household_size"), len(file.people)
    if size and entered < size:
        missing.append(Gap(f"{size - entered} 位家庭成员", "people"))
    if not any(visit["visited_on"] and visit["visited_on"].year == today.year for visit in file.visits):
        missing.append(Gap("今年的走访", "visits"))
    return missing
