"""Kinds of value: each reads what a person typed, checks it, shows it and masks it."""

from hardship_desktop.domain.kinds.base import Kind
from hardship_desktop.domain.kinds.choices import Choice, Choices, Link, YesNo
from hardship_desktop.domain.kinds.numbers import Area, Day, Instant, Integer, Money, Year
from hardship_desktop.domain.kinds.texts import (
    BankCard,
    CreditCode,
    Digits,
    IdNumber,
    Names,
    PersonName,
    Phone,
    Text,
)

__all__ = [
    "Area",
    "BankCard",
    "Choice",
    "Choices",
    "CreditCode",
    "Day",
    "Digits",
    "IdNumber",
    "Instant",
    "Integer",
    "Kind",
    "Link",
    "Money",
    "Names",
    "PersonName",
    "Phone",
    "Text",
    "Year",
    "YesNo",
]
