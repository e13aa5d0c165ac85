"""The work of a child process that will be killed or run out of disk; says on its output what is done."""

import resource
import signal
import sys
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import Accounts, NewOffice, log_in, set_up
from hardship_desktop.services.backup import Backup
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.exchange.exchange import Exchange
from hardship_desktop.services.printing import Printing
from hardship_desktop.services.restore import Secret, restore
from hardship_desktop.services.workbooks.exporting import WorkbookOut
from hardship_desktop.store.records import Household, Person
from hardship_desktop.store.vault import Cost

PASSWORD = "qinghe-2026"
CHEAP = Cost(memory_kib=8, passes=1)
OFFICE = NewOffice("清河县总工会", "530326", "county", "李敏", PASSWORD)
CITY = NewOffice("南州市总工会", "530300", "city", "赵强", PASSWORD)
BATCH = 1500
TIMES = 20


def say(word: object) -> None:
    print(word, flush=True)


def save(data: Path) -> None:
    """Save for ever; each id is said after its save has returned."""
    desk = log_in(data, None, PASSWORD)
    say("ready")
    while True:
        with desk.change() as change:
            row = change.insert(Household, {"address": "清河镇幸福路1号"})
            change.insert(Person, {"household_id": row, "name": "王秀英"})
        say(row.hex)


def bulk(data: Path) -> None:
    """Whole imports, one transaction each."""
    desk = log_in(data, None, PASSWORD)
    say("ready")
    while True:
        with desk.change() as change:
            rows = change.bulk(Household, ({"address": f"幸福路{n}号"} for n in range(BATCH)))
            change.bulk(Person, ({"household_id": row, "name": "王秀英"} for row in rows))
        say(rows[-1].hex)


def back_up(data: Path, place: Path) -> None:
    desk = log_in(data, None, PASSWORD)
    say("ready")
    while True:
        say(Backup(desk).create(place).path.name)


def bring_back(data: Path, backup: Path) -> None:
    say("ready")
    restore(backup, data, Secret(password=PASSWORD))
    say("restored")


def begin(data: Path) -> None:
    say("ready")
    set_up(data, OFFICE, cost=CHEAP)
    say("made")


def change_secrets(data: Path) -> None:
    """A new password and a new recovery code for ever; each is said after it holds."""
    desk = log_in(data, None, PASSWORD)
    accounts, last = Accounts(desk, cost=CHEAP), PASSWORD
    say("ready")
    for number in count():
        accounts.change_password(last, last := f"{PASSWORD}-{number}")
        say(last)
        accounts.renew_recovery()


def hand_out(data: Path, place: Path) -> None:
    """Documents with names and numbers in them, for ever."""
    desk = log_in(data, None, PASSWORD)
    say("ready")
    while True:
        WorkbookOut(desk).households(place / "名册.xlsx", reveal=True, reason="核对")
        Printing(desk).visit_forms(place / "走访.pdf", blank=20)
        say("written")


def send(data: Path, place: Path) -> None:
    """The same bundle for ever."""
    desk = log_in(data, None, PASSWORD)
    say("ready")
    while True:
        say(Path(Exchange(desk).export(place).paths[0]).name)


def take(data: Path, place: Path) -> None:
    """Every bundle in a folder, once."""
    desk = log_in(data, None, PASSWORD)
    say("ready")
    Exchange(desk).import_files(sorted(place.glob("*.ubx")), receipts=place)
    say("taken")


def approve(data: Path, request: Path) -> None:
    """The first approval of a city."""
    desk = log_in(data, None, PASSWORD)
    say("ready")
    say(Enrolment(desk).approve(request, request.with_suffix(".approved")).recovery_key)


def fill_disk(data: Path) -> None:
    """Save until the disk is full."""
    desk = log_in(data, None, PASSWORD)
    _limit(400)
    while True:
        with desk.change() as change:
            rows = change.bulk(Household, ({"address": f"幸福路{n}号"} for n in range(40)))
        say(rows[-1].hex)


def back_up_full(data: Path, place: Path) -> None:
    desk = log_in(data, None, PASSWORD)
    _limit(200)
    Backup(desk).create(place)


def set_up_full(data: Path) -> None:
    _limit(100)
    set_up(data, OFFICE, cost=CHEAP)


def passwords(data: Path, name: Path) -> None:
    """Set the password of one user again and again; the last one is known."""
    desk = log_in(data, "李敏", PASSWORD)
    accounts = Accounts(desk, cost=CHEAP)
    user = next(each["id"] for each in accounts.users() if each["name"] == str(name))
    _together()
    for number in range(TIMES):
        accounts.reset_password(UUID(str(user)), f"{name}-pass-{number}")


def settings(data: Path, name: Path) -> None:
    """Add to one small fact of the file again and again."""
    desk = log_in(data, "李敏", PASSWORD)
    _together()
    for number in range(TIMES):
        desk.store.edit_setting("many", partial(_with, f"{name}-{number}"))


def _with(word: str, known: list[str] | None) -> list[str]:
    return [*(known or []), word]


def set_up_together(data: Path) -> None:
    _together()
    set_up(data, OFFICE, cost=CHEAP)
    say("made")


def _together() -> None:
    """Begin when the parent says so."""
    say("ready")
    sys.stdin.readline()


def _limit(kib: int) -> None:
    """No file may grow beyond this: the same as a full disk, without needing one."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kib << 10, kib << 10))


if __name__ == "__main__":
    try:
        globals()[sys.argv[1]](*map(Path, sys.argv[2:]))
    except UserError as error:
        say(f"error {error.code} {error.message}")
