"""Single changes of a known household that a person does not want: they stay as they are."""

from collections.abc import Mapping, Set
from typing import Any

from hardship_desktop.domain.fields import Field
from hardship_desktop.services.workbooks.plan import differences
from hardship_desktop.services.workbooks.register import Family
from hardship_desktop.services.workbooks.results import ADDED, Refused, What
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import Household, Person


def take_back(family: Family, refused: Set[Refused]) -> None:
    """Put the refused values back to those of the database, and leave refused newcomers out."""
    unwanted = {(who, what) for place, who, what in refused if place == family.place}
    if family.before is None or not unwanted:
        return
    family.people = [
        each
        for each in family.people
        if each.before is not None or (each.values["name"], ADDED) not in unwanted
    ]
    for someone in family.people:
        if someone.before is not None:
            _restore(str(someone.id), someone.before, someone.values, field_map(Person), unwanted)
    _restore("", family.before, family.values, field_map(Household), unwanted)
    if family.values.get("head_person_id") not in {each.id for each in family.people}:
        family.values["head_person_id"] = family.before.get("head_person_id")


def _restore(
    who: str,
    before: Mapping[str, Any],
    values: dict[str, Any],
    known: Mapping[str, Field],
    unwanted: Set[What],
) -> None:
    for name in differences(dict(before), values):
        if (who, known[name].group or name) in unwanted:
            values[name] = before.get(name)
