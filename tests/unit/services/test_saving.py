"""Two desks on one data folder: what one of them wrote, the other never overwrites unseen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from hardship_desktop.domain.clashes import ChangedMeanwhile
from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import Accounts, log_in
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.desk import Changed, Desk
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.items import Items
from hardship_desktop.services.office import Office
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.people import People
from hardship_desktop.services.visits import Visits
from hardship_desktop.store.vault import Cost


@pytest.fixture
def household(desk: Desk) -> UUID:
    made = Households(desk).create({"status": "active"}, {"name": "张三", "phone": "13800001234"}).id
    assert made is not None
    return made


def read(desk: Desk, household: UUID) -> HouseholdFile:
    return Households(desk).open((desk.store.org_id, household))


def test_what_somebody_else_wrote_meanwhile_is_shown_with_who_and_when_and_stays(
    desk: Desk, data: Path, household: UUID
) -> None:
    Accounts(desk, cost=Cost(memory_kib=8, passes=1)).add("王敏", "clerk", "another-2026")
    other = log_in(data, "王敏", "another-2026")
    seen = read(desk, household).values
    Households(other).save(household, {"address": "人民路2号"})
    with pytest.raises(ChangedMeanwhile) as caught:
        Households(desk).save(household, {"address": "人民路3号", "remark": "新"}, seen=seen)
    (clash,) = caught.value.clashes
    assert (clash.label, clash.mine, clash.now, clash.who) == ("家庭住址", "人民路3号", "人民路2号", "王敏")
    assert clash.when
    standing = read(desk, household).values
    assert (standing["address"], standing["remark"]) == ("人民路2号", None)
    again = {**seen, **caught.value.standing}
    assert Households(desk).save(household, {"address": "人民路3号"}, seen=again).tables
    other.store.close()


def test_fields_that_only_the_other_one_changed_are_no_clash(
    desk: Desk, household: UUID, log_in_here: Callable[[], Desk]
) -> None:
    seen = read(desk, household).values
    Households(log_in_here()).save(household, {"address": "人民路2号", "town": "城关镇"})
    Households(desk).save(household, {"town": "城关镇", "remark": "新"}, seen=seen)
    values = read(desk, household).values
    assert (values["address"], values["town"], values["remark"]) == ("人民路2号", "城关镇", "新")


def test_numbers_that_are_masked_stay_masked_in_the_answer(
    desk: Desk, household: UUID, log_in_here: Callable[[], Desk]
) -> None:
    head = read(desk, household).head
    People(log_in_here()).save(head["id"], {"phone": "13900005678"})
    with pytest.raises(ChangedMeanwhile) as caught:
        People(desk).save(head["id"], {"phone": "13700009999"}, seen=head)
    assert not any(number in caught.value.message for number in ("13900005678", "13700009999"))


def test_a_row_binned_meanwhile_takes_nothing_more(
    desk: Desk, household: UUID, log_in_here: Callable[[], Desk]
) -> None:
    seen = read(desk, household).values
    Households(log_in_here()).delete(household)
    with pytest.raises(UserError, match="回收站"):
        Households(desk).save(household, {"address": "人民路3号"}, seen=seen)


def _item(desk: Desk, household: UUID) -> tuple[UUID, dict[str, Any]]:
    made = Items(desk).add("income", household, {"kind": "wage", "amount_fen": 100})
    assert made.id is not None
    return made.id, read(desk, household).incomes[0]


def _visit(desk: Desk, household: UUID) -> tuple[UUID, dict[str, Any]]:
    values = {"visited_on": date(2026, 1, 5), "kind": "phone", "visitors": "李敏", "conclusion": "keep"}
    made = Visits(desk).record(household, values)
    assert made.id is not None
    return made.id, read(desk, household).visits[0]


def _batch(desk: Desk, _household: UUID) -> tuple[UUID, dict[str, Any]]:
    made = Aids(desk).add_batch({"year": 2026, "name": "第一批", "source": "central", "total_fen": 100})
    assert made.id is not None
    return made.id, Aids(desk).batches()[0]


def _parameter(desk: Desk, _household: UUID) -> tuple[UUID, dict[str, Any]]:
    made = Parameters(desk).add(
        {"key": "dibao_monthly_fen", "value": "70000", "valid_from": date(2026, 1, 1), "doc_no": "1号"}
    )
    assert made.id is not None
    return made.id, Parameters(desk).all()[0]


Save = Callable[..., Changed]


@pytest.mark.parametrize(
    ("make", "saving", "name", "values"),
    [
        (_item, lambda desk: lambda *a, **n: Items(desk).save("income", *a, **n), "amount_fen", (200, 300)),
        (_visit, lambda desk: Visits(desk).save, "remark", ("甲", "乙")),
        (_batch, lambda desk: Aids(desk).save_batch, "total_fen", (200, 300)),
        (_parameter, lambda desk: Parameters(desk).save, "doc_no", ("2号", "3号")),
    ],
)
def test_items_visits_batches_and_parameters_are_guarded_too(
    desk: Desk,
    household: UUID,
    log_in_here: Callable[[], Desk],
    make: Callable[[Desk, UUID], tuple[UUID, dict[str, Any]]],
    saving: Callable[[Desk], Save],
    name: str,
    values: tuple[object, object],
) -> None:
    row, seen = make(desk, household)
    theirs, mine = values
    saving(log_in_here())(row, {name: theirs})
    with pytest.raises(ChangedMeanwhile):
        saving(desk)(row, {name: mine}, seen=seen)


def test_the_settings_of_the_office_are_guarded_too(desk: Desk, log_in_here: Callable[[], Desk]) -> None:
    seen = Office(desk).values()
    Office(log_in_here()).save({"contact": "王敏"})
    with pytest.raises(ChangedMeanwhile):
        Office(desk).save({"contact": "李敏"}, seen=seen)
