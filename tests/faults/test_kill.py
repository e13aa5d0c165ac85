"""kill -9 at any moment: all or nothing, the next start works, nothing that was saved is lost.

A few kills at each run; HARDSHIP_KILLS=50 makes it fifty for each sort of work.
"""

import os
import zipfile
from contextlib import suppress

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import log_in, set_up
from hardship_desktop.services.backup import Backup
from hardship_desktop.services.file_out import write_file
from hardship_desktop.services.restore import Secret, restore, verify
from tests.faults.conftest import FIRST, Office
from tests.faults.work import BATCH, CHEAP, OFFICE, PASSWORD

KILLS = int(os.environ.get("HARDSHIP_KILLS", "3"))
ROUNDS = pytest.mark.parametrize("seed", range(KILLS))


def nothing_left(office: Office) -> bool:
    """Neither copies nor parts stay; what was not even begun, an empty name, may be another program's."""
    parts = (path for path in office.stick.glob(".*.part") if path.stat().st_size)
    return not any((*office.data.glob(".aside-*/*"), *parts))


@ROUNDS
def test_killed_while_saving(office: Office, seed: int) -> None:
    saved = office.killed(0.4, seed, "save", office.data)
    there = office.sound()
    assert set(saved) <= there
    assert len(there) - FIRST - len(saved) in (0, 1)


@ROUNDS
def test_killed_while_importing(office: Office, seed: int) -> None:
    imported = office.killed(1.2, seed, "bulk", office.data)
    there = office.sound()
    assert set(imported) <= there
    assert len(there) in (FIRST + BATCH * len(imported), FIRST + BATCH * (len(imported) + 1))


@ROUNDS
def test_killed_while_setting_up(office: Office, seed: int) -> None:
    fresh = office.folder / "fresh"
    office.killed(0.6, seed, "begin", fresh)
    if (fresh / "vault.json").exists():
        log_in(fresh, None, PASSWORD).store.close()
    else:
        set_up(fresh, OFFICE, cost=CHEAP)[0].store.close()


@ROUNDS
def test_killed_while_changing_secrets(office: Office, seed: int) -> None:
    said = office.killed(0.5, seed, "change_secrets", office.data)
    passwords = [said[-1] if said else PASSWORD, f"{PASSWORD}-{len(said)}"]
    opened = []
    for password in passwords:
        with suppress(UserError):
            log_in(office.data, None, password).store.close()
            opened.append(password)
    assert len(opened) == 1


@ROUNDS
def test_killed_while_writing_documents(office: Office, seed: int) -> None:
    office.killed(1.5, seed, "hand_out", office.data, office.stick)
    for path in office.stick.glob("[!.]*"):
        content = path.read_bytes()
        assert zipfile.is_zipfile(path) if path.suffix == ".xlsx" else content.endswith(b"%%EOF\n")
    office.sound()
    write_file(b"next", office.stick / "next")
    assert nothing_left(office)


@ROUNDS
def test_killed_while_backing_up(office: Office, seed: int) -> None:
    made = office.killed(0.5, seed, "back_up", office.data, office.stick)
    assert len(office.sound()) == FIRST
    named = {path.name for path in office.stick.glob("*.hbk")}
    assert set(made[-3:]) <= named
    for path in office.stick.glob("*.hbk"):
        assert verify(path, Secret(password=PASSWORD)).counts["household"] == FIRST
    with office.opened() as desk:
        Backup(desk).create(office.stick)
    assert nothing_left(office)


@ROUNDS
def test_killed_while_restoring(office: Office, seed: int) -> None:
    with office.opened() as desk:
        backup = Backup(desk).create(office.stick).path
    office_before = office.killed(0.5, seed, "save", office.data)
    more = len(office.sound())
    office.killed(0.3, seed, "bring_back", office.data, backup)
    there = len(office.sound())
    assert there in (FIRST, more)
    aside = list(office.folder.glob("data.替换前-*"))
    assert len(aside) == (1 if there == FIRST and more != FIRST else len(aside))
    assert more >= FIRST + len(office_before)
    restore(backup, office.data, Secret(password=PASSWORD))
    assert len(office.sound()) == FIRST
    assert sorted(path.name for path in office.folder.glob(".data*")) == []
