"""The raw limit of the store: the same tables and indexes in a file that nothing but executemany writes."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from hardship_desktop.store.engine import open_engine

Rows = list[tuple[Any, ...]]
Batch = dict[str, Rows]
"""Rows of some tables that are written in one transaction."""


class BareFile:
    """An empty copy of an office's tables, in the main file (sealed) or in one beside it (plain)."""

    def __init__(self, path: Path, key: bytes, schema: Sequence[str], *, plain: bool = False) -> None:
        self._engine = open_engine(path, key)
        self.connection: Any = self._engine.raw_connection()
        self._cursor = self.connection.cursor()
        self._prefix = "plain." if plain else ""
        if plain:
            self._cursor.execute("ATTACH ? AS plain KEY ''", (str(path.with_suffix(".plain")),))
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "secure_delete = ON",
                "cache_size = -65536",
            ):
                self._cursor.execute(f"PRAGMA plain.{pragma}")
        for statement in schema:
            _create, kind, rest = statement.split(None, 2)
            self._cursor.execute(f"CREATE {kind} {self._prefix}{rest}")

    def write(self, batches: Iterable[Batch]) -> float:
        """Write the batches, each in its transaction; the seconds that took, without the reading of them.

        By the driver as store.engine mends it, which is how the program has it: five times as fast.
        """
        spent = 0.0
        for batch in batches:
            start = perf_counter()
            self._write(batch)
            spent += perf_counter() - start
        return spent

    def _write(self, batch: Batch) -> None:
        self._cursor.execute("BEGIN IMMEDIATE")
        for table, rows in batch.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._cursor.executemany(f"INSERT INTO {self._prefix}{table} VALUES ({marks})", rows)
        self._cursor.execute("COMMIT")

    def read(self, sql: str, values: Iterable[Sequence[Any]]) -> float:
        """Seconds for a statement, its tables as {}table, once for each of the values."""
        start = perf_counter()
        for each in values:
            self._cursor.execute(sql.format(self._prefix), each).fetchall()
        return perf_counter() - start

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
        self._engine.dispose()


def schema_of(cursor: Any, tables: Sequence[str]) -> list[str]:
    """The statements that make some tables and their indexes."""
    marks = ", ".join("?" * len(tables))
    sql = f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ({marks}) ORDER BY type DESC"
    return [statement for (statement,) in cursor.execute(sql, tuple(tables))]


def batches_of(cursor: Any, tables: Sequence[str], count: int) -> Iterator[Batch]:
    """All rows of some tables in the order they were written, in so many parts."""
    last = {table: _last(cursor, table) for table in tables}
    for part in range(count):
        yield {
            table: _between(cursor, table, end * part // count, end * (part + 1) // count)
            for table, end in last.items()
        }


def _order(table: str) -> str:
    return "seq" if table == "change_log" else "rowid"


def _last(cursor: Any, table: str) -> int:
    (last,) = cursor.execute(f"SELECT coalesce(max({_order(table)}), 0) FROM {table}").fetchone()
    return int(last)


def _between(cursor: Any, table: str, after: int, last: int) -> Rows:
    sql = f"SELECT * FROM {table} WHERE {_order(table)} > ? AND {_order(table)} <= ? ORDER BY {_order(table)}"
    return list(cursor.execute(sql, (after, last)).fetchall())
