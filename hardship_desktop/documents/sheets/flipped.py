"""A list turned on its side: the words stand in the first column, each household in a column of its own."""

from hardship_desktop.documents.sheets.headings import LONGEST_HEADER, Vocabulary
from hardship_desktop.documents.sheets.layout import RecordName
from hardship_desktop.documents.sheets.sheet import Cell, Sheet

What = tuple[RecordName, str]

_MOST_ROWS, _MOST_COLUMNS = 80, 400
_FEWEST_WORDS = 4


def upright(sheet: Sheet, vocabulary: Vocabulary) -> Sheet | None:
    """The list as lists usually stand, None for a sheet that is none; `origins` knows the cells."""
    if len(sheet.rows) > _MOST_ROWS or sheet.width > _MOST_COLUMNS:
        return None
    words = _column_of_words(sheet, vocabulary)
    if words is None:
        return None
    columns = range(words, sheet.width)
    alone = [sum(cell != "" for cell in row) < 2 for row in sheet.rows]  # a title is no word of the list
    turned: list[list[Cell]] = [
        ["" if title else row[column] for row, title in zip(sheet.rows, alone, strict=True)]
        for column in columns
    ]
    found = Sheet(sheet.file, sheet.name, turned, sheet.first_column + words, days_1904=sheet.days_1904)
    found.visible, found.part = sheet.visible, "（横排）"
    for index, column in enumerate(columns):
        here, letter = found.row_number(index), sheet.letter(column)
        found.origins[here, ""] = (sheet.first_row, letter)
        for row in range(len(sheet.rows)):
            found.origins[here, found.letter(row)] = (sheet.row_number(row), letter)
    return found


def _column_of_words(sheet: Sheet, vocabulary: Vocabulary) -> int | None:
    """Where the words of most rows stand, each followed by several values; 姓名 is among them."""
    places: list[int] = []
    fields: set[What] = set()
    for row in sheet.rows:
        filled = [(index, cell) for index, cell in enumerate(row) if cell != ""]
        if len(filled) < 3:
            continue
        known = [(index, field) for index, cell in filled if (field := _field(cell, vocabulary))]
        if known and known[0][0] == filled[0][0] and 2 * len(known) < len(filled):
            places.append(known[0][0])
            fields.add(known[0][1])
    several = sum(sum(cell != "" for cell in row) > 2 for row in sheet.rows)
    if ("person", "name") not in fields or len(fields) < _FEWEST_WORDS or len(places) < 0.6 * several:
        return None
    return min(places)


def _field(cell: Cell, vocabulary: Vocabulary) -> What | None:
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADER:
        return None
    return next(iter(vocabulary.meaning((cell,)).choices), None)
