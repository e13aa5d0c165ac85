"""撤销: what was done last at a desk is taken back as a new action."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.services.flows import Flows
from hardship_desktop.services.history import History
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.lists.aids import AidList
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.people import People
from hardship_desktop.services.undo import Undo
from hardship_desktop.services.workbooks.results import no_way_back


@pytest.fixture
def household(desk: Desk) -> UUID:
    return new(desk, "张三")


def new(desk: Desk, name: str) -> UUID:
    made = Households(desk).create({"status": "active"}, {"name": name, "phone": "13800001234"}).id
    assert made is not None
    return made


def read(desk: Desk, household: UUID) -> HouseholdFile:
    return Households(desk).open((desk.store.org_id, household))


def test_a_changed_field_is_put_back_as_a_change_with_its_history(desk: Desk, household: UUID) -> None:
    Households(desk).save(household, {"address": "人民路1号"})
    Households(desk).save(household, {"address": "人民路2号", "town": "城关镇"})
    assert Undo(desk).take_back().tables == {"household"}
    values = read(desk, household).values
    assert (values["address"], values["town"]) == ("人民路1号", None)
    entry = History(desk).of_household((desk.store.org_id, household))[0]
    assert ("家庭住址", "人民路2号", "人民路1号") in entry.fields


def test_one_action_after_the_other_is_taken_back(desk: Desk, household: UUID) -> None:
    for number in (1, 2, 3):
        Households(desk).save(household, {"address": f"人民路{number}号"})
    undo = Undo(desk)
    for left in ("人民路2号", "人民路1号", None):
        undo.take_back()
        assert read(desk, household).values["address"] == left


def test_a_fill_down_of_many_is_taken_back_for_each(desk: Desk) -> None:
    rows = [new(desk, name) for name in ("张三", "李四", "王五")]
    Households(desk).save(rows[1], {"town": "城关镇"})
    Households(desk).change_many(rows, {"town": "河西镇"})
    Undo(desk).take_back()
    assert [read(desk, row).values["town"] for row in rows] == [None, "城关镇", None]


def test_what_went_to_the_bin_comes_back(desk: Desk, household: UUID) -> None:
    Households(desk).delete_many([household])
    assert not HouseholdList(desk).keys(Chosen())
    Undo(desk).take_back()
    assert len(HouseholdList(desk).keys(Chosen())) == 1


def test_a_new_file_goes_to_the_bin_whole(desk: Desk, household: UUID) -> None:
    Undo(desk).take_back()
    file = read(desk, household)
    assert file.deleted is not None
    Households(desk).restore(household)
    assert read(desk, household).head["name"] == "张三"


def test_a_former_name_goes_with_the_name(desk: Desk, household: UUID) -> None:
    head = read(desk, household).head["id"]
    People(desk).save(head, {"name": "张珊"})
    assert People(desk).former(head)
    Undo(desk).take_back()
    assert read(desk, household).head["name"] == "张三"
    assert People(desk).former(head) == []


def test_a_field_that_somebody_else_changed_since_is_not_put_back(
    desk: Desk, household: UUID, log_in_here: Callable[[], Desk]
) -> None:
    Households(desk).save(household, {"address": "人民路1号", "town": "城关镇"})
    Households(log_in_here()).save(household, {"address": "人民路9号"})
    with pytest.raises(UserError, match=r"家庭住址.*后来又改过"):
        Undo(desk).take_back()
    values = read(desk, household).values
    assert (values["address"], values["town"]) == ("人民路9号", "城关镇")


def test_looking_behind_the_stars_is_not_taken_back(desk: Desk, household: UUID) -> None:
    Households(desk).save(household, {"address": "人民路1号"})
    Disclosures(desk).reveal("person", read(desk, household).head["id"], "phone")
    Undo(desk).take_back()
    assert read(desk, household).values["address"] is None


def test_nothing_to_take_back_is_said(log_in_here: Callable[[], Desk]) -> None:
    with pytest.raises(UserError, match="没有可以撤销"):
        Undo(log_in_here()).take_back()


def paid(desk: Desk, household: UUID) -> UUID:
    person = read(desk, household).head["id"]
    values = {"person_id": person, "item": "living", "amount_fen": 100_000, "paid_on": date(2026, 1, 5)}
    made = Aids(desk).record(values)
    assert made.id is not None
    return made.id


def test_a_payment_is_taken_back_by_a_step_that_voids_it(desk: Desk, household: UUID) -> None:
    aid = paid(desk, household)
    Undo(desk).take_back()
    assert [step["step"] for step in Aids(desk).steps(aid)] == ["paid", "void"]
    assert AidList(desk).read()[0]["state"] == "void"


def test_a_payment_with_a_further_step_is_not_taken_back(
    desk: Desk, household: UUID, log_in_here: Callable[[], Desk]
) -> None:
    aid = paid(desk, household)
    Aids(log_in_here()).add_step(aid, {"step": "received", "happened_on": date(2026, 1, 6)})
    with pytest.raises(UserError, match="又登记了环节"):
        Undo(desk).take_back()


def test_a_signature_is_a_fact(desk: Desk, household: UUID) -> None:
    aid = paid(desk, household)
    Aids(desk).add_step(aid, {"step": "received", "happened_on": date(2026, 1, 6)})
    with pytest.raises(UserError, match="不能撤销"):
        Undo(desk).take_back()


def test_a_step_of_a_file_is_a_fact(desk: Desk) -> None:
    made = Households(desk).create({"status": "draft"}, {"name": "张三"}).id
    assert made is not None
    step = Flows(desk).case((desk.store.org_id, made)).allowed[0]
    Flows(desk).take(made, step.name, {"happened_on": desk.today})
    with pytest.raises(UserError, match="办理的环节不能撤销"):
        Undo(desk).take_back()


def test_an_import_offers_its_backup_instead(desk: Desk, household: UUID) -> None:
    Households(desk).save(household, {"address": "人民路1号"})
    desk.seal(no_way_back("before-import/office.backup"))
    with pytest.raises(UserError, match="导入前的备份恢复：before-import"):
        Undo(desk).take_back()
    assert read(desk, household).values["address"] == "人民路1号"
