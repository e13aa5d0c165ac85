"""The households that an import meets: those of the database and those planned a moment before."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from uuid_utils.compat import uuid7

from hardship_desktop.domain.identity import number_key
from hardship_desktop.services.desk import Key
from hardship_desktop.services.flows import states_of
from hardship_desktop.store.base import Record, field_map
from hardship_desktop.store.records import Household, Person
from hardship_desktop.store.statements import not_by_index
from hardship_desktop.store.store import Reader

_CHUNK = 400


@dataclass(slots=True)
class Someone:
    """A person with the values as planned; `before` are those of the database, None for a new one."""

    values: dict[str, Any]
    before: dict[str, Any] | None = None
    id: UUID = field(default_factory=uuid7)


@dataclass(slots=True)
class Family:
    """A household likewise, with its people; `place` is where the files first speak of it."""

    values: dict[str, Any]
    before: dict[str, Any] | None = None
    id: UUID = field(default_factory=uuid7)
    people: list[Someone] = field(default_factory=list)
    head: Someone | None = None
    place: tuple[str, str, int] | None = None

    @property
    def head_name(self) -> str:
        """The head's name, "" when none is set."""
        return (self.head.values.get("name") if self.head else None) or ""


@dataclass(frozen=True, slots=True)
class Named:
    """What the files name: archive numbers, ID numbers in both lengths, and heads by name.

    A head with a number, too, may be one whose number was put right.
    """

    archive_numbers: Sequence[str]
    id_numbers: Sequence[str]
    names: Sequence[str]


class Register:
    """Families by archive number, by the ID numbers of their people and by the head's name."""

    def __init__(self) -> None:
        self.families: list[Family] = []
        self._by_archive: dict[str, Family] = {}
        self._by_number: dict[str, dict[UUID, tuple[Family, Someone]]] = defaultdict(dict)
        self._by_head: dict[str, dict[UUID, Family]] = defaultdict(dict)

    def add(self, family: Family) -> None:
        """A further family."""
        self.families.append(family)
        self.note(family)

    def note(self, family: Family) -> None:
        """Make the family's present numbers and names findable."""
        archive = family.values.get("archive_no")
        if archive:
            self._by_archive.setdefault(archive, family)
        if family.head_name:
            self._by_head[family.head_name][family.id] = family
        for someone in family.people:
            if number := someone.values.get("id_no"):
                self._by_number[number_key(number)][someone.id] = (family, someone)

    def with_archive_no(self, archive_no: str | None) -> Family | None:
        """The family of an archive number."""
        return self._by_archive.get(archive_no) if archive_no else None

    def with_number(self, key: str) -> list[tuple[Family, Someone]]:
        """Everyone with an ID number (`number_key`), with their families, oldest first."""
        return list(self._by_number[key].values()) if key in self._by_number else []

    def headed_by(self, name: str) -> list[Family]:
        """The families of heads of this name."""
        return list(self._by_head[name].values()) if name in self._by_head else []


def both_lengths(key: str) -> tuple[str, ...]:
    """The numbers that may stand in the database for a key: itself and its 15-digit form."""
    is_old = len(key) == 18 and key[6:8] == "19"
    return (key, key[:6] + key[8:17]) if is_old else (key,)


def load(reader: Reader, org: UUID, wanted: Named) -> Register:
    """The families of this office that the files may speak of; those in the bin are left alone."""
    found = _Finder(reader, org).ids(wanted)
    people: dict[UUID, list[Someone]] = defaultdict(list)
    for row in _rows(reader, Person, Person.__table__.c.household_id, found):
        someone = row.pop("id")
        people[row["household_id"]].append(Someone(dict(row), row, someone))
    register = Register()
    states = _states(reader, found)
    for row in _rows(reader, Household, Household.__table__.c.id, found):
        household = row.pop("id")
        row["status"] = states.get((org, household), row["status"])
        family = Family(dict(row), row, household, people[household])
        family.head = next((each for each in family.people if each.id == row["head_person_id"]), None)
        register.add(family)
    return register


class _Finder:
    """Ids of households by what the files name, a few hundred names at a time."""

    def __init__(self, reader: Reader, org: UUID) -> None:
        self._reader = reader
        self._org = org

    def ids(self, wanted: Named) -> list[UUID]:
        """The ids, oldest first."""
        home, person = Household.__table__, Person.__table__
        same = (home.c.org_id == person.c.org_id) & (home.c.id == person.c.household_id)
        archive = select(home.c.id).where(not_by_index(home.c.org_id) == self._org)
        member = select(person.c.household_id).where(
            not_by_index(person.c.org_id) == self._org,
            person.c.deleted.is_(None),
            person.c.household_id.is_not(None),
        )
        head = (
            select(home.c.id)
            .join_from(person, home, same & (home.c.head_person_id == person.c.id))
            .where(not_by_index(person.c.org_id) == self._org)
        )
        raw = {
            *self._each(archive, home.c.archive_no, wanted.archive_numbers),
            *self._each(member, person.c.id_no, wanted.id_numbers),
            *self._each(head, person.c.name, wanted.names),
        }
        return [UUID(bytes=each) for each in sorted(raw)]

    def _each(self, query: Select[Any], column: Any, names: Sequence[str]) -> Iterator[bytes]:
        for start in range(0, len(names), _CHUNK):
            for (row,) in self._reader.raw(query.where(column.in_(names[start : start + _CHUNK]))):
                yield bytes(row)


def _states(reader: Reader, ids: Sequence[UUID]) -> dict[Key, str | None]:
    states: dict[Key, str | None] = {}
    for start in range(0, len(ids), _CHUNK):
        states |= states_of(reader, ids[start : start + _CHUNK])
    return states


def _rows(reader: Reader, record: type[Record], column: Any, ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """Id and declared values of rows not in the bin, in the order of their ids."""
    table = record.__table__
    columns = [table.c.id, *(table.c[name] for name in field_map(record))]
    query = select(*columns).where(table.c.deleted.is_(None)).order_by(table.c.id)
    for start in range(0, len(ids), _CHUNK):
        yield from reader.rows(query.where(column.in_(ids[start : start + _CHUNK])))
