"""The everywhere-search at the top of the window and on the command line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.domain.identity import id_mask
from hardship_desktop.domain.search_keys import person_tokens, touches
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.lists.found import Found, resolve
from hardship_desktop.store import search
from hardship_desktop.store.local import HouseholdLine
from hardship_desktop.store.records import LABELS, Household, Person
from hardship_desktop.store.store import Reader

HEAD = "户主"
WHOM = (LABELS["household"], HEAD, LABELS["person"])
"""Kinds of results that stand for a household or somebody of it."""

FAMILY = 4
"""How many hits are read for each line shown, since a family found by its address gives several."""


SERIAL, WHOLE_NUMBER = 4, 8
"""Digits that count the files of a year, and from how many on it is no end of a number any more."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the drop-down; opening it opens the household."""

    kind: str
    title: str
    detail: str
    household: Key | None
    id: UUID


class Searching:
    """Finding by name, pinyin, initials, ID digits, telephone, employer, address, archive number."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def own(self, result: Result) -> bool:
        """Whether this office may write to what was found; a city only looks at its counties' files."""
        return result.household is None or result.household[0] == self._desk.store.org_id

    def household(self, key: Key) -> Result:
        """A household as a line of its own."""
        with self._desk.read() as reader:
            return _result(Found(search.Hit("household", *key), key), {}, _lines(reader, [key]))

    def find(self, text: str, *, limit: int = 30, by_end: bool = False) -> list[Result]:
        """What matches every word typed; sensitive numbers are masked.

        With `by_end`, own households whose archive number ends so come first: 6 finds 5303262026A0006.
        """
        with self._desk.read() as reader:
            hits = self._ending(reader, text.strip(), limit) if by_end else []
            found = resolve(reader, list(dict.fromkeys([*hits, *reader.find(text, limit=limit * FAMILY)])))
            people = _people(reader, [f.hit.id for f in found if f.hit.table == "person"])
            lines = _lines(reader, [f.household for f in found if f.household])
        kept = islice(_one_a_family(text, found, people), limit)
        return [_result(each, people, lines) for each in kept]

    def _ending(self, reader: Reader, text: str, limit: int) -> list[search.Hit]:
        """Those of that serial number first, the latest year's before older ones; a city writes to none."""
        short = text.isascii() and text.isdigit() and len(text) < WHOLE_NUMBER
        if not short or self._desk.role == "city":
            return []
        table, org = Household.__table__, self._desk.store.org_id
        number = table.c.archive_no
        query = select(table.c.id).where(table.c.org_id == org, table.c.deleted.is_(None))
        query = query.where(number.like(f"%{text}"))
        ranked = query.order_by(number.like(f"%{text:0>{SERIAL}}").desc(), number.desc()).limit(limit)
        return [search.Hit("household", org, row) for row in reader.connection.scalars(ranked)]


def _one_a_family(text: str, found: list[Found], people: dict[UUID, dict[str, Any]]) -> Iterator[Found]:
    """Of a family found by its address or number one line is enough; its members by their own words stay."""
    times = Counter(each.household for each in found)
    shown = {each.household for each in found if each.hit.table == "household"}
    for each in found:
        several = each.hit.table == "person" and each.household and times[each.household] > 1
        if several and not _by_own_words(text, people.get(each.hit.id)):
            if each.household in shown:
                continue
            shown.add(each.household)
        yield each


def _by_own_words(text: str, person: dict[str, Any] | None) -> bool:
    own = person or {}
    tokens = person_tokens(
        names=filter(None, [own.get("name")]),
        id_numbers=filter(None, [own.get("id_no"), own.get("national_no")]),
        phones=filter(None, [own.get("phone"), own.get("phone2")]),
        texts=filter(None, [own.get("employer")]),
    )
    return touches(text, tokens)


def _people(reader: Any, ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """What people are searched by; all their columns would take twice as long."""
    table = Person.__table__
    query = select(table.c.id, *(table.c[name] for name in search.FIELDS["person"]))
    return {row["id"]: row for row in reader.rows(query.where(table.c.id.in_(ids)))} if ids else {}


def _lines(reader: Any, keys: list[Key]) -> dict[UUID, dict[str, Any]]:
    line, household = HouseholdLine.__table__, Household.__table__
    same = (household.c.id == line.c.id) & (household.c.org_id == line.c.org_id)
    ids = [row.bytes for _, row in keys]
    query = select(line, household.c.head_person_id).join(household, same).where(line.c.id.in_(ids))
    return {UUID(bytes=row["id"]): row for row in reader.rows(query)} if keys else {}


def _result(found: Found, people: dict[UUID, dict[str, Any]], lines: dict[UUID, dict[str, Any]]) -> Result:
    line = lines.get(found.household[1], {}) if found.household else {}
    person = people.get(found.hit.id, {})
    kind = HEAD if person and line.get("head_person_id") == person["id"] else LABELS[found.hit.table]
    title = person.get("name") or line.get("head_name") or line.get("archive_no") or "（未填姓名）"
    parts = [
        "在回收站" if line.get("deleted") else None,
        id_mask(person["id_no"]) if person.get("id_no") else None,
        f"户主 {line['head_name']}" if person and line.get("head_name") != person.get("name") else None,
        line.get("archive_no"),
        line.get("address"),
    ]
    detail = " · ".join(part for part in parts if part)
    return Result(kind, title, detail, found.household, found.hit.id)
