"""A form whose words stand in rows above their values, one household to a sheet.

姓名 | 身份证号 above 王强 | 5303..., then 婚姻状况 | 健康状况 above 已婚 | 良好. Read as a list it would
make people of 婚姻状况 and 已婚.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hardship_desktop.documents.sheets.columns import header_paths
from hardship_desktop.documents.sheets.form_list import (
    NAME,
    OF_THE_OFFICE,
    RELATION,
    Form,
    Value,
    What,
    list_of,
)
from hardship_desktop.documents.sheets.header import find_header
from hardship_desktop.documents.sheets.headings import LONGEST_HEADER, Meaning, Vocabulary, factor_of
from hardship_desktop.documents.sheets.leftout import reason_of
from hardship_desktop.documents.sheets.sheet import Cell, Sheet

_MOST_ROWS = 80


@dataclass(slots=True)
class _Band:
    """A row of words by column, and the rows below it."""

    words: dict[int, str]
    rows: list[int] = field(default_factory=list)


def as_banded_list(sheet: Sheet, vocabulary: Vocabulary) -> Sheet | None:
    """The people of a banded form as a list with its plan, None for a sheet that is none."""
    bands = _bands(sheet, vocabulary) if len(sheet.rows) <= _MOST_ROWS else []
    if len(bands) < 2 or len(bands[0].rows) != 1:
        return None
    form, unread = Form(), []
    for band in bands:
        known = {index: what for index, word in band.words.items() if (what := _what(word, vocabulary))}
        if NAME in form.values and NAME in known.values():
            if RELATION not in known.values():
                return None  # another list of people
            lines = [_line(sheet, band, known, row) for row in band.rows]
            form.members += [line for line in lines if not any(reason_of(str(each.cell)) for each in line)]
            continue
        for value in _values(sheet, band, known):
            if value.what and value.what not in form.values:
                form.values[value.what] = value
            elif not OF_THE_OFFICE.search(value.word):
                unread.append((sheet.row_number(value.row), sheet.letter(value.column), value.word))
    form.members = [
        line for line in form.members if len(line) > 1 and any(each.what == NAME for each in line)
    ]
    return list_of(sheet, [form], unread, vocabulary) if NAME in form.values else None


def _bands(sheet: Sheet, vocabulary: Vocabulary) -> list[_Band]:
    """The rows of words, the first of which is the header, with what stands below each."""
    header = find_header(sheet, vocabulary)
    if header is None:
        return []
    first = {index: path[-1] for index, path in enumerate(header_paths(sheet, *header)) if path}
    bands = [_Band(first)]
    for row in range(header[1] + 1, len(sheet.rows)):
        filled = {index: cell for index, cell in enumerate(sheet.rows[row]) if cell != ""}
        if _are_words(list(filled.values()), vocabulary) and filled != bands[0].words:
            bands.append(_Band({index: str(cell) for index, cell in filled.items()}))
        elif filled:
            bands[-1].rows.append(row)
    return bands


def _are_words(cells: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """Whether a row has nothing but words, and at least two for different fields."""
    words = [cell for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST_HEADER]
    known = [what for word in words if (what := _what(word, vocabulary))]
    return len(words) == len(cells) and len(set(known)) > 1 and 3 * len(known) >= 2 * len(cells)


def _values(sheet: Sheet, band: _Band, known: dict[int, What]) -> list[Value]:
    """What stands in the first row below; of further rows only what they begin with, as not understood."""
    found = [
        Value(known.get(index), factor_of(word), word, row, index, cell)
        for row in band.rows[:1]
        for index, word in band.words.items()
        if (cell := sheet.cell(row, index)) != ""
    ]
    for row in band.rows[1:]:
        index, cell = next((index, cell) for index, cell in enumerate(sheet.rows[row]) if cell != "")
        found.append(Value(None, 1, str(cell).strip(), row, index, cell))
    return found


def _line(sheet: Sheet, band: _Band, known: dict[int, What], row: int) -> list[Value]:
    """A member's row."""
    cells = ((index, sheet.cell(row, index)) for index in known)
    return [
        Value(known[index], factor_of(band.words[index]), "", row, index, cell)
        for index, cell in cells
        if cell != "" and known[index][0] == "person"
    ]


def _what(word: str, vocabulary: Vocabulary) -> What | None:
    meaning = vocabulary.meaning((word,)) if word.strip() else Meaning()
    return next((choice for choice in meaning.choices if choice[0] != "serial"), None)
