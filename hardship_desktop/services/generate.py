"""Filling a store with invented data through the program's own write path."""

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

from uuid_utils.compat import uuid7

from hardship_desktop.domain import invented
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.base import Record
from hardship_desktop.store.records import Aid, AidStep, Household, Person, Visit

Rows = tuple[type[Record], list[dict[str, Any]]]
BATCH = 1000
VISITS, AIDS = 6, 8
"""Visits and payments of a household on average (targets: 600,000 and 800,000 to 100,000)."""


def generate(desk: Desk, count: int, *, seed: int) -> dict[str, int]:
    """So many invented households with people, visits and aid; gives rows per table."""
    counts = dict.fromkeys(("household", "person", "visit", "aid", "aid_step"), 0)
    for batch in batches(desk, count, seed=seed):
        with desk.change() as change:
            for record, rows in batch:
                counts[record.__tablename__] += len(change.bulk(record, rows))
    return counts


def batches(desk: Desk, count: int, *, seed: int) -> Iterator[list[Rows]]:
    """The invented rows, table by table, of a thousand households at a time."""
    random = Random(seed)
    source = invented.households(count, seed=seed, today=desk.today, office=desk.office_code[:6])
    while batch := list(islice(source, BATCH)):
        yield _rows(desk, random, batch)


def _rows(desk: Desk, random: Random, batch: list[invented.InventedHousehold]) -> list[Rows]:
    homes = [(uuid7(), [uuid7() for _ in each.people], each) for each in batch]
    families = [{**each.values, "id": home, "head_person_id": ids[0]} for home, ids, each in homes]
    people = [
        {**person, "id": row, "household_id": home}
        for home, ids, each in homes
        for row, person in zip(ids, each.people, strict=True)
    ]
    visits = [
        {**visit, "household_id": home}
        for home, _, _ in homes
        for visit in invented.visits_of(random, desk.today, random.randrange(2 * VISITS + 1))
    ]
    aids: list[dict[str, Any]] = [
        {**aid, "id": uuid7(), "household_id": home, "person_id": ids[0]}
        for home, ids, _ in homes
        for aid in invented.aids_of(random, desk.today, random.randrange(2 * AIDS + 1))
    ]
    steps = [{"aid_id": aid["id"], "step": "paid", "happened_on": aid["paid_on"]} for aid in aids]
    return [(Household, families), (Person, people), (Visit, visits), (Aid, aids), (AidStep, steps)]
