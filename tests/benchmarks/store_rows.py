"""Writing in bulk, what encryption costs, and a verified backup."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from hardship_desktop.domain.progress import NoProgress
from hardship_desktop.services.backup import Backup
from hardship_desktop.store.sealed_copy import copy_database
from tests.benchmarks.bare import BareFile, Batch, batches_of, schema_of
from tests.benchmarks.office import TABLES, BenchOffice
from tests.benchmarks.row import Row, seconds

_SAMPLE, _TIMES = 2000, 3
"""Households whose rows are enough for a comparison, and how often it is made."""


def bulk_rows(office: BenchOffice) -> Iterator[Row]:
    """Rows, log, chain, search and list lines through the program, against the rows alone."""
    records, ours = office.records, office.write_seconds
    yield Row("bulk", f"整批写入 {records:,} 条", ours, "s", limit=office.bare_rows, times=1.8)
    yield Row("bulk", "　极限也写变更日志", ours, "s", limit=office.bare_rows_and_log)
    yield Row("bulk", "　每秒条数", records / ours, "条/s")


def sealed_rows(office: BenchOffice) -> Iterator[Row]:
    """The same rows written and read in a sealed file and in a plain one beside it."""
    with office.county.read() as reader:
        cursor: Any = reader.cursor
        schema = schema_of(cursor, TABLES)
        rows = next(batches_of(cursor, TABLES, -(-office.households // _SAMPLE)))
    sealed, plain = (
        [
            _write_and_read(office, schema, rows, f"{way}-{turn}", plain=way == "plain")
            for turn in range(_TIMES)
        ]
        for way in ("sealed", "plain")
    )
    for place, what in enumerate(("写入", "按户读取")):
        ours, limit = (1000 * min(times[place] for times in way) for way in (sealed, plain))
        yield Row("sealed", f"加密库{what}，与不加密相比", ours, limit=limit, times=1.25)


def _write_and_read(
    office: BenchOffice, schema: list[str], rows: Batch, name: str, *, plain: bool
) -> tuple[float, float]:
    file = BareFile(office.folder / f"{name}.db", bytes(32), schema, plain=plain)
    written = file.write([rows])
    homes = [(row.bytes,) for _, row in office.keys]
    read = file.read("SELECT * FROM {}person WHERE household_id = ?", homes)
    file.close()
    return written, read


def backup_rows(office: BenchOffice) -> Iterator[Row]:
    """A backup with everything it checks, against the bare copy."""
    stick = office.folder / "stick"
    stick.mkdir()
    bare = partial(copy_database, office.county.store.engine, office.folder / "bare-copy.db", NoProgress())
    limit = seconds(bare)
    ours = seconds(lambda: Backup(office.county).create(stick))
    yield Row("backup", "校验过的加密备份", ours, "s", limit=limit, times=1.5)
