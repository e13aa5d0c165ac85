"""Writing in bulk, what encryption costs, and a verified backup."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from hardship_desktop.cli.bench.bare import BareFile, batches_of, schema_of
from hardship_desktop.cli.bench.office import TABLES, BenchOffice
from hardship_desktop.cli.bench.row import Row, seconds
from hardship_desktop.domain.progress import NoProgress
from hardship_desktop.services.backup import Backup
from hardship_desktop.store.change import driver_cursor
from hardship_desktop.store.sealed_copy import copy_database

_SAMPLE = 4
"""Into how many parts the rows are cut when a comparison needs only the first of them."""


def bulk_rows(office: BenchOffice) -> Iterator[Row]:
    """Rows, log, chain, search and list lines through the program, against the rows alone."""
    records, ours = office.records, office.write_seconds
    yield Row("bulk", f"整批写入 {records:,} 条", ours, "s", limit=office.bare_rows, times=1.8)
    yield Row("bulk", "　同上，极限也写变更日志", ours, "s", limit=office.bare_rows_and_log)
    yield Row("bulk", "　每秒条数", records / ours, "条/s")


def sealed_rows(office: BenchOffice) -> Iterator[Row]:
    """The same rows written and read in a sealed file and in a plain one beside it."""
    with office.county.read() as reader:
        cursor: Any = driver_cursor(reader.connection)
        schema = schema_of(cursor, TABLES)
        rows = next(batches_of(cursor, TABLES, _SAMPLE))
    homes = [(row.bytes,) for _, row in office.keys]
    times = {}
    for plain in (False, True):
        file = BareFile(office.folder / f"sealed-{plain:d}.db", bytes(32), schema, plain=plain)
        written = file.write([rows])
        read = file.read("SELECT * FROM {}person WHERE household_id = ?", homes)
        file.close()
        times[plain] = (written, read)
    for place, what in enumerate(("写入", "按户读取")):
        ours, limit = times[False][place], times[True][place]
        yield Row("sealed", f"加密库{what}，与不加密相比", ours, "s", limit=limit, times=1.25)


def backup_rows(office: BenchOffice) -> Iterator[Row]:
    """A backup with everything it checks, against the bare copy."""
    stick = office.folder / "stick"
    stick.mkdir()
    bare = partial(copy_database, office.county.store.engine, office.folder / "bare-copy.db", NoProgress())
    limit = seconds(bare)
    ours = seconds(lambda: Backup(office.county).create(stick))
    yield Row("backup", "校验过的加密备份", ours, "s", limit=limit, times=1.5)
