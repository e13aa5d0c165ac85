"""Kinds that are counted: amounts, days, areas, moments."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hardship_desktop.domain import amounts, clock, days
from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.kinds.base import Kind


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

    def nothing(self, text: str) -> int | None:
        """无 is no money; a dash says nothing."""
        return 0 if amounts.says_none(text) else None

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
        plain = fold_text(text).replace(" ", "").replace(",", "")
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
class Year(Integer):
    """A year within limits; of a day or a month only the year is kept."""

    unit: str = "年"

    def parse(self, text: str, *, today: date) -> int:
        """2023, 2023年, 2023级, 2023年9月, 2021.9, 2023-09"""
        plain = fold_text(text).removesuffix("级").removesuffix(".0")
        try:
            value, _, _ = days.parse_partial(plain)
        except UserError:
            raise UserError("应为四位年份，例如 2023。", code="year") from None
        self.check(value, today=today)
        return value


@dataclass(frozen=True)
class Area(Kind):
    """Square metres, kept in hundredths."""

    wire: ClassVar[type] = int
    right_aligned: ClassVar[bool] = True

    def parse(self, text: str, *, today: date) -> int:
        """85, 85.5, 85㎡, 85平方米"""
        plain = fold_text(text)
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
    """A calendar day. `month_ok` takes 1981.3 as the first of that month (as sheets have it).

    `ahead`: usually a day to come, so that 5.20 typed in November is next year's.
    """

    not_after_today: bool = False
    month_ok: bool = False
    ahead: bool = False

    def parse(self, text: str, *, today: date) -> date:
        """20260305, 3.5, 2026年3月5日, 今天 ..."""
        value = days.parse_day(text, today=today, month_ok=self.month_ok, ahead=self.ahead)
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

    def mask(self, value: date) -> str:
        """The year."""
        return f"{value.year}-**-**"

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
