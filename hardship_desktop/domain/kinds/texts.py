"""Kinds of text: names, numbers that are not counted, notes."""

import re
from dataclasses import dataclass
from datetime import date

from hardship_desktop.domain import identity, names
from hardship_desktop.domain.characters import fold_text, fold_width, normalise_id
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.kinds.base import Kind
from hardship_desktop.domain.papers import credit_code_ok, luhn_ok

_MOBILE = re.compile(r"(?:[(]?(?:\+|00)?86[)]?-?)?(1[3-9][0-9])-?([0-9]{4})-?([0-9]{4})")


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

    def check(self, value: str, *, today: date) -> None:
        """Not too long, and no number in it."""
        super().check(value, today=today)
        names.check_name(value)

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
        value = normalise_id(text)
        self.check(value, today=today)
        return value

    def mask(self, value: str) -> str:
        """The last two characters."""
        return identity.id_mask(value)


@dataclass(frozen=True)
class CreditCode(Kind):
    """The 统一社会信用代码 of an organisation (GB 32100-2015)."""

    max_length: int = 18

    def parse(self, text: str, *, today: date) -> str:
        """Fold look-alike characters and check the whole."""
        value = normalise_id(text)
        self.check(value, today=today)
        return value

    def check(self, value: str, *, today: date) -> None:
        """Eighteen characters that agree with the last one."""
        if not credit_code_ok(value):
            raise UserError("统一社会信用代码应为 18 位，校验字符不符，请对照证书核对。", code="credit_code")


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number as digits; a mobile number bare, a landline with its dashes."""

    max_length: int = 30

    def parse(self, text: str, *, today: date) -> str:
        """Drop spaces, fold full-width digits, and take country code and dashes off a mobile number."""
        value = fold_width(text).replace(" ", "")
        if mobile := _MOBILE.fullmatch(value):
            value = "".join(mobile.groups())
        self.check(value, today=today)
        return value

    def check(self, value: str, *, today: date) -> None:
        """Digits, + and - only, at least five of them."""
        super().check(value, today=today)
        if len(value) >= 5 and value.isdecimal() and value.isascii():
            return
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
        if 16 <= len(value) <= 19 and not luhn_ok(value):
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
        value = fold_text(text).replace(" ", "")
        self.check(value, today=today)
        return value

    def check(self, value: str, *, today: date) -> None:
        """Digits of a permitted length."""
        if not (value.isascii() and value.isdigit()) or (self.lengths and len(value) not in self.lengths):
            wanted = " 或 ".join(str(length) for length in self.lengths)
            raise UserError(f"应为{f' {wanted} 位' if wanted else ''}数字，请核对。", code="digits")
