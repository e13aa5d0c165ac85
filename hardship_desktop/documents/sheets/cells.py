"""One cell read into a field's value, with what spreadsheets do to numbers, dates and texts in mind."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from hardship_desktop.documents.sheets.extracted import Severity
from hardship_desktop.documents.sheets.meanings import SEPARATOR, Learned, parser
from hardship_desktop.documents.sheets.readings import Fault, Pair, Reading, Word
from hardship_desktop.documents.sheets.sheet import ERROR_TEXTS, FIRST_INEXACT, UNCALCULATED, Cell, shown
from hardship_desktop.domain import days
from hardship_desktop.domain.amounts import blank
from hardship_desktop.domain.characters import HAN, fold_text
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import (
    BankCard,
    Day,
    Digits,
    IdNumber,
    Kind,
    Money,
    PersonName,
    Phone,
    Text,
    Year,
)

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000
"""Numbers taken for day serials: 1927-05-18 to 2119-01-10. Smaller ones could be years."""

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_HAS_YEAR = re.compile(r"\d{4}")
_SEVERAL = re.compile(rf"[{HAN}]{{2,}}\s*[、,，;；/\n|]\s*[{HAN}]{{2,}}")
_NOT_IN_NAMES = re.compile(r"[0-9()（）?？,，;；/|#@&+=<>《》【】\[\]:：!！★☆※◆◇●■▲△√×]")
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd\u25a1\U000f0000-\U0010fffd]")
DITTO = frozenset({"同上", "〃", "″", "”", '"', "''"})
"""What stands for the value above."""
_DAYS_TO_1904 = 1462

_DIGITS_LOST = "号码被存成了数字，后几位已经丢失，不能猜测：请把该列设为文本格式，按证件重新录入。"
_MASKED = "内容是星号，打了码，不能导入：请换用没有打码的表格。"
_ERROR_CELL = "公式出错，没有值：请改正公式，或直接填写。"
_IS_DATE = "表格把这里存成了日期：请把该列设为文本或数字格式后重新填写。"


_TAKEN = (Pair, Reading, Word)


def reader(
    field: Field, *, factor: int, today: date, learned: Learned | None = None, days_1904: bool = False
) -> Callable[[Cell], Any]:
    """A function that reads the cells of one column; it never raises.

    It gives the bare value, None for a blank, a Word that no entry means, a Reading when there is
    something to say, or a Pair for 残疾类别 that says the level too, two telephones in a cell, or a name
    with a number.
    Only a name or an ID number that cannot be read is an error.
    """
    prepare = _preparation(field, days_1904=days_1904)
    parse = parser(field, factor, today, learned or {})
    oddity = _oddity(field, today)
    required = field.name == "id_no" or (field.required and isinstance(field.kind, PersonName))
    severity: Severity = "error" if required else "warning"

    def fault(code: str, message: str) -> Reading:
        rest = "" if required else "这一格先留空，原样记下待补。"
        return Reading(None, code, f"{field.label}：{message}{rest}", severity, not required)

    def read(cell: Cell) -> Any:
        try:
            text = prepare(cell)
            value = _nothing(field, text) if text is None or blank(text) else parse(text)
        except (Fault, UserError) as error:
            return fault(error.code or "invalid", error.message)
        except (ArithmeticError, ValueError, TypeError):
            return fault("invalid", f"看不懂“{shown(cell)[:20]}”，请核对。")
        if value is not None and oddity is not None and type(value) not in _TAKEN:
            code, message = oddity(cell, value)
            if code:
                return Reading(value, code, f"{field.label}：{message}")
        return value

    return read


def _nothing(field: Field, text: str | None) -> Any:
    """What a blank says: nothing, or 无 as an answer (否, 未参保); what 无 empties is seen later."""
    return field.kind.nothing(text) if text and not isinstance(field.kind, Money) else None


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


def _preparation(field: Field, *, days_1904: bool) -> Callable[[Cell], str | None]:
    """Turns a cell into the text that the kind parses, None for a blank."""
    kind = field.kind
    if isinstance(kind, Day):
        return partial(_day_text, later=_DAYS_TO_1904 if days_1904 else 0)
    if isinstance(kind, Year):
        return _year_text
    if isinstance(kind, (IdNumber, Phone, BankCard, Digits)):
        return _number_text
    if isinstance(kind, PersonName):
        return _name_text
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
    if SEPARATOR.search(text) and _SEVERAL.search(text):
        raise Fault("several_names", "一格里有几个人的姓名，请一人一行（或一人一组列）分开填写。")
    return text


def _day_text(cell: Cell, later: int = 0) -> str | None:
    """`later`: by how many days the serials of this workbook begin after those of others."""
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
            return _serial_text(float(text), later)
        if any(sign.isdigit() for sign in text) and not _HAS_YEAR.search(fold_text(text)):
            raise Fault("year_missing", f"日期“{text[:20]}”没有四位年份，请写成 1981-03-05 这样。")
        return text
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise Fault("not_a_day", "这里应是日期，请写成 1981-03-05 这样。")
    return _serial_text(cell, later)


_SERIAL_TEXT = re.compile(r"[1-7]\d{4}(?:\.\d+)?")


def _serial_text(number: float, later: int) -> str | None:
    """A number in a day column: a serial, 19810305, or 1981.3."""
    if number == 0:
        return None
    if _FIRST_SERIAL <= number + later < _LAST_SERIAL:
        return days.from_serial(number + later).isoformat()
    text = shown(number)
    if 1850 < number < 2200 and text.endswith(".1"):
        raise Fault(
            "month_unclear", f"“{text}”可能是 1 月，也可能是 10 月（表格丢掉了末尾的 0），请写全年月日。"
        )
    if not _HAS_YEAR.search(text):
        raise Fault("year_missing", f"日期“{text}”没有四位年份，请写成 1981-03-05 这样。")
    return text
