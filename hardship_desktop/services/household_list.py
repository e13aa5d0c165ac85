"""The list of households: ids first, then lines by the page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload
from uuid import UUID

from sqlalchemy import ColumnElement, Select, UnaryExpression, asc, desc, func, select
from sqlalchemy.sql.operators import custom_op

from hardship_desktop.services.desk import Desk
from hardship_desktop.services.office import office_names
from hardship_desktop.store import search
from hardship_desktop.store.base import Record
from hardship_desktop.store.local import HouseholdLine
from hardship_desktop.store.records import Aid, FormerIdentity, Household, Person, Visit
from hardship_desktop.store.store import Reader

Key = tuple[UUID, UUID]
"""(org_id, id) of a household; a city sees those of many offices."""

People = Mapping[bytes, Sequence[bytes]]
"""Ids of people by the id of their household."""

NOBODY: People = {}
LINE = HouseholdLine.__table__
SORTS = {
    "head_name": LINE.c.head_reading,
    "archive_no": LINE.c.archive_no,
    "status": LINE.c.status,
    "tier": LINE.c.tier,
    "archive_level": LINE.c.archive_level,
    "address": LINE.c.address,
    "people": LINE.c.people,
    "last_visit": LINE.c.last_visit,
    "last_aid": LINE.c.last_aid,
}
NEVER_IS_LONGEST = frozenset({"last_visit", "last_aid"})
"""Sorts in which those without a day stand before the oldest day: nobody has waited longer."""

MOST_HITS = 2000
"""How many rows found by the search text are followed to their households."""


@dataclass(frozen=True)
class Filter:
    """What the chips above the list choose; empty means all. `binned` shows the 回收 bin instead."""

    statuses: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    orgs: tuple[UUID, ...] = ()
    not_visited_since: str = ""
    text: str = ""
    binned: bool = False


class Keys(Sequence[Key]):
    """Keys that become ids only when they are looked at: a hundred thousand of them cost nothing.

    `cut` says that the search found more than was followed, so that households are missing here;
    `people` are those through whom alone it found a household, by its id.
    """

    def __init__(
        self, rows: Sequence[tuple[bytes, bytes]], *, cut: bool = False, people: People = NOBODY
    ) -> None:
        self._rows = rows
        self.cut = cut
        self.people = people

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Key: ...

    @overload
    def __getitem__(self, place: slice) -> "Keys": ...

    def __getitem__(self, place: int | slice) -> "Key | Keys":
        if isinstance(place, slice):
            return Keys(self._rows[place])
        org, row = self._rows[place]
        return UUID(bytes=org), UUID(bytes=row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


class HouseholdList:
    """Reading the list; nothing here writes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keys(self, chosen: Filter, *, sort: str = "archive_no", descending: bool = False) -> Keys:
        """The keys of all households chosen, in order.

        Those without a value come last; those never visited or helped are the longest waiting.
        """
        with self._desk.read() as reader:
            query = select(LINE.c.org_id, LINE.c.id).where(*self._where(chosen))
            cut, people = False, NOBODY
            if chosen.text.strip():
                hits = reader.find(chosen.text, limit=MOST_HITS + 1)
                cut = len(hits) > MOST_HITS
                people = _homes(reader, hits[:MOST_HITS])
                query = query.where(LINE.c.id.in_(people))
            return Keys(reader.raw(query.order_by(*_order(sort, descending))), cut=cut, people=people)

    def totals(self, chosen: Filter) -> tuple[int, int]:
        """(households, people) of the choice, without its search text."""
        with self._desk.read() as reader:
            # All have people >= 0; asked for, it leads to the index that holds them, a tenth of the work.
            query = select(func.count(), func.coalesce(func.sum(LINE.c.people), 0)).where(
                *self._where(chosen), LINE.c.people >= 0
            )
            households, people = reader.connection.execute(query).one()
            return int(households), int(people)

    def lines(self, keys: Sequence[Key], people: People = NOBODY) -> list[dict[str, Any]]:
        """One line for each key, in that order: list columns plus the head's ID number and telephone.

        `member` is the name of one of these people where the head is not among them.
        """
        ids = [row.bytes for _, row in keys]
        found = {home: people[home] for home in ids if people.get(home)}
        with self._desk.read() as reader:
            rows = reader.rows(self._line_query().where(LINE.c.id.in_(ids)))
            names = _names(reader, [each[0] for each in found.values()])
        for row in rows:
            members = found.get(row["id"], ())
            head = row["head_person_id"]
            if members and not (head and head.bytes in members):
                row["member"] = names.get(members[0])
        by_key = {(UUID(bytes=row["org_id"]), UUID(bytes=row["id"])): row for row in rows}
        return [by_key[key] for key in keys if key in by_key]

    def numbered(self, archive_numbers: Sequence[str]) -> dict[str, Key]:
        """The households that bear these archive numbers, by number."""
        query = select(LINE.c.archive_no, LINE.c.org_id, LINE.c.id).where(
            LINE.c.archive_no.in_(archive_numbers), LINE.c.deleted.is_(None)
        )
        with self._desk.read() as reader:
            return {number: (UUID(bytes=org), UUID(bytes=row)) for number, org, row in reader.raw(query)}

    def towns(self) -> list[str]:
        """The towns and streets that occur, for the filter."""
        table = Household.__table__
        query = select(table.c.town).where(table.c.town.is_not(None), table.c.deleted.is_(None)).distinct()
        with self._desk.read() as reader:
            return sorted(reader.connection.scalars(query))

    def offices(self) -> list[tuple[UUID, str]]:
        """The offices whose households are here; more than one at a city."""
        with self._desk.read() as reader:
            return list(office_names(reader).items())

    def _line_query(self) -> Select[Any]:
        household, person = Household.__table__, Person.__table__
        org, row = LINE.c.org_id, LINE.c.id
        return (
            select(
                LINE,
                person.c.id_no,
                person.c.phone,
                household.c.town,
                household.c.household_size,
                household.c.main_cause,
                household.c.opened_on,
                household.c.head_person_id,
            )
            .join(household, (household.c.org_id == org) & (household.c.id == row))
            .outerjoin(person, (person.c.org_id == org) & (person.c.id == household.c.head_person_id))
        )

    def _where(self, chosen: Filter) -> list[ColumnElement[bool]]:
        where: list[ColumnElement[bool]] = [
            LINE.c.deleted.is_not(None) if chosen.binned else LINE.c.deleted.is_(None)
        ]
        for column, codes in (
            (LINE.c.status, chosen.statuses),
            (LINE.c.tier, chosen.tiers),
            (LINE.c.archive_level, chosen.levels),
        ):
            if codes:
                where.append(_filtered(column).in_(codes))
        if chosen.towns:
            household = Household.__table__
            there = select(household.c.id).where(household.c.town.in_(chosen.towns))
            where.append(LINE.c.id.in_(there))
        if chosen.orgs:
            where.append(LINE.c.org_id.in_([org.bytes for org in chosen.orgs]))
        if chosen.not_visited_since:
            where.append(LINE.c.last_visit.is_(None) | (LINE.c.last_visit < chosen.not_visited_since))
        return where


def _homes(reader: Reader, hits: Sequence[search.Hit]) -> People:
    """The households that hits lead to, with the people found where nothing else of them was."""
    homes: defaultdict[bytes, list[search.Hit]] = defaultdict(list)
    for each in resolve(reader, hits):
        if each.household:
            homes[each.household[1].bytes].append(each.hit)
    return {
        home: [hit.id.bytes for hit in found] if all(hit.table == "person" for hit in found) else ()
        for home, found in homes.items()
    }


def _names(reader: Any, people: Sequence[bytes]) -> dict[bytes, str]:
    person = Person.__table__
    query = select(person.c.id, person.c.name).where(person.c.id.in_([UUID(bytes=row) for row in people]))
    return dict(reader.raw(query)) if people else {}


def _order(sort: str, descending: bool) -> tuple[UnaryExpression[Any], UnaryExpression[Any]]:
    way = desc if descending else asc
    value = way(SORTS[sort])
    none_first = sort in NEVER_IS_LONGEST and not descending
    return value.nulls_first() if none_first else value.nulls_last(), way(LINE.c.id)


def _filtered(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """+column: read it from the index of the list's order instead of sorting what its own index gives."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


@dataclass(frozen=True, slots=True)
class Found:
    """A search hit with the household it leads to; a person without a file has none."""

    hit: search.Hit
    household: Key | None


def _home_of(record: type[Record], link: str) -> Select[Any]:
    table = record.__table__
    return select(table.c.id, table.c.org_id, table.c[link])


_FORMER, _BEARER = FormerIdentity.__table__, Person.__table__
_HOMES: dict[str, Select[Any]] = {
    "household": _home_of(Household, "id"),
    "person": _home_of(Person, "household_id"),
    "visit": _home_of(Visit, "household_id"),
    "aid": _home_of(Aid, "household_id"),
    "former_identity": select(_FORMER.c.id, _FORMER.c.org_id, _BEARER.c.household_id).join_from(
        _FORMER, _BEARER, (_BEARER.c.org_id == _FORMER.c.org_id) & (_BEARER.c.id == _FORMER.c.person_id)
    ),
}
_AT_ONCE = 500


def resolve(reader: Reader, hits: Sequence[search.Hit]) -> list[Found]:
    """Which household each hit belongs to."""
    homes: dict[tuple[bytes, bytes], UUID | None] = {}
    for table, query in _HOMES.items():
        ids, own = [hit.id for hit in hits if hit.table == table], query.selected_columns[0]
        for start in range(0, len(ids), _AT_ONCE):
            for row, org, home in reader.raw(query.where(own.in_(ids[start : start + _AT_ONCE]))):
                homes[org, row] = UUID(bytes=home) if home else None
    found = ((hit, homes.get((hit.org_id.bytes, hit.id.bytes))) for hit in hits)
    return [Found(hit, (hit.org_id, home) if home else None) for hit, home in found]
