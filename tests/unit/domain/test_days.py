from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hardship_desktop.domain.days import format_day, from_serial, parse_day, parse_partial
from hardship_desktop.domain.errors import UserError

TODAY = date(2026, 3, 20)
DAYS = st.dates(date(1850, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "1981-03-05",
        "1981/3/5",
        "1981.3.5",
        "1981.03.05.",
        "19810305",
        "1981年3月5日",
        "1981年03月05号",
        "１９８１．３．５",
        " 1981 年 3 月 5 日 ",
        "1981-03-05 00:00:00",
        "1981-03-05T08:30",
        "1981/3/5 8:30",
        "1981—3—5",
        "1981年3月5",
        "1981、3、5",
        "1981年3月5日生",
        "一九八一年三月五日",
        "一九八一年三月五号出生",
    ],
)
def test_one_day_in_every_usual_form(text: str) -> None:
    assert parse_day(text, today=TODAY) == date(1981, 3, 5)


@pytest.mark.parametrize(
    "text", ["1981.3", "1981年3月", "198103", "1981-03", "1981/03", "一九八一年三月", "1981年3月生"]
)
def test_a_month_is_a_day_only_where_that_is_allowed(text: str) -> None:
    assert parse_partial(text) == (1981, 3, None)
    assert parse_day(text, today=TODAY, month_ok=True) == date(1981, 3, 1)
    with pytest.raises(UserError, match="缺日"):
        parse_day(text, today=TODAY)


@pytest.mark.parametrize("text", ["1981", "1981年"])
def test_a_year_alone_is_never_a_day(text: str) -> None:
    assert parse_partial(text) == (1981, None, None)
    with pytest.raises(UserError, match="只有年份"):
        parse_day(text, today=TODAY, month_ok=True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.5", date(2026, 3, 5)),
        ("0305", date(2026, 3, 5)),
        ("3月5日", date(2026, 3, 5)),
        ("3-5", date(2026, 3, 5)),
        ("4.20", date(2026, 4, 20)),
        ("4.21", date(2025, 4, 21)),
        ("12.31", date(2025, 12, 31)),
        ("今天", date(2026, 3, 20)),
        ("昨天", date(2026, 3, 19)),
        ("前天", date(2026, 3, 18)),
        ("明天", date(2026, 3, 21)),
    ],
)
def test_a_day_without_a_year_is_near(text: str, day: date) -> None:
    assert parse_day(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("5.20", date(2026, 11, 27), date(2027, 5, 20)),
        ("11.1", date(2026, 11, 27), date(2026, 11, 1)),
        ("10.26", date(2026, 11, 27), date(2027, 10, 26)),
        ("12.31", date(2026, 2, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_to_come_without_a_year_is_the_next_one(text: str, today: date, day: date) -> None:
    assert parse_day(text, today=today, ahead=True) == day


def test_a_leap_day_without_a_year_goes_to_the_last_leap_year_if_that_was_last_year() -> None:
    assert parse_day("2.29", today=date(2025, 1, 5)) == date(2024, 2, 29)
    with pytest.raises(UserError, match="2026年没有2月29日"):
        parse_day("2.29", today=TODAY)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2.30", "没有2月30日"),
        ("2024-02-30", "没有2月30日"),
        ("2023-02-29", "2023年没有2月29日"),
        ("1981-04-31", "没有4月31日"),
        ("1981-13-01", "没有13月"),
        ("1981.0.5", "没有0月"),
        ("19810100", "没有1月0日"),
        ("0181-01-01", "年份181不合理"),
        ("2981-01-01", "年份2981不合理"),
        ("", "没有填日期"),
        ("大约三月", "看不懂日期"),
        ("1981-3-5-7", "看不懂日期"),
        ("29650", "看不懂日期"),
        ("81.3.5", "看不懂日期"),
        ("1981²", "看不懂日期"),
    ],
)
def test_the_message_names_what_is_wrong(text: str, part: str) -> None:
    with pytest.raises(UserError, match=part):
        parse_day(text, today=TODAY)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (29650, date(1981, 3, 5)),
        (29650.75, date(1981, 3, 5)),
        (45292, date(2024, 1, 1)),
    ],
)
def test_serials_are_days_as_sheet_programs_count_them(number: float, day: date) -> None:
    assert from_serial(number) == day


@pytest.mark.parametrize("number", [0, -1, 200000, 1e300, float("nan"), float("inf")])
def test_a_number_that_is_no_day_is_refused(number: float) -> None:
    with pytest.raises(UserError, match="不是日期"):
        from_serial(number)


@given(DAYS)
def test_every_day_written_is_read_back(day: date) -> None:
    forms = (
        format_day(day),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
    )
    assert {parse_day(form, today=TODAY) for form in forms} == {day}


@given(st.dates(date(2001, 1, 1), date(2100, 1, 1)), st.integers(-330, 30))
def test_month_and_day_alone_mean_the_year_nearest_to_today(today: date, distance: int) -> None:
    day = today + timedelta(days=distance)
    assume(day.year <= today.year)
    assert parse_day(f"{day.month}月{day.day}日", today=today) == day


@given(st.text(max_size=20))
def test_any_text_gives_a_day_or_a_sentence(text: str) -> None:
    said = None
    try:
        value = parse_day(text, today=TODAY)
    except UserError as error:
        said = error.message
    assert said.endswith("。") if said else isinstance(value, date)
