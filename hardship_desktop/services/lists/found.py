"""From the hits of the everywhere-search to the households that they lead to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from hardship_desktop.domain.characters import fold_text, normalise_id
from hardship_desktop.services.desk import Key
from hardship_desktop.services.lists.base import People
from hardship_desktop.store import search
from hardship_desktop.store.records import Aid, FormerIdentity, Household, Person, Visit
from hardship_desktop.store.store import Reader

MOST_HITS = 2000
"""How many rows found by the search text are followed to their households."""

PERSON: Any = Person.__table__
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A search hit with the household it leads to; a person without a file has none."""

    hit: search.Hit
    household: Key | None


def _home_of(record: Any, link: str) -> Select[Any]:
    table = record.__table__
    return select(table.c.id, table.c.org_id, table.c[link])


_FORMER = FormerIdentity.__table__
_HOMES: Mapping[str, Select[Any]] = {
    "household": _home_of(Household, "id"),
    "person": _home_of(Person, "household_id"),
    "visit": _home_of(Visit, "household_id"),
    "aid": _home_of(Aid, "household_id"),
    "former_identity": select(_FORMER.c.id, _FORMER.c.org_id, PERSON.c.household_id).join_from(
        _FORMER, PERSON, (PERSON.c.org_id == _FORMER.c.org_id) & (PERSON.c.id == _FORMER.c.person_id)
    ),
}


def resolve(reader: Reader, hits: Sequence[search.Hit]) -> list[Found]:
    """Which household each hit belongs to."""
    homes: dict[tuple[UUID, UUID], UUID | None] = {}
    for table, query in _HOMES.items():
        ids = [hit.id for hit in hits if hit.table == table]
        own = next(iter(query.selected_columns))
        for start in range(0, len(ids), _AT_ONCE):
            some = query.where(own.in_(ids[start : start + _AT_ONCE]))
            homes |= {(org, row): home for row, org, home in reader.connection.execute(some)}
    found = ((hit, homes.get((hit.org_id, hit.id))) for hit in hits)
    return [Found(hit, (hit.org_id, home) if home else None) for hit, home in found]


def search_hits(reader: Reader, text: str) -> tuple[list[search.Hit], bool]:
    """What the words find, and whether that is not all."""
    hits = reader.find(text, limit=MOST_HITS + 1)
    return hits[:MOST_HITS], len(hits) > MOST_HITS


def homes_of(reader: Reader, hits: Sequence[search.Hit]) -> People:
    """The households that hits lead to, with the people found where nothing else of them was."""
    homes: defaultdict[bytes, list[search.Hit]] = defaultdict(list)
    for each in resolve(reader, hits):
        if each.household:
            homes[each.household[1].bytes].append(each.hit)
    return {
        home: [hit.id.bytes for hit in found] if all(hit.table == "person" for hit in found) else ()
        for home, found in homes.items()
    }


def bearers(reader: Reader, words: Sequence[str]) -> tuple[set[bytes], list[str]]:
    """The households of those who bear one of these names, ID or archive numbers; words without any."""
    household = Household.__table__
    meant = {word: {fold_text(word), normalise_id(word)} for word in words}
    every = sorted(set().union(*meant.values()))
    homes: set[bytes] = set()
    borne: set[str] = set()
    for column, home, table in (
        (PERSON.c.name, PERSON.c.household_id, PERSON),
        (PERSON.c.id_no, PERSON.c.household_id, PERSON),
        (household.c.archive_no, household.c.id, household),
    ):
        for start in range(0, len(every), _AT_ONCE):
            query = select(column, home).where(
                column.in_(every[start : start + _AT_ONCE]), table.c.deleted.is_(None), home.is_not(None)
            )
            for word, found in reader.connection.execute(query):
                borne.add(word)
                homes.add(found.bytes)
    return homes, [word for word, forms in meant.items() if not forms & borne]
