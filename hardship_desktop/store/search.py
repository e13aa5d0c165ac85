"""The everywhere-search: one table of tokens, known only here (targets: 30 ms at a million people)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2

from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.search_keys import person_tokens, query
from hardship_desktop.store.plan import Plan, plan_of
from hardship_desktop.store.records import Person

Wire = Mapping[str, Any]
Home = tuple[str | None, str | None]
"""Archive number and address of a household; its people are found by them too."""

NOWHERE: Home = (None, None)


def _some(row: Wire, *names: str) -> Iterable[str]:
    return (row[name] for name in names if row.get(name))


def _person(row: Wire, home: Home) -> str:
    archive_no, address = home
    return person_tokens(
        names=_some(row, "name"),
        id_numbers=_some(row, "id_no", "national_no"),
        phones=_some(row, "phone", "phone2"),
        archive_numbers=[archive_no] if archive_no else [],
        texts=[*_some(row, "employer"), *([address] if address else [])],
    )


def _household(row: Wire, _home: Home) -> str:
    return person_tokens(archive_numbers=_some(row, "archive_no"), texts=_some(row, "address"))


def _former(row: Wire, _home: Home) -> str:
    return person_tokens(names=_some(row, "name"), id_numbers=_some(row, "id_no"))


def _visit(row: Wire, _home: Home) -> str:
    return person_tokens(archive_numbers=_some(row, "form_no"))


def _aid(row: Wire, _home: Home) -> str:
    return person_tokens(archive_numbers=_some(row, "aid_no"), names=_some(row, "payee"))


SOURCES: Mapping[str, Callable[[Wire, Home], str]] = {
    "household": _household,
    "person": _person,
    "former_identity": _former,
    "visit": _visit,
    "aid": _aid,
}


FIELDS: Mapping[str, tuple[str, ...]] = {
    "household": ("archive_no", "address"),
    "person": ("household_id", "name", "id_no", "national_no", "phone", "phone2", "employer"),
    "former_identity": ("name", "id_no"),
    "visit": ("form_no",),
    "aid": ("aid_no", "payee"),
}
"""What the tokens of a row are made of; a change of other fields leaves them as they are."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that the search found."""

    table: str
    org_id: UUID
    id: UUID


class SearchIndex:
    """Keeps the search table in step with rows just written, inside their transaction."""

    def __init__(self, cursor: dbapi2.Cursor) -> None:
        self._cursor = cursor
        self._homes: dict[tuple[bytes, bytes], Home] = {}

    def written(
        self, plan: Plan, org: bytes, rows: Sequence[tuple[bytes, Sequence[Any]]], *, fresh: bool
    ) -> None:
        """Index rows (id, wire values); `fresh` ones have no tokens yet."""
        if plan.table not in SOURCES:
            return
        if not fresh:
            forget(self._cursor, [row for row, _ in rows])
        named = _named(plan, rows)
        source = SOURCES[plan.table]
        self._insert(plan.table, org, [(row, source(wire, self._home(org, wire))) for row, wire in named])
        if plan.table == "household":
            self._moved(org, named, fresh=fresh)

    def _insert(self, table: str, org: bytes, tokens: Iterable[tuple[bytes, str]]) -> None:
        (last,) = self._cursor.execute("SELECT coalesce(max(no), 0) FROM search_key").fetchone()
        lines = [
            (no, row, text) for no, (row, text) in enumerate(filter(lambda each: each[1], tokens), last + 1)
        ]
        self._cursor.executemany(
            "INSERT INTO search_key VALUES (?, ?, ?, ?)", [(no, row, org, table) for no, row, _ in lines]
        )
        self._cursor.executemany(
            "INSERT INTO search_text (rowid, tokens) VALUES (?, ?)", [(no, text) for no, _, text in lines]
        )

    def _home(self, org: bytes, wire: Wire) -> Home:
        household = wire.get("household_id")
        if not household:
            return NOWHERE
        key = (org, bytes(household))
        if key not in self._homes:
            self._homes[key] = (
                self._cursor.execute(
                    "SELECT archive_no, address FROM household WHERE org_id = ? AND id = ?", key
                ).fetchone()
                or NOWHERE
            )
        return self._homes[key]

    def _moved(self, org: bytes, households: Sequence[tuple[bytes, Wire]], *, fresh: bool) -> None:
        """Households were written: their people are found by the new number and address.

        A fresh one may have people too: in a bundle children can come before their parent.
        """
        people = plan_of(Person)
        columns = ", ".join(people.names)
        for row, wire in households:
            home = (wire["archive_no"], wire["address"])
            self._homes[org, row] = home
            if fresh and not self._has_people(org, row):
                continue
            members = self._cursor.execute(
                f"SELECT id, {columns} FROM person WHERE household_id = ? AND org_id = ? AND deleted IS NULL",
                (row, org),
            ).fetchall()
            self.written(people, org, [(bytes(each[0]), each[1:]) for each in members], fresh=False)

    def _has_people(self, org: bytes, household: bytes) -> bool:
        query = "SELECT 1 FROM person WHERE household_id = ? AND org_id = ? LIMIT 1"
        return self._cursor.execute(query, (household, org)).fetchone() is not None


def _named(plan: Plan, rows: Sequence[tuple[bytes, Sequence[Any]]]) -> list[tuple[bytes, Wire]]:
    """The searched fields of the rows that have any; of a household always, as its people depend on it."""
    fields = FIELDS[plan.table]
    places = [plan.names.index(name) for name in fields]
    picked = ((row, [wire[place] for place in places]) for row, wire in rows)
    kept = picked if plan.table == "household" else (each for each in picked if any(each[1]))
    return [(row, dict(zip(fields, values, strict=True))) for row, values in kept]


def forget(cursor: dbapi2.Cursor, rows: Iterable[bytes]) -> None:
    """Take rows out of the search table."""
    for row in rows:
        for (no,) in cursor.execute("SELECT no FROM search_key WHERE row_id = ?", (row,)).fetchall():
            cursor.execute("DELETE FROM search_text WHERE rowid = ?", (no,))
            cursor.execute("DELETE FROM search_key WHERE no = ?", (no,))


def find(cursor: dbapi2.Cursor, text: str, *, limit: int = 50) -> list[Hit]:
    """Rows that match every word of what was typed: people of exactly that name first, then oldest first."""
    expression = query(text)
    if expression is None:
        return []
    exact = cursor.execute(
        "SELECT 'person', org_id, id FROM person WHERE name = ? AND deleted IS NULL LIMIT ?",
        (fold_text(text), limit),
    ).fetchall()
    found = cursor.execute(
        "SELECT k.table_name, k.org_id, k.row_id FROM search_text t JOIN search_key k ON k.no = t.rowid"
        " WHERE search_text MATCH ? LIMIT ?",
        (expression, limit),
    ).fetchall()
    hits = (Hit(table, UUID(bytes=org), UUID(bytes=row)) for table, org, row in (*exact, *found))
    return list(dict.fromkeys(hits))[:limit]
