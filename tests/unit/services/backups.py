"""What the tests of backups and of restoring share."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.services.attachments import Attachments
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.records import Household, Person


def fill(desk: Desk, count: int = 3) -> list[object]:
    with desk.change() as change:
        rows = change.bulk(Household, ({"archive_no": f"5303262026A{n:04d}"} for n in range(count)))
        change.bulk(Person, ({"household_id": row, "name": "王秀英"} for row in rows))
    return list(rows)


def with_attachment(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "申请书.pdf"
    paper.write_bytes(b"%PDF-1.4 " + os.urandom(3000))
    Attachments(desk).add(fill(desk, 1)[0], paper, "application")  # type: ignore[arg-type]


def numbers(desk: Desk) -> list[str]:
    with desk.read() as reader:
        rows = reader.cursor.execute("SELECT archive_no FROM household ORDER BY 1")
        return [number for (number,) in rows]


class StopAt:
    """Presses 取消 at the n-th report."""

    def __init__(self, moment: int) -> None:
        self.moment = moment
        self.seen = 0

    def step(self, done: int, total: int) -> None:
        self.seen += 1
        if self.seen >= self.moment:
            raise Cancelled


def rewrite(path: Path, edit: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    edit(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
