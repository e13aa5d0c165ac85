"""Whoever knows the office, the sex and all that a masked row shows guesses no ID number."""

from datetime import date, timedelta
from itertools import product

import pytest

from hardship_desktop.documents.paper.blocks import Column
from hardship_desktop.domain.identity import id_checksum, make_id_number
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import Person

OFFICE = "110101"
PEOPLE = [(date(1981, 3, 7), 400), (date(1950, 12, 31), 6), (date(2016, 2, 29), 933)]
RIGHT = 0.001


def shown(name: str, value: object) -> str:
    return Column.of(field_map(Person)[name], masked=True).text(value)


def fitting(mask: str, birth: str, sex: int) -> list[str]:
    """Every number of the office that agrees with what the row shows: the best guess is one of them."""
    year = int(birth[:4])
    first = date(year, 1, 1)
    days = [first + timedelta(days=day) for day in range(366)]
    numbers = []
    for day, seq in product((each for each in days if each.year == year), range(sex, 1000, 2)):
        first17 = f"{OFFICE}{day:%Y%m%d}{seq:03d}"
        if _agrees(day.isoformat(), birth) and _agrees(first17, mask[:17]):
            number = first17 + id_checksum(first17)
            if _agrees(number, mask):
                numbers.append(number)
    return numbers


def _agrees(text: str, mask: str) -> bool:
    return len(text) == len(mask) and all(star in ("*", sign) for sign, star in zip(text, mask, strict=True))


@pytest.mark.parametrize(("birth", "seq"), PEOPLE)
def test_the_best_guess_at_an_id_number_is_right_less_than_once_in_a_thousand(birth: date, seq: int) -> None:
    number = make_id_number(OFFICE, birth, seq)
    found = fitting(shown("id_no", number), shown("birth_date", birth), seq % 2)
    assert number in found
    assert 1 / len(found) < RIGHT


@pytest.mark.parametrize(("name", "value"), [("phone", "13800001234"), ("bank_card", "6217000000000000123")])
def test_so_many_digits_of_a_telephone_and_a_card_are_hidden_that_no_guess_helps(
    name: str, value: str
) -> None:
    check_digits = 1 if name == "bank_card" else 0
    assert shown(name, value).count("*") - check_digits > 3


def test_a_disability_card_says_neither_number_nor_disability() -> None:
    assert set(shown("disability_card_no", make_id_number(OFFICE, PEOPLE[0][0], 400) + "12")) == {"*"}
