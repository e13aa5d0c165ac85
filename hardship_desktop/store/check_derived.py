"""The list and search tables against the rows they are made from; they can be made anew at any time."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.store.check import Fault, check_chains, check_pages
from hardship_desktop.store.check_rows import check_rows
from hardship_desktop.store.derived import LINE_SELECT
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.plan import Plan, plan_of
from hardship_desktop.store.records import TRAVELLING
from hardship_desktop.store.search import SOURCES, SearchIndex

_CHUNK = 2000


def check_file(connection: Connection, progress: Progress) -> Iterator[Fault]:
    """Everything in one view: pages, and when those are sound log, rows, lists and search."""
    cursor = driver_cursor(connection)
    pages = list(check_pages(cursor.connection))
    yield from pages
    if not pages:
        yield from check_chains(cursor, progress)
        yield from check_rows(cursor, progress)
        yield from check_derived(cursor)


def check_derived(cursor: dbapi2.Cursor) -> Iterator[Fault]:
    """Lines of the household list and lines of the search table that do not fit their rows."""
    lines = f"SELECT * FROM ({LINE_SELECT})"
    for one, other in ((lines, "SELECT * FROM household_line"), ("SELECT * FROM household_line", lines)):
        (count,) = cursor.execute(f"SELECT count(*) FROM ({one} EXCEPT {other})").fetchone()
        if count:
            yield Fault("list_lines", "household", count=count)
            break
    wrong = sum(_stale(cursor, plan) + _unfound(cursor, plan) for plan in _searched()) + _loose(cursor)
    if wrong:
        yield Fault("search_lines", count=wrong)


def repair_derived(connection: Connection, progress: Progress | None = None) -> None:
    """Make list and search anew from the rows, inside the caller's transaction; nothing else is touched."""
    cursor = driver_cursor(connection)
    cursor.execute("DELETE FROM household_line")
    cursor.execute(f"INSERT INTO household_line {LINE_SELECT}")
    cursor.execute("DELETE FROM search_key")
    cursor.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    index, progress = SearchIndex(cursor), progress or NoProgress()
    reader = cursor.connection.cursor()
    for done, plan in enumerate(_searched()):
        progress.step(done, len(SOURCES))
        columns = ", ".join(plan.names)
        for (org,) in reader.execute(f"SELECT DISTINCT org_id FROM {plan.table}").fetchall():
            rows = reader.execute(
                f"SELECT id, {columns} FROM {plan.table} WHERE org_id = ? AND deleted IS NULL", (org,)
            ).fetchall()
            for start in range(0, len(rows), _CHUNK):
                chunk = [(bytes(row[0]), row[1:]) for row in rows[start : start + _CHUNK]]
                index.written(plan, bytes(org), chunk, fresh=True)


def _searched() -> list[Plan]:
    """Tables that search covers; households come last, as their people must stand in the index before."""
    plans = [plan_of(record) for record in TRAVELLING if record.__tablename__ in SOURCES]
    return sorted(plans, key=lambda plan: plan.table == "household")


def _stale(cursor: dbapi2.Cursor, plan: Plan) -> int:
    """Search lines of rows that are deleted or not there."""
    (count,) = cursor.execute(
        "SELECT count(*) FROM search_key k"
        f" LEFT JOIN {plan.table} t ON t.org_id = k.org_id AND t.id = k.row_id"
        " WHERE k.table_name = ? AND (t.id IS NULL OR t.deleted IS NOT NULL)",
        (plan.table,),
    ).fetchone()
    return int(count)


def _unfound(cursor: dbapi2.Cursor, plan: Plan) -> int:
    """Live rows that ought to be found by something and have no search line."""
    columns = ", ".join(plan.names)
    source = SOURCES[plan.table]
    rows = cursor.execute(
        f"SELECT {columns} FROM {plan.table} t WHERE deleted IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM search_key k WHERE k.row_id = t.id)"
    )
    return sum(bool(source(dict(zip(plan.names, row, strict=True)), (None, None))) for row in rows)


def _loose(cursor: dbapi2.Cursor) -> int:
    """Search lines without a row, and rows whose search line is gone."""
    one, other = "SELECT no FROM search_key", "SELECT rowid FROM search_text"
    return sum(
        int(cursor.execute(f"SELECT count(*) FROM ({a} EXCEPT {b})").fetchone()[0])
        for a, b in ((one, other), (other, one))
    )
