"""File names that every system takes: used when something is saved under a name that came from elsewhere."""

import re
import unicodedata

_MOST = 200
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


def safe_file_name(name: str) -> str:
    """A name without path parts, control or direction marks, and none that Windows reserves.

    The suffix is kept; at most 200 bytes of UTF-8, as Linux allows 255 and a name written aside is longer.
    """
    shown = "".join(
        character
        for character in unicodedata.normalize("NFC", name)
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    plain = re.sub(r"\s+", " ", _FORBIDDEN.sub("_", shown)).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, suffix = plain, ""
    room = _MOST - len(suffix.encode()) - 1
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .") or "附件"
    return f"{stem}.{suffix}" if suffix else stem
