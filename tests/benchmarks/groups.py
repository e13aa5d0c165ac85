"""The rows of the table, group by group; one file for each sort of work."""

from collections.abc import Callable, Iterable, Mapping

from tests.benchmarks.bundle_rows import bundle_rows
from tests.benchmarks.office import BenchOffice
from tests.benchmarks.paper_rows import form_rows
from tests.benchmarks.row import Row
from tests.benchmarks.sheet_rows import sheet_in_rows, sheet_out_rows
from tests.benchmarks.store_rows import backup_rows, bulk_rows, sealed_rows
from tests.benchmarks.window_rows import frame_rows, window_rows
from tests.benchmarks.work_rows import list_rows, open_rows, save_rows, search_rows

GROUPS: Mapping[str, Callable[[BenchOffice], Iterable[Row]]] = {
    "window": window_rows,
    "frames": frame_rows,
    "search": search_rows,
    "open": open_rows,
    "list": list_rows,
    "save": save_rows,
    "bulk": bulk_rows,
    "sealed": sealed_rows,
    "bundle": bundle_rows,
    "backup": backup_rows,
    "forms": form_rows,
    "workbook-in": sheet_in_rows,
    "workbook-out": sheet_out_rows,
}
