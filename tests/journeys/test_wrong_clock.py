"""A PC's clock is wrong, somebody writes, it is put right: honest work still reaches the city."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.backup import Backup
from hardship_desktop.services.checkup import Checkup
from hardship_desktop.services.exchange.exchange import Imported
from hardship_desktop.services.households import Households
from hardship_desktop.services.restore import Secret, restore
from hardship_desktop.store.records import Household, Person
from tests.offices import PASSWORD, START_MS, Office, rows_of, write_family


@pytest.fixture
def clock_limits_ms() -> int:
    """Those of the program itself."""
    return 0


def instant(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1000)


def only(results: list[Imported]) -> Imported:
    (result,) = results
    return result


def set_address(office: Office, household: object, address: str) -> None:
    with office.desk.change() as change:
        change.update(Household, household, {"address": address})  # type: ignore[arg-type]


def in_step(county: Office, city: Office) -> bool:
    org = county.desk.store.org_id
    return rows_of(county, org) == rows_of(city, org) and Checkup(city.desk).run().ok


@pytest.mark.parametrize("year", [2099, 2000])
def test_a_clock_far_off_is_asked_about_before_anything_is_written(county: Office, year: int) -> None:
    family = write_family(county, "530326-1")
    before = rows_of(county, county.desk.store.org_id)
    county.clock.ms = instant(year)
    county.reopen()
    with pytest.raises(UserError, match=f"电脑日期是 {year}-01-01") as caught:
        set_address(county, family.household, "西街 9 号")
    assert caught.value.code == "clock"
    assert rows_of(county, county.desk.store.org_id) == before
    for work in (county.send, lambda: county.take(county.post / "x.ubx")):
        with pytest.raises(UserError, match="校正电脑的日期"):
            work()


def test_a_rest_of_five_months_is_nothing_to_ask_about(county: Office) -> None:
    family = write_family(county, "530326-1")
    county.clock.ms += 150 * 86_400_000
    set_address(county, family.household, "西街 9 号")


def test_a_clock_set_back_by_a_month_is_asked_about(county: Office) -> None:
    county.clock.ms += 60 * 86_400_000
    family = write_family(county, "530326-1")
    county.clock.ms += 2 * 86_400_000
    set_address(county, family.household, "西街 9 号")
    county.clock.ms -= 30 * 86_400_000
    with pytest.raises(UserError, match="离上次保存的日期"):
        set_address(county, family.household, "西街 10 号")


def test_what_a_person_confirms_is_not_asked_again(county: Office) -> None:
    family = write_family(county, "530326-1")
    county.clock.ms = instant(2031)
    county.desk.store.trust_clock()
    set_address(county, family.household, "西街 9 号")
    county.reopen()
    set_address(county, family.household, "西街 10 号")


def test_a_pc_set_to_2000_gives_out_no_number_of_2000(county: Office) -> None:
    county.clock.ms = instant(2000)
    county.desk.store.trust_clock()
    Households(county.desk).create({}, {"name": "单田芳"})
    (row,) = rows_of(county, county.desk.store.org_id)["household"]
    assert row["archive_no"].startswith("5303262026")


def test_after_a_write_in_2099_the_next_export_takes_it_back_and_the_city_takes_all(
    county: Office, city: Office
) -> None:
    family = write_family(county, "530326-1")
    county.take(Path(only(city.take(county.send())).receipt))
    today = county.clock.ms
    county.clock.ms = instant(2099)
    county.desk.store.trust_clock()
    set_address(county, family.household, "写于 2099 年")
    with county.desk.change() as change:
        change.delete(Person, family.child)
    county.clock.ms = today + 60_000
    county.reopen()
    set_address(county, family.household, "写于更正之后")  # not asked: the clock is back where it left off

    assert [each.code for each in Checkup(county.desk).run().findings] == ["stamps_ahead"]
    assert county.exchange.pending().far == 3
    made = county.exchange.export(county.post)
    assert made.message.startswith("已把 3 条改动的时间改正为现在，内容没有变。")
    came = only(city.take(Path(made.paths[0])))
    assert (came.state, came.conflicts, came.records) == ("applied", 0, 3)
    assert in_step(county, city)
    assert Checkup(county.desk).run().ok
    assert only(county.take(Path(came.receipt))).state == "applied"
    assert county.exchange.pending().records == 0
    set_address(county, family.household, "以后")
    assert only(city.take(county.send())).records == 1
    assert in_step(county, city)
    county.reopen()
    assert county.desk.store.notice == ""


def refused_bundle(county: Office, city: Office, monkeypatch: pytest.MonkeyPatch) -> Imported:
    """What an older program did: it sent the stamps of 2099 as they were."""
    family = write_family(county, "530326-1")
    county.take(Path(only(city.take(county.send())).receipt))
    today = county.clock.ms
    county.clock.ms = instant(2099)
    county.desk.store.trust_clock()
    set_address(county, family.household, "写于 2099 年")
    county.clock.ms = today + 60_000
    county.reopen()
    with monkeypatch.context() as older:
        older.setattr("hardship_desktop.services.exchange.far_stamps.FarStamps.take_back", lambda _self: 0)
        return only(city.take(county.send()))


def test_the_answer_of_a_city_that_refused_offers_the_way_back(
    county: Office, city: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = refused_bundle(county, city, monkeypatch)
    assert (came.state, came.code) == ("refused", "bundle_clock")
    answer = only(county.take(Path(came.receipt)))
    assert "有 1 条改动的时间比今天晚得多" in answer.message
    assert only(city.take(county.send())).state == "applied"
    assert in_step(county, city)


def test_check_repair_takes_the_stamps_back(
    county: Office, city: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused_bundle(county, city, monkeypatch)
    checkup = Checkup(county.desk)
    checkup.repair()
    assert checkup.run().ok
    assert only(city.take(county.send())).state == "applied"
    assert in_step(county, city)


def test_a_backup_that_holds_such_stamps_is_cured_after_its_restore(
    county: Office, city: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused_bundle(county, city, monkeypatch)
    place = tmp_path / "stick"
    place.mkdir()
    made = Backup(county.desk).create(place)
    county.desk.store.close()
    restore(made.path, county.desk.folder, Secret(password=PASSWORD), now_ms=county.clock)
    county.reopen()
    write_family(county, "530326-2")
    assert only(city.take(county.send())).state == "applied"
    assert in_step(county, city)
    assert Checkup(county.desk).run().ok


def test_what_the_city_may_hold_already_stays_as_it_is(county: Office, city: Office) -> None:
    family = write_family(county, "530326-1")
    today = county.clock.ms
    county.clock.ms = instant(2029)
    county.desk.store.trust_clock()
    set_address(county, family.household, "写于 2029 年")
    bundle = county.send()  # less than ten years ahead: the city takes it
    county.clock.ms = today + 60_000
    county.reopen()
    assert county.exchange.pending().far == 0
    assert only(city.take(bundle)).state == "applied"
    set_address(county, family.household, "以后")
    assert only(city.take(county.send())).conflicts == 0
    assert in_step(county, city)


def test_a_city_looks_at_its_own_clock_before_it_accuses_a_county(county: Office, city: Office) -> None:
    write_family(county, "530326-1")
    bundle = county.send()
    city.clock.ms = instant(2000)
    with pytest.raises(UserError, match="电脑日期是 2000-01-01"):
        city.take(bundle)
    assert not city.exchange.status()
    city.clock.ms = START_MS + 60_000
    assert only(city.take(bundle)).state == "applied"
