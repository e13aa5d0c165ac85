"""kill -9 at any moment: all or nothing, the next start works, nothing that was saved is lost.

A few kills at each run; HARDSHIP_KILLS=50 makes it fifty for each sort of work.
"""

import os
import random
import time
from pathlib import Path

import pytest

from hardship_desktop.services.backup import Backup
from hardship_desktop.services.restore import Secret, restore, verify
from tests.faults.conftest import FIRST, Office
from tests.faults.work import BATCH, PASSWORD

KILLS = int(os.environ.get("HARDSHIP_KILLS", "3"))
ROUNDS = pytest.mark.parametrize("seed", range(KILLS))


def killed(office: Office, longest: float, seed: int, *arguments: str | Path) -> list[str]:
    """Start the work, kill it at a random moment; gives what it had said before."""
    with office.working(*arguments) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0, longest))
        child.kill()
        said = child.stdout.read()
    return said[: said.rfind("\n") + 1].split()


@ROUNDS
def test_killed_while_saving(office: Office, seed: int) -> None:
    saved = killed(office, 0.4, seed, "save", office.data)
    there = office.sound()
    assert set(saved) <= there
    assert len(there) - FIRST - len(saved) in (0, 1)


@ROUNDS
def test_killed_while_importing(office: Office, seed: int) -> None:
    imported = killed(office, 1.2, seed, "bulk", office.data)
    there = office.sound()
    assert set(imported) <= there
    assert len(there) in (FIRST + BATCH * len(imported), FIRST + BATCH * (len(imported) + 1))


@ROUNDS
def test_killed_while_backing_up(office: Office, seed: int) -> None:
    made = killed(office, 0.5, seed, "back_up", office.data, office.stick)
    assert len(office.sound()) == FIRST
    named = {path.name for path in office.stick.glob("*.hbk")}
    assert set(made[-3:]) <= named
    for path in office.stick.glob("*.hbk"):
        assert verify(path, Secret(password=PASSWORD)).counts["household"] == FIRST
    with office.opened() as desk:
        Backup(desk).create(office.stick)
    assert not list(office.data.glob(".aside-*"))
    assert not list(office.stick.glob(".*.part"))


@ROUNDS
def test_killed_while_restoring(office: Office, seed: int) -> None:
    with office.opened() as desk:
        backup = Backup(desk).create(office.stick).path
    office_before = killed(office, 0.5, seed, "save", office.data)
    more = len(office.sound())
    killed(office, 0.3, seed, "bring_back", office.data, backup)
    there = len(office.sound())
    assert there in (FIRST, more)
    aside = list(office.folder.glob("data.替换前-*"))
    assert len(aside) == (1 if there == FIRST and more != FIRST else len(aside))
    assert more >= FIRST + len(office_before)
    restore(backup, office.data, Secret(password=PASSWORD))
    assert len(office.sound()) == FIRST
    assert sorted(path.name for path in office.folder.glob(".data*")) == []
