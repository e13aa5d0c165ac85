"""What this office said of its own workbooks: what a word means, where a column goes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hardship_desktop.documents.sheets.extracted import UnknownWord
from hardship_desktop.documents.sheets.headings import tidy
from hardship_desktop.documents.sheets.layout import Recognition, Target
from hardship_desktop.store.store import Store

_WORDS, _COLUMNS = "import_words", "import_columns"
_WORD = "word"

Words = dict[tuple[str, str], dict[str, str]]
"""By record and field: a word to its code, "" when it is to stay as written."""


def word_key(word: UnknownWord) -> str:
    """The key of the answer that says what a word means."""
    return "|".join((_WORD, word.record, word.field, word.word))


def words_of(store: Store, answers: Mapping[str, str]) -> Words:
    """The words that this office has explained before, and those answered now."""
    known: Words = {}
    for key, code in {**(store.setting(_WORDS) or {}), **_only_words(answers)}.items():
        _, record, field, word = key.split("|", 3)
        known.setdefault((record, field), {})[word] = code
    return known


def learn_words(store: Store, answers: Mapping[str, str]) -> None:
    """Keep what was answered of words for the next files."""
    if said := _only_words(answers):
        store.edit_setting(_WORDS, lambda known: {**(known or {}), **said})


def learn_columns(store: Store, found: Recognition, corrected: Recognition) -> None:
    """Keep where a person sent columns that were recognised as something else or not at all."""
    said = {
        _header(ours.header): [theirs.target.record, theirs.target.field, theirs.target.group]
        if theirs.target
        else []
        for ours, theirs in _pairs(found, corrected)
        if ours.target != theirs.target and _header(ours.header)
    }
    if said:
        store.edit_setting(_COLUMNS, lambda known: {**(known or {}), **said})


def apply_columns(store: Store, recognition: Recognition) -> None:
    """Send columns where this office sent them before; a place that another column has stays its own."""
    known: dict[str, Sequence[Any]] = store.setting(_COLUMNS) or {}
    for plan in recognition.sheets if known else ():
        for column in plan.columns:
            said = known.get(_header(column.header))
            target = Target(*said) if said else None
            if said is None or target == column.target:
                continue
            if target is None or all(each.target != target for each in plan.columns):
                column.target, column.confidence = target, 1.0


def _only_words(answers: Mapping[str, str]) -> dict[str, str]:
    return {key: code for key, code in answers.items() if key.startswith(f"{_WORD}|")}


def _header(text: str) -> str:
    """Headers are alike when only spaces, brackets, figures and signs differ."""
    return "".join(sign for sign in tidy(text) if sign.isalpha())


def _pairs(found: Recognition, corrected: Recognition) -> Iterator[tuple[Any, Any]]:
    for ours, theirs in zip(found.sheets, corrected.sheets, strict=False):
        if (ours.place, ours.header_last) == (theirs.place, theirs.header_last):
            yield from zip(ours.columns, theirs.columns, strict=False)
