"""What is kept beside the rows to make lists and search quick; always derivable from them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlcipher3 import dbapi2

from hardship_desktop.store import search
from hardship_desktop.store.plan import DELETED, Plan

_OF_STEPS = """(s.id, s.follows, s.state) FROM case_step s
         WHERE s.household_id = h.id AND s.org_id = h.org_id AND s.flow = 'household'
           AND s.deleted IS NULL"""

LINE_SELECT = f"""
SELECT h.org_id, h.id, h.archive_no, coalesce((SELECT case_state{_OF_STEPS}), h.status),
       h.tier, h.archive_level, h.division_code, h.address,
       p.name, reading(p.name),
       (SELECT count(*) FROM person m WHERE m.household_id = h.id AND m.org_id = h.org_id
           AND m.deleted IS NULL),
       (SELECT max(v.visited_on) FROM visit v WHERE v.household_id = h.id AND v.org_id = h.org_id
           AND v.deleted IS NULL),
       (SELECT max(coalesce(a.paid_on, a.decided_on)) FROM aid a
         WHERE a.household_id = h.id AND a.org_id = h.org_id AND a.deleted IS NULL),
       h.deleted,
       coalesce((SELECT case_conflict{_OF_STEPS}), 0)
FROM household h LEFT JOIN person p ON p.org_id = h.org_id AND p.id = h.head_person_id
"""
"""The lines of the household list.

`reading` is the pinyin of a name, `case_state` and `case_conflict` read a file's steps (store.engine).
"""

LINE_SQL = f"INSERT OR REPLACE INTO household_line {LINE_SELECT} WHERE h.org_id = ? AND h.id = ?"
"""One line, written anew."""

_LINKED = {"person", "visit", "aid", "case_step"}


class Derived:
    """Collects what a change touched and brings search and lists up to date before its commit."""

    def __init__(self, cursor: dbapi2.Cursor) -> None:
        self._cursor = cursor
        self._search = search.SearchIndex(cursor)
        self._households: dict[tuple[bytes, bytes], None] = {}

    def written(
        self,
        plan: Plan,
        org: bytes,
        rows: Sequence[tuple[bytes, Sequence[Any]]],
        *,
        fresh: bool,
        before: Sequence[Any] | None = None,
        gone: bool = False,
        changed: Collection[str] | None = None,
    ) -> None:
        """Take note of rows just written (wire values).

        `before` is the single row's former state, `changed` the fields that differ from it (None: any).
        """
        if gone:
            search.forget(self._cursor, [row for row, _ in rows])
        elif changed is None or {DELETED, *search.FIELDS.get(plan.table, ())}.intersection(changed):
            self._search.written(plan, org, rows, fresh=fresh)
        if plan.table == "household":
            self._households.update(((org, row), None) for row, _ in rows)
        elif plan.table in _LINKED:
            place = plan.names.index("household_id")
            links = [wire[place] for _, wire in rows] + ([before[place]] if before else [])
            self._households.update(((org, bytes(link)), None) for link in links if link)

    def finish(self) -> None:
        """Rewrite the list lines of all touched households."""
        self._cursor.executemany(LINE_SQL, list(self._households))
        self._households.clear()
