"""The text of one cell turned into a field's value, as the words of rosters mean it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hardship_desktop.documents.sheets.readings import Fault, Pair, Reading, Word
from hardship_desktop.domain import names
from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.codes.base import CodeList, as_written, is_written
from hardship_desktop.domain.codes.household import STATUS_TO_KEEP
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice, Choices, Day, Money, Phone
from hardship_desktop.domain.papers import disability_words
from hardship_desktop.domain.rough_amounts import Period, rough_yuan

_ISO_DAY = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")
"""Days that need no closer look; 29 to 31 and all other forms are left to the kind."""
_BARE_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
SEPARATOR = re.compile(r"[、,，;；/\n|]")
_SHORTEST_PHONE = 7
_PERIODS: tuple[Period, ...] = ("年", "月")
_FACTOR_WORDS = {10_000: "万", 1_000: "千"}
_NUMBER_INSIDE = re.compile(r"\d{6}")

Learned = Mapping[str, str]
"""Words of a code list, folded, with the code that this office said they mean."""


def parser(field: Field, factor: int, today: date, learned: Learned) -> Callable[[str], Any]:
    kind = field.kind
    if field.name == "name":
        return _names(field, today)
    if isinstance(kind, Phone):
        return _phones(field, today)
    if isinstance(kind, Money):
        return _amounts(field, factor, today)
    if isinstance(kind, Day):
        return _days(field, today)
    if isinstance(kind, Choice):
        return _choice(field, kind.codes, today, learned)
    if isinstance(kind, Choices):
        return _choices(field, kind, today, learned)
    return lambda text: kind.parse(text, today=today)


def _choice(field: Field, codes: CodeList, today: date, learned: Learned) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        code = codes.find(text)
        if code is not None:
            if codes.closed and fold_text(text) in STATUS_TO_KEEP:
                told = f"{field.label}：“{text}”按“{codes.text(code)}”导入，原话记下。"
                return Reading(code, "kept", told, keep=True)
            return code
        if field.name == "disability_type" and (both := disability_words(text)):
            return Pair(both[0], {"disability_level": both[1]})
        word = fold_text(text)
        if word in learned:
            return learned[word] or as_written(word)
        if codes.closed or not is_written(as_written(word)) or _NUMBER_INSIDE.search(word):
            return field.parse(text, today=today)  # which says why not
        return Word(as_written(word), word)

    return parse


def _choices(field: Field, kind: Choices, today: date, learned: Learned) -> Callable[[str], Any]:
    """Several codes; what is not understood of them is kept beside the rest."""

    def parse(text: str) -> Any:
        parts = [part for part in SEPARATOR.split(text.replace(" ", "、")) if part.strip()]
        codes = [kind.codes.find(part) or learned.get(fold_text(part)) for part in parts]
        if all(codes):
            value = tuple(dict.fromkeys(code for code in codes if code))
            kind.check(value, today=today)
            return value
        known = tuple(dict.fromkeys(code for code in codes if code))
        unknown = "、".join(part for part, code in zip(parts, codes, strict=True) if not code)
        if not known or len(known) > kind.at_most:
            return field.parse(text, today=today)
        told = f"{field.label}：“{unknown[:20]}”不在选项中，没有导入，原样记下待补。"
        return Reading(known, "choice", told, keep=True)

    return parse


def _days(field: Field, today: date) -> Callable[[str], Any]:
    kind = field.kind

    def parse(text: str) -> Any:
        if not _ISO_DAY.fullmatch(text):
            return field.parse(text, today=today)
        value = date.fromisoformat(text)
        kind.check(value, today=today)
        return value

    return parse


def _amounts(field: Field, factor: int, today: date) -> Callable[[str], Any]:
    """Exact amounts first; of others what they come to, with a word."""
    kind = field.kind
    period: Period = next((word for word in _PERIODS if word in field.label), "")
    unit = _FACTOR_WORDS.get(factor, "")

    def parse(text: str) -> Any:
        exact = text + unit if unit and _BARE_NUMBER.fullmatch(text.replace(" ", "")) else text
        try:
            return kind.parse(exact, today=today)
        except UserError as error:
            try:
                rough = rough_yuan(text, period=period, unit=unit)
            except UserError:
                raise error from None
        if rough.fen is not None:
            kind.check(rough.fen, today=today)
        if rough.sentence:
            told = f"{field.label}：“{text[:20]}”{rough.sentence}"
            return Reading(rough.fen, "amount_rough", told, keep=rough.fen is None)
        return rough.fen

    return parse


def _phones(field: Field, today: date) -> Callable[[str], Any]:
    """Two numbers in the cell of the first telephone are both of them."""
    kind = field.kind

    def parse(text: str) -> Any:
        parts = [part for part in SEPARATOR.split(text) if sum(map(str.isdecimal, part)) >= _SHORTEST_PHONE]
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
