"""One cell read into a field's value, with what spreadsheets do to numbers, dates and texts in mind."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from hardship_desktop.documents.sheets.extracted import Severity
from hardship_desktop.documents.sheets.sheet import ERROR_TEXTS, UNCALCULATED, Cell, shown
from hardship_desktop.domain import days, names
from hardship_desktop.domain.characters import HAN, fold_text
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import (
    Area,
    BankCard,
    Choice,
    Choices,
    Day,
    Digits,
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
from hardship_desktop.domain.papers import disability_words

FIRST_INEXACT = 1e15
"""Sheet programs keep fifteen digits of a number; what is longer has lost its end."""

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000
"""Numbers taken for day serials: 1927-05-18 to 2119-01-10. Smaller ones could be years."""

_ISO_DAY = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")
"""Days that need no closer look; 29 to 31 and all other forms are left to the kind."""
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_BARE_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
_HAS_YEAR = re.compile(r"\d{4}")
_SEPARATOR = re.compile(r"[、,，;；/\n|]")
_SEVERAL = re.compile(rf"[{HAN}]{{2,}}\s*[、,，;；/\n|]\s*[{HAN}]{{2,}}")
_NOT_IN_NAMES = re.compile(r"[0-9()（）?？,，;；/|#@&+=<>《》【】\[\]:：!！★☆※◆◇●■▲△√×]")
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd\u25a1\U000f0000-\U0010fffd]")
_LONGEST_BLANK, _FIRST_OF_BLANKS = 8, "无没暂空"
"""What says that there is nothing (无, 暂无, --) is short and begins so, or with a sign."""
_SHORTEST_PHONE = 7
DITTO = frozenset({"同上", "〃", "″", "”", '"', "''"})
"""What stands for the value above."""
_FACTOR_WORDS = {10_000: "万", 1_000: "千"}

_DIGITS_LOST = "号码被存成了数字，后几位已经丢失，不能猜测：请把该列设为文本格式，按证件重新录入。"
_MASKED = "内容是星号，打了码，不能导入：请换用没有打码的表格。"
_ERROR_CELL = "公式出错，没有值：请改正公式，或直接填写。"
_IS_DATE = "表格把这里存成了日期：请把该列设为文本或数字格式后重新填写。"


class Fault(Exception):
    """Why a cell was not taken."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Reading:
    """A problem of a cell; `value` is None when it could not be taken."""

    value: Any
    code: str
    message: str
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Pair:
    """A cell that says several fields at once: its own value, and those of `others` by their names."""

    value: Any
    others: dict[str, Any]


def reader(field: Field, *, factor: int, today: date, strict: bool = False) -> Callable[[Cell], Any]:
    """A function that reads the cells of one column; it never raises.

    It gives the bare value, None for a blank, a Reading when there is something to say,
    or a Pair for 残疾类别 that says the level too, two telephones in a cell, or a name with a number.
    A required cell or an ID number that cannot be read is an error; with `strict` any cell is.
    """
    prepare = _preparation(field, factor)
    parse = _parser_of(field, today)
    oddity = _oddity(field, today)
    severity: Severity = "error" if strict or field.required or field.name == "id_no" else "warning"

    def read(cell: Cell) -> Any:
        try:
            text = prepare(cell)
            value = None if text is None else parse(text)
        except (Fault, UserError) as error:
            return Reading(None, error.code or "invalid", f"{field.label}：{error.message}", severity)
        except (ArithmeticError, ValueError, TypeError):
            return Reading(None, "invalid", f"{field.label}：看不懂“{shown(cell)[:20]}”，请核对。", severity)
        if value is not None and oddity is not None and type(value) is not Pair:
            code, message = oddity(cell, value)
            if code:
                return Reading(value, code, f"{field.label}：{message}")
        return value

    return read


def _oddity(field: Field, today: date) -> Callable[[Cell, Any], tuple[str, str]] | None:
    """What looks odd about a value of this field but may stand; None when nothing ever does."""
    kind = field.kind
    if isinstance(kind, PersonName):
        return _odd_name
    if type(kind).warnings is Kind.warnings:
        return None

    def odd(cell: Cell, value: Any) -> tuple[str, str]:
        if isinstance(kind, Phone) and isinstance(cell, float) and not value.startswith("1"):
            return "zero_lost", "号码存成了数字，区号前的 0 可能丢失，请核对。"
        sentences = kind.warnings(value, today=today)
        return ("odd", sentences[0]) if sentences else ("", "")

    return odd


def _odd_name(cell: Cell, value: Any) -> tuple[str, str]:  # noqa: ARG001
    if _UNREADABLE.search(value):
        return "name_unreadable", "姓名里有显示不出的字（自造字或乱码），请按证件改成规范的字。"
    if _NOT_IN_NAMES.search(value):
        return "name_odd", "姓名里有数字、括号、标点或记号，请核对。"
    return "", ""


def _parser(field: Field, today: date) -> Callable[[str], Any]:
    kind = field.kind

    def parse(text: str) -> Any:
        if len(text) > _LONGEST_BLANK or (text[:1].isalnum() and text[0] not in _FIRST_OF_BLANKS):
            return kind.parse(text, today=today)
        return field.parse(text, today=today)

    def parse_yes_no(text: str) -> Any:
        # 无 is an answer here, not a blank.
        return kind.parse(text, today=today) if text in ("无", "没有") else field.parse(text, today=today)

    def parse_choice(text: str) -> Any:
        code = kind.codes.find(text) if isinstance(kind, Choice) else None
        if code is not None:
            return code
        both = disability_words(text) if field.name == "disability_type" else None
        return Pair(both[0], {"disability_level": both[1]}) if both else field.parse(text, today=today)

    def parse_day(text: str) -> Any:
        if not _ISO_DAY.fullmatch(text):
            return field.parse(text, today=today)
        value = date.fromisoformat(text)
        kind.check(value, today=today)
        return value

    if isinstance(kind, YesNo):
        return parse_yes_no
    if isinstance(kind, Day):
        return parse_day
    return parse_choice if isinstance(kind, Choice) else parse


def _phones(field: Field, today: date) -> Callable[[str], Any]:
    """Two numbers in the cell of the first telephone are both of them."""
    kind = field.kind

    def parse(text: str) -> Any:
        parts = [part for part in _SEPARATOR.split(text) if sum(map(str.isdecimal, part)) >= _SHORTEST_PHONE]
        if len(parts) < 2:
            return field.parse(text, today=today)
        numbers = [kind.parse(part, today=today) for part in parts]
        if field.name != "phone" or len(numbers) > 2 or any(kind.warnings(n, today=today) for n in numbers):
            raise Fault("several_phones", "一格里有几个电话号码，请只留一个，另一个写到“其他联系方式”。")
        return Pair(numbers[0], {"phone2": numbers[1]})

    return parse


def _names(field: Field, today: date) -> Callable[[str], Any]:
    """A name with an ID or telephone number beside it in the cell is both of them."""

    def parse(text: str) -> Any:
        name, numbers = names.split_numbers(text)
        if not numbers:
            return field.parse(text, today=today)
        value = field.parse(name, today=today)
        if value is None:
            raise Fault("name_number", "这里应是姓名，却是数字，请核对这一列。")
        return Pair(value, numbers)

    return parse


def _parser_of(field: Field, today: date) -> Callable[[str], Any]:
    if isinstance(field.kind, Phone):
        return _phones(field, today)
    return _names(field, today) if field.name == "name" else _parser(field, today)


def _preparation(field: Field, factor: int) -> Callable[[Cell], str | None]:
    """Turns a cell into the text that the kind parses, None for a blank."""
    kind = field.kind
    if isinstance(kind, Day):
        return _day_text
    if isinstance(kind, Year):
        return _year_text
    if isinstance(kind, (IdNumber, Phone, BankCard, Digits)):
        return _number_text
    if isinstance(kind, Money):
        period = next((word for word in "年月" if word in field.label), None)
        said = re.compile(f"^每{period}|(?:/|每){period}$") if period else None
        return lambda cell: _money_text(cell, factor, said)
    if isinstance(kind, PersonName):
        return _name_text
    if isinstance(kind, (Integer, Area, Choice, Choices, YesNo)):
        return _plain_text
    return _free_text if isinstance(kind, Text) else _plain_text


def _checked(cell: str) -> str:
    text = cell.strip()
    if text.startswith("#") and text.upper() in ERROR_TEXTS:
        raise Fault("error_cell", _ERROR_CELL)
    if text == UNCALCULATED:
        raise Fault(
            "uncalculated", "公式还没有算出结果：请用 WPS 或 Excel 打开，保存一次再导入，或直接填写。"
        )
    if text in DITTO:
        raise Fault("ditto", f"“{text}”的上面没有内容，请直接填写。")
    if len(text) > 1 and not text.strip("*＊"):
        raise Fault("masked", _MASKED)
    return text


def _plain_text(cell: Cell) -> str | None:
    if isinstance(cell, (date, time, timedelta)):
        raise Fault("date_in_cell", _IS_DATE)
    return _checked(cell) if isinstance(cell, str) else shown(cell)


def _year_text(cell: Cell) -> str | None:
    """A month typed as 2023-09 is often kept as a date."""
    return str(cell.year) if isinstance(cell, date) else _plain_text(cell)


def _free_text(cell: Cell) -> str | None:
    if isinstance(cell, (int, float)) and abs(cell) >= FIRST_INEXACT:
        raise Fault("digits_lost", _DIGITS_LOST)
    return _checked(cell) if isinstance(cell, str) else shown(cell)


def _number_text(cell: Cell) -> str | None:
    """Digits that are a name, not an amount: each one counts."""
    if isinstance(cell, str):
        text = _checked(cell)
        if not text.isdecimal() or not text.isascii():
            text = fold_text(text).lstrip("'’‘`").strip()
        if "*" in text or "＊" in text or "×××" in text:
            raise Fault("masked", _MASKED)
        if _SCIENTIFIC.fullmatch(text):
            raise Fault("digits_lost", _DIGITS_LOST)
        return text
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if abs(cell) >= FIRST_INEXACT:
            raise Fault("digits_lost", _DIGITS_LOST)
        if cell == 0:
            return None
    return _plain_text(cell)


def _name_text(cell: Cell) -> str | None:
    text = _plain_text(cell)
    if not isinstance(cell, str) or text is None or text.isdecimal():
        raise Fault("name_number", "这里应是姓名，却是数字，请核对这一列。")
    if "*" in text or "＊" in text:
        raise Fault("masked", _MASKED)
    if _SEPARATOR.search(text) and _SEVERAL.search(text):
        raise Fault("several_names", "一格里有几个人的姓名，请一人一行（或一人一组列）分开填写。")
    return text


def _money_text(cell: Cell, factor: int, period: re.Pattern[str] | None) -> str | None:
    text = _plain_text(cell)
    if text and period and isinstance(cell, str):
        text = period.sub("", text)  # 12000元/年 in a column of years
    if text and factor > 1 and _BARE_NUMBER.fullmatch(text.replace(" ", "")):
        return text + _FACTOR_WORDS.get(factor, "")
    return text


def _day_text(cell: Cell) -> str | None:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        # Serial 0 shown as a date: the cell was meant to be empty.
        return None if cell <= date(1899, 12, 31) else cell.isoformat()
    if isinstance(cell, time) and cell == time():
        return None
    if isinstance(cell, str):
        text = _checked(cell)
        if text in ("0", "00", "０"):
            return None
        if _SERIAL_TEXT.fullmatch(text):
            return _serial_text(float(text))
        if any(sign.isdigit() for sign in text) and not _HAS_YEAR.search(fold_text(text)):
            raise Fault("year_missing", f"日期“{text[:20]}”没有四位年份，请写成 1981-03-05 这样。")
        return text
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise Fault("not_a_day", "这里应是日期，请写成 1981-03-05 这样。")
    return _serial_text(cell)


_SERIAL_TEXT = re.compile(r"[1-7]\d{4}(?:\.\d+)?")


def _serial_text(number: float) -> str | None:
    """A number in a day column: a serial, 19810305, or 1981.3."""
    if number == 0:
        return None
    if _FIRST_SERIAL <= number < _LAST_SERIAL:
        return days.from_serial(number).isoformat()
    text = shown(number)
    if 1850 < number < 2200 and text.endswith(".1"):
        raise Fault(
            "month_unclear", f"“{text}”可能是 1 月，也可能是 10 月（表格丢掉了末尾的 0），请写全年月日。"
        )
    if not _HAS_YEAR.search(text):
        raise Fault("year_missing", f"日期“{text}”没有四位年份，请写成 1981-03-05 这样。")
    return text
