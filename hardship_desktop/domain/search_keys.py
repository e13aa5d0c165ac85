"""What the search table holds for a person, and what a typed query asks of it.

A text is cut into units: each Han character is one, each run of letters or digits is one. Every
pair of neighbouring units is a token, and the last unit of a field is one alone, so that each unit
starts some token: 人民路12号 gives 人民 民路 路12 12号 号. A query of several units asks for its pairs,
a query of one unit for tokens that begin with it; the query's last unit may always be unfinished
when it is letters or digits. Readings are plain words; a surname spelt out before initials (hanyy
for 韩媛媛) needs no token: the whole reading begins with hany and the initials with hyy. Numbers
stand with the ends of them that people know, cut into overlapping pieces of nine: a million whole
numbers that begin alike make a slow prefix query (1.8 s), a few hundred short beginnings do not.
Every word of a query must be found; fields are not told apart.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add
from string import ascii_lowercase

from hardship_desktop.domain.characters import HAN, fold_width
from hardship_desktop.domain.pinyin import given_name_keys, name_keys

FTS_TABLE_OPTIONS = (
    "tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6', tokenize='ascii'"
)
"""Arguments of CREATE VIRTUAL TABLE ... USING fts5(...), measured at a million people.

The ascii tokenizer keeps every other character, also those newer than SQLite's own tables;
detail=none suffices because no query needs positions.
"""

_UNITS = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_TERM = re.compile(r'"(\w+)"(\*?)')
_INNER_MARKS = re.compile(r"(?<=[0-9a-z])[-_./'’#]+(?=[0-9a-z])")
_ONSET, _RHYME = "(?:[zcs]h?|[bpmfdtnlgkhjqrxyw])", "[aeiouv]+(?:ng?)?"
_SURNAME_AND_INITIALS = re.compile(f"(er|{_ONSET}?{_RHYME})({_ONSET}{_RHYME})??([a-hj-tw-z]{{2,3}})")
_ID_ENDS = (0, 6, 10, 12, 14)
_MOBILE_ENDS = (0, 3, 7)
_ARCHIVE_ENDS = (0, 6, 10)
_PIECE, _OVERLAP = 9, 3
_KEPT = 512
"""Tokens kept at hand: a family shares its address and number, a town its employers."""
_MOST_CHARACTERS, _MOST_WORDS, _MOST_PAIRS = 200, 8, 24


def person_tokens(
    *,
    names: Iterable[str] = (),
    id_numbers: Iterable[str] = (),
    phones: Iterable[str] = (),
    archive_numbers: Iterable[str] = (),
    texts: Iterable[str] = (),
) -> str:
    """The tokens of one person with spaces between them, each once.

    names are the present and former ones, id_numbers likewise (and the national 职工编号), texts are
    what is searched as words: employer, school, address.
    """
    tokens: list[str] = []
    for name in names:
        readings = name_keys(name)
        tokens += [*_pairs(_units(name)), *readings.full, *readings.initials, *given_name_keys(name)]
    for number in id_numbers:
        tokens += _id_tokens(number)
    for phone in phones:
        tokens += _phone_tokens(phone)
    for number in archive_numbers:
        tokens += _archive_tokens(number)
    for text in texts:
        tokens += _text_tokens(text)
    return " ".join(filter(None, dict.fromkeys(tokens)))


def query(text: str) -> str | None:
    """The MATCH expression for what a person typed, None when nothing in it can be looked for.

    Only quoted letters, digits and Han characters reach the expression, whatever was typed.
    """
    terms: dict[str, None] = {}
    for word in text[:_MOST_CHARACTERS].split()[:_MOST_WORDS]:
        terms.update(dict.fromkeys(_terms(_units(word))))
    return " AND ".join(list(terms)[:_MOST_PAIRS]) or None


def touches(text: str, tokens: str) -> bool:
    """Whether any word of what was typed is found in these tokens."""
    terms = _TERM.findall(query(text) or "")
    return any(
        token.startswith(word) if open_end else token == word
        for token in tokens.split()
        for word, open_end in terms
    )


def _terms(units: list[str]) -> Iterator[str]:
    """The quoted terms that a word's units ask for."""
    if len(units) == 1:
        yield from _number_terms(units[0]) if any(map(str.isdigit, units[0])) else [_word_term(units[0])]
    for index in range(len(units) - 1):
        open_end = index == len(units) - 2 and units[-1].isascii()
        yield f'"{units[index]}{units[index + 1]}"' + ("*" if open_end else "")


def _number_terms(number: str) -> Iterator[str]:
    """The pieces of a number, the last unfinished."""
    for piece in _ends(number):
        yield f'"{piece}"' + ("" if len(piece) == _PIECE else "*")


def _word_term(word: str) -> str:
    """A word that may go on, or a surname's reading with initials after it."""
    parts = _SURNAME_AND_INITIALS.fullmatch(word)
    if parts is None:
        return f'"{word}"*'
    first, second, given = parts.groups(default="")
    return f'("{word}"* OR ("{first}{second}{given[0]}"* AND "{first[0]}{second[:1]}{given}"*))'


def _units(text: str) -> list[str]:
    """Han characters and runs of other letters and digits, in small letters."""
    if text.isascii() and text.isalnum():
        return [text.lower()]
    plain = fold_width(text).lower().replace("ü", "v")
    return _UNITS.findall(_INNER_MARKS.sub("", plain))


def _pairs(units: list[str]) -> Iterator[str]:
    """Each unit with its neighbour, and the last alone."""
    return map(add, units, [*units[1:], ""])


def _joined(number: str) -> str:
    """A number's letters and digits without anything between them."""
    return "".join(_units(number))


def _ends(number: str, starts: tuple[int, ...] = (0,)) -> list[str]:
    """The pieces of a number from each of these places to its end."""
    return [number[cut] for cut in _cuts(len(number), starts)]


@lru_cache(maxsize=_KEPT)
def _cuts(length: int, starts: tuple[int, ...]) -> tuple[slice, ...]:
    """Pieces of nine, each overlapping the one before by three, the last shorter; no end under three."""
    return tuple(
        slice(at, min(at + _PIECE, length))
        for start in starts
        if start == 0 or 0 < start <= length - 3
        for at in range(start, max(length - _OVERLAP, start + 1), _PIECE - _OVERLAP)
    )


def _id_tokens(number: str) -> list[str]:
    """A document number whole, without its letters in front, and from birth year, month, day and so on."""
    plain = _joined(number)
    return _ends(plain.lstrip(ascii_lowercase)) + _ends(plain, _ID_ENDS)


def _phone_tokens(phone: str) -> list[str]:
    """A telephone number whole and the ends that people remember; landlines without the area code."""
    plain = _joined(phone)
    return _ends(plain, (0, 3, 4, len(plain) - 4) if plain.startswith("0") else _MOBILE_ENDS)


@lru_cache(maxsize=_KEPT)
def _archive_tokens(number: str) -> tuple[str, ...]:
    """An archive number whole, from each of its parts on, and its digits alone likewise."""
    parts = re.findall(r"[^\W\d_]*\d*", fold_width(number).lower())
    pieces = (piece for index in range(len(parts)) for piece in _ends("".join(parts[index:])))
    digits = re.sub(r"[^0-9]", "", "".join(parts))
    return (*pieces, *_ends(digits, _ARCHIVE_ENDS))


@lru_cache(maxsize=_KEPT)
def _text_tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text that is searched as words."""
    return tuple(_pairs(_units(text)))
