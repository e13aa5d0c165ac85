"""An office joins its city by file and telephone; what was swapped, late or meant for another shows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.sync.keys import age_key_of
from tests.offices import Office, closing, enrol, open_office


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Office, Office]]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    county = open_office(tmp_path / "county", "county", "清河县总工会", "530326")
    city = open_office(tmp_path / "city", "city", "云岭市总工会", "530300")
    with closing(county, city):
        yield county, city


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        action()
    assert caught.value.message.endswith("。")
    return caught.value.code


def test_both_sides_compare_numbers_and_then_know_each_other(offices: tuple[Office, Office]) -> None:
    county, city = offices
    request, approval = county.post / "申请.enrol", city.post / "批准.enrol"
    asked = Enrolment(county.desk).request(request)
    seen = Enrolment(city.desk).look(request)
    assert (seen.office, seen.org_code, seen.check, seen.known) == (
        "清河县总工会",
        "530326",
        asked.check,
        False,
    )
    answer = Enrolment(city.desk).approve(request, approval, asked.check)
    assert (answer.office, answer.org_code) == ("清河县总工会", "530326")
    joined = Enrolment(county.desk).finish(approval, answer.check)
    assert (joined.city, joined.city_code) == ("云岭市总工会", "530300")
    assert [peer.office for peer in Enrolment(county.desk).peers()] == ["云岭市总工会"]
    assert [peer.office for peer in Enrolment(city.desk).peers()] == ["清河县总工会"]


def test_the_recovery_key_is_told_once_and_opens_what_the_county_sends(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    county, city = offices
    secret = enrol(county, city)
    assert secret is not None
    assert secret.startswith("AGE-SECRET-KEY-1")
    other = open_office(tmp_path / "other", "county", "白石区总工会", "530302")
    assert enrol(other, city) is None
    assert county.desk.setting("city_recovery_key") == age_key_of(secret)
    assert other.desk.setting("city_recovery_key") == age_key_of(secret)
    with city.desk.read() as reader:
        values = reader.connection.exec_driver_sql("SELECT value FROM setting").scalars().all()
    assert not any(secret.encode() in bytes(value) for value in values)
    other.desk.store.close()


def test_a_number_that_differs_stops_both_sides(offices: tuple[Office, Office]) -> None:
    county, city = offices
    request, approval = county.post / "申请.enrol", city.post / "批准.enrol"
    Enrolment(county.desk).request(request)
    wrong = "0000 " * 6
    assert code_of(lambda: Enrolment(city.desk).approve(request, approval, wrong)) == "enrol_check_differs"
    assert not approval.exists()
    assert not Enrolment(city.desk).peers()
    Enrolment(city.desk).approve(request, approval)
    assert code_of(lambda: Enrolment(county.desk).finish(approval, wrong)) == "enrol_check_differs"
    assert not Enrolment(county.desk).peers()


def test_only_the_latest_request_can_be_answered(offices: tuple[Office, Office]) -> None:
    county, city = offices
    first, approval = county.post / "1.enrol", city.post / "批准.enrol"
    Enrolment(county.desk).request(first)
    Enrolment(city.desk).approve(first, approval)
    Enrolment(county.desk).request(county.post / "2.enrol")
    assert code_of(lambda: Enrolment(county.desk).finish(approval)) == "enrol_other_request"


def test_each_side_does_only_its_own_part(offices: tuple[Office, Office]) -> None:
    county, city = offices
    request = county.post / "申请.enrol"
    Enrolment(county.desk).request(request)
    assert code_of(lambda: Enrolment(city.desk).request(city.post / "x.enrol")) == "role"
    assert code_of(lambda: Enrolment(county.desk).approve(request, county.post / "y.enrol")) == "role"
    assert code_of(lambda: Enrolment(city.desk).finish(request)) == "no_request"
    assert code_of(lambda: Enrolment(city.desk).look(county.post / "没有.enrol")) == "not_found"
    assert code_of(lambda: Enrolment(city.desk).look(city.desk.folder / "office.db")) == "enrol_not_enrolment"


def test_an_office_id_stays_with_the_office_that_enrolled_with_it(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    county, city = offices
    enrol(county, city)
    thief = open_office(tmp_path / "thief", "county", "黑水县总工会", "530399")
    thief.desk.store.org_id = county.desk.store.org_id
    request = thief.post / "申请.enrol"
    Enrolment(thief.desk).request(request)
    refused = code_of(lambda: Enrolment(city.desk).approve(request, city.post / "z.enrol"))
    assert refused == "enrol_other_office"
    thief.desk.store.close()


def test_a_county_cannot_bar_its_city(offices: tuple[Office, Office]) -> None:
    county, _ = offices
    enrol(*offices)
    (city,) = Enrolment(county.desk).peers()
    with pytest.raises(UserError, match="只有市级单位"):
        Enrolment(county.desk).revoke(city.device)
