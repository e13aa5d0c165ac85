"""Numbers of other papers: organisations' credit codes, bank cards, disability cards."""

import re
from dataclasses import dataclass

from hardship_desktop.domain.characters import fold_width, normalise_id
from hardship_desktop.domain.codes.health import DISABILITY_LEVEL, DISABILITY_TYPE

_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CARD = re.compile(r"(?P<id>[0-9]{17}[0-9X])(?P<type>[1-7])(?P<level>[1-4])(?:B[0-9])?")
_LEVEL = re.compile(r"([一二三四壹贰叁肆1-4]级)(?:极重度|重度|中度|轻度)?")
_BETWEEN = re.compile(r"[\s()/、,，;:.-]+")

_DOUBLED = {str(digit): sum(divmod(2 * digit, 10)) for digit in range(10)}
"""A digit doubled, with its own digits added up (ISO/IEC 7812)."""


@dataclass(frozen=True, slots=True)
class DisabilityCard:
    """What the number of a 残疾人证 says: type 1-7, level 1-4 (None if unreadable), and its problems."""

    number: str
    type: str | None
    level: str | None
    problems: tuple[str, ...]


def credit_code_ok(text: str) -> bool:
    """Whether a 统一社会信用代码 has the right characters and check character (GB 32100-2015)."""
    code = normalise_id(text)
    if len(code) != 18 or any(sign not in _CREDIT_SIGNS for sign in code):
        return False
    total = sum(w * _CREDIT_SIGNS.index(sign) for w, sign in zip(_CREDIT_WEIGHTS, code, strict=False))
    return _CREDIT_SIGNS[-total % 31] == code[17]


def luhn_ok(digits: str) -> bool:
    """Whether a bank card number passes ISO/IEC 7812; old passbooks do not, so this may only warn."""
    plain = digits if digits.isdecimal() and digits.isascii() else re.sub(r"[\s-]", "", fold_width(digits))
    if not re.fullmatch(r"[0-9]{2,}", plain):
        return False
    return (sum(map(int, plain[-1::-2])) + sum(map(_DOUBLED.__getitem__, plain[-2::-2]))) % 10 == 0


def disability_card(text: str, id_number: str | None) -> DisabilityCard:
    """Read a 残疾人证 number: the ID number, a digit for the type, a digit for the level.

    A reissued card may end in B and a digit. Problems name what differs; the ID number is compared
    when it is known.
    """
    number = normalise_id(text)
    found = _CARD.fullmatch(number)
    if not found:
        problem = (
            f"残疾人证号应为20位：18位身份证号、1位类别（1-7）、1位等级（1-4），现为{len(number)}位，请核对。"
        )
        return DisabilityCard(number, None, None, (problem,))
    problems: tuple[str, ...] = ()
    if id_number and found["id"] != normalise_id(id_number):
        problems = ("残疾人证号的前18位与本人身份证号不一致，请核对。",)
    return DisabilityCard(number, found["type"], found["level"], problems)


def disability_words(text: str) -> tuple[str, str] | None:
    """Type and level of 听力一级, 肢体残疾(二级) or 三级视力残疾; None when the text does not say both."""
    plain = _BETWEEN.sub("", fold_width(text))
    found = _LEVEL.search(plain)
    if not found:
        return None
    kind = DISABILITY_TYPE.find(plain[: found.start()] + plain[found.end() :])
    level = DISABILITY_LEVEL.find(found[1])
    return (kind, level) if kind and level else None
