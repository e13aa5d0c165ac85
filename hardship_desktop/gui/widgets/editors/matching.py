"""Finding a code by its number, its label, another word for it, or the pinyin of these."""

from collections.abc import Iterable

from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.codes.base import Code, CodeList
from hardship_desktop.domain.pinyin import initials, spelt


def numbers(codes: CodeList) -> dict[str, str]:
    """The number shown before each current entry: its code where all are numbers, else its place."""
    current = codes.current
    if all(entry.code.isdecimal() for entry in current):
        return {entry.code: entry.code for entry in current}
    return {entry.code: str(place) for place, entry in enumerate(current, start=1)}


def matching(codes: CodeList, typed: str) -> list[Code]:
    """The current entries that the text may mean, the best first; all of them for no text."""
    text = fold_text(typed).replace(" ", "").casefold()
    if not text:
        return list(codes.current)
    number = numbers(codes)
    ranked = [(_rank(entry, number[entry.code], text), entry) for entry in codes.current]
    return [entry for _, entry in sorted(_kept(ranked), key=lambda pair: pair[0])]


def _kept(ranked: Iterable[tuple[int | None, Code]]) -> list[tuple[int, Code]]:
    return [(rank, entry) for rank, entry in ranked if rank is not None]


def _rank(entry: Code, number: str, text: str) -> int | None:
    """0 for the best kind of likeness, None for no likeness."""
    label = entry.label.casefold()
    words = (label, *(word.casefold() for word in entry.synonyms))
    tests = (
        text in (number, label) or (text.isdecimal() and text.lstrip("0") == number.lstrip("0")),
        not text.isascii() and text in words,
        number.startswith(text),
        label.startswith(text),
        # What is pronounced comes before a code of letters, which few people know.
        initials(label) == text or any(initials(word) == text for word in words),
        initials(label).startswith(text),
        text in (entry.code.casefold(), *words),
        any(initials(word).startswith(text) or spelt(word).startswith(text) for word in words),
        any(text in word for word in words),
        text in initials(label),
    )
    return next((rank for rank, hit in enumerate(tests) if hit), None)
