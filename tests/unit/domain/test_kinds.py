"""Kinds of value: what is typed, what is kept, what is shown."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.codes import health, household
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.kinds import (
    Area,
    BankCard,
    Choice,
    Choices,
    CreditCode,
    Day,
    Digits,
    Integer,
    Kind,
    Money,
    Names,
    PersonName,
    Phone,
    Text,
    Year,
    YesNo,
)

TODAY = date(2026, 3, 5)
KINDS: tuple[tuple[Kind, str, Any, str], ...] = (
    (Text(), "　清河县 ", "清河县", "清河县"),
    (PersonName(), "阿依古丽•买买提", "阿依古丽·买买提", "阿依古丽·买买提"),
    (Names(at_least=2), "王敏，李强", "王敏、李强", "王敏、李强"),
    (Phone(), "１３８００００１２３４", "13800001234", "13800001234"),
    (Phone(), "０８７４－３１２００００", "0874-3120000", "0874-3120000"),
    (Phone(), "+86 138-0000-0003", "13800000003", "13800000003"),
    (Phone(), "86-13800000003", "13800000003", "13800000003"),
    (Phone(), "0086 138 0000 0003", "13800000003", "13800000003"),
    (Phone(), "(+86)138-0000-0003", "13800000003", "13800000003"),
    (Phone(), "138－00000003", "13800000003", "13800000003"),
    (Phone(), "86-0874-3120000", "86-0874-3120000", "86-0874-3120000"),
    (BankCard(), "6222 0212 3456 7890", "6222021234567890", "6222021234567890"),
    (CreditCode(), "８１５３０３２６ mc1234567n", "81530326MC1234567N", "81530326MC1234567N"),
    (Digits(lengths=(6,)), "５３０３２６", "530326", "530326"),
    (Money(), "1.2万", 1_200_000, "12,000.00"),
    (Integer(unit="人"), "３人", 3, "3"),
    (Year(minimum=1950), "2023年9月", 2023, "2023"),
    (Year(minimum=1950), "2021.9", 2021, "2021"),
    (Year(minimum=1950), "2023-09", 2023, "2023"),
    (Year(minimum=1950), "２０２３年", 2023, "2023"),
    (Year(minimum=1950), "2023级", 2023, "2023"),
    (Year(minimum=1950), "2023/9/1", 2023, "2023"),
    (Area(), "85.5㎡", 8550, "85.5"),
    (Day(), "20260305", date(2026, 3, 5), "2026-03-05"),
    (YesNo(), "√", True, "是"),
    (Choice(codes=household.TIER), "深度困难职工", "deep", "深度困难"),
    (Choice(codes=household.TIER), "2-相对困难", "relative", "相对困难"),
    (Choice(codes=household.TIER), "意外致困（3）", "accident", "意外致困"),
    (Choice(codes=household.TIER), "□深度困难 ☑相对困难 □意外致困", "relative", "相对困难"),
    (Choices(codes=household.CAUSE), "本人大病，收入低", ("own_illness", "low_income"), "本人大病、收入低"),
)


@pytest.mark.parametrize(("kind", "typed", "value", "shown"), KINDS)
def test_what_is_typed_is_kept_and_shown(kind: Kind, typed: str, value: Any, shown: str) -> None:
    assert kind.parse(typed, today=TODAY) == value
    assert kind.format(value) == shown
    assert kind.parse(shown, today=TODAY) == value


@pytest.mark.parametrize(("kind", "_typed", "value", "_shown"), KINDS)
def test_every_value_survives_the_wire(kind: Kind, _typed: str, value: Any, _shown: str) -> None:
    wire = kind.to_wire(value)
    assert isinstance(wire, kind.wire)
    assert kind.from_wire(wire) == value


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (CreditCode(), "81530326MC12345670", "credit_code"),
        (Money(), "约2000", ""),
        (Money(), "-5", "negative"),
        (Money(), "99999999999", "too_large"),
        (Integer(), "三个", "integer"),
        (Integer(maximum=9), "10", "range"),
        (Year(minimum=1950), "9月", "year"),
        (Year(minimum=1950), "2023年13月", "year"),
        (Year(minimum=1950), "1949", "range"),
        (Day(not_after_today=True), "2026-03-06", "future"),
        (Names(at_least=2), "王敏", "too_few_names"),
        (Choice(codes=household.TIER), "特别困难", "choice"),
        (Choice(codes=household.TIER), "深度困难☑ 相对困难□", "choice"),
        (Choice(codes=household.TIER), "☑深度困难 ☑相对困难", "choice"),
        (Choices(codes=household.CAUSE, at_most=1), "本人大病、收入低", "too_many"),
        (Phone(), "没有", "phone"),
        (YesNo(), "也许", "yes_no"),
        (PersonName(), "王" * 51, ""),
        (Digits(lengths=(6,)), "53032", "digits"),
        (BankCard(), "abc", "bank_card"),
    ],
)
def test_what_cannot_stand_is_refused_in_chinese(kind: Kind, typed: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        kind.parse(typed, today=TODAY)
    assert caught.value.code == code or not code
    assert any("\u4e00" <= sign <= "\u9fff" for sign in caught.value.message)


@given(st.text(max_size=60))
def test_no_text_whatever_makes_a_kind_stumble(text: str) -> None:
    for kind, *_ in KINDS:
        try:
            value = kind.parse(text, today=TODAY)
        except UserError:
            continue
        assert isinstance(kind.format(value), str)


def test_masks_hide_the_middle() -> None:
    assert Phone().mask("13800001234") == "138****1234"
    assert BankCard().mask("6222021234567890").endswith("7890")
    assert "022" not in BankCard().mask("6222021234567890")
    assert Text().mask("尿毒症") == "***"


def test_what_may_be_chosen_begins_with_the_likeliest() -> None:
    with pytest.raises(UserError, match="可选：残疾、"):
        Choice(codes=health.HEALTH).parse("肢体残疾二级", today=TODAY)
    with pytest.raises(UserError, match="只能选一项，这里写了 2 项"):
        Choice(codes=health.HEALTH).parse("高血压病、糖尿病", today=TODAY)


@pytest.mark.parametrize(
    ("text", "day"), [("二〇二〇年十月", 1), ("二○二○年十月二十日", 20), ("二零二零年十月三十一日", 31)]
)
def test_days_in_chinese_figures(text: str, day: int) -> None:
    assert Day(month_ok=True).parse(text, today=TODAY) == date(2020, 10, day)
