"""Headers that mean one thing or another, told by what stands below them."""

from collections.abc import Sequence
from dataclasses import replace

from hardship_desktop.documents.sheets.headings import Meaning
from hardship_desktop.documents.sheets.layout import RecordName
from hardship_desktop.documents.sheets.sheet import Sheet, shown
from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.codes.relation import RELATION, SELF

Choices = tuple[tuple[RecordName, str], ...]

_SEARCHED = 300
_GUESSED = 0.75
"""Confidence of what only the cells say: a person is asked to look at it."""
_NAME: Choices = (("person", "name"),)
_HEADS = frozenset({"户主", "本人", "家长", "户主本人"})
_MEMBERS = frozenset({"成员", "家属", "家庭成员", "家人", "非户主", "户内成员", "家庭其他成员"})
_YES = frozenset({"1", "是", "√", "✓", "✔", "y", "yes", "true", "对"})
_NO = frozenset({"0", "否", "×", "✗", "x", "n", "no", "false", "不是", "非", "非户主"})
_RELATION: Choices = (("person", "relation"),)
_SERIAL: Choices = (("serial", ""),)
_ROW_SERIAL: Choices = (("serial", "row"),)
_IS_HEAD: Choices = (("person", "is_head"),)


def settled(
    sheet: Sheet, paths: Sequence[tuple[str, ...]], meanings: Sequence[Meaning], below: int
) -> list[Meaning]:
    """The meanings of a header whose last row stands above row index `below`, doubts settled."""
    said = [_words(sheet, index, below) if path else [] for index, path in enumerate(paths)]
    found = [_by_contents(meaning, words) for meaning, words in zip(meanings, said, strict=True)]
    if not any(each.choices[:1] in (_RELATION, _IS_HEAD) for each in found):
        found = [_applicant(meaning, words) for meaning, words in zip(found, said, strict=True)]
    return _one_serial(paths, found)


def _words(sheet: Sheet, column: int, below: int) -> list[str]:
    cells = (row[column] for row in sheet.rows[below : below + _SEARCHED])
    return [fold_text(shown(cell)).casefold() for cell in cells if cell != ""]


def _by_contents(meaning: Meaning, words: Sequence[str]) -> Meaning:
    """户主 may head names, relations, or 是 and 否; a header that says nothing may head relations."""
    choice = next(iter(meaning.choices), None)
    if choice in (*_NAME, *_IS_HEAD) and _mostly(words, _YES | _NO | _HEADS | _MEMBERS):
        return Meaning(_IS_HEAD, confidence=meaning.confidence)
    if meaning.role == "outside" or choice not in (*_NAME, *_IS_HEAD, *_RELATION, None):
        return meaning
    if choice not in _NAME and not _MEMBERS.isdisjoint(words) and _mostly(words, _HEADS | _MEMBERS):
        return Meaning(_IS_HEAD, confidence=_GUESSED)
    if choice not in _RELATION and _mostly_relations(words):
        return Meaning(_RELATION, confidence=_GUESSED)
    return meaning


def says_head(text: str) -> bool:
    """Whether a cell under 是否户主 says yes."""
    return fold_text(text).casefold() not in _NO | _MEMBERS


def _applicant(meaning: Meaning, words: Sequence[str]) -> Meaning:
    """是否困难职工本人 with 是 and 否 says who is the head where nothing else does."""
    both = not _YES.isdisjoint(words) and not _NO.isdisjoint(words) and _mostly(words, _YES | _NO)
    is_applicant = meaning.choices[:1] == (("person", "is_applicant"),)
    return replace(meaning, choices=_IS_HEAD, role="") if is_applicant and both else meaning


def _mostly(words: Sequence[str], known: frozenset[str]) -> bool:
    return 4 * sum(word in known for word in words) >= 3 * len(words) > 0


def _mostly_relations(words: Sequence[str]) -> bool:
    """Relations of several kinds: a column of names has none, and one of nothing but 户主 says nothing."""
    known = [code for word in words if (code := RELATION.find(word)) and not word.isdecimal()]
    return 4 * len(known) >= 3 * len(words) > 0 and len(set(known)) > 1 and not SELF.isdisjoint(known)


def _one_serial(paths: Sequence[tuple[str, ...]], meanings: Sequence[Meaning]) -> list[Meaning]:
    """Beside a 户序号 any other serial counts only rows."""
    of_households = [bool(path) and "户" in path[-1] for path in paths]
    several = any(
        is_one and each.choices == _SERIAL for is_one, each in zip(of_households, meanings, strict=True)
    )
    return [
        replace(each, choices=_ROW_SERIAL) if several and each.choices == _SERIAL and not is_one else each
        for is_one, each in zip(of_households, meanings, strict=True)
    ]
