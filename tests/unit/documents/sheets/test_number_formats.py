"""What a number's format shows is what the office means; a format that only dresses it changes nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.documents.sheets.grid import read_file
from hardship_desktop.documents.sheets.number_formats import shown_by


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ('"53032620"0000', 12, "530326200012"), ("00000", 12, "00012"), ("000-0000", 1234567, "123-4567"),
        ('"A"0000', 12, "A0012"), (r"\5\3\0\3000", 7, "5303007"), ("[Red]000;-000", 5, "005"),
        ("[$-804]0000", 3, "0003"), ("0000", 123456, "123456"), ('"53"####', 12, "5312"),
    ],
)  # fmt: skip
def test_formats_that_add_figures_letters_or_zeros_are_shown(code: str, value: int, shown: str) -> None:
    made = shown_by(code)
    assert made is not None
    assert made(value) == shown


@pytest.mark.parametrize(
    "code",
    ["General", "0", "#,##0", "0.00", "yyyy-mm-dd", "0%", "@", '0"元"', "0_ ", "", '"x"', "000.0", "[h]:mm"],
)
def test_formats_that_only_dress_a_number_are_left_alone(code: str) -> None:
    assert shown_by(code) is None


@given(st.integers(min_value=0, max_value=10**14), st.integers(min_value=2, max_value=15))
def test_no_figure_is_lost_and_zeros_fill_up(value: int, width: int) -> None:
    shown = shown_by("0" * width)
    assert shown is not None
    assert shown(value) == str(value).zfill(width)


@given(st.text(max_size=20), st.integers(min_value=0, max_value=999_999))
def test_no_format_whatever_makes_it_stumble(code: str, value: int) -> None:
    shown = shown_by(code)
    if shown is not None:
        assert str(value)[-1] in shown(value)


def book(path: Path, rows: list[list[Any]], formats: dict[int, str], **options: Any) -> Path:
    """A workbook whose columns have these formats below the header."""
    with xlsxwriter.Workbook(str(path), options) as made:
        page = made.add_worksheet("名册")
        styles = {column: made.add_format({"num_format": code}) for column, code in formats.items()}
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                page.write(line, column, value, styles.get(column) if line else None)
    return path


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    path = book(
        tmp_path / "格式.xlsx",
        [
            ["档案编号", "姓名", "邮编", "月收入"],
            [12, "钱一", 1000, 2000],
            [1234567, "钱二", 655_000, 1500.5],
        ],
        {0: '"5303"0000', 2: "000000", 3: "#,##0.00"},
    )
    (sheet,) = read_file(path)
    assert sheet.rows[1:] == [["53030012", "钱一", "001000", 2000], ["53031234567", "钱二", "655000", 1500.5]]


def test_texts_and_numbers_that_lost_digits_stay_what_they_are(tmp_path: Path) -> None:
    path = book(
        tmp_path / "格式.xlsx", [["证号"], ["530326"], [5.3032619e17], [1.5]], {0: "000000000000000000"}
    )
    (sheet,) = read_file(path)
    assert [row[0] for row in sheet.rows[1:]] == ["530326", 5.3032619e17, 1.5]


def test_plain_numbers_of_a_workbook_of_1904_are_its_own_days(tmp_path: Path, take_file: Any) -> None:
    rows: list[list[Any]] = [
        ["姓名", "身份证号", "建档日期"],
        ["钱一", "53030219750305011X", 42886],
        ["钱二", "", "42886"],
    ]
    old = take_file(book(tmp_path / "旧.xlsx", rows, {}, date_1904=True))
    assert [each.values["opened_on"] for each in old.households] == [date(2021, 6, 1)] * 2
    new = take_file(book(tmp_path / "新.xlsx", rows, {}))
    assert [each.values["opened_on"] for each in new.households] == [date(2017, 5, 31)] * 2
