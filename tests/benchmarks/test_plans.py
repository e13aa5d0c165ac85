"""No statement of daily work reads a whole table: what SQLite plans to do, which no busy machine changes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event

from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.people import People
from hardship_desktop.services.searching import Searching
from tests.benchmarks.office import BenchOffice
from tests.benchmarks.work_rows import ORDERED

SMALL = ("user_account", "organisation", "SCAN o", "SCAN t VIRTUAL TABLE INDEX 0:M1")
"""Tables of a few rows, which may be read whole (o is the origins), and the search's own index."""


@pytest.fixture
def plans(office: BenchOffice) -> Iterator[Callable[[], list[str]]]:
    """What SQLite plans to do for each statement that the program made since, whichever way it made it."""
    made: dict[str, None] = {}

    def watch(connection: Any, *_rest: Any) -> None:
        connection.set_trace_callback(lambda statement: made.setdefault(statement))

    def unwatch(connection: Any, *_rest: Any) -> None:
        connection.set_trace_callback(None)

    assert office.keys  # the office is there before anything is watched
    engine = office.county.store.engine
    event.listen(engine, "checkout", watch)
    event.listen(engine, "checkin", unwatch)
    yield lambda: [plan for statement in tuple(made) for plan in _plan(office, statement)]
    event.remove(engine, "checkout", watch)
    event.remove(engine, "checkin", unwatch)


def _plan(office: BenchOffice, statement: str) -> list[str]:
    if not statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
        return []
    connection: Any = office.county.store.engine.raw_connection()
    try:
        planned = connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    finally:
        connection.close()
    return [row[3] for row in planned if not row[3].endswith(SMALL)]


def scans(plans: list[str]) -> list[str]:
    return [plan for plan in plans if plan.startswith("SCAN")]


def test_opening_saving_and_searching_read_no_whole_table(
    office: BenchOffice, plans: Callable[[], list[str]]
) -> None:
    key = office.keys[0]
    file = Households(office.county).open(key)
    Households(office.county).save(key[1], {"remark": "看一看"})
    People(office.county).save(file.head["id"], {"remark": "看一看"})
    People(office.county).elsewhere(file.head["id_no"])
    History(office.county).of_household(key)
    HouseholdList(office.county).lines(office.keys[:50])
    Searching(office.county).find(file.head["name"])
    assert plans()
    assert not scans(plans())


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", ORDERED)
def test_every_order_of_the_list_comes_from_its_index(
    office: BenchOffice, plans: Callable[[], list[str]], sort: str, descending: bool
) -> None:
    chosen = Chosen({"status": ("active", "approved"), "tier": ("deep", "relative")})
    HouseholdList(office.county).keys(chosen, (sort, descending))
    column = HouseholdList.orders.get(sort, HouseholdList.table.c.get(sort)).name
    assert plans() == [f"SCAN household_line USING INDEX ix_household_line_{column}"]


@pytest.mark.parametrize("picks", [{}, {"status": ("active",), "archive_level": ("city", "county")}])
def test_the_totals_of_the_list_come_from_one_index(
    office: BenchOffice, plans: Callable[[], list[str]], picks: dict[str, tuple[str, ...]]
) -> None:
    HouseholdList(office.county).totals(Chosen(picks))
    assert plans() == ["SEARCH household_line USING INDEX ix_household_line_people (people>?)"]
