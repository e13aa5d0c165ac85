"""Personal names: stored in one form, searched by it, masked on paper that is shown."""

import re

from hardship_desktop.domain.characters import HAN, fold_text
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.surnames import COMPOUND

DOT = "\u00b7"
"""The one middle dot (民委发〔2016〕33号)."""
MOST_CHARACTERS = 50
"""Longest name (民委发〔2016〕33号)."""

_DOTS = re.compile(r"\s*[\u00b7\u2022\u2024\u2027\u2219\u22c5\u25cf\u2e31\u30fb\uff65\u318d\ua78f\u16eb]+\s*")
_FULL_STOPS = re.compile(rf"(?<=[{HAN}])\s*[.\uff0e\ufe52]\s*(?=[{HAN}])")
_HAN_GAPS = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_ONLY_HAN = re.compile("[\u4e00-\u9fff]{1,20}")
_SPACES = re.compile(r"\s+")


def fold_name(text: str) -> str:
    """A name as it is stored.

    Every kind of middle dot becomes U+00B7, spaces that only align Han characters go, words in
    other scripts keep one space. Raises UserError above 50 characters.
    """
    if _ONLY_HAN.fullmatch(text):
        return text
    name = _FULL_STOPS.sub(DOT, _DOTS.sub(DOT, fold_text(text)))
    name = _SPACES.sub(" ", _HAN_GAPS.sub("", name)).strip()
    if len(name) > MOST_CHARACTERS:
        raise UserError(f"姓名最长{MOST_CHARACTERS}个字，现为{len(name)}个字，请核对。", code="name_too_long")
    return name


def split_surname(name: str) -> tuple[str, str]:
    """Surname and given name of a folded Han name; a name with a middle dot has no surname."""
    if DOT in name:
        return "", name
    size = 2 if len(name) > 2 and name[:2] in COMPOUND else 1
    return name[:size], name[size:]


def mask_name(name: str) -> str:
    """A name as it may be published: the surname, or a minority name's first character, and stars."""
    shown = split_surname(name)[0] or name[:1]
    hidden = "".join(sign if sign in (DOT, " ") else "*" for sign in name[len(shown) :])
    return shown + (hidden or "*") if name else ""
