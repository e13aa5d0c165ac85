"""Rule parameters: the values that ship, and those that are refused."""

import json
from datetime import date
from typing import Any

import pytest

from hardship_desktop.domain.codes.parameter import PARAMETER
from hardship_desktop.domain.parameters import check_parameter
from hardship_desktop.resources import resource

PRESETS = sorted(resource("parameters").glob("*.json"))


def preset(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(resource("parameters", f"{name}.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_a_preset_that_ships_is_sound(path: Any) -> None:
    read = json.loads(path.read_text("utf-8"))
    keys = [row["key"] for row in read["parameters"]]
    assert read["name"]
    assert len(set(keys)) == len(keys)
    for row in read["parameters"]:
        assert row["key"] in PARAMETER.by_code
        assert row["note"], row["key"]
        assert "doc_no" not in row, "the document of another place is no 依据 of this office"
        assert check_parameter(row) == (), row["key"]


def test_the_default_leaves_only_local_figures_and_options_open() -> None:
    """The county must state its own 低保 and wage; the rest are local choices that may stay empty."""
    given = {row["key"] for row in preset("default")["parameters"]}
    assert set(PARAMETER.by_code) - given == {
        "dibao_monthly_fen",
        "min_wage_fen",
        "k_general",
        "accident_loss_ratio",
        "accident_excluded_causes",
        "gate_province_disposable_fen",
        "expense_caps",
        "exclusions",
        "once_per_year_items",
        "fund_levels",
    }


def test_published_multiples_ship_as_published() -> None:
    def value(name: str, key: str) -> str:
        return next(str(row["value"]) for row in preset(name)["parameters"] if row["key"] == key)

    assert value("default", "k_relative") == "2.0"
    assert value("zhejiang", "k_relative") == "1.5"
    assert value("qingdao", "accident_loss_ratio") == "0.80"
    assert value("default", "cap_warmth_once_fen") == "300000"


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("dibao_monthly_fen", "62000", "620.00元"),
        ("op_deep", "<=", ">"),
        ("k_relative", "1.5", "1.5倍"),
        ("need_evidence", "true", "yes"),
        ("accident_excluded_causes", "schooling,low_income", "schooling,nothing"),
        ("fund_levels", "central=national;city=prefectural,county", "central=moon"),
        ("fund_levels", "own_union=all", "own_union"),
        ("exclusions", "second_house=deep;car=all", "car=poor"),
        ("expense_caps", "education=500000", "education=much"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused(key: str, good: str, bad: str) -> None:
    assert check_parameter({"key": key, "value": good}) == ()
    assert [each.field for each in check_parameter({"key": key, "value": bad})] == ["value"]


def test_a_parameter_does_not_end_before_it_begins() -> None:
    days = {"valid_from": date(2026, 1, 1), "valid_to": date(2025, 12, 31)}
    assert [each.field for each in check_parameter({"key": "k_deep", "value": "1", **days})] == ["valid_to"]
