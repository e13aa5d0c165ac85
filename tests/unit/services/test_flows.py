"""Steps of a household's file: taken in turn, refused with a reason, never written over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.household_flow import HOUSEHOLD
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.flows import Flows
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.visits import Visits
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import CaseStep, Household


def made(desk: Desk, **values: Any) -> Key:
    changed = Households(desk).create(values, {"name": "王敏"})
    assert changed.id is not None
    return desk.store.org_id, changed.id


@pytest.fixture
def home(desk: Desk) -> Key:
    return made(desk)


def take(desk: Desk, key: Key, step: str, **values: Any) -> UUID:
    changed = Flows(desk).take(key[1], step, {"happened_on": desk.today, **values})
    assert changed.id is not None
    return changed.id


def names(desk: Desk, key: Key) -> list[str]:
    return [step.name for step in Flows(desk).case(key).allowed]


def status(desk: Desk, key: Key) -> tuple[Any, Any, Any]:
    """Of the file as shown, of its row, and in the list."""
    with desk.read() as reader:
        row = reader.get(Household, key[1], key[0])["status"]
    lists = HouseholdList(desk)
    return Households(desk).open(key).values["status"], row, lists.lines(lists.keys(Chosen()))[0]["status"]


def older_program_writes(desk: Desk, key: Key, **values: Any) -> None:
    with desk.change() as change:
        change.update(Household, key[1], values)


def test_what_a_step_writes_and_notes_are_fields_of_their_records() -> None:
    assert {*HOUSEHOLD.fields} <= field_map(CaseStep).keys()
    assert {name for step in HOUSEHOLD.steps for name in step.writes} <= field_map(Household).keys()
    own = {each.name for each in field_map(CaseStep).values() if not each.own}
    assert own == {*HOUSEHOLD.fields}


def test_a_new_file_is_a_draft_and_an_old_one_can_be_taken_over_on_file(desk: Desk, home: Key) -> None:
    case = Flows(desk).case(home)
    assert (case.state_text, case.steps, case.notice) == ("草稿", [], "")
    assert names(desk, home) == ["apply", "take_over"]
    take(desk, home, "take_over", state="active", reason="2019 年纸质档案")
    assert status(desk, home) == ("active", "active", "active")
    assert names(desk, home) == ["review", "monitor", "exit", "transfer", "take_over"]


def test_a_file_without_steps_stands_where_its_status_says(desk: Desk) -> None:
    key = made(desk, status="publicity")
    assert names(desk, key) == ["county_meeting", "approve", "return", "refuse", "take_over"]


def test_a_step_writes_its_fields_and_tells_who_and_when(desk: Desk) -> None:
    key = made(desk, status="publicity")
    take(desk, key, "county_meeting", doc_no="会纪〔2026〕3号")
    assert status(desk, key) == ("publicity",) * 3
    take(desk, key, "approve", doc_no="清工〔2026〕8号", opinion="同意")
    file = Households(desk).open(key).values
    assert (file["status"], file["approved_on"], file["approved_doc_no"]) == (
        "approved", desk.today, "清工〔2026〕8号",
    )  # fmt: skip
    meeting, approval = Flows(desk).case(key).steps
    assert (approval["who"], approval["role"], approval["opinion"]) == ("李敏", "admin", "同意")
    assert approval["follows"] == meeting["id"].hex
    assert [entry.subject for entry in History(desk).of_household(key)][:2] == ["户档", "办理环节 批准"]


def test_a_return_is_a_state_of_its_own_and_a_draft_for_older_programs(desk: Desk) -> None:
    key = made(desk, status="applied")
    take(desk, key, "return", reason="缺收入证明")
    assert status(desk, key) == ("returned", "draft", "returned")
    assert Flows(desk).case(key).notice == ""
    assert names(desk, key) == ["apply", "take_over"]
    lists = HouseholdList(desk)
    assert len(lists.keys(Chosen({"status": ("returned",)}))) == 1
    assert len(lists.keys(Chosen({"status": ("draft",)}))) == 0


@pytest.mark.parametrize(
    ("state", "step", "values", "field", "sentence"),
    [
        ("draft", "approve", {}, "step", "现在是“草稿”，不能登记“批准”；可以登记：受理申请、接续登记。"),
        ("active", "exit", {}, "exit_kind", "请填写退出原因。"),
        ("applied", "survey", {"opinion": ""}, "opinion", "请填写意见。"),
        ("applied", "refuse", {"happened_on": None, "reason": "x"}, "happened_on", "请填写日期。"),
        ("applied", "fly", {}, "step", "没有“fly”这个环节"),
        ("exited", "take_over", {"state": "asleep"}, "state", ""),
    ],
)
def test_a_step_out_of_turn_or_half_filled_is_refused_in_one_sentence(
    desk: Desk, state: str, step: str, values: dict[str, Any], field: str, sentence: str
) -> None:
    key = made(desk, status=state)
    with pytest.raises(UserError) as caught:
        take(desk, key, step, **values)
    assert caught.value.field == field
    assert sentence in caught.value.message
    assert Flows(desk).case(key).steps == []
    assert status(desk, key)[1] == state


def test_a_step_is_not_earlier_than_the_one_before_nor_in_the_future(desk: Desk, home: Key) -> None:
    yesterday = desk.today - timedelta(1)
    take(desk, home, "apply", happened_on=yesterday)
    for day, code in ((yesterday - timedelta(1), "order"), (desk.today + timedelta(1), "future")):
        with pytest.raises(UserError) as caught:
            take(desk, home, "survey", happened_on=day, opinion="属实")
        assert (caught.value.field, caught.value.code) == ("happened_on", code)
    take(desk, home, "survey", happened_on=yesterday, opinion="属实")


def test_a_reader_sees_the_steps_and_takes_none(desk: Desk, home: Key) -> None:
    reader = replace(desk, user_role="reader")
    assert names(reader, home) == []
    with pytest.raises(UserError) as caught:
        take(reader, home, "apply")
    assert caught.value.code == "not_allowed"


def test_the_state_is_not_written_past_its_steps(desk: Desk, home: Key) -> None:
    with pytest.raises(UserError, match="办理") as caught:
        Households(desk).save(home[1], {"status": "exited"})
    assert caught.value.field == "status"
    with pytest.raises(UserError, match="办理"):
        Households(desk).change_many([home[1]], {"status": "exited"})
    assert status(desk, home)[0] == "draft"


def test_a_step_that_was_taken_is_never_written_over(desk: Desk, home: Key) -> None:
    step = take(desk, home, "apply")
    with desk.change() as change:
        with pytest.raises(PermissionError, match="only ever added"):
            change.update(CaseStep, step, {"state": "approved"})
        with pytest.raises(PermissionError, match="only ever added"):
            change.delete(CaseStep, step)


def test_what_an_older_program_wrote_is_offered_and_not_merged_in(desk: Desk, home: Key) -> None:
    take(desk, home, "take_over", state="active")
    older_program_writes(desk, home, status="exited", exited_on=desk.today)
    assert status(desk, home) == ("active", "exited", "active")
    case = Flows(desk).case(home)
    assert case.offered == "exited"
    assert "旧版程序把档案状态写成了“已退出”" in case.notice
    take(desk, home, "take_over", state=case.offered)
    assert status(desk, home) == ("exited",) * 3
    assert Flows(desk).case(home).offered is None


def test_two_first_steps_are_a_conflict_in_which_aid_and_publicity_wait(desk: Desk, home: Key) -> None:
    other_pc_takes(desk, home, "verified", desk.today)
    other_pc_takes(desk, home, "rejected", desk.today)
    case = Flows(desk).case(home)
    assert (case.standing.state, Households(desk).open(home).in_conflict) == ("rejected", True)
    assert "两台电脑对这一户登记了不同的结果" in case.notice
    assert names(desk, home) == ["take_over"]
    person = Households(desk).open(home).people[0]["id"]
    aid = {"person_id": person, "item": "living", "amount_fen": 50, "method": "bank"}
    for attempt in (lambda: Aids(desk).record(aid), lambda: take(desk, home, "publicity")):
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code == "conflict"
    take(desk, home, "take_over", state="verified")
    assert names(desk, home) == ["publicity", "return", "refuse", "take_over"]
    assert Households(desk).open(home).in_conflict is False
    Aids(desk).record(aid)


def other_pc_takes(desk: Desk, key: Key, state: str, day: date) -> None:
    step = {"household_id": key[1], "flow": "household", "step": "take_over", "state": state}
    with desk.change() as change:
        change.insert(CaseStep, {**step, "happened_on": day})


def test_due_tells_the_day_of_the_next_step_and_conflicts_first(desk: Desk) -> None:
    late, soon, split = made(desk), made(desk, status="verified"), made(desk)
    made(desk, status="active")
    take(desk, soon, "publicity")
    take(desk, late, "take_over", state="active")
    take(desk, late, "review")
    other_pc_takes(desk, split, "active", desk.today)
    other_pc_takes(desk, split, "rejected", desk.today)
    told = [(each["key"], each["conflict"], each["due"]) for each in Flows(desk).due()]
    assert told == [
        (split, True, None),
        (soon, False, desk.today + timedelta(7)),
        (late, False, desk.today + timedelta(365)),
    ]


def test_a_refused_file_takes_no_visit_and_a_file_that_came_back_does(desk: Desk) -> None:
    key = made(desk, status="active")
    take(desk, key, "exit", exit_kind="out_of_hardship")
    assert Households(desk).open(key).values["exited_on"] == desk.today
    note = {"visited_on": desk.today, "kind": "routine", "visitors": "钱进、孙莉"}
    with pytest.raises(UserError, match="已退档"):
        Visits(desk).record(key[1], note)
    take(desk, key, "back", reason="再次患病")
    assert Households(desk).open(key).values["exited_on"] is None
    Visits(desk).record(key[1], note)
