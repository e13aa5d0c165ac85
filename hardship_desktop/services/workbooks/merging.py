"""What one household of a file changes in a family, worked out and checked before anything is changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hardship_desktop.documents.sheets.extracted import HouseholdRow, PersonRow
from hardship_desktop.domain.codes.relation import HEAD, SELF
from hardship_desktop.domain.fields import Values
from hardship_desktop.domain.households import check_household
from hardship_desktop.domain.identity import birth_of, compare
from hardship_desktop.domain.people import Problem, check_person, fill_person
from hardship_desktop.services.workbooks.matching import coarser, member_of
from hardship_desktop.services.workbooks.register import Family, Someone, number_key

_SIGNS_OF_A_FILE = ("opened_on", "approved_on", "approved_doc_no", "archive_no")


@dataclass(slots=True)
class PersonMerge:
    """A person of a file, the one of the family, and the values that change."""

    row: PersonRow
    someone: Someone
    updates: dict[str, Any]
    fresh: bool


@dataclass(slots=True)
class Merge:
    """All that one household of a file changes; nothing is changed until `carry_out`."""

    row: HouseholdRow
    family: Family
    fresh: bool
    updates: dict[str, Any] = field(default_factory=dict)
    people: list[PersonMerge] = field(default_factory=list)
    head: Someone | None = None

    def problems(self, today: date) -> Iterator[tuple[PersonRow, Problem]]:
        """What is wrong or odd with what would come of it, each with the row that says it."""
        seen: set[str] = set()
        for each in self.people:
            number = each.row.values.get("id_no")
            if number and number_key(number) in seen:
                yield each.row, Problem("id_no", "同一户里这个证件号码出现了两次，请核对。", code="id_twice")
            elif number:
                seen.add(number_key(number))
            if each.updates:
                for problem in check_person({**each.someone.values, **each.updates}, today=today):
                    yield each.row, problem
        if self.fresh or self.updates or any(each.fresh for each in self.people):
            count = len(self.family.people) + sum(each.fresh for each in self.people)
            for problem in check_household(
                {**self.family.values, **self.updates}, today=today, members=count
            ):
                yield self.row, problem

    def carry_out(self) -> None:
        """Change the family; the register must be told."""
        self.family.values.update(self.updates)
        for each in self.people:
            each.someone.values.update(each.updates)
            if each.fresh:
                self.family.people.append(each.someone)
        self.family.head = self.head
        self.family.values["head_person_id"] = self.head.id if self.head else None
        if self.family.place is None:
            self.family.place = (self.row.file, self.row.sheet, self.row.row)


def merge(row: HouseholdRow, family: Family | None, *, today: date, archive_no_is_free: bool) -> Merge:
    """What the file's household changes in a family, or a new family; an empty cell changes nothing.

    An archive number that another household bears is not taken over.
    """
    said = row.values if archive_no_is_free else {k: v for k, v in row.values.items() if k != "archive_no"}
    if family is None:
        result = Merge(row, Family({}), True, {"status": opening_status(row.values), **said})
    else:
        result = Merge(row, family, False, _updates(family.values, said))
        if family.values.get("status") == "draft" and "status" not in said:
            result.updates |= _updates(family.values, {"status": opening_status(result.updates)})
    for person in row.members:
        result.people.append(_person(person, result, today))
    result.head = _head(result)
    return result


def opening_status(values: Values) -> str:
    """The state of a file that names none: 在档 when a day, 文号 or number shows it, else a draft."""
    if values.get("exited_on"):
        return "exited"
    return "active" if any(values.get(name) for name in _SIGNS_OF_A_FILE) else "draft"


def _person(row: PersonRow, result: Merge, today: date) -> PersonMerge:
    found = member_of(result.family, row, [each.someone for each in result.people])
    someone = found or Someone({})
    said = dict(row.values)
    if found is None and row.is_head:
        said.setdefault("relation", HEAD)
    _drop_rough_birth(said, someone.values)
    updates = _updates(someone.values, said)
    if updates:
        if found:
            updates |= _of_old_number(someone.values, updates)
        updates |= fill_person({**someone.values, **updates}, today=today)
    return PersonMerge(row, someone, updates, found is None)


def _updates(known: Values, said: Values) -> dict[str, Any]:
    """The values that differ; a month never replaces a day of it, 15 digits never their own 18."""
    if not known:
        return dict(said)
    return {
        name: value
        for name, value in said.items()
        if (old := known.get(name)) != value
        and not (old is not None and (coarser(old, value) or (name == "id_no" and _longer(old, value))))
    }


def _longer(old: str, new: str) -> bool:
    return len(old) > len(new) and number_key(new) == old


def _drop_rough_birth(said: dict[str, Any], known: Values) -> None:
    """1981.3 beside an ID number of that month says less than the number."""
    birth = said.get("birth_date")
    if birth is None or birth.day != 1:
        return
    number = said.get("id_no") or known.get("id_no")
    exact = birth_of(number) if number else None
    if exact and coarser(exact, birth):
        del said["birth_date"]


def _of_old_number(known: Values, updates: Values) -> dict[str, Any]:
    """Birth day and sex that were read off a number now put right are emptied, to be filled again."""
    old = known.get("id_no")
    if "id_no" not in updates or not old:
        return {}
    derived = {
        "birth_date": known.get("birth_date") == birth_of(old),
        "sex": not compare(old, None, known.get("sex")),
    }
    return {name: None for name, is_derived in derived.items() if is_derived and name not in updates}


def _head(result: Merge) -> Someone | None:
    """The head: of a new family the file's; of a known one another only if the file says 户主 or 本人."""
    said = next((each for each in result.people if each.row.is_head), None)
    if said is None:
        return result.family.head
    if result.family.head is None or said.row.values.get("relation") in SELF:
        return said.someone
    return result.family.head
