"""Every list of the program, asked the same things; then what is particular to some."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.dialects import postgresql

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.drafts import Drafts
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.aids import AidList, BatchList
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.lists.registry import LISTS
from hardship_desktop.services.lists.table import TableListing
from hardship_desktop.services.lists.visits import VisitList
from hardship_desktop.services.people import People
from hardship_desktop.services.visits import Visits

DIALECT: Any = postgresql.dialect  # it has no types
ID = make_id_number("530326", date(1980, 5, 6), 12)


@pytest.fixture
def home(desk: Desk) -> Key:
    """A household with a visit, an aid from a batch, a draft and something in its bin."""
    family = {"status": "active", "tier": "deep", "address": "清河县人民路12号", "town": "金钟街道"}
    made = Households(desk).create(family, {"name": "王敏", "employer": "清河水泥厂"})
    assert made.id
    key = desk.store.org_id, made.id
    member = People(desk).add(made.id, {"name": "秦小妹", "relation": "10"})
    assert member.id
    People(desk).remove(member.id)
    visit = {"kind": "routine", "visited_on": desk.today, "visitors": "赵敏、李强", "conclusion": None}
    Visits(desk).record(made.id, visit)
    batch = Aids(desk).add_batch(
        {"name": "中央专项", "year": 2026, "source": "central", "total_fen": 500_000}
    )
    head = Households(desk).open(key).head["id"]
    Aids(desk).record(
        {
            "person_id": head,
            "item": "living",
            "amount_fen": 300_000,
            "batch_id": batch.id,
            "paid_on": desk.today,
        }
    )
    Drafts(desk).keep(f"visit:new:{made.id}", {"place": "家中"})
    return key


def chosen_of(name: str, home: Key) -> Chosen:
    """History and bin are those of one household."""
    return Chosen({"household_id": (str(home[1]),)}) if name in ("history", "bin") else Chosen()


@pytest.mark.parametrize("name", LISTS)
def test_every_list_gives_its_lines_in_every_order_and_by_every_filter(
    desk: Desk, home: Key, name: str
) -> None:
    listing, chosen = LISTS[name](desk), chosen_of(name, home)
    keys = list(listing.keys(chosen))
    assert len(keys) == listing.totals(chosen)[0]
    for column in listing.spec.columns:
        for descending in (False, True):
            ordered = listing.keys(chosen, (column.name, descending))
            assert sorted(map(str, ordered)) == sorted(map(str, keys)), column.name
    lines = listing.lines(listing.keys(chosen))
    assert [line["key"] for line in lines] == keys
    for line in lines:
        assert all(isinstance(column.shown(line), str) for column in listing.spec.columns)
    for each in listing.spec.offered:
        codes = [code for code, _ in listing.choices(each.name)][:2]
        picks = ("2020-01-01", "2030-01-01") if each.way == "period" else tuple(codes)
        found = listing.keys(Chosen({**chosen.picks, each.name: picks} if picks else chosen.picks))
        assert len(found) <= len(keys)
    assert len(listing.keys(Chosen(chosen.picks, text="没有这样的字"))) == 0


@pytest.mark.parametrize(
    "name",
    [name for name in LISTS if name not in ("bundles", "peers", "backups", "attachments", "parameters")],
)
def test_every_list_has_something_to_show_here(desk: Desk, home: Key, name: str) -> None:
    listing = LISTS[name](desk)
    (line, *_) = listing.lines(listing.keys(chosen_of(name, home)))
    assert any(column.shown(line) for column in listing.spec.columns)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_speaks_a_dialect(desk: Desk, name: str) -> None:
    listing = LISTS[name](desk)
    if isinstance(listing, TableListing):
        for column in listing.spec.columns:
            what = listing._query(
                [listing.table.c.id], listing._where(Chosen()), listing._order(column.name, True)
            )
            assert "+" not in str(what.compile(dialect=DIALECT()))


def test_an_aid_is_found_by_its_state_its_batch_and_its_household(desk: Desk, home: Key) -> None:
    lists = AidList(desk)
    ((batch, label),) = lists.choices("batch_id")
    assert label == "2026 中央专项"
    for picks in ({"state": ("paid",)}, {"batch_id": (batch,)}, {"household_id": (str(home[1]),)}):
        assert len(lists.keys(Chosen(picks))) == 1, picks
    assert len(lists.keys(Chosen({"state": ("void", "planned")}))) == 0
    assert lists.totals() == (1, 300_000)
    for text in ("王敏", "wangm", "生活", "人民路"):
        assert len(lists.keys(Chosen(text=text))) == 1, text


def test_the_state_of_an_aid_is_that_of_its_last_step(desk: Desk, home: Key) -> None:
    (aid,) = Households(desk).open(home).aids
    Aids(desk).add_step(aid["id"], {"step": "returned", "happened_on": desk.today})
    lists = AidList(desk)
    assert lists.lines(lists.keys())[0]["state"] == "returned"
    batches = BatchList(desk)
    (batch,) = batches.lines(batches.keys())
    assert (batch["spent_fen"], batch["left_fen"]) == (0, 500_000)


@pytest.mark.usefixtures("home")
def test_a_period_is_from_day_to_day_and_may_be_open(desk: Desk) -> None:
    lists, today = VisitList(desk), desk.today
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    for first, last, found in ((today, today, 1), (tomorrow, "", 0), ("", yesterday, 0), ("", today, 1)):
        assert len(lists.keys(Chosen({"visited_on": (str(first), str(last))}))) == found, (first, last)


@pytest.mark.usefixtures("home")
def test_words_are_taken_for_codes_and_an_unknown_one_is_named(desk: Desk) -> None:
    lists = HouseholdList(desk)
    assert lists.picked("tier", "深度困难，relative") == ("deep", "relative")
    with pytest.raises(UserError, match="困难户"):
        lists.picked("tier", "困难户")
    with pytest.raises(UserError, match="不能按“colour”筛选"):
        lists.picked("colour", "红")
    with pytest.raises(UserError, match="不能按“colour”筛选"):
        lists.keys(Chosen({"colour": ("red",)}))


def test_a_pasted_column_shows_those_households_and_names_the_ones_not_found(desk: Desk, home: Key) -> None:
    People(desk).save(Households(desk).open(home).head["id"], {"id_no": ID})
    number = Households(desk).open(home).values["archive_no"]
    lists: Any
    for lists in (HouseholdList(desk), VisitList(desk), AidList(desk)):
        for word in ("王敏", ID.lower(), number):
            keys = lists.keys(Chosen(listed=(word, "张三丰")))
            assert (len(keys), keys.missing) == (1, ["张三丰"]), word
        assert len(lists.keys(Chosen(listed=("张三丰",)))) == 0


def test_the_employer_of_the_head_stands_in_the_line(desk: Desk, home: Key) -> None:
    (line,) = HouseholdList(desk).lines([home])
    assert line["employer"] == "清河水泥厂"
    assert line["last_visit"] == desk.today
