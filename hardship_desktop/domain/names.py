"""Personal names: stored in one form, searched by it, masked on paper that is shown."""

import re

from hardship_desktop.domain.characters import HAN, fold_text, fold_width
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
_NUMBERS = re.compile(
    r"(?<![0-9])([0-9]{17}[0-9Xx]|[0-9]{15}|1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9Xx])"
)
_DIGIT_GAPS = re.compile(r"(?<=[0-9])[ -](?=[0-9Xx])")
_NUMBER_WORDS = re.compile(
    r"(?:公民|居民)?身份(?:证|证件)?(?:号码|号|码)?|证件(?:号码|号)|(?:联系)?电话(?:号码|号)?|联系方式|手机(?:号码|号)?|tel|id(?:no)?\.?",
    re.I,
)
_EDGES = re.compile(r"^[\s()\[\]{}【】<>,、;:/|_.*-]+|[\s()\[\]{}【】<>,、;:/|_.*-]+$")
_ID_LENGTH = 15
FEWEST_DIGITS = 6
"""So many figures in a name are a number."""
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


def split_numbers(text: str) -> tuple[str, dict[str, str]]:
    """A name without the ID and telephone number written beside it, and these by field name.

    What cannot be taken apart stays in the name, which `check_name` then refuses.
    """
    if text.isalpha():
        return text, {}
    folded = fold_width(text)
    for plain in (folded, _DIGIT_GAPS.sub("", folded)):
        numbers = [number.upper() for number in _NUMBERS.findall(plain)]
        found = {
            "phone" if len(number.replace("-", "")) < _ID_LENGTH else "id_no": number for number in numbers
        }
        name = _EDGES.sub("", _NUMBER_WORDS.sub("", _NUMBERS.sub(" ", plain)))
        if found and len(found) == len(numbers) and not any(map(str.isdigit, name)):
            return name, found
    return text, {}


def check_name(name: str) -> None:
    """Raise UserError for a name with a number in it, which nothing would cover where names are shown."""
    if not name.isalpha() and sum(sign.isdigit() for sign in name) >= FEWEST_DIGITS:
        raise UserError("姓名里有一长串数字：请把号码移到它自己的一列，姓名只写姓名。", code="name_number")


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
