"""A county comes again from another PC: its disk died, or it has a second one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.checkup import Checkup
from hardship_desktop.services.exchange.enrolment import Again, Enrolment
from hardship_desktop.services.exchange.exchange import Imported
from hardship_desktop.services.households import Households
from hardship_desktop.store.records import Household
from tests.offices import Office, attach, blobs_of, closing, open_office, rows_of, write_family


def only(results: list[Imported]) -> Imported:
    (result,) = results
    return result


def join(county: Office, city: Office, again: Again | None) -> None:
    request, approval = county.post / "接入.enrol", city.post / "批准.enrol"
    asked = Enrolment(county.desk).request(request)
    answer = Enrolment(city.desk).approve(request, approval, asked.check, again)
    Enrolment(county.desk).finish(approval, answer.check)


def numbers(office: Office) -> list[str]:
    return sorted(row["archive_no"] for row in rows_of(office, office.desk.store.org_id)["household"])


pytestmark = pytest.mark.usefixtures("county")


@pytest.fixture
def anew(tmp_path: Path) -> Iterator[Office]:
    office = open_office(tmp_path / "anew", "county", "清河县总工会", "530326")
    with closing(office):
        yield office


def test_a_city_must_say_what_an_office_that_it_knows_is(city: Office, anew: Office) -> None:
    request = anew.post / "接入.enrol"
    asked = Enrolment(anew.desk).request(request)
    assert Enrolment(city.desk).look(request).known
    with pytest.raises(UserError, match=r"--same-office.*--second-pc") as caught:
        Enrolment(city.desk).approve(request, city.post / "再批准.enrol", asked.check)
    assert caught.value.code == "enrol_known_office"
    assert not list(city.post.glob("再批准.enrol"))


def test_after_the_disk_died_the_office_goes_on_as_the_same_one_and_gets_its_records_back(
    county: Office, city: Office, anew: Office
) -> None:
    family = write_family(county, "530326-1")
    sha = attach(county, family.household, b"paper")
    city.take(county.send())
    lost = county.desk.store.org_id
    write_family(anew, "530326-2", "单田芳")
    with anew.desk.change() as change:
        change.update(Household, change.insert(Household, {"archive_no": "3"}), {"address": "东街"})

    join(anew, city, Again.SAME)
    assert anew.desk.store.org_id == lost
    assert numbers(anew) == ["3", "530326-2"]
    assert Checkup(anew.desk).run().ok
    anew.reopen()
    assert (anew.desk.store.notice, anew.desk.office_name) == ("", "清河县总工会")

    (back,) = city.exchange.export(city.post).paths
    came = only(anew.take(Path(back)))
    assert came.state == "applied"
    assert numbers(anew) == ["3", "530326-1", "530326-2"]
    assert b"".join(blobs_of(anew).open(sha)) == b"paper"
    assert only(city.take(anew.send())).state == "applied"
    assert rows_of(anew, lost) == rows_of(city, lost)
    assert Checkup(anew.desk).run().ok
    assert Checkup(city.desk).run().ok
    write_family(county, "530326-9")
    assert only(city.take(county.send())).code == "bundle_revoked"


def test_two_pcs_of_one_office_give_out_different_numbers_and_come_to_hold_the_same(
    county: Office, city: Office, anew: Office
) -> None:
    join(anew, city, Again.SECOND)
    for office in (county, anew):
        Households(office.desk).create({}, {"name": "单田芳"})
    first, second = numbers(county), numbers(anew)
    assert first == ["5303262026A0001"]
    assert second[0].startswith("5303262026B")
    results = city.take(county.send(), anew.send())
    assert [each.state for each in results] == ["applied", "applied"]
    for office in (county, anew):
        office.take(Path(results[0].receipt))
        assert numbers(office) == sorted(first + second)
    again = city.take(county.send(), anew.send()) if county.exchange.pending().records else []
    assert not again
    assert rows_of(county, county.desk.store.org_id) == rows_of(anew, county.desk.store.org_id)


def test_one_archive_number_on_two_households_is_told(county: Office, city: Office, anew: Office) -> None:
    join(anew, city, Again.SECOND)
    write_family(county, "530326-1")
    write_family(anew, "530326-1")
    city.take(county.send())
    assert "档案编号 530326-1 各有两户以上" in only(city.take(anew.send())).message


def test_the_same_request_approved_again_needs_no_new_choice(
    county: Office, city: Office, anew: Office
) -> None:
    request, approval = anew.post / "接入.enrol", city.post / "再批准.enrol"
    asked = Enrolment(anew.desk).request(request)
    Enrolment(city.desk).approve(request, approval, asked.check, Again.SECOND)
    approval.unlink()
    answer = Enrolment(city.desk).approve(request, approval, asked.check)
    Enrolment(anew.desk).finish(approval, answer.check)
    assert anew.desk.store.org_id == county.desk.store.org_id


def test_a_household_typed_again_on_the_new_pc_ends_as_one_file_on_both_sides(
    county: Office, city: Office, anew: Office
) -> None:
    for name in ("单田芳", "钱大海"):
        Households(county.desk).create({"archive_no": f"530326-{name}"}, {"name": name})
    city.take(county.send())
    anew.clock.ms += 60_000
    for name in ("单田芳", "钱大海"):
        Households(anew.desk).create({"archive_no": f"530326-{name}"}, {"name": name})
    join(anew, city, Again.SAME)
    twice = only(city.take(anew.send()))
    assert "各有两户以上" in twice.message
    came = only(anew.take(Path(twice.receipt)))
    assert "后录的 2 户已移入回收站" in came.message
    assert "各有两户以上" not in came.message
    assert "各有两户以上" not in only(city.take(anew.send())).message
    for office in (anew, city):
        rows = rows_of(office, anew.desk.store.org_id)["household"]
        live = [row["archive_no"] for row in rows if row["deleted"] is None]
        assert sorted(live) == ["530326-单田芳", "530326-钱大海"]
        assert Checkup(office.desk).run().ok
