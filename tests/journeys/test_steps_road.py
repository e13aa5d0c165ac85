"""Steps of a file on the road: two PCs of one county decide apart, and one of them settles it."""

import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.checkup import Checkup
from hardship_desktop.services.exchange.outbox import Outbox
from hardship_desktop.services.flows import Case, Flows
from hardship_desktop.services.households import Households
from hardship_desktop.store.catch_up import catch_up
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.foreign import foreign_shape
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.store.records import BY_TABLE, CaseStep
from hardship_desktop.sync.format import write_bundle
from hardship_desktop.sync.vector import ranges_to_send
from hardship_desktop.sync.wire import BundleKind, Mark
from tests.offices import PASSWORD, Office, closing


def new_file(office: Office, status: str = "publicity") -> UUID:
    made = Households(office.desk).create({"status": status}, {"name": "单田芳"})
    assert made.id is not None
    return made.id


def take(office: Office, household: UUID, step: str, **values: Any) -> None:
    Flows(office.desk).take(household, step, {"happened_on": office.desk.today, **values})


def case(office: Office, household: UUID, of: Office) -> Case:
    return Flows(office.desk).case((of.desk.store.org_id, household))


def second_pc(county: Office, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The county's data on another PC, which writes under an origin of its own."""
    shutil.copytree(county.desk.folder, folder / "data")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    (folder / "post").mkdir()
    clock = type(county.clock)(county.clock.ms)
    return Office(log_in(folder / "data", None, PASSWORD, now_ms=clock), folder / "post", clock)


def sent_back(city: Office, county: Office) -> Path:
    """What the city holds of a county and this PC lacks, as a bundle of the city (FORMAT.md, section 7)."""
    outbox, org, path = Outbox(city.desk), county.desk.store.org_id.bytes, city.post / "补发.ubx"
    with county.desk.read() as there:
        lives = LogReader(there.connection).origins.values()
        have = {life.id: Mark(life.seq, life.hash) for life in lives}
    with city.desk.read() as reader:
        log = LogReader(reader.connection)
        spans = ranges_to_send(log.of_office(org), {origin: mark.seq for origin, mark in have.items()})
        envelope = outbox._envelope(reader.connection, BundleKind.DATA, org)
        manifest, _ = outbox._manifest(log, org, have, spans, ())
        records = ((span.origin, log.records(span.origin, span.first, span.last)) for span in spans)
        write_bundle(path, envelope, manifest, records, iter(()), outbox._keys)
    return path


def test_two_pcs_that_approve_and_refuse_are_a_conflict_until_one_names_both(
    county: Office, city: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    household = new_file(county)
    other = second_pc(county, tmp_path / "second", monkeypatch)
    with closing(other):
        take(county, household, "approve", doc_no="清工〔2026〕8号")
        take(other, household, "refuse", reason="收入超标")
        city.take(county.send())
        city.take(other.send())
        seen = case(city, household, county)
        assert (seen.standing.state, len(seen.standing.rivals), seen.allowed) == ("rejected", 2, ())

        (back,) = county.take(sent_back(city, county))
        assert back.state == "applied"
        mine = case(county, household, county)
        assert [step.name for step in mine.allowed] == ["approve", "refuse"]
        file = Households(county.desk).open((county.desk.store.org_id, household))
        with pytest.raises(UserError, match="两台电脑") as caught:
            Aids(county.desk).record(
                {"person_id": file.people[0]["id"], "item": "living", "amount_fen": 50, "method": "bank"}
            )
        assert caught.value.code == "conflict"

        take(county, household, "approve", doc_no="清工〔2026〕8号")
        city.take(county.send())
        for office in (county, city):
            settled = case(office, household, county)
            assert (settled.standing.state, settled.standing.rivals) == ("approved", ())


def test_steps_sent_to_an_older_program_wait_in_its_log_and_show_after_its_update(
    county: Office, city: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    household = new_file(county)
    take(county, household, "return", reason="缺证明")
    odd = {"household_id": household, "flow": "household", "step": "take_over", "state": "rejected"}
    with county.desk.change() as change:
        change.insert(CaseStep, {**odd, "opinion": 5})  # as a broken program would
    with monkeypatch.context() as older_program:
        older_program.delitem(BY_TABLE, "case_step")
        foreign_shape.cache_clear()
        (came,) = city.take(county.send())
        assert came.state == "applied"
    foreign_shape.cache_clear()
    key = (county.desk.store.org_id, household)
    assert Households(city.desk).open(key).values["status"] == "draft", "what older programs are told"
    with city.desk.store.local() as connection:
        assert catch_up(driver_cursor(connection)) == 1
        assert catch_up(driver_cursor(connection)) == 0
    assert Households(city.desk).open(key).values["status"] == "returned"
    assert case(city, household, county).steps[0]["reason"] == "缺证明"
    told = [finding.code for finding in Checkup(city.desk).run().findings]
    assert told == ["row_missing"], "only the broken one, which stays in the log"
