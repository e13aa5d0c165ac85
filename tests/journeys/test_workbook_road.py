"""Workbooks on their way through offices: any order, any part, twice, and out again."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hardship_desktop.documents.sheets.grid import read_file
from hardship_desktop.domain.invented import households
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.accounts import NewOffice, log_in, set_up
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.workbooks.exporting import WorkbookOut
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.services.workbooks.results import Counts
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import Household, Person
from hardship_desktop.store.vault import Cost
from tests.sheets import write_sheet

PASSWORD = "qinghe-2026"
TODAY = date(2026, 3, 5)
PARTS = 4


def open_desk(folder: Path) -> Desk:
    office = NewOffice("清河县总工会", "530326", "county", "赵敏", PASSWORD)
    desk, _ = set_up(folder, office, cost=Cost(memory_kib=8, passes=1))
    return desk


def bring_in(desk: Desk, paths: Sequence[Path]) -> tuple[Counts, Counts]:
    service = WorkbookIn(desk)
    done = service.apply(service.dry_run(paths))
    assert done.rejected == []
    return done.imported, done.updated


def state(desk: Desk) -> set[Any]:
    """All that the office knows, without the ids that each office gives by itself."""
    found = set()
    for key in HouseholdList(desk).keys(Chosen()):
        file = Households(desk).open(key)
        people = frozenset(
            tuple((name, person[name]) for name in field_map(Person) if name != "household_id")
            for person in file.people
        )
        home = tuple((name, file.values[name]) for name in field_map(Household) if name != "head_person_id")
        found.add((home, people, file.head["name"]))
    return found


def write_parts(folder: Path) -> list[Path]:
    """Eight households over four workbooks: each knows something else of them, and all agree."""
    home, person = field_map(Household), field_map(Person)
    columns = (
        (("archive_no", "tier", "address"), ("name", "id_no", "relation")),
        (("archive_no", "main_cause"), ("name", "id_no", "relation", "phone")),
        (("archive_no", "opened_on", "household_size"), ("name", "relation", "id_no", "health")),
        (("archive_no",), ("name", "relation", "id_no", "employer", "income_monthly")),
    )
    invented = list(households(8, seed=3, today=TODAY))
    paths = []
    for number, (of_home, of_person) in enumerate(columns):
        rows: list[list[str]] = [[*(home[n].label for n in of_home), *(person[n].label for n in of_person)]]
        for count, each in enumerate(invented):
            values = {**each.values, "archive_no": f"53032620150{count:03d}", "status": "active"}
            for place, member in enumerate(each.people):
                own = [home[n].format(values.get(n)) if place == 0 else "" for n in of_home]
                rows.append([*own, *(person[n].format(member.get(n)) for n in of_person)])
        paths.append(write_sheet(folder / f"第{number + 1}份.xlsx", *rows))
    return paths


@settings(max_examples=12)
@given(order=st.permutations(range(PARTS)), cuts=st.sets(st.integers(1, PARTS - 1)), again=st.data())
def test_any_order_and_grouping_ends_in_the_same_state_and_twice_is_no_change(
    tmp_path_factory: Any, order: list[int], cuts: set[int], again: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("road")
    parts = write_parts(folder)
    bounds = [0, *sorted(cuts), PARTS]
    plain, mixed = open_desk(folder / "plain"), open_desk(folder / "mixed")
    bring_in(plain, parts)
    for start, end in pairwise(bounds):
        chosen = [parts[index] for index in order[start:end]]
        bring_in(mixed, chosen)
        before = state(mixed)
        repeated = again.draw(st.sampled_from(chosen))
        assert bring_in(mixed, [repeated]) == (Counts(), Counts())
        assert state(mixed) == before
    assert state(mixed) == state(plain)
    assert len(state(plain)) == 8
    for desk in (plain, mixed):
        desk.store.close()


def test_invented_households_come_out_and_go_into_another_office_unchanged(tmp_path: Path) -> None:
    here, there = open_desk(tmp_path / "here"), open_desk(tmp_path / "there")
    for each in households(30, seed=7, today=here.today):
        made = Households(here).create(each.values, each.people[0])
        assert made.id is not None
    first, second = tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"
    WorkbookOut(here).households(first, reveal=True, reason="移交")
    imported, updated = bring_in(there, [first])
    assert (imported, updated) == (Counts(30, 30), Counts())
    WorkbookOut(there).households(second, reveal=True, reason="核对")
    # Below the title and the line of the office that keeps it.
    assert [sheet.rows[2:] for sheet in read_file(second)] == [sheet.rows[2:] for sheet in read_file(first)]
    assert bring_in(here, [second]) == (Counts(), Counts())
    for desk in (here, there):
        desk.store.close()


_IMPORTER = """
import os, sys
from pathlib import Path
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.workbooks.importing import WorkbookIn

class Killer:
    def __init__(self, at):
        self.left = at
    def step(self, done, total):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), 9)

desk = log_in(Path(sys.argv[1]), None, sys.argv[2])
service = WorkbookIn(desk)
service.apply(service.dry_run([sys.argv[3]]), progress=Killer(int(sys.argv[4])))
"""


def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    desk = open_desk(folder)
    bring_in(desk, [write_sheet(tmp_path / "先.xlsx", ("姓名", "家庭住址"), ("王芳", "东街1号"))])
    before = state(desk)
    desk.store.close()
    rows = [(f"王{'甲乙丙丁'[number % 4]}", f"和平村{number}号") for number in range(300)]
    path = write_sheet(tmp_path / "后.xlsx", ("姓名", "家庭住址"), *rows)
    at, ended = 2, -signal.SIGKILL
    while ended:
        command = [sys.executable, "-c", _IMPORTER, str(folder), PASSWORD, str(path), str(at)]
        ended = subprocess.run(command, env={**os.environ}, check=False, timeout=60).returncode
        assert ended in (0, -signal.SIGKILL)
        desk = log_in(folder, None, PASSWORD)
        assert len(state(desk)) == (301 if ended == 0 else 1)
        assert before <= state(desk)
        desk.store.close()
        at *= 5
    assert at > 10
