from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.amounts import MOST_FEN, blank, format_yuan, parse_yuan
from hardship_desktop.domain.errors import UserError

FEN = st.integers(0, MOST_FEN)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("2000", 200000),
        ("2,000.5", 200050),
        ("1,234,567.89", 123456789),
        ("２０００", 200000),
        ("￥2，000元", 200000),
        (" 2 000 元 ", 200000),
        ("2000元整", 200000),
        ("人民币2000.00元", 200000),
        ("1.2万", 1200000),
        ("1.23456万元", 1234560),
        ("3千", 300000),
        ("1亿", 10**10),
        ("0", 0),
        ("0.01", 1),
        ("-35.5", -3550),
        ("−35.5", -3550),
        ("1234.5600000000001", 123456),
        ("0.30000000000000004", 30),
        ("1999.9999999999998", 200000),
        ("两千", 200000),
        ("二千元", 200000),
        ("十五", 1500),
        ("一百一十元", 11000),
        ("三千零五", 300500),
        ("一万零二", 1000200),
        ("一万二千", 1200000),
        ("一亿二千万", 12 * 10**9),
        ("壹仟零伍元叁角整", 100530),
        ("贰拾万零壹佰元零捌分", 20010008),
        ("三角五分", 35),
    ],
)
def test_amounts_are_read_as_offices_write_them(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "约2000",
        "2000-3000",
        "2000左右",
        "1,2",
        "12,34",
        "..",
        ".5",
        "元",
        "万",
        "2E3",
        "10²",
        "½",
        "1.2.3",
        "三千五",
        "一万二",
        "十十",
        "千",
        "百二",
        "二三",
        "亿万",
        "abc",
        "2000/月",
        "两千三千",
        "1万2千",
    ],
)
def test_what_is_not_one_exact_amount_is_refused_with_advice(text: str) -> None:
    with pytest.raises(UserError, match="请只写一个数字") as error:
        parse_yuan(text)
    assert text in error.value.message


@pytest.mark.parametrize("text", ["1.234", "0.001", "1234.56001", "0.0000012万元"])
def test_more_than_fen_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="两位小数"):
        parse_yuan(text)


def test_an_absurd_amount_is_refused() -> None:
    with pytest.raises(UserError, match="太大"):
        parse_yuan("9" * 300)


@pytest.mark.parametrize("text", ["", "  ", "无", "-", "—", "/", "－", "　", "暂无"])
def test_marks_for_nothing_are_blank_and_no_amount(text: str) -> None:
    assert blank(text)
    with pytest.raises(UserError, match="没有填金额"):
        parse_yuan(text)


def test_zero_is_not_blank() -> None:
    assert not blank("0")


@given(st.integers(-MOST_FEN, MOST_FEN))
def test_what_is_written_in_figures_is_read_back(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen


@given(st.integers(10, 10**12))
def test_the_binary_numbers_of_sheets_keep_their_fen(fen: int) -> None:
    assert parse_yuan(repr(float(Decimal(fen) / 100))) == fen


@given(st.text(max_size=30))
def test_any_text_gives_an_amount_or_a_sentence(text: str) -> None:
    said = None
    try:
        value = parse_yuan(text)
    except UserError as error:
        said = error.message
    assert said.endswith("。") if said else isinstance(value, int)
