"""Kinds of value: each reads what a person typed, checks it, shows it and masks it.

A kind knows nothing of forms, sheets or tables; all of them ask it. A value is
None when unknown; kinds only ever see values that are known.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from hardship_desktop.domain import amounts, clock, days, identity, names
from hardship_desktop.domain.changes import WireValue
from hardship_desktop.domain.characters import fold_width
from hardship_desktop.domain.codes.base import CodeList
from hardship_desktop.domain.errors import UserError


@dataclass(frozen=True)
class Kind:
    """Plain text of limited length; the other kinds narrow it."""

    wire: ClassVar[type] = str
    right_aligned: ClassVar[bool] = False
    max_length: int = 200

    def parse(self, text: str, *, today: date) -> Any:
        """The value that a person meant; raises UserError with what to write instead."""
        value = names.fold_text(text)
        self.check(value, today=today)
        return value

    def check(self, value: Any, *, today: date) -> None:
        """Raise UserError when the value cannot stand; `today` is the day at the office."""
        if len(value) > self.max_length:
            raise UserError(f"最多 {self.max_length} 个字，现有 {len(value)} 个字，请缩短。", code="too_long")

    def warnings(self, value: Any, *, today: date) -> tuple[str, ...]:
        """Sentences on what looks odd but may stand."""
        return ()

    def format(self, value: Any) -> str:
        """As a person reads it."""
        return str(value)

    def mask(self, value: Any) -> str:
        """As shown where the value itself must not be seen."""
        return "***"

    def to_wire(self, value: Any) -> WireValue:
        """As stored, logged and sent."""
        return value  # type: ignore[no-any-return]

    def from_wire(self, value: Any) -> Any:
        """The inverse of `to_wire`."""
        return value


@dataclass(frozen=True)
class Text(Kind):
    """Free text; `lines` is the height that a form gives it."""

    max_length: int = 500
    lines: int = 1


@dataclass(frozen=True)
class PersonName(Kind):
    """A name of up to 50 characters with U+00B7 as its middle dot (民委发〔2016〕33号)."""

    max_length: int = 50

    def parse(self, text: str, *, today: date) -> str:
        """Fold look-alike characters and check the length."""
        value = names.fold_name(text)
        self.check(value, today=today)
        return value

    def mask(self, value: str) -> str:
        """Surname and asterisks."""
        return names.mask_name(value)


@dataclass(frozen=True)
class Names(Kind):
    """Several names, kept with 、 between them."""

    at_least: int = 1

    def parse(self, text: str, *, today: date) -> str:
        """Take any usual separator."""
        for separator in "，,；;/|\n":
            text = text.replace(separator, "、")
        parts = (names.fold_name(part) for part in text.split("、") if part.strip())
        value = "、".join(parts)
        self.check(value, today=today)
        return value

    def check(self, value: str, *, today: date) -> None:
        """Enough names, not too long."""
        super().check(value, today=today)
        count = len(value.split("、"))
        if count < self.at_least:
            raise UserError(
                f"至少要写 {self.at_least} 个人的姓名，现有 {count} 个；中间用顿号（、）隔开。",
                code="too_few_names",
            )


@dataclass(frozen=True)
class IdNumber(Kind):
    """A document number; what exactly is asked of it depends on its type (domain.people)."""

    max_length: int = 30

    def parse(self, text: str, *, today: date) -> str:
        """Only fold here: the whole check needs the type beside it."""
        value = identity.normalise_id(text)
        self.check(value, today=today)
        return value

    def mask(self, value: str) -> str:
        """First six and last four."""
        return identity.id_mask(value)


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number as digits, with - before an extension kept."""

    max_length: int = 30

    def parse(self, text: str, *, today: date) -> str:
        """Drop spaces and fold full-width digits."""
        value = fold_width(text).replace(" ", "")
        self.check(value, today=today)
        return value

    def check(self, value: str, *, today: date) -> None:
        """Digits, + and - only, at least five of them."""
        super().check(value, today=today)
        digits = sum(character.isdigit() for character in value)
        if digits < 5 or not set(value) <= set("0123456789+-()转"):
            raise UserError("电话号码只能写数字和短横线，例如 13800000000 或 0874-3120000。", code="phone")

    def warnings(self, value: str, *, today: date) -> tuple[str, ...]:
        """A mobile number has eleven digits."""
        if value.startswith("1") and value.isdigit() and len(value) != 11:
            return (f"手机号码应为 11 位，现有 {len(value)} 位，请核对。",)
        return ()

    def mask(self, value: str) -> str:
        """First three and last four."""
        return value[:3] + "*" * max(len(value) - 7, 4) + value[-4:] if len(value) >= 9 else "***"


@dataclass(frozen=True)
class BankCard(Kind):
    """An account number. Luhn (ISO/IEC 7812) only warns: passbook numbers fail it lawfully."""

    max_length: int = 30

    def parse(self, text: str, *, today: date) -> str:
        """Drop spaces and dashes."""
        value = fold_width(text).replace(" ", "").replace("-", "")
        self.check(value, today=today)
        return value

    def check(self, value: str, *, today: date) -> None:
        """Digits only."""
        super().check(value, today=today)
        if not (value.isascii() and value.isdigit() and len(value) >= 8):
            raise UserError("银行卡号（账号）只能是 8 位以上的数字，请按卡面重新填写。", code="bank_card")

    def warnings(self, value: str, *, today: date) -> tuple[str, ...]:
        """The check digit of a card."""
        if 16 <= len(value) <= 19 and not identity.luhn_ok(value):
            return ("银行卡号的校验位不对，如果不是存折账号，请按卡面核对。",)
        return ()

    def mask(self, value: str) -> str:
        """The last four digits."""
        return "*" * 8 + value[-4:]


@dataclass(frozen=True)
class Digits(Kind):
    """A code of digits of a fixed set of lengths, such as a division code."""

    lengths: tuple[int, ...] = ()

    def parse(self, text: str, *, today: date) -> str:
        """Fold full-width digits."""
        value = names.fold_text(text).replace(" ", "")
        self.check(value, today=today)
        return value

    def check(self, value: str, *, today: date) -> None:
        """Digits of a permitted length."""
        if not (value.isascii() and value.isdigit()) or (self.lengths and len(value) not in self.lengths):
            wanted = "或".join(str(length) for length in self.lengths)
            raise UserError(f"应为{f' {wanted} 位' if wanted else ''}数字，请核对。", code="digits")


@dataclass(frozen=True)
class Money(Kind):
    """An amount in fen, typed and shown in yuan."""

    wire: ClassVar[type] = int
    right_aligned: ClassVar[bool] = True
    negative_ok: bool = False

    def parse(self, text: str, *, today: date) -> int:
        """2000, 2,000元, 1.2万 ..."""
        value = amounts.parse_yuan(text)
        self.check(value, today=today)
        return value

    def check(self, value: int, *, today: date) -> None:
        """Not negative unless that has a meaning; below a hundred million yuan."""
        if value < 0 and not self.negative_ok:
            raise UserError("金额不能为负数。", code="negative")
        if abs(value) >= 10_000_000_000:
            raise UserError("金额超过一亿元，请核对单位（元）。", code="too_large")

    def format(self, value: int) -> str:
        """2,148.25"""
        return amounts.format_yuan(value)


@dataclass(frozen=True)
class Integer(Kind):
    """A whole number within limits."""

    wire: ClassVar[type] = int
    right_aligned: ClassVar[bool] = True
    minimum: int = 0
    maximum: int = 1_000_000
    unit: str = ""

    def parse(self, text: str, *, today: date) -> int:
        """Digits, full-width ones too, with or without the unit."""
        plain = names.fold_text(text).replace(" ", "").replace(",", "")
        plain = plain.removesuffix(self.unit).removesuffix(".0")
        if not plain.removeprefix("-").isdecimal() or not plain.isascii():
            raise UserError(f"应为整数{f'（{self.unit}）' if self.unit else ''}，例如 3。", code="integer")
        value = int(plain[:20])
        self.check(value, today=today)
        return value

    def check(self, value: int, *, today: date) -> None:
        """Within the limits."""
        if not self.minimum <= value <= self.maximum:
            raise UserError(f"应在 {self.minimum} 到 {self.maximum} 之间。", code="range")


@dataclass(frozen=True)
class Area(Kind):
    """Square metres, kept in hundredths."""

    wire: ClassVar[type] = int
    right_aligned: ClassVar[bool] = True

    def parse(self, text: str, *, today: date) -> int:
        """85, 85.5, 85㎡, 85平方米"""
        plain = names.fold_text(text)
        for unit in ("平方米", "平米", "㎡", "m²", "m2", "平方", "平"):
            plain = plain.removesuffix(unit).strip()
        try:
            value = amounts.parse_yuan(plain)
        except UserError:
            raise UserError("面积应为数字（平方米），例如 85.5。", code="area") from None
        self.check(value, today=today)
        return value

    def check(self, value: int, *, today: date) -> None:
        """Positive and below ten thousand square metres."""
        if not 0 <= value <= 1_000_000:
            raise UserError("面积应在 0 到 10000 平方米之间。", code="range")

    def format(self, value: int) -> str:
        """Without needless zeros."""
        return f"{value / 100:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Day(Kind):
    """A calendar day. `month_ok` takes 1981.3 as the first of that month (as sheets have it)."""

    not_after_today: bool = False
    month_ok: bool = False

    def parse(self, text: str, *, today: date) -> date:
        """20260305, 3.5, 2026年3月5日, 今天 ..."""
        value = days.parse_day(text, today=today, month_ok=self.month_ok)
        self.check(value, today=today)
        return value

    def check(self, value: date, *, today: date) -> None:
        """A year that a person alive can have met; not in the future where that is absurd."""
        if not 1900 <= value.year <= 2100:
            raise UserError(f"年份 {value.year} 不对，应在 1900 到 2100 之间。", code="range")
        if self.not_after_today and value > today:
            raise UserError(f"日期 {value} 在今天（{today}）之后，请核对。", code="future")

    def format(self, value: date) -> str:
        """2026-03-05"""
        return days.format_day(value)

    def to_wire(self, value: date) -> str:
        """ISO text, so that SQL can compare it."""
        return value.isoformat()

    def from_wire(self, value: str) -> date:
        """From ISO text."""
        return date.fromisoformat(value)


@dataclass(frozen=True)
class Instant(Kind):
    """A moment, UTC milliseconds."""

    wire: ClassVar[type] = int

    def format(self, value: int) -> str:
        """Local time to the minute."""
        return clock.format_instant(value)

    def check(self, value: int, *, today: date) -> None:
        """Any int64."""


@dataclass(frozen=True)
class YesNo(Kind):
    """是 or 否."""

    wire: ClassVar[type] = int

    def parse(self, text: str, *, today: date) -> bool:
        """是/否, 有/无, √/×, 1/0."""
        plain = names.fold_text(text).casefold()
        if plain in {"是", "有", "√", "✓", "✔", "1", "y", "yes", "true", "对"}:
            return True
        if plain in {"否", "无", "没有", "×", "✗", "x", "0", "n", "no", "false", "不是", "非"}:
            return False
        raise UserError("请写“是”或“否”。", code="yes_no")

    def check(self, value: bool, *, today: date) -> None:
        """Nothing to check."""

    def format(self, value: bool) -> str:
        """是 or 否"""
        return "是" if value else "否"

    def to_wire(self, value: bool) -> int:
        """1 or 0"""
        return int(value)

    def from_wire(self, value: int) -> bool:
        """From 1 or 0."""
        return bool(value)


@dataclass(frozen=True)
class Choice(Kind):
    """One code of a list."""

    codes: CodeList = None  # type: ignore[assignment]

    def parse(self, text: str, *, today: date) -> str:
        """By code, label or usual synonym."""
        code = self.codes.find(text)
        if code is None:
            offered = "、".join(entry.label for entry in self.codes.current[:12])
            raise UserError(f"“{text[:20]}”不在{self.codes.label}的选项中，可选：{offered}。", code="choice")
        return code

    def check(self, value: str, *, today: date) -> None:
        """The code is in the list."""
        if value not in self.codes.by_code:
            raise UserError(f"“{value[:20]}”不是{self.codes.label}的代码。", code="choice")

    def format(self, value: str) -> str:
        """The label."""
        return self.codes.text(value)


@dataclass(frozen=True)
class Choices(Kind):
    """Several codes of a list, in the order given."""

    codes: CodeList = None  # type: ignore[assignment]
    at_most: int = 99

    def parse(self, text: str, *, today: date) -> tuple[str, ...]:
        """Labels with any usual separator."""
        for separator in "，,；;/|\n ":
            text = text.replace(separator, "、")
        one = Choice(codes=self.codes)
        value = tuple(
            dict.fromkeys(one.parse(part, today=today) for part in text.split("、") if part.strip())
        )
        self.check(value, today=today)
        return value

    def check(self, value: tuple[str, ...], *, today: date) -> None:
        """Codes of the list, not too many."""
        for code in value:
            Choice(codes=self.codes).check(code, today=today)
        if len(value) > self.at_most:
            raise UserError(
                f"{self.codes.label}最多选 {self.at_most} 项，现有 {len(value)} 项。", code="too_many"
            )

    def format(self, value: tuple[str, ...]) -> str:
        """Labels with 、 between them."""
        return "、".join(self.codes.text(code) for code in value)

    def to_wire(self, value: tuple[str, ...]) -> str:
        """Codes joined by commas, which no code contains."""
        return ",".join(value)

    def from_wire(self, value: str) -> tuple[str, ...]:
        """Split again."""
        return tuple(value.split(",")) if value else ()


@dataclass(frozen=True)
class Link(Kind):
    """The id of a row of another table of the same office."""

    wire: ClassVar[type] = bytes
    table: str = ""

    def parse(self, text: str, *, today: date) -> UUID:
        """Links are never typed, only chosen."""
        try:
            return UUID(text)
        except ValueError:
            raise UserError("请从列表中选择。", code="link") from None

    def check(self, value: UUID, *, today: date) -> None:
        """Any id: the target may arrive in a later bundle."""

    def to_wire(self, value: UUID) -> bytes:
        """Sixteen bytes."""
        return value.bytes

    def from_wire(self, value: bytes) -> UUID:
        """From sixteen bytes."""
        return UUID(bytes=value)
