"""Columns assigned to fields, and repeated ones to the members of a row."""

import re
from collections.abc import Sequence

from hardship_desktop.documents.sheets.contents import settled
from hardship_desktop.documents.sheets.headings import Meaning, Vocabulary, factor_of
from hardship_desktop.documents.sheets.layout import Column, Target
from hardship_desktop.documents.sheets.sheet import Sheet, shown

_ID_LIKE = re.compile(r"\d{14}")


def header_paths(sheet: Sheet, first: int, last: int) -> list[tuple[str, ...]]:
    """For each column its header texts from row index `first` to `last`, merged cells filled."""
    rows = [_header_texts(sheet, row) for row in range(first, last + 1)]
    covered = _merged_fill(sheet, rows, first, last)
    for level in range(len(rows) - 1):
        _fill_right(rows, level, covered)
    paths = []
    for column in range(len(rows[0])):
        texts = [row[column] for row in rows if row[column].strip()]
        paths.append(tuple(dict.fromkeys(texts)))
    return paths


def assign(
    sheet: Sheet, paths: Sequence[tuple[str, ...]], vocabulary: Vocabulary, below: int
) -> list[Column]:
    """One Column for each header above row index `below`; nothing is taken twice."""
    meanings = settled(
        sheet, paths, [vocabulary.meaning(path) if path else Meaning() for path in paths], below
    )
    key = _number_of_head(sheet, meanings)
    groups = _Groups(1 if key is not None or _head_comes_later(meanings) else 0)
    columns: list[Column] = []
    of_head: set[int] = set()
    hidden = [sheet.first_column + index in sheet.hidden_columns for index in range(len(paths))]
    for index in sorted(range(len(paths)), key=lambda index: hidden[index]):  # a visible column goes first
        path, meaning = paths[index], meanings[index]
        if not path:
            continue
        column = Column(index, sheet.letter(index), " / ".join(" ".join(text.split()) for text in path))
        column.hidden = hidden[index]
        column.factor = next((factor for text in reversed(path) if (factor := factor_of(text)) > 1), 1)
        column.target = Target("person", "id_no", 0) if index == key else groups.place(meaning, path[:-1])
        if column.target:
            column.confidence = meaning.confidence
            column.relation = meaning.kin.rstrip("0123456789")
            if meaning.role == "head":
                of_head.add(index)
        columns.append(column)
    columns.sort(key=lambda column: column.index)
    _adopt_strays(columns, of_head)
    _drop_nameless_groups(columns)
    _close_gaps(columns)
    for column in columns:
        if column.target is None or column.confidence < 0.8:
            column.suggestions = vocabulary.suggestions(column.header)
    return columns


def _head_comes_later(meanings: Sequence[Meaning]) -> bool:
    """姓名 ... 户主姓名: the row's own person stands before the head that it belongs to."""
    roles = [meaning.role for meaning in meanings if ("person", "name") in meaning.choices]
    return len(roles) > 1 and roles[0] == "" and "head" in roles[1:]


def _number_of_head(sheet: Sheet, meanings: Sequence[Meaning]) -> int | None:
    """The column 户主身份证号 that says on each member's row whose household it is.

    Members with relations have no number of their own in it: theirs stands in another column,
    or the number repeats from row to row.
    """
    persons = [
        (index, each.choices[0][1], each.role) for index, each in enumerate(meanings) if _of_person(each)
    ]
    roles = {(name, role) for _, name, role in persons}
    if ("name", "head") in roles or not {"name", "relation"} <= {name for name, _ in roles}:
        return None
    key = next((index for index, name, role in persons if (name, role) == ("id_no", "head")), None)
    if key is None:
        return None
    numbers = [shown(row[key]) for row in sheet.rows if _ID_LIKE.search(shown(row[key]))]
    own = any(name == "id_no" and index != key for index, name, _ in persons)
    return key if own or len(set(numbers)) < len(numbers) else None


def _of_person(meaning: Meaning) -> bool:
    return bool(meaning.choices) and meaning.choices[0][0] == "person"


class _Groups:
    """Decides which person of the row a column speaks of."""

    def __init__(self, start: int) -> None:
        self._taken: set[tuple[str, str, int]] = set()
        self._kin: dict[str, int] = {}
        self._current = start
        self._parent: tuple[str, ...] = ()

    def place(self, meaning: Meaning, parent: tuple[str, ...]) -> Target | None:
        """The target of the next column to the right, None when there is none or it is taken."""
        for record, name in meaning.choices:
            group = self._group(meaning, name, parent) if record == "person" else 0
            if (record, name, group) not in self._taken:
                self._taken.add((record, name, group))
                if record == "person":
                    self._current, self._parent = group, parent
                return Target(record, name, group)
        return None

    def _group(self, meaning: Meaning, name: str, parent: tuple[str, ...]) -> int:
        if meaning.role == "head" and name != "relation":
            return 0
        if meaning.role == "kin":
            return self._kin.setdefault(meaning.kin, self._last() + 1)
        if meaning.index:
            return meaning.index
        if meaning.role == "member" and self._current == 0:
            return max(self._last(), 0) + 1 if ("person", name, 1) in self._taken else 1
        if ("person", name, self._current) in self._taken and name in ("name", "relation"):
            return self._last() + 1
        if parent != self._parent and self._parent and not meaning.role and self._current:
            return 0 if ("person", name, 0) not in self._taken else self._current
        return self._current

    def _last(self) -> int:
        return max((group for record, _, group in self._taken if record == "person"), default=0)


def _header_texts(sheet: Sheet, row: int) -> list[str]:
    cells = [shown(cell) for cell in sheet.rows[row]] if row < len(sheet.rows) else []
    return cells + [""] * (sheet.width - len(cells))


def _merged_fill(sheet: Sheet, rows: list[list[str]], first: int, last: int) -> bool:
    """Write merged heads into all columns that they span; False when merges are not known."""
    blocks = [block for block in sheet.merged if block.top <= last and block.bottom >= first]
    for block in blocks:
        text = shown(sheet.cell(block.top, block.left))
        for row in range(max(block.top, first), min(block.bottom, last) + 1):
            for column in range(block.left, min(block.right + 1, len(rows[0]))):
                rows[row - first][column] = text
    return bool(blocks)


def _fill_right(rows: list[list[str]], level: int, merges_known: bool) -> None:
    """Without merges (ods, CSV) a group head stands over the blanks to its right that have a leaf."""
    if merges_known:
        return
    head = ""
    for column, text in enumerate(rows[level]):
        below = rows[level + 1][column].strip()
        if text.strip():
            head = text if below else ""
        elif head and below:
            rows[level][column] = head
        else:
            head = ""


def _adopt_strays(columns: list[Column], of_head: set[int]) -> None:
    """A telephone outside the merged head over the only named person is that person's too."""
    persons = [column for column in columns if column.target and column.target.record == "person"]
    named = {c.target.group for c in persons if c.target and c.target.field == "name"}
    if len(named) != 1 or 0 in named:
        return
    group = named.pop()
    has = {c.target.field for c in persons if c.target and c.target.group == group}
    for column in persons:
        target = column.target
        if target and not target.group and column.index not in of_head and target.field not in has:
            target.group = group


def _drop_nameless_groups(columns: list[Column]) -> None:
    """A repeated telephone makes no second person: without a name a group is not taken.

    成员关系 and 家庭成员关系 beside the only name are the relation of that person.
    """
    named = {c.target.group for c in columns if c.target and c.target.field == "name"}
    related = {c.target.group for c in columns if c.target and c.target.field in ("relation", "is_head")}
    if len(named) == 1 and not related & named:
        for column in columns:
            if column.target and column.target.field in ("relation", "is_head"):
                column.target.group = min(named)
    for column in columns:
        target = column.target
        if target and target.record == "person" and target.group and target.group not in named:
            column.target, column.confidence = None, 0.0


def _close_gaps(columns: list[Column]) -> None:
    """Where one group alone names persons it is the row's own person."""
    used = {c.target.group for c in columns if c.target and c.target.record == "person"}
    if len(used) == 1 and not any(c.relation for c in columns):
        for column in columns:
            if column.target:
                column.target.group = 0
