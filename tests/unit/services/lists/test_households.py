"""The list of households: its keys and their order."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists import found
from hardship_desktop.services.lists.base import Keys
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.people import People
from hardship_desktop.services.visits import Visits


def test_keys_behave_as_the_list_of_ids_that_they_stand_for() -> None:
    ids = [(uuid4(), uuid4()) for _ in range(5)]
    keys = Keys([(org.bytes, row.bytes) for org, row in ids])
    assert len(keys) == 5
    assert keys == ids
    assert keys != ids[1:]
    assert keys[0] == ids[0]
    assert keys[-1] == ids[-1]
    assert list(keys[1:4]) == ids[1:4]
    assert list(reversed(keys)) == ids[::-1]
    assert ids[2] in keys
    assert keys.index(ids[3]) == 3
    assert not Keys([])


def test_households_without_a_value_come_last_when_rising(desk: Desk) -> None:
    made: dict[str, UUID] = {}
    for name, address in (("张三", "乙路"), ("李四", None), ("王五", "甲路")):
        changed = Households(desk).create({"status": "active", "address": address}, {"name": name})
        assert changed.id is not None
        made[name] = changed.id
    lists = HouseholdList(desk)
    rising = [row for _, row in lists.keys(Chosen(), ("address", False))]
    assert rising == [made["张三"], made["王五"], made["李四"]]
    falling = [row for _, row in lists.keys(Chosen(), ("address", True))]
    assert falling == [made["王五"], made["张三"], made["李四"]]


def test_who_was_never_visited_has_waited_longest(desk: Desk) -> None:
    made: dict[str, UUID] = {}
    for name, days in (("张三", 3), ("李四", None), ("王五", 9)):
        changed = Households(desk).create({"status": "active"}, {"name": name})
        assert changed.id is not None
        made[name] = changed.id
        if days:
            day = desk.today - timedelta(days=days)
            Visits(desk).record(changed.id, {"kind": "routine", "visited_on": day, "visitors": "王敏、李强"})
    lists = HouseholdList(desk)
    rising = [row for _, row in lists.keys(Chosen(), ("last_visit", False))]
    assert rising == [made["李四"], made["王五"], made["张三"]]
    falling = [row for _, row in lists.keys(Chosen(), ("last_visit", True))]
    assert falling == rising[::-1]


def test_a_search_that_finds_too_much_says_that_it_was_cut(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("张三", "张四", "张五"):
        Households(desk).create({"status": "active"}, {"name": name})
    lists = HouseholdList(desk)
    monkeypatch.setattr(found, "MOST_HITS", 3)
    whole = lists.keys(Chosen(text="张"))
    assert (len(whole), whole.cut) == (3, False)
    monkeypatch.setattr(found, "MOST_HITS", 2)
    part = lists.keys(Chosen(text="张"))
    assert (len(part), part.cut) == (2, True)


def test_a_household_found_by_a_member_says_whose_name_it_was(desk: Desk) -> None:
    households = Households(desk)
    by_wife = households.create({"status": "active", "address": "和平路1号"}, {"name": "陶寒嘉"})
    by_head = households.create({"status": "active"}, {"name": "张大山"})
    assert by_wife.id
    assert by_head.id
    for household, name in ((by_wife.id, "张敏"), (by_head.id, "张小山")):
        People(desk).add(household, {"name": name, "relation": "10"})
    lists = HouseholdList(desk)

    def found(text: str) -> list[tuple[str, str | None]]:
        keys = lists.keys(Chosen(text=text))
        return [(line["head_name"], line.get("member")) for line in lists.lines(keys)]

    assert sorted(found("zhang")) == [("张大山", None), ("陶寒嘉", "张敏")]
    assert found("和平路") == [("陶寒嘉", None)]
    assert found("taohj") == [("陶寒嘉", None)]
    assert found("") == [("陶寒嘉", None), ("张大山", None)]
