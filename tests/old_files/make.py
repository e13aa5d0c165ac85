"""Makes the files that a commit writes, in a checkout of it: `python -m tests.old_files.make COMMIT`."""

import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from hardship_desktop.services.accounts import NewOffice, set_up
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.backup import Backup
from hardship_desktop.store.records import Aid, Household, Visit
from hardship_desktop.store.upgrade import REVISION
from tests.offices import CHEAP, PASSWORD, Clock, Office, attach, enrol, write_family
from tests.old_files.pack import FOLDER, pack

STATUSES = ("draft", "approved", "active", "monitoring", "exited", "rejected", None)
DAY = date(2026, 4, 1)


def open_office(folder: Path, role: str, name: str, code: str) -> tuple[Office, str]:
    clock = Clock()
    desk, recovery = set_up(
        folder / "data", NewOffice(name, code, role, "赵敏", PASSWORD), cost=CHEAP, now_ms=clock
    )
    return Office(desk, folder.parent / "post", clock), recovery


def a_year(county: Office) -> None:
    """Seven households, one of each status; money planned, paid, returned; a paper; one file in the bin."""
    families = [write_family(county, f"530326-{number}") for number in range(1, 9)]
    with county.desk.change() as change:
        for family, status in zip(families, STATUSES, strict=False):
            change.update(Household, family.household, {"status": status, "opened_on": DAY})
        change.delete(Household, families[-1].household)
    attach(county, families[0].household, b"\xff\xd8 paper")
    money(county, families[2].aid)


def money(county: Office, aid: UUID) -> None:
    aids = Aids(county.desk)
    for step, fen in (("approved", None), ("paid", None), ("returned", 50_000)):
        aids.add_step(aid, {"step": step, "happened_on": DAY, "amount_fen": fen})


def more(county: Office) -> None:
    """What the second bundle holds: a household, a changed status, a visit, an aid taken back."""
    family = write_family(county, "530326-21", "单田芳")
    with county.desk.change() as change:
        change.update(Household, family.household, {"status": "active"})
        change.update(Household, family.household, {"status": "exited", "exited_on": DAY})
        change.delete(Visit, family.visit)
        change.update(Aid, family.aid, {"remark": "换领"})


def write_all(work: Path) -> tuple[dict[str, bytes], dict[str, object]]:
    (work / "post").mkdir()
    city, _ = open_office(work / "city", "city", "云岭市总工会", "530300")
    county, recovery = open_office(work / "county", "county", "清河县总工会", "530326")
    enrol(county, city)
    a_year(county)
    first = county.send()
    (taken,) = city.take(first)
    first.rename(work / "post" / "first.ubx")
    Path(taken.receipt).rename(work / "post" / "receipt.ubx")
    more(county)
    county.send().rename(work / "post" / "second.ubx")
    (work / "county" / "stick").mkdir()
    Backup(county.desk).create(work / "county" / "stick")
    keys = {"county": county.desk.opened.keys.database, "city": city.desk.opened.keys.database}
    for office in (county, city):
        office.desk.store.close()
    facts = {"revision": REVISION, "password": PASSWORD, "recovery": recovery, "now_ms": county.clock.ms}
    return keys, facts


def main(commit: str) -> None:
    with TemporaryDirectory() as name:
        work = Path(name)
        os.environ["XDG_STATE_HOME"] = str(work / "state")
        keys, facts = write_all(work)
        for copy in work.glob("*/data/before-*/*"):
            copy.unlink()
        pack(work, FOLDER / f"{commit}.tar.xz", keys, facts)


if __name__ == "__main__":
    main(*sys.argv[1:])
