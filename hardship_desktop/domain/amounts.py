"""Amounts of money as people write them: read to fen, written in figures."""

import re
from decimal import Decimal

from hardship_desktop.domain.characters import fold_width, short
from hardship_desktop.domain.errors import UserError

MOST_FEN = 10**14
"""Largest amount read, a trillion yuan: more is a slip of the pen."""

_NONE = frozenset({"无", "没有", "暂无", "空"})
_BLANKS = _NONE | {"", "-", "--", "—", "——", "–", "/", "//", "\\", "、"}
_NUMBER = re.compile(
    r"(?P<sign>-?)(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?P<part>\.[0-9]*)?(?P<unit>[亿万千百]?)"
)
_UNITS = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "": 1}
_HAN_AMOUNT = re.compile(r"(?:([^元圆块角毛分]+)(?:[元圆块]|$))?(?:零?([^角毛零])[角毛])?(?:零?([^分零])分)?")
_HAN_DIGITS = {
    sign: i for figures in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖") for i, sign in enumerate(figures)
}
_HAN_DIGITS["两"] = 2
_HAN_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NOISE = Decimal("0.000001")


def blank(text: str) -> bool:
    """Whether a cell says that there is nothing to read: empty, 无, -, / and the like."""
    return fold_width(text) in _BLANKS


def says_none(text: str) -> bool:
    """Whether a cell says in words that there is none, which empties what was known."""
    return fold_width(text) in _NONE


def parse_yuan(text: str) -> int:
    """Read an amount in yuan, as typed or as found in a sheet, and return fen.

    Takes figures with or without thousands marks, 元, 万, 千, full-width forms and Chinese
    numerals (两千元, 壹万贰仟元整). A minus sign gives a negative amount; the caller decides
    whether that is allowed. Raises UserError when it is not one exact amount.
    """
    if blank(text):
        raise UserError("没有填金额：请写数字，例如 2000 或 1.2万。", code="amount_missing")
    plain = re.sub(r"\s|^人民币|^RMB|^CNY", "", fold_width(text)).replace("¥", "", 1)
    plain = plain.removesuffix("整").removesuffix("正")
    yuan = _from_figures(plain)
    if yuan is None:
        yuan = _from_han(plain)
    if yuan is None:
        raise UserError(
            f"“{short(text)}”不是一个确定的金额：请只写一个数字，例如 2000 或 1.2万。",
            code="amount_unreadable",
        )
    if abs(yuan) * 100 > MOST_FEN:
        raise UserError(f"金额“{short(text)}”太大，请核对单位是不是元。", code="amount_too_large")
    fen = int((yuan * 100).to_integral_value())
    if abs(yuan - Decimal(fen) / 100) > _NOISE:
        raise UserError(f"金额“{short(text)}”超过两位小数，请写到分为止。", code="amount_too_fine")
    return fen


def format_yuan(fen: int) -> str:
    """Write fen as yuan with thousands marks and two decimals: 2,148.25."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}"


def _from_figures(plain: str) -> Decimal | None:
    """Yuan of an amount in Arabic figures, None when it is not one."""
    found = _NUMBER.fullmatch(re.sub("[元圆块]$", "", plain))
    if not found:
        return None
    number = Decimal(found["sign"] + found["whole"].replace(",", "") + (found["part"] or ""))
    return number * _UNITS[found["unit"]]


def _from_han(plain: str) -> Decimal | None:
    """Yuan of an amount in Chinese numerals, None when it is not one."""
    found = _HAN_AMOUNT.fullmatch(plain)
    if not found:
        return None
    yuan, jiao, fen = found.groups()
    whole = _han_number(yuan or "零")
    tenths, cents = _HAN_DIGITS.get(jiao or "零"), _HAN_DIGITS.get(fen or "零")
    if whole is None or tenths is None or cents is None:
        return None
    return Decimal(whole * 100 + tenths * 10 + cents) / 100


def _han_number(text: str) -> int | None:
    """A whole number in Chinese numerals below 10^12; None for spoken short forms such as 三千五."""
    for size, word in ((10**8, "亿"), (10**4, "万")):
        head, mark, tail = text.partition(word)
        if mark:
            high, low = _han_number(head), _han_number(tail or "零")
            spoken = len(tail) == 1 and size > 1
            return None if not high or low is None or low >= size or spoken else high * size + low
    return _han_group(text)


def _han_group(text: str) -> int | None:
    """A number below ten thousand in Chinese numerals, None when a sign is foreign or out of order."""
    total, last, pending = 0, 10**4, ""
    for sign in text:
        place = _HAN_PLACES.get(sign)
        if place is None:
            if sign not in _HAN_DIGITS or pending not in ("", "零", "〇"):
                return None
            pending = sign
            continue
        if place >= last or not (pending or (place == 10 and not total)):
            return None
        total, last, pending = total + (_HAN_DIGITS[pending] if pending else 1) * place, place, ""
    if total and pending and last > 10 and "零" not in text and "〇" not in text:
        return None
    return total + (_HAN_DIGITS[pending] if pending else 0) if text else None
