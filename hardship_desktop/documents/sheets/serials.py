"""What a column of running numbers counts: rows, persons, or households."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from hardship_desktop.documents.sheets.layout import Column, SheetPlan
from hardship_desktop.documents.sheets.sheet import Cell, Sheet, shown
from hardship_desktop.domain.characters import fold_width
from hardship_desktop.domain.codes.relation import RELATION, SELF
from hardship_desktop.domain.placeholders import no_file_number

LARGEST_FAMILY = 15
"""More rows than this under one number are a street or a factory, no family."""
_PARTS = re.compile(r"[(]?(\d{1,5})(?:[-—–_~/.、(]+(\d{1,2})[)]?|[)]?)")


def data_indexes(sheet: Sheet, plan: SheetPlan) -> range:
    """The rows of the sheet that hold data, as indexes."""
    first = max(plan.data_first - sheet.first_row, 0)
    last = min(plan.data_last - sheet.first_row, len(sheet.rows) - 1)
    return range(first, last + 1)


def data_rows(sheet: Sheet, plan: SheetPlan) -> list[tuple[int, list[Cell]]]:
    """Index and cells of the rows that hold data, without those that are left out."""
    out = {left.row for left in plan.left_out}
    return [
        (index, sheet.rows[index])
        for index in data_indexes(sheet, plan)
        if sheet.row_number(index) not in out and any(cell != "" for cell in sheet.rows[index])
    ]


def serial_column(plan: SheetPlan) -> Column | None:
    """The column that counts rows or households."""
    return next(
        (c for c in plan.columns if c.target and (c.target.record, c.target.field) == ("serial", "")), None
    )


def household_serial(cell: Cell) -> Cell:
    """What a serial says of the household: 3 of 3-2, also where 3-2 was made a day of March."""
    return _parts(cell)[0]


def serial_groups(serials: Sequence[Cell], *, of_households: bool) -> Literal["", "number", "serial"]:
    """How serials visibly count families, one serial for each row.

    serial: on the first row of each only (1, blank, 2); a blank that was counted (1, blank, 3) is only
    a blank. number: on every row (1-1, 1-2, 2-1; 1, 1, 2, 2). `of_households` is whether the header says
    that they count households (户序号): then one repeated number is enough.
    """
    parts = [_parts(each) for each in serials]
    keys = [key for key, _ in parts]
    if _counts_past_blanks(keys):
        return "serial"
    return "number" if _has_parts(parts) or _repeats(keys, fewest=1 if of_households else 2) else ""


def _counts_past_blanks(keys: Sequence[Cell]) -> bool:
    """Whether blanks stand between numbers that go on as if they were not there, and never otherwise."""
    past = counted = blanks = 0
    last: int | None = None
    for key in keys:
        if key == "":
            blanks += 1
            continue
        number = int(key) if isinstance(key, str) and key.isdecimal() else None
        if number is None or blanks > LARGEST_FAMILY:
            return False
        if last is not None and blanks:
            past += number == last + 1
            counted += number != last + 1
        last, blanks = number, 0
    return past > 0 and counted == 0


def _has_parts(parts: Sequence[tuple[Cell, str]]) -> bool:
    """Whether most serials are a household's number and a person's: 1, 1-1, 1-2, 2."""
    sizes = Counter(key for key, _ in parts if key != "")
    people = [part for _, part in parts if part]
    unique = len(set(parts)) == len(parts)
    return (
        bool(people)
        and unique
        and 1 < max(sizes.values()) <= LARGEST_FAMILY
        and 4 * len(people) >= len(parts)
    )


def _repeats(keys: Sequence[Cell], *, fewest: int) -> bool:
    """Whether at least `fewest` numbers stand on several neighbouring rows, the next one always following."""
    runs = [(key, len(list(rows))) for key, rows in groupby(keys)]
    numbers = [int(key) for key, _ in runs if isinstance(key, str) and key.isdecimal()]
    several = [size for key, size in runs if size > 1 and key != ""]
    steady = fewest == 1 or (
        len(numbers) == len(runs) and all(below == above + 1 for above, below in pairwise(numbers))
    )
    return len(several) >= fewest and steady and max(several) <= LARGEST_FAMILY


@lru_cache(maxsize=4096)
def _parts(cell: Cell) -> tuple[Cell, str]:
    """The household's part and the person's."""
    if isinstance(cell, date):
        return str(cell.month), str(cell.day)
    text = fold_width(shown(cell)).strip()
    found = _PARTS.fullmatch(text)
    if found:
        return found[1].lstrip("0"), found[2] or ""
    return ("" if no_file_number(text) else text), ""


def serial_counts_households(sheet: Sheet, plan: SheetPlan) -> bool:
    """Whether 序号 counts households; it counts persons when members have numbers of their own."""
    serial = serial_column(plan)
    if serial is None:
        return False
    relation = _relation(plan)
    if relation is None:
        return plan.grouping in ("serial", "number")
    members = counted = 0
    previous: Cell = ""
    for _, cells in data_rows(sheet, plan):
        number, word = household_serial(cells[serial.index]), cells[relation]
        if word != "" and not _is_head(word):
            members += 1
            counted += previous != "" and number not in ("", previous)
        previous = number if number != "" else previous
    return counted * 2 < members or members == 0


def serial_names_household(sheet: Sheet, plan: SheetPlan) -> bool:
    """Whether a 户号 is repeated by every member that has one: then it says whose member it is."""
    serial = serial_column(plan)
    relation = _relation(plan)
    if serial is None or relation is None or "户" not in serial.header:
        return False
    heads: set[Cell] = set()
    members: set[Cell] = set()
    for _, cells in data_rows(sheet, plan):
        number, word = household_serial(cells[serial.index]), cells[relation]
        if number and word != "":
            (heads if _is_head(word) else members).add(number)
    return bool(members) and members <= heads


@lru_cache(maxsize=256)
def _is_head(word: Cell) -> bool:
    return RELATION.find(shown(word)) in SELF


def _relation(plan: SheetPlan) -> int | None:
    return next((c.index for c in plan.columns if c.target and c.target.field == "relation"), None)
