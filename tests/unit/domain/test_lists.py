"""A list is declared once; a declaration that cannot stand is named at import."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hardship_desktop.domain.codes.household import TIER
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice, Day, IdNumber, Money, Text
from hardship_desktop.domain.lists import Column, Count, Fields, Filter, ListSpec, WrongList

PEOPLE = Fields(
    "person",
    (
        Field("name", "姓名", Text(), in_list=True),
        Field("id_no", "证件号码", IdNumber(), sensitive=True),
        Field("tier", "困难类别", Choice(codes=TIER), in_list=True),
        Field("paid_fen", "金额", Money(), in_list=True),
    ),
)


def test_a_field_that_is_declared_for_lists_becomes_a_hidden_column_and_a_filter() -> None:
    columns = PEOPLE.others(PEOPLE.column("name"))
    assert [(column.name, column.hidden) for column in columns] == [
        ("name", False),
        ("tier", True),
        ("paid_fen", True),
    ]
    spec = ListSpec("people", "名单", "人", columns)
    (offered,) = spec.offered
    assert (offered.name, offered.way, offered.chip) == ("tier", "choice", False)
    assert ("deep", "深度困难") in offered.options


def test_a_column_shows_what_its_field_shows_and_masks_what_it_masks() -> None:
    column = PEOPLE.column("id_no")
    row = {"id_no": "53032619800506012X"}
    assert "19800506" not in column.text(row)
    assert column.text(row, masked=False) == "53032619800506012X"
    assert column.shown({}) == ""
    assert PEOPLE.column("paid_fen").right
    day = Column("day", "日期", kind=Day(), empty="—")
    assert (day.shown({"day": date(2026, 3, 5)}), day.shown({}), day.text({})) == ("2026-03-05", "—", "")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (lambda: PEOPLE.column("nmae"), "person lacks: nmae"),
        (lambda: ListSpec("people", "名单", "人", ()), "people has no column"),
        (lambda: _spec(columns=(PEOPLE.column("name"), PEOPLE.column("name"))), "name twice"),
        (lambda: _spec(filters=("tire",)), "a chip of a column that it lacks: tire"),
        (lambda: _spec(counts=(Count("amount", "元"),)), "a sum of a column that it lacks: amount"),
        (lambda: _spec(counts=(Count("name", "元"),)), "without numbers: name"),
        (lambda: _spec(sort=("age", False)), "its order of a column that it lacks: age"),
    ],
)
def test_a_declaration_that_cannot_stand_is_named(wrong: Callable[[], object], named: str) -> None:
    with pytest.raises(WrongList, match=named):
        wrong()


def test_a_county_has_no_columns_and_filters_of_several_offices() -> None:
    office = Column("office", "单位", city=True)
    spec = _spec(columns=(PEOPLE.column("name"), office), filters=(Filter("org_id", "单位", city=True),))
    assert [column.name for column in spec.at("county").columns] == ["name"]
    assert spec.at("county").offered == ()
    assert spec.at("city").offered[0].name == "org_id"


def _spec(**told: Any) -> ListSpec:
    return ListSpec("people", "名单", "人", **{"columns": (PEOPLE.column("name"),), **told})
