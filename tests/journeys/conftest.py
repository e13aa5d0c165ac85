"""Offices for whole journeys, each in folders of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import Office, closing, enrol, open_office


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The rollback witnesses of a test stand in its own folder."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Office]:
    office = open_office(tmp_path / "city", "city", "云岭市总工会", "530300")
    with closing(office):
        yield office


@pytest.fixture
def county(tmp_path: Path, city: Office) -> Iterator[Office]:
    office = open_office(tmp_path / "county", "county", "清河县总工会", "530326")
    enrol(office, city)
    with closing(office):
        yield office


@pytest.fixture
def neighbour(tmp_path: Path, city: Office) -> Iterator[Office]:
    office = open_office(tmp_path / "neighbour", "county", "白石区总工会", "530302")
    enrol(office, city)
    with closing(office):
        yield office
