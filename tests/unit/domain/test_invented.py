"""Invented households are the same for the same seed, and each person is one person."""

from datetime import date
from itertools import islice

from hardship_desktop.domain.divisions import is_known
from hardship_desktop.domain.invented import OFFICE, households

TODAY = date(2026, 11, 23)


def test_the_same_seed_gives_the_same_households() -> None:
    first, again = (list(households(30, seed=5, today=TODAY)) for _ in range(2))
    assert first == again
    assert first != list(households(30, seed=6, today=TODAY))
    assert first == list(islice(households(900, seed=5, today=TODAY), 30))


def test_no_id_number_is_invented_twice() -> None:
    """Seed 3 drew eight of fifty thousand people twice: out and in again were refused as one person."""
    people = [person for home in households(16_700, seed=3, today=TODAY) for person in home.people]
    assert len({person["id_no"] for person in people}) == len(people)


def test_invented_places_are_on_no_map_and_files_keep_the_rules() -> None:
    assert not is_known(OFFICE)
    for home in households(2000, seed=5, today=TODAY):
        values = home.values
        assert values["archive_no"].startswith(f"{OFFICE}{values['opened_on'].year}")
        assert (values["tier"], values["archive_level"]) != ("general", "national")
