"""Amounts of rosters that need not be exact are understood, and never as less or more than they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.amounts import parse_yuan
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.rough_amounts import Period, rough_yuan

YUAN = st.integers(min_value=1, max_value=99_999)


@pytest.mark.parametrize(
    ("text", "period", "yuan"),
    [
        ("约2000", "月", 2000), ("2000左右", "月", 2000), ("近2000元", "月", 2000), ("2000多元", "月", 2000),
        ("2000-3000", "月", 2500), ("2000～3000元", "月", 2500), ("2千至3千", "月", 2500),
        ("2-3万", "年", 25000),
        ("年收入2.4万", "月", 2000), ("2.4万/年", "月", 2000), ("2000元/月", "年", 24000),
        ("全年24000", "月", 2000),
        ("月收入2000", "月", 2000), ("工资：2000", "月", 2000), ("每年12000元", "年", 12000),
        ("无收入", "月", 0),
    ],
)  # fmt: skip
def test_words_of_rosters_come_to_an_amount(text: str, period: Period, yuan: int) -> None:
    assert rough_yuan(text, period=period).fen == yuan * 100


@pytest.mark.parametrize("text", ["不固定", "打零工，收入不稳定", "无固定收入", "不详"])
def test_what_names_no_amount_is_none_and_told(text: str) -> None:
    rough = rough_yuan(text, period="月")
    assert rough.fen is None
    assert rough.sentence


@pytest.mark.parametrize("text", ["两三千", "低保户", "3000-2000", "13800000001、2000", "一个月"])
def test_nothing_is_guessed(text: str) -> None:
    with pytest.raises(UserError):
        rough_yuan(text, period="月")


@given(YUAN, st.sampled_from(("约{}", "{}左右", "大概{}元", "{}元上下")))
def test_about_an_amount_is_that_amount_and_told(yuan: int, form: str) -> None:
    rough = rough_yuan(form.format(yuan), period="月")
    assert rough.fen == parse_yuan(str(yuan))
    assert "请核对" in rough.sentence


@given(YUAN, YUAN, st.sampled_from(("-", "～", "—", "至", "到", "~", "－")))
def test_a_range_comes_to_its_middle(one: int, other: int, sign: str) -> None:
    if one == other:
        return
    low, high = sorted((one, other))
    fen = rough_yuan(f"{low}{sign}{high}", period="月").fen
    assert fen is not None
    assert low * 100 <= fen <= high * 100
    assert abs(fen - (low + high) * 50) <= 1


@given(YUAN)
def test_a_year_is_twelve_months(yuan: int) -> None:
    assert rough_yuan(f"每月{yuan}元", period="年").fen == 12 * yuan * 100
    assert rough_yuan(f"{yuan * 12}元/年", period="月").fen == yuan * 100
