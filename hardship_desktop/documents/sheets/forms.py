"""A form, one household to a sheet or several below each other, laid out as a list of people.

In a form the word for a field stands left of its value, 姓名 | 王强 | 性别 | 男, and the members in
a small table below. The list has the household's row where its name stands and the members' rows
where they stand; `Sheet.origins` says from which cell each value came.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hardship_desktop.documents.sheets.headings import LONGEST_HEADER, Vocabulary, factor_of
from hardship_desktop.documents.sheets.layout import RecordName
from hardship_desktop.documents.sheets.sheet import Cell, Sheet

_SEARCHED_ROWS = 40
_FEWEST_ROWS, _FEWEST_FIELDS = 3, 4
What = tuple[RecordName, str]

_NAME: What = ("person", "name")
_RELATION: What = ("person", "relation")
_OF_THE_OFFICE = re.compile("填报|填表|制表|录入人|照片|签名|签字|盖章|意见|声明")
"""Words of a form that say nothing of the family."""
_NEVER_VALUES: set[What] = {("person", "id_no"), ("person", "phone"), ("household", "address")}
"""Fields whose words, unlike 户主 and 农民工, never stand among the people of a list."""
_UNITS = {10_000: "（万元）", 1_000: "（千元）"}


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with the field that its word names; `what` is None for a word that is none of ours."""

    what: What | None
    factor: int
    word: str
    row: int
    column: int
    cell: Cell


@dataclass(slots=True)
class _Form:
    """One household's form; each of `members` is a row of values."""

    values: dict[What, _Value] = field(default_factory=dict)
    members: list[list[_Value]] = field(default_factory=list)


def as_list(sheet: Sheet, vocabulary: Vocabulary) -> Sheet | None:
    """The people of a sheet of forms as a list, None for a sheet that is no form."""
    reader = _Reader(sheet, vocabulary)
    if not reader.is_form():
        return None
    forms = reader.forms()
    lines = [line for form in forms for line in _lines(form)]
    heads = dict.fromkeys((value.what, value.factor) for line in lines for value in line)
    places = {
        head: index for index, head in enumerate([(_RELATION, 1), *(h for h in heads if h[0] != _RELATION)])
    }
    blank: list[Cell] = [""] * len(places)
    header = [vocabulary.labels[what] + _UNITS.get(factor, "") for what, factor in places if what]
    above = int(any(line[0].row == 0 for line in lines))  # the header takes the title's row if there is one
    rows: list[list[Cell]] = [[*blank] for _ in range(len(sheet.rows) + above)]
    rows[0][:] = header
    origins: dict[tuple[int, str], tuple[int, str]] = {}
    found = Sheet(sheet.file, sheet.name, rows, sheet.first_row - above, hidden_rows=sheet.hidden_rows)
    found.visible, found.part, found.origins, found.unread = (
        sheet.visible,
        "（登记表）",
        origins,
        reader.unread,
    )
    for line in lines:
        row = next(value.row for value in line if value.what == _NAME)
        for value in line:
            column = places[value.what, value.factor]
            rows[row + above][column] = value.cell
            here = (sheet.row_number(row), found.letter(column))
            origins[here] = (sheet.row_number(value.row), sheet.letter(value.column))
    return found


def _lines(form: _Form) -> Iterator[list[_Value]]:
    """The head with all that is said of the household, then the members."""
    name = form.values[_NAME]
    head = _Value(_RELATION, 1, "", name.row, name.column, "户主")
    yield [head, *(value for what, value in form.values.items() if what != _RELATION)]
    yield from form.members


class _Reader:
    """Finds words and their values, row by row."""

    def __init__(self, sheet: Sheet, vocabulary: Vocabulary) -> None:
        self.unread: list[tuple[int, str, str]] = []
        self._sheet = sheet
        self._vocabulary = vocabulary
        self._ends = {
            (row, block.left): block.right
            for block in sheet.merged
            for row in range(block.top, min(block.bottom, block.top + _SEARCHED_ROWS) + 1)
        }

    def is_form(self) -> bool:
        """Whether rows of words beside values, not words above values, say who the family is."""
        found = [self._form_row(row) for row in range(min(len(self._sheet.rows), _SEARCHED_ROWS))]
        known = {value.what for values in found for value in values if value.what}
        return (
            sum(any(value.what for value in values) for values in found) >= _FEWEST_ROWS
            and len(known) >= _FEWEST_FIELDS
            and _NAME in known
            and bool(known & _NEVER_VALUES)
        )

    def forms(self) -> list[_Form]:
        """Every form; the word with which the first one begins begins the next one."""
        forms = [_Form()]
        columns: dict[int, tuple[What, int]] = {}
        for row in range(len(self._sheet.rows)):
            values = self._form_row(row) if columns else list(self._values(row))
            if header := self._member_header(row):
                columns = header
            elif not values and columns and (member := self._member(row, columns)):
                forms[-1].members.append(member)
            else:
                values, columns = list(self._values(row)), {}
                first = next(iter(forms[-1].values), None)
                if first is not None and any(value.what == first for value in values):
                    forms.append(_Form())
                self._take(forms[-1], values)
        for form in forms:
            if _NAME not in form.values:
                self.unread += map(self._told, form.values.values())
        return [form for form in forms if _NAME in form.values]

    def _take(self, form: _Form, values: Sequence[_Value]) -> None:
        for value in values:
            if value.what is not None and value.what not in form.values:
                form.values[value.what] = value
            elif not _OF_THE_OFFICE.search(value.word):
                self.unread.append(self._told(value))

    def _told(self, value: _Value) -> tuple[int, str, str]:
        return self._sheet.row_number(value.row), self._sheet.letter(value.column), value.word

    def _form_row(self, row: int) -> list[_Value]:
        """The values of a row that is mostly words beside values, else none."""
        values = [] if self._is_header(row) else list(self._values(row))
        known = sum(value.what is not None for value in values)
        filled = sum(cell != "" for cell in self._sheet.rows[row])
        alone = sum(value.cell != self._sheet.cell(value.row, value.column) for value in values)
        return values if known and 2 * len(values) - alone >= filled - 1 and 2 * known >= len(values) else []

    def _values(self, row: int) -> Iterator[_Value]:
        cells, column = self._sheet.rows[row], 0
        while column < len(cells):
            cell, at = cells[column], column
            column += 1
            if not isinstance(cell, str) or not cell.strip() or len(cell) > 4 * LONGEST_HEADER:
                continue
            word, _, said = cell.replace("：", ":").partition(":")
            beside = self._ends.get((row, at), at) + 1
            value = self._sheet.cell(row, beside)
            if said.strip():
                yield _Value(self._what(word), factor_of(word), word, row, at, said.strip())
            elif value != "" and not (self._is_word(value) and self._has_value(row, beside)):
                yield _Value(self._what(word), factor_of(word), word, row, beside, value)
                column = beside + 1

    def _is_header(self, row: int) -> bool:
        """Whether a row has words for fields beside each other, not beside values."""
        words = [cell for cell in self._sheet.rows[row] if cell != ""]
        known = sum(map(self._is_word, words))
        return known >= 3 and 4 * known >= 3 * len(words)

    def _member_header(self, row: int) -> dict[int, tuple[What, int]]:
        """The columns of members below a row of words with 姓名."""
        if not self._is_header(row):
            return {}
        words = [(index, cell) for index, cell in enumerate(self._sheet.rows[row]) if isinstance(cell, str)]
        found = {index: (what, factor_of(cell)) for index, cell in words if (what := self._of_person(cell))}
        return found if _NAME in {what for what, _ in found.values()} else {}

    def _member(self, row: int, columns: dict[int, tuple[What, int]]) -> list[_Value]:
        cells = self._sheet.rows[row]
        if any(cell != "" for cell in cells[: min(columns)]):  # the next block has its title there
            return []
        values = [_Value(what, factor, "", row, at, cells[at]) for at, (what, factor) in columns.items()]
        kept = [value for value in values if value.cell != "" or value.what == _NAME]
        return kept if len(kept) > 1 else []

    def _what(self, word: str) -> What | None:
        """The field of the household or its head that a word means."""
        meaning = self._vocabulary.meaning((word,)) if len(word) <= LONGEST_HEADER else None
        if meaning is None or meaning.role not in ("", "head") or not meaning.choices:
            return None
        return meaning.choices[0] if meaning.choices[0][0] != "serial" else None

    def _of_person(self, word: str) -> What | None:
        choices = self._vocabulary.meaning((word,)).choices if len(word) <= LONGEST_HEADER else ()
        return next((choice for choice in choices if choice[0] == "person"), None)

    def _has_value(self, row: int, column: int) -> bool:
        """Whether beside this word stands something that is no word."""
        beside = self._sheet.cell(row, self._ends.get((row, column), column) + 1)
        return beside != "" and not self._is_word(beside)

    def _is_word(self, cell: Cell) -> bool:
        return (
            isinstance(cell, str)
            and len(cell) <= LONGEST_HEADER
            and bool(self._vocabulary.meaning((cell,)).choices)
        )
