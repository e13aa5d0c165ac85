"""One household's file: what contradicts what."""

from datetime import date
from typing import Any

import pytest

from hardship_desktop.domain.households import check_household

TODAY = date(2026, 3, 5)
A, B = date(2020, 1, 1), date(2021, 1, 1)


def found(*, members: int | None = None, **values: Any) -> dict[str, bool]:
    """Field at fault to whether it may stand."""
    return {each.field: each.warning for each in check_household(values, today=TODAY, members=members)}


def test_a_file_from_long_ago_with_its_document_is_sound() -> None:
    assert (
        found(status="active", tier="dibao", approved_on=A, opened_on=B, approved_doc_no="曲工办〔2020〕1号")
        == {}
    )


def test_minor_causes_are_three_and_other_than_the_main_one() -> None:
    assert found(main_cause="low_income", minor_causes=("schooling", "illness", "accident")) == {}
    assert found(main_cause="low_income", minor_causes=("low_income",)) == {"minor_causes": False}
    four = ("schooling", "illness", "accident", "other")
    assert found(minor_causes=four) == {"minor_causes": False}


@pytest.mark.parametrize("name", ["approved_on", "exited_on"])
def test_steps_follow_the_application(name: str) -> None:
    early: dict[str, Any] = {"applied_on": B, name: A}
    late: dict[str, Any] = {"applied_on": A, name: B}
    assert found(**early) == {name: False}
    assert found(**late) == {}


def test_a_file_is_not_left_before_it_is_opened() -> None:
    assert found(opened_on=B, exited_on=A, status="exited") == {"exited_on": False}
    assert found(opened_on=A, exited_on=A, status="exited") == {}


def test_nobody_leaves_in_the_future() -> None:
    assert found(exited_on=date(2026, 3, 6), status="exited") == {"exited_on": False}


def test_state_and_exit_day_agree() -> None:
    assert found(status="exited") == {"exited_on": True}
    assert found(status="active", exited_on=B) == {"status": True}


def test_a_review_before_the_opening_warns() -> None:
    assert found(opened_on=B, last_reviewed_on=A) == {"last_reviewed_on": True}


def test_a_subcase_belongs_to_its_tier() -> None:
    assert found(tier="relative", tier_subcase="deep_a") == {"tier_subcase": False}
    assert found(tier="accident", tier_subcase="accident_b") == {}


def test_the_number_of_members_only_warns() -> None:
    assert found(members=2, household_size=3) == {"household_size": True}
    assert found(members=3, household_size=3) == {}
    assert found(members=None, household_size=3) == {}


def test_a_certificate_without_the_allowance_warns() -> None:
    assert found(on_dibao=False, dibao_cert_no="D1") == {"on_dibao": True}
