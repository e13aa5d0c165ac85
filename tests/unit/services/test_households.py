"""Household files and their people: what a clerk may rely on."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.base import numbered
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.people import People
from hardship_desktop.services.searching import Searching

ID = make_id_number("530326", date(1980, 5, 6), 12)


def given(desk: Desk, name: str = "单雄信", **values: object) -> Key:
    made = Households(desk).create(
        {"address": "清河县人民路12号", "status": "active", **values}, {"name": name, "phone": "13800001234"}
    )
    assert made.id is not None
    return desk.store.org_id, made.id


def head_of(desk: Desk, key: Key) -> UUID:
    row = Households(desk).open(key).head["id"]
    assert isinstance(row, UUID)
    return row


def test_a_new_head_of_the_household_is_named_in_its_history(desk: Desk) -> None:
    made = Households(desk).create({}, {"name": "王敏"})
    assert made.id is not None
    child = People(desk).add(made.id, {"name": "王小雨"}).id
    assert child is not None
    People(desk).make_head(made.id, child)
    newest = History(desk).of_household((desk.store.org_id, made.id))[0]
    assert newest.fields == (("户主", "王敏", "王小雨"),)


def test_a_new_file_gets_a_number_of_this_pc_and_its_head(desk: Desk) -> None:
    file = Households(desk).open(given(desk))
    assert file.values["archive_no"] == f"530326{desk.today.year}A0001"
    assert file.head["name"] == "单雄信"
    assert Households(desk).open(given(desk)).values["archive_no"].endswith("A0002")


def test_a_new_file_without_a_state_is_a_draft(desk: Desk) -> None:
    assert Households(desk).open(given(desk, status=None)).values["status"] == "draft"


def test_a_number_that_a_file_brought_is_passed_over(desk: Desk) -> None:
    given(desk, archive_no=f"530326{desk.today.year}A0001")
    assert Households(desk).open(given(desk)).values["archive_no"].endswith("A0002")


def test_an_id_number_fills_birth_and_sex(desk: Desk) -> None:
    key = given(desk)
    People(desk).save(head_of(desk, key), {"id_no": ID})
    head = Households(desk).open(key).head
    assert (head["birth_date"], head["sex"]) == (date(1980, 5, 6), "2")


def test_a_wrong_id_number_is_refused_at_its_field_and_nothing_is_kept(desk: Desk) -> None:
    wrong = ID[:-1] + ("0" if ID[-1] != "0" else "1")
    with pytest.raises(UserError) as caught:
        Households(desk).create({"status": "active"}, {"name": "王敏", "id_no": wrong})
    assert caught.value.field == "id_no"
    assert "校验码" in caught.value.message
    assert HouseholdList(desk).totals(Chosen()) == (0, 0)


def test_an_archive_number_cannot_be_taken_twice(desk: Desk) -> None:
    given(desk, archive_no="A1")
    with pytest.raises(UserError, match="已被另一户使用"):
        given(desk, archive_no="A1")


def test_a_person_cannot_head_two_files_unasked(desk: Desk) -> None:
    Households(desk).create({"status": "active"}, {"name": "王敏", "id_no": ID})
    with pytest.raises(UserError, match="已登记在档案"):
        Households(desk).create({"status": "active"}, {"name": "王敏", "id_no": ID})


def test_saving_the_same_again_writes_nothing(desk: Desk) -> None:
    key = given(desk)
    before = len(History(desk).of_household(key))
    assert Households(desk).save(key[1], {"address": "清河县人民路12号"}).message == "没有改动。"
    assert len(History(desk).of_household(key)) == before


def test_history_says_who_changed_what_with_sensitive_values_masked(desk: Desk) -> None:
    key = given(desk)
    People(desk).save(head_of(desk, key), {"phone": "13900005678"})
    newest = History(desk).of_household(key)[0]
    assert (newest.who, newest.action, newest.subject) == ("李敏", "修改", "家庭成员 单雄信")
    assert newest.fields == (("手机号码", "138****1234", "139****5678"),)


def test_fields_bound_as_a_group_are_logged_together_but_told_apart(desk: Desk) -> None:
    key = given(desk)
    Households(desk).save(key[1], {"approved_on": desk.today, "approved_doc_no": "清工发〔2026〕1号"})
    Households(desk).save(key[1], {"approved_doc_no": "清工发〔2026〕2号"})
    newest = History(desk).of_household(key)[0]
    assert [label for label, _, _ in newest.fields] == ["批准文号"]
    with desk.read() as reader:
        (fields,) = reader.connection.execute(
            text(
                "SELECT s.fields FROM change_log l JOIN shape s ON s.id = l.shape ORDER BY l.seq DESC LIMIT 1"
            )
        ).one()
    assert fields == "approved_on,approved_doc_no"


def test_a_changed_name_stays_findable(desk: Desk) -> None:
    key = given(desk)
    People(desk).save(head_of(desk, key), {"name": "单小信"})
    assert [each.household for each in Searching(desk).find("单雄信")] == [key]
    assert People(desk).former(head_of(desk, key))[0]["name"] == "单雄信"


@pytest.mark.parametrize("typed", ["单雄信", "雄信", "shanxiongxin", "sxx", "1234", "人民路12", "A0001"])
def test_search_finds_by(desk: Desk, typed: str) -> None:
    key = given(desk)
    assert key in [each.household for each in Searching(desk).find(typed)]


def test_a_family_found_by_its_address_is_one_line(desk: Desk) -> None:
    key = given(desk)
    People(desk).add(key[1], {"name": "王敏", "relation": "12"})
    assert len(Searching(desk).find("人民路12")) == 1
    assert {each.title for each in Searching(desk).find("王敏 人民路")} == {"王敏"}


def test_moving_house_moves_the_people_in_the_search(desk: Desk) -> None:
    key = given(desk)
    Households(desk).save(key[1], {"address": "文昌街3号"})
    assert not Searching(desk).find("人民路12")
    assert Searching(desk).find("单雄信 文昌街")


def test_the_head_cannot_be_taken_away(desk: Desk) -> None:
    key = given(desk)
    with pytest.raises(UserError, match="户主不能移除"):
        People(desk).remove(head_of(desk, key))


def test_a_file_in_the_bin_comes_back_whole(desk: Desk) -> None:
    key = given(desk)
    Households(desk).delete(key[1])
    assert HouseholdList(desk).keys(Chosen()) == []
    assert list(HouseholdList(desk).keys(Chosen(binned=True))) == [key]
    Households(desk).restore(key[1])
    assert list(HouseholdList(desk).keys(Chosen())) == [key]
    assert Searching(desk).find("人民路12")


def test_filling_down_is_one_transaction(desk: Desk) -> None:
    first, second = given(desk), given(desk, name="王敏")
    rows = [first[1], second[1]]
    assert Households(desk).change_many(rows, {"tier": "deep"}).message == "已修改 2 户。"
    with pytest.raises(UserError):
        Households(desk).change_many([first[1], UUID(int=0)], {"tier": "relative"})
    assert Households(desk).open(first).values["tier"] == "deep"


def test_filling_down_names_the_file_that_cannot_be_changed_and_changes_none(desk: Desk) -> None:
    first, second = given(desk), given(desk, name="王敏")
    Households(desk).save(second[1], {"applied_on": date(2026, 3, 1)})
    number = Households(desk).open(second).values["archive_no"]
    with pytest.raises(
        UserError, match=f"^档案 {number}：批准日期 .* 早于申请日期 .*一户都没有修改。$"
    ) as error:
        Households(desk).change_many([first[1], second[1]], {"approved_on": date(2026, 2, 1)})
    assert error.value.field == "approved_on"
    assert Households(desk).open(first).values["approved_on"] is None


def test_an_error_of_filling_down_stands_beside_the_value_typed(desk: Desk) -> None:
    key = given(desk)
    Households(desk).save(key[1], {"approved_on": date(2026, 2, 1)})
    with pytest.raises(UserError, match="早于申请日期") as error:
        Households(desk).change_many([key[1]], {"applied_on": date(2026, 3, 1)})
    assert error.value.field == "applied_on"


def test_the_list_counts_members_and_remembers_the_last_visit(desk: Desk) -> None:
    key = given(desk)
    People(desk).add(key[1], {"name": "王敏", "relation": "12"})
    (line,) = HouseholdList(desk).lines([key])
    assert (line["people"], line["last_visit"], line["head_name"]) == (2, None, "单雄信")
    assert HouseholdList(desk).totals(Chosen()) == (1, 2)


def test_the_head_of_household_is_called_so_in_the_search(desk: Desk) -> None:
    key = given(desk)
    People(desk).add(key[1], {"name": "王敏", "relation": "12"})
    assert [each.kind for each in Searching(desk).find("单雄信")] == ["户主"]
    assert [each.kind for each in Searching(desk).find("王敏")] == ["家庭成员"]


def test_search_finds_by_the_second_telephone_too(desk: Desk) -> None:
    key = given(desk)
    assert not Searching(desk).find("13955556666")
    People(desk).save(head_of(desk, key), {"phone2": "13955556666"})
    assert [each.household for each in Searching(desk).find("13955556666")] == [key]
    assert [each.household for each in Searching(desk).find("6666")] == [key]


def test_the_number_of_a_file_in_the_bin_is_free_and_leads_nowhere(desk: Desk) -> None:
    key = given(desk, archive_no="530326-77")
    assert numbered(desk, ["530326-77"]) == {"530326-77": key}
    Households(desk).delete(key[1])
    assert numbered(desk, ["530326-77"]) == {}
    again = given(desk, archive_no="530326-77")
    assert numbered(desk, ["530326-77"]) == {"530326-77": again}
