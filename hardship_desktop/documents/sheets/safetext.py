"""Text as a cell can hold it."""

import re

LONGEST_CELL = 32_767
"""Most characters (UTF-16 units) in a cell of an .xlsx; no field is that long."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def safe_text(text: str) -> str:
    """Without the characters that XML forbids, cut to what a cell holds."""
    clean = _UNWRITABLE.sub("", text)
    if len(clean) <= LONGEST_CELL // 2:
        return clean
    return clean.encode("utf-16-le")[: LONGEST_CELL * 2].decode("utf-16-le", "ignore")
