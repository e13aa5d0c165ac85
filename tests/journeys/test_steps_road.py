"""Steps of a file on the road: two PCs of one county decide apart, and one of them settles it."""

import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.exchange.outbox import Outbox
from hardship_desktop.services.flows import Case, Flows
from hardship_desktop.services.households import Households
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.sync.format import write_bundle
from hardship_desktop.sync.vector import ranges_to_send
from hardship_desktop.sync.wire import Kind, Mark
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
        envelope = outbox._envelope(reader.connection, Kind.DATA, org)
        outbox._own = org
        manifest, _ = outbox._manifest(log, have, spans, ())
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
