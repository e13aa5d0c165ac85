"""Readings of names for searching: full pinyin and initials, the surname's own reading first."""

import os
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import islice, product
from pkgutil import resolve_name
from typing import NamedTuple

from hardship_desktop.domain.names import DOT, split_surname
from hardship_desktop.domain.surnames import COMPOUND, GIVEN, SPECIAL

MOST_READINGS = 8
"""How many readings of one name are kept, the likeliest first."""


class NameKeys(NamedTuple):
    """Readings of a name in small letters: fanhaoran, and its initials: fhr."""

    full: tuple[str, ...]
    initials: tuple[str, ...]


def name_keys(name: str) -> NameKeys:
    """All plausible readings of a folded name, ü as v and as u; characters without one are left out."""
    return _combine(_syllables(name))


def reading(name: str | None) -> str | None:
    """What a name is sorted by: its likeliest reading, then the name itself."""
    return None if name is None else f"{next(iter(name_keys(name).full), '~')} {name}"


def given_name_keys(name: str) -> tuple[str, ...]:
    """Full readings of the given name alone, where there is a surname before it."""
    surname, given = split_surname(name)
    return _combine([_readings(sign) for sign in given]).full if surname and given else ()


def initials(text: str) -> str:
    """First letters of an ordinary word, each character in its commonest reading: 深度困难 -> sdkn."""
    return "".join(readings[0][0] for readings in map(_readings, text) if readings)


def spelt(text: str) -> str:
    """An ordinary word in full pinyin, each character in its commonest reading: 汉族 -> hanzu."""
    return "".join(readings[0] for readings in map(_readings, text) if readings)


def without_tones(reading: str) -> str:
    """A reading in the letters a to z: lǚ becomes lv."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(sign for sign in letters if sign.isascii())


def _syllables(name: str) -> list[tuple[str, ...]]:
    """The readings of each syllable of a name in its order."""
    surname, given = split_surname(name)
    if len(surname) == 2:
        head = [_spellings((syllable,)) for syllable in COMPOUND[surname]]
    else:
        head = [_surname_readings(surname)] if surname else []
    return head + [_readings(sign) for sign in given if sign != DOT]


@cache
def _surname_readings(surname: str) -> tuple[str, ...]:
    """The readings of a one-character surname."""
    special = SPECIAL.get(surname)
    return _spellings(special) if special else _readings(surname)


@cache
def _dictionary() -> Mapping[int, str]:
    """Readings by code point, loaded when a name is first read: the login needs none.

    The phrases are left out: they would cost another 0.4 s.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    readings: Mapping[int, str] = resolve_name("pypinyin.constants:PINYIN_DICT")
    return readings


@cache
def _readings(sign: str) -> tuple[str, ...]:
    """The readings of a character in a given name; other scripts' letters stand for themselves."""
    if sign.isascii():
        return (sign.lower(),) if sign.isalnum() else ()
    known = _dictionary().get(ord(sign), "")
    return _spellings(GIVEN.get(sign) or ((without_tones(known.split(",")[0]),) if known else ()))


def _spellings(readings: tuple[str, ...]) -> tuple[str, ...]:
    """The readings, those with ü also with the u that many people type for it."""
    return tuple(dict.fromkeys((*readings, *(reading.replace("v", "u") for reading in readings))))


def _combine(syllables: list[tuple[str, ...]]) -> NameKeys:
    """The first readings that the syllables make together."""
    chosen = [readings for readings in syllables if readings]
    if not chosen:
        return NameKeys((), ())
    ways = list(islice(product(*chosen), MOST_READINGS))
    return NameKeys(
        tuple(dict.fromkeys("".join(way) for way in ways)),
        tuple(dict.fromkeys("".join(syllable[0] for syllable in way) for way in ways)),
    )
