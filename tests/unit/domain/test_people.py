"""One person's entry: what the ID number fills in, and what contradicts what."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.codes.person import ID_TYPE
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.people import check_person, fill_person, same_person

TODAY = date(2026, 3, 5)
MAN = make_id_number("530302", date(1980, 5, 6), 11)
WOMAN = make_id_number("530302", date(1982, 7, 8), 22)


def found(**values: Any) -> dict[str, bool]:
    """Field at fault to whether it may stand."""
    return {each.field: each.warning for each in check_person(values, today=TODAY)}


@given(born=st.dates(date(1910, 1, 1), TODAY), seq=st.integers(0, 999))
def test_what_the_number_fills_in_never_contradicts_it(born: date, seq: int) -> None:
    number = make_id_number("530302", born, seq)
    filled = fill_person({"id_no": number}, today=TODAY)
    assert filled == {"birth_date": born, "sex": "1" if seq % 2 else "2", "id_type": "id_card"}
    assert check_person({"id_no": number, **filled}, today=TODAY) == ()


def test_what_was_given_is_not_overwritten() -> None:
    given_values = {"id_no": MAN, "sex": "2", "birth_date": date(1979, 1, 1), "id_type": "id_card"}
    assert fill_person(given_values, today=TODAY) == {}


def test_a_wrong_number_fills_in_nothing() -> None:
    wrong = MAN[:-1] + ("0" if MAN[-1] != "0" else "1")
    assert fill_person({"id_no": wrong}, today=TODAY) == {}
    assert found(id_no=wrong) == {"id_no": False}


def test_a_fifteen_digit_number_fills_in_and_stays_as_it_is() -> None:
    old = MAN[:6] + MAN[8:17]
    filled = fill_person({"id_no": old}, today=TODAY)
    assert filled["birth_date"] == date(1980, 5, 6)
    assert "id_no" not in filled


def test_a_residence_permit_is_recognised() -> None:
    permit = make_id_number("830000", date(1970, 1, 2), 3)
    assert fill_person({"id_no": permit}, today=TODAY)["id_type"] == "taiwan_residence"
    assert found(id_no=permit, id_type="id_card") == {"id_type": True}


@pytest.mark.parametrize(
    ("district", "meant"),
    [
        ("810000", "hk_macao_residence"),
        ("820000", "hk_macao_residence"),
        ("830000", "taiwan_residence"),
    ],
)
def test_one_word_for_both_residence_permits_is_settled_by_the_number(district: str, meant: str) -> None:
    both = ID_TYPE.find("港澳台居民居住证")
    permit = make_id_number(district, date(1970, 1, 2), 3)
    assert fill_person({"id_no": permit, "id_type": both}, today=TODAY)["id_type"] == meant
    assert found(id_no=permit, id_type=both) == {}
    assert "id_type" not in fill_person({"id_no": MAN, "id_type": both}, today=TODAY)
    assert found(id_no=MAN, id_type=both) == {"id_type": True}
    assert both not in {each.code for each in ID_TYPE.current}


def test_a_passport_is_not_held_to_the_rules_of_id_cards() -> None:
    assert found(id_no="E12345678", id_type="passport") == {}
    assert fill_person({"id_no": "E12345678", "id_type": "passport"}, today=TODAY) == {}
    assert found(id_no="E1", id_type="passport") == {"id_no": False}


def test_an_unknown_district_only_warns() -> None:
    assert found(id_no=make_id_number("999999", date(1980, 1, 1), 1)).get("id_no") is not False


def test_sex_and_birth_day_that_differ_from_the_number_warn() -> None:
    assert found(id_no=MAN, sex="2") == {"sex": True}
    assert found(id_no=MAN, birth_date=date(1980, 5, 7)) == {"birth_date": True}


def test_a_birth_day_known_only_to_the_month_warns() -> None:
    assert found(id_no=MAN, birth_date=date(1980, 5, 1)) == {"birth_date": True}


@pytest.mark.parametrize("unknown", ["0", "9", None])
def test_an_unknown_sex_contradicts_nothing(unknown: str | None) -> None:
    assert found(id_no=MAN, sex=unknown, relation="12") == {}


def test_a_relation_that_says_the_other_sex_warns() -> None:
    assert found(relation="12", sex="1") == {"relation": True}
    assert found(relation="20", sex="1") == {}
    assert found(relation="01", sex="2") == {}


def test_a_disability_card_is_held_against_the_person() -> None:
    card = WOMAN + "21"
    assert found(id_no=WOMAN, disability_card_no=card, disability_type="2", disability_level="1") == {}
    assert found(id_no=MAN, disability_card_no=card) == {"disability_card_no": True}
    assert found(disability_card_no=card, disability_type="4", disability_level="1") == {
        "disability_type": True
    }
    assert found(disability_card_no=card, disability_level="3") == {"disability_level": True}
    assert found(disability_card_no="123") == {"disability_card_no": True}


def test_nobody_dies_before_birth() -> None:
    assert found(birth_date=date(1980, 1, 2), deceased_on=date(1980, 1, 1)) == {"deceased_on": False}
    assert found(birth_date=date(1980, 1, 2), deceased_on=date(1980, 1, 2)) == {}


def test_work_and_school_before_their_time_warn() -> None:
    assert found(birth_date=date(1980, 1, 2), work_start=date(1990, 1, 1)) == {"work_start": True}
    assert found(birth_date=date(2010, 1, 2), enroll_year=2010) == {"enroll_year": True}


def test_a_person_without_a_number_is_a_person() -> None:
    assert check_person({"name": "单于秀兰"}, today=TODAY) == ()
    assert fill_person({"name": "单于秀兰"}, today=TODAY) == {}


def test_one_person_is_known_by_number_in_either_length_and_only_then_by_name() -> None:
    old = {"name": "王建国", "id_no": MAN[:6] + MAN[8:17]}
    assert same_person(old, {"name": "王健国", "id_no": MAN})
    assert not same_person(old, {"name": "王建国", "id_no": "530302198302280685"})
    assert same_person(old, {"name": "王建国"})
    assert not same_person({}, {"name": "王建国"})
