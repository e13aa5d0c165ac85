"""Kinds chosen rather than written."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from hardship_desktop.domain.amounts import says_none
from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.codes.base import CodeList, is_written
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.kinds.base import Kind

_OFFERED = 12
_SEVERAL = re.compile(r"[、,，;；/|\n]")


@dataclass(frozen=True)
class YesNo(Kind):
    """是 or 否."""

    wire: ClassVar[type] = int

    def parse(self, text: str, *, today: date) -> bool:
        """是/否, 有/无, √/×, 1/0."""
        plain = fold_text(text).casefold()
        if plain in {"是", "有", "√", "✓", "✔", "1", "y", "yes", "true", "对"}:
            return True
        if plain in {"否", "无", "没有", "×", "✗", "x", "0", "n", "no", "false", "不是", "非"}:
            return False
        raise UserError("请写“是”或“否”。", code="yes_no")

    def nothing(self, text: str) -> bool | None:
        """无 is an answer."""
        return False if says_none(text) else None

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


@dataclass(frozen=True, kw_only=True)
class Choice(Kind):
    """One code of a list."""

    codes: CodeList

    def parse(self, text: str, *, today: date) -> str:
        """By code, label or usual synonym."""
        code = self.codes.find(text)
        if code is None:
            raise self._unknown(text)
        return code

    def nothing(self, text: str) -> str | None:
        """无 is an entry of some lists (非劳模, 未参保)."""
        return self.codes.find(text) if says_none(text) else None

    def _unknown(self, text: str) -> UserError:
        """What may be chosen instead, the likeliest words first."""
        label = self.codes.label
        parts = [part for part in _SEVERAL.split(text) if part.strip()]
        if len(parts) > 1 and all(self.codes.find(part) for part in parts):
            return UserError(f"{label}只能选一项，这里写了 {len(parts)} 项：请留主要的一项。", code="choice")
        likely = sorted(self.codes.current, key=lambda entry: -len(set(entry.label) & set(text)))
        offered = "、".join(entry.label for entry in likely[:_OFFERED]) + (
            "等" if len(likely) > _OFFERED else ""
        )
        return UserError(f"“{text[:20]}”不在{label}的选项中，可选：{offered}。", code="choice")

    def check(self, value: str, *, today: date) -> None:
        """The code is in the list, or a word that a workbook brought and nobody has mapped yet."""
        if value not in self.codes.by_code and (self.codes.closed or not is_written(value)):
            raise UserError(f"“{value[:20]}”不是{self.codes.label}的代码。", code="choice")

    def format(self, value: str) -> str:
        """The label."""
        return self.codes.text(value)


@dataclass(frozen=True, kw_only=True)
class Choices(Kind):
    """Several codes of a list, in the order given."""

    codes: CodeList
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
