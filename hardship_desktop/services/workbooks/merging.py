"""What one household of a file changes in a family, worked out and checked before anything is changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from hardship_desktop.documents.sheets.extracted import HouseholdRow, PersonRow
from hardship_desktop.domain.codes.relation import HEAD, SELF
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.households import check_household
from hardship_desktop.domain.identity import birth_of, compare, number_key
from hardship_desktop.domain.kinds import Text
from hardship_desktop.domain.notes import hidden_digits, open_items, with_items
from hardship_desktop.domain.people import Problem, check_person, fill_person
from hardship_desktop.services.workbooks.matching import coarser, member_of
from hardship_desktop.services.workbooks.register import Family, Someone
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import Household, Person

_REQUIRED = frozenset({"name", "id_no"})
_KEPT = _REQUIRED | {"relation", "archive_no", "id_type", "birth_date", "sex"}
"""What 无 never empties."""
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
    told: list[tuple[PersonRow, Problem]] = field(default_factory=list)

    def settle(self, today: date) -> Iterator[tuple[PersonRow, Problem]]:
        """What is wrong or odd with what would come of it, each with the row that says it.

        Only a name or an ID number keeps the household out: any other value of the file that
        contradicts the rest is left out and kept as written.
        """
        yield from self.told
        yield from self._twice()
        for each in self.people:
            if each.updates:
                known, check = each.someone.values, partial(check_person, today=today)
                yield from _settled(each.row, known, each.updates, check, field_map(Person))
            _keep_notes(each.row, each.someone.values, each.updates, field_map(Person))
        if self.fresh or self.updates or any(each.fresh for each in self.people):
            count = len(self.family.people) + sum(each.fresh for each in self.people)
            check = partial(check_household, today=today, members=count)
            yield from _settled(self.row, self.family.values, self.updates, check, field_map(Household))
        _keep_notes(self.row, self.family.values, self.updates, field_map(Household))

    def _twice(self) -> Iterator[tuple[PersonRow, Problem]]:
        """One ID number at two people of the household."""
        seen: dict[str, str] = {}
        for each in self.people:
            number = each.row.values.get("id_no")
            if number and (other := seen.get(number_key(number))):
                name = each.row.values["name"]
                text = f"“{other}”和“{name}”的证件号码相同，同一户里不能出现两次，请核对姓名和号码。"
                yield each.row, Problem("id_no", text, code="id_twice")
            elif number:
                seen[number_key(number)] = each.row.values["name"]

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
        _take_none(row, family.values, result.updates, result.told, field_map(Household))
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
    if found:
        _take_none(row, someone.values, updates, result.told, field_map(Person))
        if someone.values.get("id_no") and "id_no" in updates:
            text = "身份证号与已登记的不同，姓名和关系相同，按同一人更正号码，请核对。"
            result.told.append((row, Problem("id_no", text, warning=True, code="number_changed")))
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


def _take_none(
    row: PersonRow,
    known: Values,
    updates: dict[str, Any],
    told: list[tuple[PersonRow, Problem]],
    fields: Mapping[str, Field],
) -> None:
    """无 empties what was known, except who someone is and what was written at length; both are told."""
    for name in sorted(row.emptied):
        field = fields[name]
        if known.get(name) is None or name in row.values or name in updates:
            continue
        kept = name in _KEPT or field.required or (isinstance(field.kind, Text) and field.kind.lines > 1)
        none = field.kind.nothing("无")
        if known[name] == none:
            continue
        if not kept:
            updates[name] = none
        emptied = "原有的内容清空" if none is None else f"改为 {field.format(none)}"
        end = "原有的内容保留不变" if kept else emptied
        text = f"{field.label}：表里写“无”，{end}。"
        told.append((row, Problem(name, text, warning=True, code="none_said")))


def _settled(
    row: PersonRow,
    known: Values,
    updates: dict[str, Any],
    check: Callable[[Values], Sequence[Problem]],
    fields: Mapping[str, Field],
) -> Iterator[tuple[PersonRow, Problem]]:
    """Problems of the values as they would be; an optional value of the file at fault is taken out."""
    while True:
        problems = check({**known, **updates})
        bad = next((each for each in problems if _may_go(each, updates)), None)
        if bad is None:
            break
        field = fields[bad.field]
        row.unread[bad.field] = field.format(updates.pop(bad.field))
        yield row, replace(bad, message=f"{bad.message}这一格先留空，原样记下待补。", warning=True)
    for each in problems:
        yield row, each if each.field in _REQUIRED else replace(each, warning=True)


def _keep_notes(row: PersonRow, known: Values, updates: dict[str, Any], fields: Mapping[str, Field]) -> None:
    """What could not be taken is kept as written at the end of the remark until the field is filled in.

    Everyone may see a remark, so that long numbers are not written out there.
    """
    merged = {**known, **updates}
    items = open_items(known.get("remark")) | open_items(updates.get("remark"))
    for name, each in fields.items():
        if name in row.unread and (name in row.values or merged.get(name) is None):
            items[each.label] = hidden_digits(row.unread[name])
        elif updates.get(name) is not None:
            items.pop(each.label, None)
    remark = with_items(merged.get("remark"), items)
    if remark == known.get("remark"):
        updates.pop("remark", None)
    elif len(remark or "") <= fields["remark"].kind.max_length:
        updates["remark"] = remark


def _may_go(problem: Problem, updates: Values) -> bool:
    return not problem.warning and problem.field not in _REQUIRED and updates.get(problem.field) is not None


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
