"""What a column of running numbers counts: rows, persons, or households."""

from collections.abc import Sequence
from functools import lru_cache

from hardship_desktop.documents.sheets.layout import Column, SheetPlan
from hardship_desktop.documents.sheets.sheet import Cell, Sheet, shown
from hardship_desktop.domain.codes.relation import RELATION, SELF


def data_indexes(sheet: Sheet, plan: SheetPlan) -> range:
    """The rows of the sheet that hold data, as indexes."""
    first = max(plan.data_first - sheet.first_row, 0)
    last = min(plan.data_last - sheet.first_row, len(sheet.rows) - 1)
    return range(first, last + 1)


def serial_counts_households(sheet: Sheet, plan: SheetPlan) -> bool:
    """Whether 序号 counts households; it counts persons when members have numbers of their own."""
    serial = _first(plan.columns, "serial", "")
    if serial is None:
        return False
    relation = _first(plan.columns, "person", "relation")
    if relation is None:
        return True
    members = counted = 0
    previous: Cell = ""
    for index in data_indexes(sheet, plan):
        cells = sheet.rows[index]
        number = cells[serial] if serial < len(cells) else ""
        word = cells[relation] if relation < len(cells) else ""
        if word != "" and not _is_head(word):
            members += 1
            counted += previous != "" and number not in ("", previous)
        previous = number if number != "" else previous
    return counted * 2 < members or members == 0


def serial_names_household(sheet: Sheet, plan: SheetPlan) -> bool:
    """Whether a 户号 is repeated by every member that has one: then it says whose member it is."""
    serial = _first(plan.columns, "serial", "")
    relation = _first(plan.columns, "person", "relation")
    if (
        serial is None
        or relation is None
        or not any(c.index == serial and "户" in c.header for c in plan.columns)
    ):
        return False
    heads: set[str] = set()
    members: set[str] = set()
    for index in data_indexes(sheet, plan):
        number, word = shown(sheet.cell(index, serial)).strip(), sheet.cell(index, relation)
        if number and word != "":
            (heads if _is_head(word) else members).add(number)
    return bool(members) and members <= heads


@lru_cache(maxsize=256)
def _is_head(word: Cell) -> bool:
    return RELATION.find(shown(word)) in SELF


def _first(columns: Sequence[Column], record: str, field: str) -> int | None:
    return next(
        (c.index for c in columns if c.target and (c.target.record, c.target.field) == (record, field)), None
    )
