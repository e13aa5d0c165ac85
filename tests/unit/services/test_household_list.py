"""The list of households: its keys and their order."""

from uuid import UUID, uuid4

from hardship_desktop.services.desk import Desk
from hardship_desktop.services.household_list import Filter, HouseholdList, Keys
from hardship_desktop.services.households import Households


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
    rising = [row for _, row in lists.keys(Filter(), sort="address")]
    assert rising == [made["张三"], made["王五"], made["李四"]]
    falling = [row for _, row in lists.keys(Filter(), sort="address", descending=True)]
    assert falling == [made["王五"], made["张三"], made["李四"]]
