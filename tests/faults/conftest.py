"""An office that a child process works on, and what must hold after the child has died."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from hardship_desktop.services.accounts import log_in, set_up
from hardship_desktop.services.checkup import Checkup
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.records import Household

if sys.platform == "win32":
    pytest.skip("Windows has no such signals and limits", allow_module_level=True)

from tests.faults.work import CHEAP, OFFICE, PASSWORD

ROOT = Path(__file__).parents[2]
FIRST = 400
"""Households of the office before anything goes wrong."""


class Office:
    """A data folder in a folder of its own, with its state folder beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.stick = folder / "stick"

    @contextmanager
    def working(self, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
        """A child at work (work.py)."""
        environment = {
            **os.environ,
            "XDG_STATE_HOME": str(self.folder / "state"),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }
        command = [sys.executable, "-m", "tests.faults.work", *map(str, arguments)]
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
        )
        with child:
            try:
                yield child
            finally:
                child.kill()

    def killed(self, longest: float, seed: int, *arguments: str | Path) -> list[str]:
        """Start the work, kill it at a random moment; gives what it had said before."""
        with self.working(*arguments) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(random.Random(seed).uniform(0, longest))
            child.kill()
            said = child.stdout.read()
        return said[: said.rfind("\n") + 1].split()

    def output_of(self, *arguments: str | Path) -> list[str]:
        """All that a child says until it ends by itself."""
        with self.working(*arguments) as child:
            assert child.stdout is not None
            return child.stdout.read().splitlines()

    def together(self, *works: Sequence[str | Path]) -> list[list[str]]:
        """Several children that begin their work at the same instant; what each of them said."""
        with ExitStack() as stack:
            children = [stack.enter_context(self.working(*work)) for work in works]
            for child in children:
                assert child.stdout is not None
                assert child.stdout.readline() == "ready\n"
            for child in children:
                assert child.stdin is not None
                child.stdin.write("go\n")
                child.stdin.flush()
            return [child.communicate()[0].splitlines() for child in children]

    @contextmanager
    def opened(self) -> Iterator[Desk]:
        """The next start."""
        desk = log_in(self.data, None, PASSWORD)
        try:
            yield desk
        finally:
            desk.store.close()

    def sound(self) -> frozenset[str]:
        """The next start works, every check passes; gives the ids of all households."""
        with self.opened() as desk:
            report = Checkup(desk).run()
            assert report.findings == []
            with desk.read() as reader:
                rows = reader.cursor.execute("SELECT hex(id) FROM household")
                return frozenset(row.lower() for (row,) in rows)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        desk, _ = set_up(folder / "data", OFFICE, cost=CHEAP)
        with desk.change() as change:
            change.bulk(Household, ({"address": f"清河镇{n}号"} for n in range(FIRST)))
        desk.store.close()
    return folder


@pytest.fixture
def office(office_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    shutil.copytree(office_template, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "stick").mkdir()
    return Office(tmp_path)
