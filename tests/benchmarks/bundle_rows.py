"""Exchange with the city: a bundle out, in, and in once more."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.exchange.exchange import Exchange
from tests.benchmarks.child import in_child
from tests.benchmarks.office import BenchOffice
from tests.benchmarks.row import Row, seconds

_TRIES = 3


def bundle_rows(office: BenchOffice) -> Iterator[Row]:
    """Everything of the county goes to an empty city."""
    city = office.new_desk("测速市总工会", "city", "539900")
    _join(office.county, city, office.folder)
    folder = office.folder / "bundles"
    spent, memory = in_child(_export, office.county, folder)
    records, what = office.records, f"{office.records:,} 条记录"
    yield Row("bundle", f"导出交换包（{what}）", spent, "s", limit=office.bare_rows, times=0.5)
    yield Row("bundle", "　导出多用的内存", memory, "MB", most=100)
    (bundle,) = folder.glob("*.ubx")
    yield Row("bundle", "　交换包大小，每条记录", bundle.stat().st_size / records, "字节", most=80)
    spent, memory = in_child(_import, city, folder)
    yield Row("bundle", f"空库导入交换包（{what}）", spent, "s", limit=office.bare_rows_and_log, times=1.5)
    yield Row("bundle", "　导入多用的内存", memory, "MB", most=300)
    again = min(seconds(lambda: Exchange(city).import_files([bundle])) for _ in range(_TRIES))
    hashing = min(seconds(lambda: sha256(bundle.read_bytes()).digest()) for _ in range(_TRIES))
    yield Row("bundle", "再次导入同一个包", again * 1000, limit=hashing * 1000, times=2)


def _join(county: Desk, city: Desk, folder: Path) -> None:
    asked = Enrolment(county).request(folder / "request.enrol")
    approved = Enrolment(city).approve(Path(asked.path), folder / "approval.enrol", asked.check)
    Enrolment(county).finish(Path(approved.path), approved.check)


def _export(desk: Desk, folder: Path) -> None:
    Exchange(desk).export(folder)


def _import(desk: Desk, folder: Path) -> None:
    results = Exchange(desk).import_files(list(folder.glob("*.ubx")))
    if not all(each.done for each in results):
        raise RuntimeError(results[0].code)
