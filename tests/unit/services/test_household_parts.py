"""Items of income and expense, what was taken out, what is missing, filling down."""

from datetime import date
from uuid import UUID

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.services.filling import Filling
from hardship_desktop.services.flows import Flows
from hardship_desktop.services.gaps import gaps_of
from hardship_desktop.services.households import Households
from hardship_desktop.services.items import ItemKind, Items
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.people import People
from hardship_desktop.services.removed import RemovedRows


def given(desk: Desk, name: str = "单雄信", **values: object) -> Key:
    made = Households(desk).create({"status": "active", **values}, {"name": name, "phone": "13800001234"})
    assert made.id is not None
    return desk.store.org_id, made.id


def expense(**values: object) -> dict[str, object]:
    return {"kind": "illness", "gross_fen": 10_000, "reimbursed_fen": 4_000, **values}


def test_what_was_paid_by_oneself_follows_from_the_rest(desk: Desk) -> None:
    key = given(desk)
    Items(desk).add("expense", key[1], expense())
    (item,) = Households(desk).open(key).expenses
    assert item["self_paid_fen"] == 6_000


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"self_paid_fen": 5_000}, "self_paid_fen"),
        ({"reimbursed_fen": 20_000, "self_paid_fen": 0}, "reimbursed_fen"),
        ({"period_from": date(2026, 2, 1), "period_to": date(2026, 1, 1)}, "period_to"),
        ({"kind": None}, "kind"),
    ],
)
def test_an_expense_that_does_not_add_up_is_refused(
    desk: Desk, values: dict[str, object], field: str
) -> None:
    key = given(desk)
    with pytest.raises(UserError) as caught:
        Items(desk).add("expense", key[1], expense(**values))
    assert caught.value.field == field
    assert Households(desk).open(key).expenses == []


def test_an_item_belongs_to_a_member_of_this_household(desk: Desk) -> None:
    key, other = given(desk), given(desk, "区小兰")
    stranger = Households(desk).open(other).head["id"]
    with pytest.raises(UserError, match="不在本户"):
        Items(desk).add("income", key[1], {"kind": "wage", "amount_fen": 1, "person_id": stranger})


def test_an_item_is_corrected_removed_and_put_back(desk: Desk) -> None:
    key = given(desk)
    row = Items(desk).add("asset", key[1], {"kind": "car", "value_fen": 100}).id
    assert isinstance(row, UUID)
    assert Items(desk).save("asset", row, {"value_fen": 200}).tables == {"asset_item"}
    Items(desk).delete("asset", row)
    assert Households(desk).open(key).assets == []
    (gone,) = RemovedRows(desk).of(key)
    assert (gone.part, gone.title) == ("assets", "机动车辆 2.00")
    RemovedRows(desk).restore(gone.part, gone.id)
    assert [each["value_fen"] for each in Households(desk).open(key).assets] == [200]


def test_a_new_file_says_what_it_lacks_until_it_is_there(desk: Desk) -> None:
    key = given(desk, household_size=2)
    labels = [gap.label for gap in gaps_of(Households(desk).open(key), desk.today)]
    assert labels[:6] == ["户主身份证号", "工作单位", "困难类别", "建档层级", "家庭住址", "主要致困原因"]
    assert labels[6:] == ["1 位家庭成员", "今年的走访"]
    People(desk).add(key[1], {"name": "单小英"})
    Households(desk).save(key[1], {"tier": "deep"})
    left = [gap.label for gap in gaps_of(Households(desk).open(key), desk.today)]
    assert "困难类别" not in left
    assert not any("家庭成员" in label for label in left)


def test_a_closed_file_lacks_nothing(desk: Desk) -> None:
    key = given(desk)
    Flows(desk).take(key[1], "exit", {"happened_on": desk.today, "exit_kind": "death"})
    assert gaps_of(Households(desk).open(key), desk.today) == []


def test_what_stands_in_the_files_is_counted_before_it_is_filled_over(desk: Desk) -> None:
    keys = [given(desk, tier="deep"), given(desk, tier="deep"), given(desk)]
    assert Filling(desk).standing(keys, "tier") == [("深度困难", 2), ("（空）", 1)]
    Households(desk).change_many([row for _, row in keys], {"tier": "relative"})
    assert Filling(desk).standing(keys, "tier") == [("相对困难", 3)]


def test_the_list_is_narrowed_to_towns(desk: Desk) -> None:
    given(desk, town="金钟街道")
    wanted = given(desk, town="者海镇")
    lists = HouseholdList(desk)
    assert [town for town, _ in lists.choices("town")] == ["者海镇", "金钟街道"]
    assert list(lists.keys(Chosen({"town": ("者海镇",)}))) == [wanted]
    assert list(lists.keys(Chosen({"org_id": (str(UUID(int=1)),)}))) == []


def test_many_files_go_to_the_bin_and_come_back_together(desk: Desk) -> None:
    keys = [given(desk), given(desk)]
    Households(desk).delete_many([row for _, row in keys])
    assert HouseholdList(desk).totals(Chosen()) == (0, 0)
    assert HouseholdList(desk).totals(Chosen(binned=True)) == (2, 2)
    Households(desk).restore_many([row for _, row in keys])
    assert HouseholdList(desk).totals(Chosen()) == (2, 2)


def test_showing_a_masked_value_is_recorded(desk: Desk) -> None:
    key = given(desk)
    head = Households(desk).open(key).head["id"]
    assert Disclosures(desk).reveal("person", head, "phone") == "13800001234"
    with desk.read() as reader:
        rows = reader.connection.exec_driver_sql("SELECT table_name, what FROM disclosure").all()
    assert rows == [("person", "手机号码")]


@pytest.mark.parametrize(("kind", "name"), [("expense", "person_id"), ("asset", "owner_person_id")])
def test_an_item_is_not_given_to_a_stranger_afterwards(desk: Desk, kind: ItemKind, name: str) -> None:
    key, other = given(desk), given(desk, "区小兰")
    stranger, own = (Households(desk).open(each).head["id"] for each in (other, key))
    first = {"kind": "illness", "gross_fen": 1} if kind == "expense" else {"kind": "car", "value_fen": 1}
    row = Items(desk).add(kind, key[1], {**first, name: own}).id
    assert row is not None
    with pytest.raises(UserError, match="不在本户") as caught:
        Items(desk).save(kind, row, {name: stranger})
    assert (caught.value.field, caught.value.code) == (name, "other_household")


def unread(desk: Desk) -> Key:
    """A file of which a workbook's words could not be read."""
    key = given(desk, remark="已核实；待补：建筑面积“三间”、档案状态“解困”", tier="deep")
    head = Households(desk).open(key).head["id"]
    People(desk).save(head, {"remark": "待补：月收入“不固定”、身份证号“5303**********”"})
    return key


def test_what_could_not_be_read_is_among_what_a_file_lacks_and_stands_first(desk: Desk) -> None:
    key = unread(desk)
    file = Households(desk).open(key)
    gaps = gaps_of(file, desk.today)
    assert [(gap.label, gap.tab, gap.field, gap.row) for gap in gaps if gap.open] == [
        ("建筑面积“三间”", "basics", "floor_area", None),
        ("档案状态“解困”", "steps", "status", None),
        ("单雄信：月收入“不固定”", "people", "income_monthly", file.head["id"]),
        ("单雄信：身份证号“5303**********”", "people", "id_no", file.head["id"]),
    ]
    assert [gap.open for gap in gaps[:5]] == [True] * 4 + [False]
    assert not any(gap.label == "户主身份证号" for gap in gaps)


def test_filling_in_what_was_open_takes_its_note_out_with_the_same_save(desk: Desk) -> None:
    key = unread(desk)
    head = Households(desk).open(key).head["id"]
    People(desk).save(head, {"income_monthly": 200_000})
    Households(desk).save(key[1], {"floor_area": 8_000})
    file = Households(desk).open(key)
    assert file.head["remark"] == "待补：身份证号“5303**********”"
    assert file.values["remark"] == "已核实；待补：档案状态“解困”"
    Households(desk).save(key[1], {"address": "东街1号"})
    assert Households(desk).open(key).values["remark"] == "已核实；待补：档案状态“解困”"


def test_a_step_of_the_file_settles_its_open_state_and_filling_down_what_it_fills(desk: Desk) -> None:
    key = unread(desk)
    Flows(desk).take(key[1], "exit", {"happened_on": desk.today, "exit_kind": "death"})
    assert Households(desk).open(key).values["remark"] == "已核实；待补：建筑面积“三间”"
    Households(desk).change_many([key[1]], {"floor_area": 8_000})
    assert Households(desk).open(key).values["remark"] == "已核实"


def test_the_list_shows_the_files_with_something_open_and_what_it_is(desk: Desk) -> None:
    key, other = unread(desk), given(desk, "区小兰", remark="待补材料")
    listing = HouseholdList(desk)
    assert [*listing.keys(Chosen({"open_items": ("1",)}))] == [key]
    told = {row["key"]: row["open_items"] for row in listing.lines([key, other])}
    assert told == {key: "建筑面积、档案状态、单雄信 月收入、单雄信 身份证号", other: None}
    head = Households(desk).open(key).head["id"]
    Households(desk).save(key[1], {"remark": None})
    assert [*listing.keys(Chosen({"open_items": ("1",)}))] == [key]
    People(desk).save(head, {"remark": None})
    assert [*listing.keys(Chosen({"open_items": ("1",)}))] == []
