"""The everywhere-search: one table of tokens, known only here (targets: 30 ms at a million people)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2

from hardship_desktop.domain.search_keys import person_tokens, query
from hardship_desktop.store.plan import Plan

Wire = Mapping[str, Any]


def _some(row: Wire, *names: str) -> Iterable[str]:
    return (row[name] for name in names if row.get(name))


def _person(row: Wire) -> str:
    return person_tokens(
        names=_some(row, "name"),
        id_numbers=_some(row, "id_no", "national_no"),
        phones=_some(row, "phone", "phone2"),
        texts=_some(row, "employer"),
    )


def _household(row: Wire) -> str:
    return person_tokens(archive_numbers=_some(row, "archive_no"), texts=_some(row, "address"))


def _former(row: Wire) -> str:
    return person_tokens(names=_some(row, "name"), id_numbers=_some(row, "id_no"))


def _visit(row: Wire) -> str:
    return person_tokens(archive_numbers=_some(row, "form_no"))


def _aid(row: Wire) -> str:
    return person_tokens(archive_numbers=_some(row, "aid_no"), names=_some(row, "payee"))


SOURCES: Mapping[str, Callable[[Wire], str]] = {
    "household": _household,
    "person": _person,
    "former_identity": _former,
    "visit": _visit,
    "aid": _aid,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that the search found."""

    table: str
    org_id: UUID
    id: UUID


def index(
    cursor: dbapi2.Cursor, plan: Plan, org: bytes, rows: Sequence[tuple[bytes, Sequence[Any]]], *, fresh: bool
) -> None:
    """Keep the tokens of rows just written; `fresh` rows have none yet."""
    source = SOURCES.get(plan.table)
    if source is None:
        return
    if not fresh:
        forget(cursor, [row for row, _ in rows])
    tokens = [(row, source(dict(zip(plan.names, wire, strict=True)))) for row, wire in rows]
    tokens = [each for each in tokens if each[1]]
    (last,) = cursor.execute("SELECT coalesce(max(no), 0) FROM search_key").fetchone()
    cursor.executemany(
        "INSERT INTO search_key VALUES (?, ?, ?, ?)",
        [(no, row, org, plan.table) for no, (row, _) in enumerate(tokens, last + 1)],
    )
    cursor.executemany(
        "INSERT INTO search_text (rowid, tokens) VALUES (?, ?)",
        [(no, text) for no, (_, text) in enumerate(tokens, last + 1)],
    )


def forget(cursor: dbapi2.Cursor, rows: Iterable[bytes]) -> None:
    """Take rows out of the search table."""
    for row in rows:
        for (no,) in cursor.execute("SELECT no FROM search_key WHERE row_id = ?", (row,)).fetchall():
            cursor.execute("DELETE FROM search_text WHERE rowid = ?", (no,))
            cursor.execute("DELETE FROM search_key WHERE no = ?", (no,))


def find(cursor: dbapi2.Cursor, text: str, *, limit: int = 50) -> list[Hit]:
    """Rows that match every word of what was typed, oldest first."""
    expression = query(text)
    if expression is None:
        return []
    return [
        Hit(table, UUID(bytes=org), UUID(bytes=row))
        for table, org, row in cursor.execute(
            "SELECT k.table_name, k.org_id, k.row_id FROM search_text t JOIN search_key k ON k.no = t.rowid"
            " WHERE search_text MATCH ? LIMIT ?",
            (expression, limit),
        )
    ]
