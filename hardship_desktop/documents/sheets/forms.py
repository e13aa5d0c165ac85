"""A form, one household to a sheet or several below each other, whose words stand left of their values.

姓名 | 王强 | 性别 | 男, and the members in a small table below.
"""

from collections.abc import Iterator, Sequence

from hardship_desktop.documents.sheets.form_list import NAME, OF_THE_OFFICE, Form, Value, What, list_of
from hardship_desktop.documents.sheets.headings import LONGEST_HEADER, Vocabulary, factor_of
from hardship_desktop.documents.sheets.sheet import Cell, Sheet

_SEARCHED_ROWS = 40
_FEWEST_ROWS, _FEWEST_FIELDS = 3, 4
_NEVER_VALUES: set[What] = {("person", "id_no"), ("person", "phone"), ("household", "address")}
"""Fields whose words, unlike 户主 and 农民工, never stand among the people of a list."""


def as_list(sheet: Sheet, vocabulary: Vocabulary) -> Sheet | None:
    """The people of a sheet of forms as a list with its plan, None for a sheet that is no form."""
    reader = _Reader(sheet, vocabulary)
    return list_of(sheet, reader.forms(), reader.unread, vocabulary) if reader.is_form() else None


class _Reader:
    """Finds words and their values, row by row."""

    def __init__(self, sheet: Sheet, vocabulary: Vocabulary) -> None:
        self.unread: list[tuple[int, str, str]] = []
        self._sheet = sheet
        self._vocabulary = vocabulary
        self._ends = {
            (row, block.left): max(block.left, block.right)
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
            and NAME in known
            and bool(known & _NEVER_VALUES)
        )

    def forms(self) -> list[Form]:
        """Every form; the word with which the first one begins begins the next one."""
        forms = [Form()]
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
                    forms.append(Form())
                self._take(forms[-1], values)
        for form in forms:
            if NAME not in form.values:
                self.unread += map(self._told, form.values.values())
        return [form for form in forms if NAME in form.values]

    def _take(self, form: Form, values: Sequence[Value]) -> None:
        for value in values:
            if value.what is not None and value.what not in form.values:
                form.values[value.what] = value
            elif not OF_THE_OFFICE.search(value.word):
                self.unread.append(self._told(value))

    def _told(self, value: Value) -> tuple[int, str, str]:
        return self._sheet.row_number(value.row), self._sheet.letter(value.column), value.word

    def _form_row(self, row: int) -> list[Value]:
        """The values of a row that is mostly words beside values, else none."""
        values = [] if self._is_header(row) else list(self._values(row))
        known = sum(value.what is not None for value in values)
        filled = sum(cell != "" for cell in self._sheet.rows[row])
        alone = sum(value.cell != self._sheet.cell(value.row, value.column) for value in values)
        return values if known and 2 * len(values) - alone >= filled - 1 and 2 * known >= len(values) else []

    def _values(self, row: int) -> Iterator[Value]:
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
                yield Value(self._what(word), factor_of(word), word, row, at, said.strip())
            elif value != "" and not (self._is_word(value) and self._has_value(row, beside)):
                yield Value(self._what(word), factor_of(word), word, row, beside, value)
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
        return found if NAME in {what for what, _ in found.values()} else {}

    def _member(self, row: int, columns: dict[int, tuple[What, int]]) -> list[Value]:
        cells = self._sheet.rows[row]
        if any(cell != "" for cell in cells[: min(columns)]):  # the next block has its title there
            return []
        values = [Value(what, factor, "", row, at, cells[at]) for at, (what, factor) in columns.items()]
        kept = [value for value in values if value.cell != "" or value.what == NAME]
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
