"""What is still missing in a household's file, in the order in which a clerk would fill it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.households import CLOSED
from hardship_desktop.domain.notes import open_items
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.people import People

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
    """Something missing: what, on which tab (basics, people, visits), and its field if it has one.

    `row` is the person whose field it is, the head where none is named. An `open` one was said in a workbook
    and could not be read.
    """

    label: str
    tab: str
    field: str = ""
    row: UUID | None = None
    open: bool = False


def gaps_of(file: HouseholdFile, today: date) -> list[Gap]:
    """What a file still needs, what could not be read first; a closed or binned file needs nothing."""
    if file.deleted or file.values.get("status") in CLOSED:
        return []
    missing = _unread(file)
    told = {(gap.field, gap.row) for gap in missing}
    missing += [
        Gap(label, "people", name)
        for name, label in HEAD
        if not file.head.get(name) and (name, file.head.get("id")) not in told
    ]
    missing += [
        Gap(label, "basics", name)
        for name, label in FAMILY
        if not file.values.get(name) and (name, None) not in told
    ]
    size, entered = file.values.get("household_size"), len(file.people)
    if size and entered < size:
        missing.append(Gap(f"{size - entered} 位家庭成员", "people"))
    if not any(visit["visited_on"] and visit["visited_on"].year == today.year for visit in file.visits):
        missing.append(Gap("今年的走访", "visits"))
    return missing


def _unread(file: HouseholdFile) -> list[Gap]:
    """What the remarks of the file and of its people keep as written."""
    found = []
    for label, text, name in _open(file.values, Households.fields()):
        tab = "steps" if name == "status" else "basics"
        found.append(Gap(f"{label}“{text}”", tab, name, open=True))
    for person in file.people:
        for label, text, name in _open(person, People.fields()):
            who = person["name"] or "（未填姓名）"
            found.append(Gap(f"{who}：{label}“{text}”", "people", name, person["id"], open=True))
    return found


def _open(values: Values, fields: tuple[Field, ...]) -> Iterator[tuple[str, str, str]]:
    """Label, text and field of what is open; a label that no field has any longer is left out."""
    names = {field.label: field.name for field in fields}
    for label, text in open_items(values.get("remark")).items():
        if label in names:
            yield label, text, names[label]
