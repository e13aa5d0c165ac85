"""Amounts as rosters have them: 约2000, 2000-3000, 年收入2万, 不固定."""

import re
from dataclasses import dataclass
from typing import Literal

from hardship_desktop.domain.amounts import format_yuan, parse_yuan
from hardship_desktop.domain.characters import fold_width
from hardship_desktop.domain.errors import UserError

Period = Literal["", "年", "月"]
"""What an amount is for; "" when nothing says it."""

_MONTHS = 12
_TAIL = "(?:收入|工资|薪资|补贴|补助|生活费|退休金|养老金|低保金?)"
_PERIOD = re.compile(
    rf"^(?:每|全|一|平均每)?(?:个)?(?P<before>年|月)(?:均|平均|总)?{_TAIL}?(?:约|为|是|:)*"
    r"|(?:元|块)?(?:/|每|一)(?:个)?(?P<after>年|月)$"
)
_WORDS = re.compile(rf"^(?:每人|人均|个人|本人|家庭)?(?:总)?{_TAIL}(?:为|是|:)*")
_ABOUT = re.compile(
    "^(?:大约|大概|约|近|将近|接近|差不多)|(?:元|块)?(?:左右|上下|余元|多元|余|多)$|(?<=[0-9])(?:余|多)(?=[万千元])"
)
_RANGE = re.compile(r"([0-9][0-9,.]*[万千]?)元?(?:-+|~|—+|至|到)([0-9][0-9,.]*[万千]?)(?:元|块)?")
_UNITS = ("万", "千")
_NO_INCOME = frozenset(
    {"无收入", "没有收入", "暂无收入", "零", "零收入", "无经济收入", "无工资", "无工资收入"}
)
_UNSTEADY = re.compile("不固定|不稳定|不定|无固定|没有固定|不确定|不详|打零工|零工")


@dataclass(frozen=True, slots=True)
class Rough:
    """Fen that an amount comes to, None when it says none; `sentence` tells what was made of it."""

    fen: int | None
    sentence: str = ""


def rough_yuan(text: str, *, period: Period = "", unit: str = "") -> Rough:
    """An amount that need not be exact, in a column for a `period`; bare figures are in `unit` (万, 千).

    Of a range the middle is taken; an amount for a year in a monthly column is divided by twelve, and
    the other way round. Raises UserError when nothing can be made of it.
    """
    plain = re.sub(r"\s", "", fold_width(text)).replace("～", "~").replace("〜", "~").replace("–", "-")
    if plain in _NO_INCOME:
        return Rough(0)
    if _UNSTEADY.search(plain):
        return Rough(None, "没有写出数字，金额留空，请核实后补填。")
    said, rest = _without_period(plain)
    rest = _WORDS.sub("", rest)
    about = _ABOUT.search(rest) is not None
    fen, ranged = _amount(_ABOUT.sub("", rest), unit)
    sentence = f"写的不是一个确定的数，按 {format_yuan(fen)} 元导入，请核对。" if about or ranged else ""
    if said and period and said != period:
        fen = round(fen / _MONTHS) if period == "月" else fen * _MONTHS
        sentence = f"写的是每{said}的数，折合每{period} {format_yuan(fen)} 元导入，请核对。"
    return Rough(fen, sentence)


def _without_period(plain: str) -> tuple[str, str]:
    found = _PERIOD.search(plain)
    if not found:
        return "", plain
    return found["before"] or found["after"], plain[: found.start()] + plain[found.end() :]


def _amount(plain: str, unit: str) -> tuple[int, bool]:
    """Fen, and whether they are the middle of a range."""
    ends = _RANGE.fullmatch(plain)
    if not ends:
        return parse_yuan(_in_unit(plain, unit)), False
    low, high = ends.groups()
    if low[-1] not in _UNITS and high[-1] in _UNITS and _figure(low) < _figure(high[:-1]):
        low += high[-1]  # 2-3万
    below, above = (parse_yuan(_in_unit(each, unit)) for each in (low, high))
    if not 0 <= below < above:
        raise UserError("范围前后颠倒，请写一个数字。", code="amount_unreadable")
    return (below + above) // 2, True


def _figure(digits: str) -> float:
    return float(digits.replace(",", ""))


def _in_unit(plain: str, unit: str) -> str:
    return plain + unit if unit and re.fullmatch(r"-?[0-9,]+(?:\.[0-9]+)?", plain) else plain
