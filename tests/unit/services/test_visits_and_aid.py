"""Visits and aid: the rules that keep a note or a payment from being wrong."""

from datetime import timedelta
from typing import Any

import pytest

from hardship_desktop.domain.aid import AidStanding
from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.flows import Flows
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.aids import AidList
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.lists.visits import VisitList
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.printing import Printing
from hardship_desktop.services.visits import Visits


@pytest.fixture
def home(desk: Desk) -> Key:
    made = Households(desk).create({"status": "active"}, {"name": "王敏"})
    assert made.id is not None
    return desk.store.org_id, made.id


def note(desk: Desk, **values: object) -> dict[str, Any]:
    return {"kind": "routine", "visited_on": desk.today, "visitors": "王敏、李强", **values}


def payment(desk: Desk, home: Key, **values: object) -> dict[str, Any]:
    head = Households(desk).open(home).head["id"]
    return {"person_id": head, "item": "living", "amount_fen": 300_000, **values}


def test_a_visit_at_home_takes_two_visitors(desk: Desk, home: Key) -> None:
    with pytest.raises(UserError, match="两位以上") as caught:
        Visits(desk).record(home[1], note(desk, visitors="王敏"))
    assert caught.value.field == "visitors"
    assert Households(desk).open(home).visits == []
    Visits(desk).record(home[1], note(desk, visitors="王敏", kind="phone"))


def test_a_visit_shows_in_the_list(desk: Desk, home: Key) -> None:
    Visits(desk).record(home[1], note(desk))
    assert HouseholdList(desk).lines([home])[0]["last_visit"] == desk.today
    assert Visits(desk).counts() == (1, 1)
    assert VisitList(desk).read()[0]["head_name"] == "王敏"


def test_a_visit_in_the_future_is_refused(desk: Desk, home: Key) -> None:
    with pytest.raises(UserError) as caught:
        Visits(desk).record(home[1], note(desk, visited_on=desk.today + timedelta(days=1)))
    assert caught.value.field == "visited_on"


def test_the_next_visit_does_not_come_before_this_one(desk: Desk, home: Key) -> None:
    with pytest.raises(UserError, match="早于走访日期") as caught:
        Visits(desk).record(home[1], note(desk, next_due=desk.today - timedelta(days=1)))
    assert caught.value.field == "next_due"
    Visits(desk).record(home[1], note(desk, next_due=desk.today))


def test_a_form_number_is_completed_and_known_when_it_comes_again(desk: Desk, home: Key) -> None:
    (form,) = Printing(desk).prepare([home])
    visit = Visits(desk).record(home[1], note(desk, form_no="1")).id
    assert [row["form_no"] for row in VisitList(desk).read()] == [form.form_no]
    assert [row["head_name"] for row in Visits(desk).bearing("1")] == ["王敏"]
    assert Visits(desk).bearing(form.form_no, visit) == []
    Visits(desk).record(home[1], note(desk, form_no="旧表7"))
    assert len(Visits(desk).bearing("旧表7")) == 1


def test_a_closed_household_takes_no_new_visit(desk: Desk, home: Key) -> None:
    Flows(desk).take(home[1], "exit", {"happened_on": desk.today, "exit_kind": "death"})
    with pytest.raises(UserError, match="已退档"):
        Visits(desk).record(home[1], note(desk))
    with pytest.raises(UserError, match="已退档"):
        Aids(desk).record(payment(desk, home))


def test_a_deleted_visit_leaves_the_list(desk: Desk, home: Key) -> None:
    visit = Visits(desk).record(home[1], note(desk)).id
    assert visit is not None
    Visits(desk).delete(visit)
    assert VisitList(desk).read() == []
    assert HouseholdList(desk).lines([home])[0]["last_visit"] is None


def test_the_next_visit_is_proposed_by_the_interval_in_force(desk: Desk, home: Key) -> None:
    visits, day = Visits(desk), desk.today
    assert visits.proposal(home[1], day) is None, "no category and no interval"
    Households(desk).save(home[1], {"tier": "deep"})
    assert visits.proposal(home[1], day) is None
    Parameters(desk).add({"key": "visit_days_deep", "value": "30", "valid_from": day + timedelta(days=1)})
    assert visits.proposal(home[1], day) is None, "not yet in force"
    Parameters(desk).add({"key": "visit_days_deep", "value": "90", "valid_from": day, "valid_to": day})
    due = day + timedelta(days=90)
    assert visits.proposal(home[1], day) == (due, f"深度困难每 90 天走访一次：{day} 加 90 天。可以改。")
    earlier = visits.proposal(home[1], day - timedelta(days=30))
    assert earlier is not None
    assert earlier[0] == day + timedelta(days=60), "the interval of today"
    assert visits.record(home[1], note(desk, next_due=due)).message == f"已保存走访记录。下次走访 {due}。"


def test_what_was_done_for_a_household_in_the_bin_is_left_out_or_marked(desk: Desk, home: Key) -> None:
    visits, aids = Visits(desk), Aids(desk)
    visits.record(home[1], note(desk))
    aids.record({**payment(desk, home), "household_id": home[1]})
    assert [row["head_name"] for row in VisitList(desk).read()] == ["王敏"]
    assert [row["binned"] for row in AidList(desk).read()] == [False]
    Households(desk).delete_many([home[1]])
    assert VisitList(desk).read() == []
    assert [row["binned"] for row in AidList(desk).read()] == [True], "the money is still paid"
    Households(desk).restore_many([home[1]])
    assert len(VisitList(desk).read()) == 1


@pytest.mark.parametrize(("first", "second"), [(299_999, 2), (300_000, 1), (None, 1), (0, 300_001)])
def test_no_more_comes_back_than_was_paid(desk: Desk, home: Key, first: int | None, second: int) -> None:
    aids = Aids(desk)
    aid = aids.record(payment(desk, home, paid_on=desk.today)).id
    assert aid is not None
    back = {"step": "returned", "happened_on": desk.today}
    aids.add_step(aid, {**back, "amount_fen": first})
    with pytest.raises(UserError, match="多于已发放而未退回的") as caught:
        aids.add_step(aid, {**back, "amount_fen": second})
    assert (caught.value.field, caught.value.code) == ("amount_fen", "too_much_back")
    assert len(aids.steps(aid)) == 2


def test_all_that_was_paid_may_come_back_in_parts(desk: Desk, home: Key) -> None:
    aids = Aids(desk)
    aid = aids.record(payment(desk, home, paid_on=desk.today)).id
    assert aid is not None
    for part in (299_999, 1):
        aids.add_step(aid, {"step": "returned", "happened_on": desk.today, "amount_fen": part})
    assert aids.standing([{"id": aid, "amount_fen": 300_000}]) == {aid: AidStanding("returned", 0)}


def test_a_day_of_payment_pays(desk: Desk, home: Key) -> None:
    aid = Aids(desk).record(payment(desk, home, decided_on=desk.today, paid_on=desk.today)).id
    assert aid is not None
    assert Aids(desk).standing([{"id": aid, "amount_fen": 50}]) == {aid: AidStanding("paid", 50)}
    assert [step["step"] for step in Aids(desk).steps(aid)] == ["approved", "paid"]


def test_the_history_of_a_household_tells_the_steps_of_its_aid(desk: Desk, home: Key) -> None:
    made = Aids(desk).record(payment(desk, home))
    assert made.id is not None
    Aids(desk).add_step(made.id, {"step": "void", "happened_on": desk.today})
    newest = History(desk).of_household(home)[0]
    number = next(each.subject for each in History(desk).of_household(home)[1:]).removeprefix("帮扶 ")
    assert (newest.action, newest.subject) == ("新建", f"帮扶环节 {number}")
    assert ("环节", "", "作废") in newest.fields


def test_a_void_aid_takes_no_further_step(desk: Desk, home: Key) -> None:
    aid = Aids(desk).record(payment(desk, home)).id
    assert aid is not None
    Aids(desk).add_step(aid, {"step": "void", "happened_on": desk.today})
    with pytest.raises(UserError, match="已作废"):
        Aids(desk).add_step(aid, {"step": "paid", "happened_on": desk.today})


def test_a_correction_voids_the_wrong_one_and_notes_the_right_one(desk: Desk, home: Key) -> None:
    aids = Aids(desk)
    wrong = aids.record(payment(desk, home, paid_on=desk.today, payee="王敏")).id
    assert wrong is not None
    right = aids.correct(wrong, {"amount_fen": 350_000}).id
    assert {row["id"]: row["state"] for row in AidList(desk).read()} == {wrong: "void", right: "paid"}
    new = next(aid for aid in Households(desk).open(home).aids if aid["id"] == right)
    assert (new["amount_fen"], new["payee"], new["household_id"]) == (350_000, "王敏", home[1])
    assert new["aid_no"] in aids.steps(wrong)[-1]["note"]
    with pytest.raises(UserError, match="已作废"):
        aids.correct(wrong, {"amount_fen": 1})


def test_a_correction_that_cannot_be_leaves_the_first_one(desk: Desk, home: Key) -> None:
    aid = Aids(desk).record(payment(desk, home, paid_on=desk.today)).id
    assert aid is not None
    with pytest.raises(UserError, match="金额"):
        Aids(desk).correct(aid, {"amount_fen": None})
    assert [row["state"] for row in AidList(desk).read()] == ["paid"]


def test_an_aid_is_money_or_goods(desk: Desk, home: Key) -> None:
    with pytest.raises(UserError, match="金额"):
        Aids(desk).record(payment(desk, home, amount_fen=None))
    Aids(desk).record(payment(desk, home, amount_fen=None, in_kind_desc="大米一袋", item="warmth"))


def test_money_is_paid_only_for_what_its_batch_allows(desk: Desk, home: Key) -> None:
    batch = (
        Aids(desk)
        .add_batch(
            {
                "name": "助学",
                "year": 2026,
                "source": "city",
                "total_fen": 1_000_000,
                "item_scope": ("education",),
            }
        )
        .id
    )
    with pytest.raises(UserError) as caught:
        Aids(desk).record(payment(desk, home, batch_id=batch))
    assert caught.value.field == "batch_id"


def test_a_batch_knows_what_was_paid_from_it(desk: Desk, home: Key) -> None:
    batch = Aids(desk).add_batch({"name": "生活", "year": 2026, "source": "city", "total_fen": 1_000_000}).id
    Aids(desk).record(payment(desk, home, batch_id=batch, paid_on=desk.today))
    Aids(desk).record(payment(desk, home, batch_id=batch))
    assert Aids(desk).batches()[0]["spent_fen"] == 300_000


@pytest.mark.parametrize(
    ("steps", "fen"),
    [
        ([("approved", None)], 0),
        ([("approved", None), ("paid", None), ("received", None)], 300_000),
        ([("paid", None), ("returned", 50_000)], 250_000),
        ([("paid", None), ("returned", 50_000), ("returned", None)], 0),
        ([("paid", None), ("returned", None), ("paid", None)], 300_000),
        ([("paid", None), ("void", None)], 0),
    ],
)
def test_what_came_back_is_not_spent(
    desk: Desk, home: Key, steps: list[tuple[str, int | None]], fen: int
) -> None:
    aids = Aids(desk)
    batch = aids.add_batch({"name": "生活", "year": 2026, "source": "city", "total_fen": 1_000_000}).id
    aid = aids.record(payment(desk, home, batch_id=batch, decided_on=None)).id
    assert aid is not None
    for step, amount in steps:
        aids.add_step(aid, {"step": step, "happened_on": desk.today, "amount_fen": amount})
    assert aids.batches()[0]["spent_fen"] == fen


@pytest.mark.parametrize("step", ["received", "returned"])
def test_only_what_was_paid_is_signed_for_or_comes_back(desk: Desk, home: Key, step: str) -> None:
    aids, yesterday = Aids(desk), desk.today - timedelta(days=1)
    aid = aids.record(payment(desk, home, decided_on=yesterday)).id
    assert aid is not None
    with pytest.raises(UserError, match="还没有发放") as caught:
        aids.add_step(aid, {"step": step, "happened_on": desk.today})
    assert caught.value.field == "step"
    aids.add_step(aid, {"step": "paid", "happened_on": desk.today})
    with pytest.raises(UserError, match="还没有发放"):
        aids.add_step(aid, {"step": step, "happened_on": yesterday})
    aids.add_step(aid, {"step": step, "happened_on": desk.today})
    assert [each["step"] for each in aids.steps(aid)] == ["approved", "paid", step]


def test_the_day_of_a_visit_comes_first_and_the_plan_last_in_its_section() -> None:
    section = [field.name for field in Visits.fields() if field.section == "走访" and not field.own]
    assert section.index("visited_on") < section.index("visitors")
    assert section[-1] == "planned_on"


def test_the_counts_of_visits_leave_out_files_in_the_bin(desk: Desk, home: Key) -> None:
    visits = Visits(desk)
    visits.record(home[1], note(desk))
    assert visits.counts() == (1, 1)
    Households(desk).delete(home[1])
    assert visits.counts() == (0, 0)


def test_an_aid_of_one_item_takes_nothing_that_belongs_to_another(desk: Desk, home: Key) -> None:
    with pytest.raises(UserError, match="就诊医院") as refused:
        Aids(desk).record(payment(desk, home, hospital="云岭市医院"))
    assert refused.value.field == "hospital"
    assert Households(desk).open(home).aids == []


def test_correcting_the_item_of_an_aid_empties_what_belonged_to_the_old_one(desk: Desk, home: Key) -> None:
    made = Aids(desk).record(payment(desk, home, item="medical", hospital="云岭市医院", diagnosis="骨折"))
    assert made.id is not None
    Aids(desk).correct(made.id, {"item": "living"})
    by_item = {aid["item"]: aid for aid in Households(desk).open(home).aids}
    assert (by_item["medical"]["hospital"], by_item["medical"]["diagnosis"]) == ("云岭市医院", "骨折")
    assert (by_item["living"]["hospital"], by_item["living"]["diagnosis"]) == (None, None)
