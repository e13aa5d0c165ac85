"""A fresh county office for each test: set up once, then copied."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hardship_desktop.services.accounts import NewOffice, log_in, set_up
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.vault import Cost

PASSWORD = "qinghe-2026"
CHEAP = Cost(memory_kib=8, passes=1)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with `data` and `state` of an office that was just set up, and its recovery code."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        office = NewOffice("清河县总工会", "530326", "county", "李敏", PASSWORD)
        desk, code = set_up(folder / "data", office, cost=CHEAP)
        desk.store.close()
    return folder, code


@pytest.fixture
def recovery_code(office_template: tuple[Path, str]) -> str:
    """The recovery code of `desk`."""
    return office_template[1]


@pytest.fixture
def data(office_template: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a fresh office that nobody has open."""
    shutil.copytree(office_template[0], tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "data"


@pytest.fixture
def log_in_here(data: Path) -> Iterator[Callable[[], Desk]]:
    """Opens the office again, as after a restart; all are closed at the end."""
    opened: list[Desk] = []

    def open_again() -> Desk:
        opened.append(log_in(data, None, PASSWORD))
        return opened[-1]

    yield open_again
    for desk in opened:
        desk.store.close()


@pytest.fixture
def desk(log_in_here: Callable[[], Desk]) -> Desk:
    """The administrator 李敏 at the office, logged in."""
    return log_in_here()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty removable disk."""
    place = tmp_path / "U盘"
    place.mkdir()
    return place
