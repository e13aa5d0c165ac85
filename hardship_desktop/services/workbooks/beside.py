"""A household of a file beside the one on file that it may be, field by field."""

from collections.abc import Iterable, Iterator

from hardship_desktop.documents.sheets.extracted import HouseholdRow, PersonRow
from hardship_desktop.domain.fields import Values
from hardship_desktop.domain.people import same_person
from hardship_desktop.services.workbooks.register import Family, Someone
from hardship_desktop.services.workbooks.results import Side
from hardship_desktop.store.base import Record, fields_of
from hardship_desktop.store.records import Household, Person

MEMBERS = "家庭成员"


def beside(row: HouseholdRow, person: PersonRow, family: Family, someone: Someone | None) -> tuple[Side, ...]:
    """What either side says: of the person, then of the household. What is on file is masked."""
    known = someone or _counterpart(person, family)
    here, there = _names(family.people), _names(row.members)
    return (
        *_sides(Person, known.values if known else {}, {} if person is row else person.values),
        *_sides(Household, family.values, row.values),
        Side(MEMBERS, here, there, here != there),
    )


def _names(people: Iterable[Someone | PersonRow]) -> str:
    return "、".join(each.values.get("name") or "" for each in people)


def _counterpart(person: PersonRow, family: Family) -> Someone | None:
    """Who of the family the person may be, else its head."""
    return next((each for each in family.people if same_person(person.values, each.values)), family.head)


def _sides(record: type[Record], known: Values, said: Values) -> Iterator[Side]:
    for field in fields_of(record):
        old, new = known.get(field.name), said.get(field.name)
        if not field.own and (old is not None or new is not None):
            differs = old is not None and new is not None and old != new
            yield Side(field.label, field.format(old, masked=True), field.format(new), differs)
