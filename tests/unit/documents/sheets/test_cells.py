"""What spreadsheets do to numbers, days and names is undone or reported, never guessed."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from hardship_desktop.documents.sheets.cells import reader
from hardship_desktop.documents.sheets.grid import Cell
from hardship_desktop.documents.sheets.readings import Reading
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import (
    BankCard,
    Day,
    IdNumber,
    Integer,
    Kind,
    Money,
    PersonName,
    Phone,
    Text,
    Year,
    YesNo,
)

TODAY = date(2026, 3, 1)
AN_ID = "53030219750305011X"


def read(kind: Kind, cell: Cell, factor: int = 1) -> Any:
    return reader(Field("x", "栏", kind), factor=factor, today=TODAY)(cell)


def code(kind: Kind, cell: Cell) -> str:
    reading = read(kind, cell)
    assert isinstance(reading, Reading)
    assert reading.message.startswith("栏：")
    return reading.code


@pytest.mark.parametrize(
    "text",
    [
        AN_ID,
        f" {AN_ID} ",
        f"'{AN_ID}",
        f"{AN_ID}\u200b",
        f"{AN_ID}\t",
        AN_ID.lower(),
        "５３０３０２19750305011Ｘ",
    ],
)
def test_an_id_survives_spaces_apostrophes_and_what_is_not_seen(text: str) -> None:
    assert read(IdNumber(), text) == AN_ID


@pytest.mark.parametrize("cell", [530302197503050112.0, 5.30302e17, "5.30302E+17", "5.30302198e17", 10**17])
def test_an_id_kept_as_a_number_has_lost_digits(cell: Cell) -> None:
    assert code(IdNumber(), cell) == "digits_lost"
    assert code(BankCard(), cell) == "digits_lost"


def test_fifteen_digits_are_exact() -> None:
    assert read(IdNumber(), 530302750305011.0) == "530302750305011"


def test_a_telephone_kept_as_a_number_is_whole() -> None:
    assert read(Phone(), 13800000000.0) == "13800000000"
    assert code(Phone(), 8743120000.0) == "zero_lost"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("２０００元", 200_000), (2000, 200_000), (1234.56, 123_456), ("1.2万", 1_200_000),
        ("2,000.50", 200_050), (0.1 + 0.2, 30), (1e-9, 0),
    ],
)  # fmt: skip
def test_amounts_are_exact(cell: Cell, expected: int) -> None:
    assert read(Money(), cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"), [(1.2, 1_200_000), ("1.2", 1_200_000), ("12000元", 1_200_000), ("1.2万", 1_200_000)]
)
def test_ten_thousands_multiply_bare_amounts_only(cell: Cell, expected: int) -> None:
    assert read(Money(), cell, 10_000) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (29650, date(1981, 3, 5)), (29650.75, date(1981, 3, 5)), ("29650", date(1981, 3, 5)),
        (datetime(1981, 3, 5, 8), date(1981, 3, 5)), (date(1981, 3, 5), date(1981, 3, 5)),
        (1981.3, date(1981, 3, 1)), ("1981.10", date(1981, 10, 1)), (1981.12, date(1981, 12, 1)),
        ("1981年3月", date(1981, 3, 1)), (19810305.0, date(1981, 3, 5)),
        ("１９８１－０３－０５", date(1981, 3, 5)),
        ("1981/3/5", date(1981, 3, 5)), ("2024-02-29", date(2024, 2, 29)),
        (0, None), ("0", None), (time(), None), (date(1899, 12, 30), None), ("无", None),
    ],
)  # fmt: skip
def test_days_in_all_their_forms(cell: Cell, expected: date | None) -> None:
    assert read(Day(month_ok=True), cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1981.1, "month_unclear"), ("3月5日", "year_missing"), (3.5, "year_missing"),
        ("1981-02-30", "day_impossible"),
        (True, "not_a_day"), (timedelta(1), "not_a_day"), ("不详", "day_unreadable"),
    ],
)  # fmt: skip
def test_a_day_that_is_not_certain_is_reported(cell: Cell, expected: str) -> None:
    assert code(Day(month_ok=True), cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("张 三", "张三"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("𠮷田㛃", "𠮷田㛃"),
        ("张\n三", "张三"),
        ("欧阳 娜娜", "欧阳娜娜"),
    ],
)
def test_names_keep_their_characters(cell: str, expected: str) -> None:
    assert read(PersonName(), cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("张三、李四", "several_names"),
        ("张三\n李四", "several_names"),
        (3.0, "name_number"),
        ("王**", "masked"),
        ("张三(已故)", "name_odd"),
        ("王一,x", "name_odd"),
        ("王\ue000明", "name_unreadable"),
        ("王\ufffd", "name_unreadable"),
        ("□□", "name_unreadable"),
    ],
)
def test_what_is_no_single_name_is_reported(cell: Cell, expected: str) -> None:
    assert code(PersonName(), cell) == expected


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#div/0!", " #VALUE! "])
def test_a_faulty_formula_is_no_value(error: str) -> None:
    for kind in (Text(), Money(), Day(), PersonName(), IdNumber(), YesNo(), Integer()):
        assert code(kind, error) == "error_cell"


def test_yes_and_no() -> None:
    assert [read(YesNo(), cell) for cell in ("是", "无", "√", True, False, 1.0, 0.0)] == [
        True, False, True, True, False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["2023年9月", 2023.9, "2023-09", date(2023, 9, 1), 2023.0, "2023", 202309.0])
def test_of_a_day_or_month_of_enrolment_the_year_is_kept(cell: Cell) -> None:
    assert read(Year(minimum=1950), cell) == 2023


@pytest.mark.parametrize("cell", ["9月", "去年", 3.0, time(9, 0)])
def test_what_is_no_year_is_reported(cell: Cell) -> None:
    assert code(Year(minimum=1950), cell)


def test_a_number_turned_into_a_date_is_reported() -> None:
    for kind in (Money(), Integer(), Phone(), IdNumber(), PersonName()):
        assert code(kind, date(2026, 3, 5)) == "date_in_cell"


def test_only_names_and_id_numbers_keep_a_household_out() -> None:
    phone = reader(Field("phone", "电话", Phone()), factor=1, today=TODAY)("x")
    assert (phone.severity, phone.value, phone.keep) == ("warning", None, True)
    assert reader(Field("id_no", "证号", IdNumber()), factor=1, today=TODAY)(1e17).severity == "error"
    assert (
        reader(Field("n", "姓名", PersonName(), required=True), factor=1, today=TODAY)(1.0).severity
        == "error"
    )


@pytest.mark.parametrize("text", ["12000元/年", "12000/年", "每年12000元", "12000元每年"])
def test_an_amount_may_repeat_the_period_of_its_column(text: str) -> None:
    yearly = reader(Field("x", "家庭年收入", Money()), factor=1, today=TODAY)
    assert yearly(text) == 1_200_000
    monthly = reader(Field("x", "月收入", Money()), factor=1, today=TODAY)(text)
    assert (monthly.value, monthly.code) == (100_000, "amount_rough")
