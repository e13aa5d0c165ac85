"""Who in a workbook is whom in the register: by archive number, by ID number, and only then by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from hardship_desktop.documents.sheets.extracted import HouseholdRow, PersonRow
from hardship_desktop.domain.codes.relation import HEAD, SELF
from hardship_desktop.domain.fields import Values
from hardship_desktop.domain.identity import number_key
from hardship_desktop.domain.people import same_person
from hardship_desktop.services.workbooks.register import (
    Family,
    Named,
    Register,
    Someone,
    both_lengths,
)

_HEAD_FACTS = ("phone", "employer", "bank_card")
_MOST_DIGITS_PUT_RIGHT = 3
_HOME_FACTS = ("address", "town", "filing_union")


@dataclass(frozen=True, slots=True)
class Match:
    """The family of a household in a file, None for a new one; with a `doubt` a person must say."""

    family: Family | None = None
    doubt: Literal["", "archive_taken", "same_name", "number_changed"] = ""


def wanted_by(households: Iterable[HouseholdRow]) -> Named:
    """Everything by which the households of the files may already be known."""
    archives: dict[str, None] = {}
    numbers: dict[str, None] = {}
    names: dict[str, None] = {}
    for household in households:
        if archive := household.values.get("archive_no"):
            archives[archive] = None
        for person in household.members:
            if number := person.values.get("id_no"):
                numbers.update(dict.fromkeys(both_lengths(number_key(number))))
        if head := household.head:
            names[head.values["name"]] = None
    return Named(list(archives), list(numbers), list(names))


def find(register: Register, household: HouseholdRow) -> Match:
    """The family that a household of a file is.

    The archive number decides when a person is in common: townships often number from 1, each
    for itself. Then the head's ID number; then any ID number in common when each side knows the
    other's head; at last the head's name, with nothing against it and something for it. A head of
    the same name at the same address, telephone or card with another number is asked about.
    """
    numbered = register.with_archive_no(household.values.get("archive_no"))
    if numbered and _in_common(household, numbered):
        return Match(numbered)
    found = _by_head_number(register, household) or _by_any_number(register, household)
    if found and found.place and _differ(found.values.get("archive_no"), household.values.get("archive_no")):
        found = None  # the files themselves keep the two apart
    if found:
        return Match(found)
    if numbered:
        return Match(numbered, "archive_taken")
    return _by_name(register, household)


def other_name(register: Register, person: PersonRow) -> tuple[Family, Someone] | None:
    """Who has the person's ID number under another name; None when anyone has it under this one."""
    number = person.values.get("id_no")
    holders = register.with_number(number_key(number)) if number else []
    names = [someone.values.get("name") for _, someone in holders]
    return holders[0] if holders and all(names) and person.values["name"] not in names else None


def elsewhere(register: Register, person: PersonRow, family: Family | None) -> Family | None:
    """Another family with this person, when the person is not yet in `family`."""
    number = person.values.get("id_no")
    holders = [each for each, _ in register.with_number(number_key(number))] if number else []
    if not holders or any(each is family for each in holders):
        return None
    return holders[0]


def member_of(family: Family, person: PersonRow, taken: Sequence[Someone]) -> Someone | None:
    """The member that a person of a file is: by ID number, else by name with nothing against it.

    Another number under the same name and relation is the same person with a number put right.
    """
    number = person.values.get("id_no")
    key = number_key(number) if number else None
    free = [each for each in family.people if not any(each is other for other in taken)]
    if key:
        for someone in free:
            if number_key(someone.values.get("id_no") or "") == key:
                return someone
    named = [each for each in free if each.values.get("name") == person.values.get("name")]
    likely = [each for each in named if _may_be(each.values, person, key)]
    return max(likely, key=lambda each: _relation_fits(each.values, person), default=None)


def coarser(old: Any, new: Any) -> bool:
    """Whether `new` is only the month of the day `old` (1981.3 is kept as 1981-03-01)."""
    return (
        isinstance(old, date)
        and isinstance(new, date)
        and new.day == 1
        and (old.year, old.month) == (new.year, new.month)
    )


def _may_be(values: Values, person: PersonRow, key: str | None) -> bool:
    other = values.get("id_no")
    fits = _relation_fits(values, person)
    if key and other:
        return fits == 2
    if not _days_agree(values.get("birth_date"), person.values.get("birth_date")):
        return False
    same_day = values.get("birth_date") is not None and "birth_date" in person.values
    return fits > 0 or same_day


def _relation_fits(values: Values, person: PersonRow) -> int:
    """2: the same relation, 1: one side does not say, 0: different ones."""
    old, new = values.get("relation"), person.values.get("relation")
    if new is None and person.is_head:
        new = HEAD
    if old is None or new is None:
        return 1
    return 2 if old == new or {old, new} <= SELF else 0


def _days_agree(old: date | None, new: date | None) -> bool:
    return old is None or new is None or old == new or coarser(old, new) or coarser(new, old)


def _in_common(household: HouseholdRow, family: Family) -> bool:
    """Whether anyone is in both, by number, or the head of one by name in the other."""
    known = {number_key(number) for each in family.people if (number := each.values.get("id_no"))}
    if any(number_key(number) in known for each in household.members if (number := each.values.get("id_no"))):
        return True
    return _knows_head(household, family) or _has_head_of(household, family)


def _knows_head(household: HouseholdRow, family: Family) -> bool:
    """Whether the family's head stands in the file's household."""
    head = family.head
    return head is not None and any(same_person(each.values, head.values) for each in household.members)


def _has_head_of(household: HouseholdRow, family: Family) -> bool:
    """Whether the file's head is in the family."""
    head = household.head
    return head is not None and any(same_person(head.values, each.values) for each in family.people)


def _by_head_number(register: Register, household: HouseholdRow) -> Family | None:
    number = household.head.values.get("id_no") if household.head else None
    holders = register.with_number(number_key(number)) if number else []
    return next((family for family, someone in holders if family.head is someone), None)


def _by_any_number(register: Register, household: HouseholdRow) -> Family | None:
    for person in household.members:
        number = person.values.get("id_no")
        for family, _ in register.with_number(number_key(number)) if number else ():
            if _knows_head(household, family) and _has_head_of(household, family):
                return family
    return None


def _by_name(register: Register, household: HouseholdRow) -> Match:
    head = household.head
    if head is None:
        return Match()
    doubtful: Family | None = None
    changed: Family | None = None
    for family in register.headed_by(head.values["name"]):
        if _number_put_right(household, head, family):
            changed = changed or family
        if not _nothing_against(household, head, family):
            continue
        agree, differ = _facts(household, head, family)
        if agree or (not differ and _says_nothing_new(household, head, family)):
            return Match(family)
        if not differ:
            doubtful = doubtful or family
    if changed:
        return Match(changed, "number_changed")
    return Match(doubtful, "same_name") if doubtful else Match()


def _number_put_right(household: HouseholdRow, head: PersonRow, family: Family) -> bool:
    """Whether the two heads of one name differ in the number but share what only one person has."""
    known = family.head.values if family.head else {}
    one, other = known.get("id_no"), head.values.get("id_no")
    archives = family.values.get("archive_no"), household.values.get("archive_no")
    if not (one and other) or same_person(known, head.values) or _differ(*archives):
        return False
    pairs = [(known.get(name), head.values.get(name)) for name in ("phone", "phone2", "bank_card")]
    pairs.append((family.values.get("address"), household.values.get("address")))
    return (
        any(old and old == new for old, new in pairs) or _digits_apart(one, other) <= _MOST_DIGITS_PUT_RIGHT
    )


def _digits_apart(one: str, other: str) -> int:
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(old != new for old, new in zip(one, other, strict=True))


def _nothing_against(household: HouseholdRow, head: PersonRow, family: Family) -> bool:
    known = family.head.values if family.head else {}
    archives = family.values.get("archive_no"), household.values.get("archive_no")
    numbers = known.get("id_no"), head.values.get("id_no")
    sexes = known.get("sex"), head.values.get("sex")
    return (
        not _differ(*archives)
        and not (all(numbers) and not same_person(known, head.values))
        and not _differ(*sexes)
        and _days_agree(known.get("birth_date"), head.values.get("birth_date"))
    )


def _differ(old: Any, new: Any) -> bool:
    return old is not None and new is not None and old != new


def _facts(household: HouseholdRow, head: PersonRow, family: Family) -> tuple[int, int]:
    """How many facts beside the name agree and how many differ."""
    known = family.head.values if family.head else {}
    pairs = [(known.get(name), head.values.get(name)) for name in _HEAD_FACTS]
    pairs += [(family.values.get(name), household.values.get(name)) for name in _HOME_FACTS]
    told = [(old, new) for old, new in pairs if old is not None and new is not None]
    agree = sum(old == new for old, new in told)
    birth = known.get("birth_date"), head.values.get("birth_date")
    names = {each.values.get("name") for each in family.people if each is not family.head}
    others = any(each.values["name"] in names for each in household.members if each is not head)
    return agree + others + all(birth), len(told) - agree


def _says_nothing_new(household: HouseholdRow, head: PersonRow, family: Family) -> bool:
    known = family.head.values if family.head else {}
    return (
        len(household.members) == 1
        and all(known.get(name) == value for name, value in head.values.items() if name != "relation")
        and all(family.values.get(name) == value for name, value in household.values.items())
    )
