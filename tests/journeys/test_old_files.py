"""Files of earlier releases in the program of today: tests/old_files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from hardship_desktop.services.accounts import log_in, log_in_with_recovery
from hardship_desktop.services.checkup import Checkup
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.restore import Secret, restore, verify
from hardship_desktop.store import migrate
from hardship_desktop.store.backup_file import check_members
from hardship_desktop.sync.enrol import read_approval
from tests.offices import Clock, Office, closing, rows_of
from tests.old_files.pack import COMMITS, unpack


@dataclass
class Old:
    """The unpacked files of an earlier release."""

    folder: Path
    facts: dict[str, Any]
    clock: Clock

    def post(self, name: str) -> Path:
        return self.folder / "post" / name

    @property
    def backup(self) -> Path:
        (path,) = (self.folder / "county" / "stick").glob("*.hbk")
        return path

    def open(self, name: str) -> Office:
        """One of its offices, opened (and upgraded) by the program of today."""
        desk = log_in(self.folder / name / "data", None, self.facts["password"], now_ms=self.clock)
        return Office(desk, self.folder / "post", self.clock)


@pytest.fixture(params=COMMITS)
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Old:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "old" / "state"))
    facts = unpack(request.param, tmp_path / "old")
    return Old(tmp_path / "old", facts, Clock(facts["now_ms"]))


@pytest.fixture
def county(old: Old) -> Iterator[Office]:
    office = old.open("county")
    with closing(office):
        yield office


@pytest.fixture
def city(old: Old) -> Iterator[Office]:
    office = old.open("city")
    with closing(office):
        yield office


def newest_revision() -> str | None:
    return ScriptDirectory.from_config(migrate.configuration()).get_current_head()


def test_an_old_file_is_brought_up_to_date_and_nothing_in_it_is_amiss(county: Office) -> None:
    with county.desk.read() as reader:
        revision = reader.connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert revision == newest_revision()
    assert county.desk.store.notice == ""
    assert Checkup(county.desk).run().findings == []
    assert len(rows_of(county, county.desk.store.org_id)["household"]) == 9


def test_the_copy_made_before_the_upgrade_is_a_whole_backup(old: Old, county: Office) -> None:
    made = 0 if old.facts["revision"] == newest_revision() else 1
    copies = list((county.desk.folder / "before-upgrade").glob("*.hbk"))
    assert [check_members(copy, lambda _: None).facts.counts["household"] for copy in copies] == [9] * made


def test_the_recovery_code_of_then_still_opens(old: Old) -> None:
    desk = log_in_with_recovery(old.folder / "county" / "data", old.facts["recovery"], now_ms=old.clock)
    assert desk.user_name == "赵敏"
    desk.store.close()


@pytest.mark.parametrize("by", ["password", "recovery"])
def test_an_old_backup_verifies_and_comes_back(old: Old, tmp_path: Path, by: str) -> None:
    secret = Secret(None, **{by: old.facts[by]})
    assert verify(old.backup, secret).counts["household"] == 9
    restored = restore(old.backup, tmp_path / "new" / "data", secret, now_ms=old.clock)
    assert restored.missing == []
    desk = log_in(restored.folder, None, old.facts["password"], now_ms=old.clock)
    assert Checkup(desk).run().findings == []
    desk.store.close()


def test_an_old_bundle_and_receipt_are_taken_in(old: Old, county: Office, city: Office) -> None:
    (came,) = city.take(old.post("second.ubx"))
    assert (came.state, came.office) == ("applied", "清河县总工会")
    assert came.records > 5
    assert [each.state for each in county.take(old.post("receipt.ubx"), Path(came.receipt))] == [
        "applied"
    ] * 2
    org = county.desk.store.org_id
    assert rows_of(county, org) == rows_of(city, org)
    assert county.exchange.pending().records == 0


def test_what_an_old_county_goes_on_with_arrives_at_an_old_city(county: Office, city: Office) -> None:
    (came,) = city.take(county.send())
    assert came.state == "applied"
    assert Checkup(city.desk).run().findings == []


def test_an_enrolment_of_then_is_still_good(old: Old, county: Office, city: Office) -> None:
    assert [each.office for each in Enrolment(county.desk).peers()] == ["云岭市总工会"]
    assert [each.office for each in Enrolment(city.desk).peers()] == ["清河县总工会"]
    assert Enrolment(city.desk).look(old.post("接入.enrol")).office == "清河县总工会"
    approval = read_approval(old.post("批准.enrol").read_bytes())
    assert approval.certificate.read().org_code == "530326"
