"""What could not be read of a workbook, kept as written at the end of a remark until somebody sees to it.

已电话核实；待补：月收入“两三千”、手机号码“不详”
"""

import re
from collections.abc import Collection, Mapping

_MARK = "待补："
LIKE = f"%{_MARK}%“%”"
"""How a remark with open items looks to a database."""

_NOTE = re.compile(rf"(?:^|；){_MARK}((?:[^“”、]+“[^“”]*”、?)+)$")
_ITEM = re.compile("([^“”、]+)“([^“”]*)”")
_DIGITS = re.compile(r"(\d{3})\d{3,}")


def open_items(remark: str | None) -> dict[str, str]:
    """Label to text of everything that is still to be filled in."""
    found = _NOTE.search(remark or "")
    return dict(_ITEM.findall(found[1])) if found else {}


def with_items(remark: str | None, items: Mapping[str, str]) -> str | None:
    """The remark with exactly these items at its end; None for an empty one."""
    kept = _NOTE.sub("", remark or "")
    note = "、".join(f"{label}“{_plain(text)}”" for label, text in items.items())
    parts = [kept, _MARK + note] if note else [kept]
    return "；".join(part for part in parts if part) or None


def without_items(remark: str | None, labels: Collection[str]) -> str | None:
    """The remark without what is open of these labels."""
    items = open_items(remark)
    left = {label: text for label, text in items.items() if label not in labels}
    return remark if left == items else with_items(remark, left)


def hidden_digits(text: str) -> str:
    """A text for a place that everyone may see: of long numbers only the first three figures."""
    return _DIGITS.sub(lambda found: found[1] + "*" * (len(found[0]) - 3), text)


def _plain(text: str) -> str:
    return " ".join(text.replace("“", "‘").replace("”", "’").split())
