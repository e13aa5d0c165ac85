"""kill -9 while offices exchange: every file is whole, none or all of it comes in, the next try succeeds."""

import shutil
from pathlib import Path

import pytest

from hardship_desktop.services.accounts import set_up
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.exchange.exchange import Exchange
from tests.faults.conftest import FIRST, Office
from tests.faults.test_kill import ROUNDS
from tests.faults.work import CHEAP, CITY


@pytest.fixture
def city(office: Office) -> Office:
    """A city beside the county; neither knows the other yet."""
    set_up(office.folder / "city" / "data", CITY, cost=CHEAP)[0].store.close()
    shutil.copytree(office.folder / "state", office.folder / "city" / "state", dirs_exist_ok=True)
    return Office(office.folder / "city")


def ask(office: Office) -> Path:
    request = office.stick / "接入.enrol"
    with office.opened() as desk:
        Enrolment(desk).request(request)
    return request


def join(office: Office, city: Office, request: Path) -> None:
    approval = office.stick / "批准.enrol"
    with city.opened() as desk:
        Enrolment(desk).approve(request, approval)
    with office.opened() as desk:
        Enrolment(desk).finish(approval)


@ROUNDS
def test_killed_while_approving(office: Office, city: Office, seed: int) -> None:
    request = ask(office)
    city.killed(0.3, seed, "approve", city.data, request)
    join(office, city, request)
    with office.opened() as desk:
        (sent,) = Exchange(desk).export(office.stick).paths
    with city.opened() as desk:
        assert [each.state for each in Exchange(desk).import_files([Path(sent)])] == ["applied"]
    assert len(city.sound()) == FIRST


@ROUNDS
def test_killed_while_sending(office: Office, city: Office, seed: int) -> None:
    join(office, city, ask(office))
    said = office.killed(0.6, seed, "send", office.data, office.stick)
    files = sorted(office.stick.glob("*.ubx"))
    assert {path.name for path in files} >= set(said)
    office.sound()
    with city.opened() as desk:
        taken = Exchange(desk).import_files(files, receipts=office.stick)
    assert {each.state for each in taken} <= {"applied"}
    with office.opened() as desk:
        (back,) = Exchange(desk).import_files([Path(taken[0].receipt)]) if taken else [None]
        assert back is None or back.state == "applied"
        assert Exchange(desk).pending().records == 0 or not taken


@ROUNDS
def test_killed_while_taking_in(office: Office, city: Office, seed: int) -> None:
    join(office, city, ask(office))
    with office.opened() as desk:
        Exchange(desk).export(office.stick)
    city.killed(1.2, seed, "take", city.data, office.stick)
    assert len(city.sound()) in (0, FIRST)
    with city.opened() as desk:
        (again,) = Exchange(desk).import_files([*office.stick.glob("上报*.ubx")], receipts=office.stick)
        assert again.state in ("applied", "known")
        assert list((city.data / "bundles-in").iterdir()) == []
    assert len(city.sound()) == FIRST
    with office.opened() as desk:
        Exchange(desk).import_files([Path(again.receipt)])
        assert Exchange(desk).pending().records == 0
