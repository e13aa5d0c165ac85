"""What was read from forms, laid out as a list of people whose cells know where in the form they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hardship_desktop.documents.sheets.headings import Vocabulary
from hardship_desktop.documents.sheets.layout import Column, RecordName, SheetPlan, Target
from hardship_desktop.documents.sheets.sheet import Cell, Sheet

What = tuple[RecordName, str]

NAME: What = ("person", "name")
RELATION: What = ("person", "relation")
OF_THE_OFFICE = re.compile("填报|填表|制表|录入人|照片|签名|签字|盖章|意见|声明")
"""Words of a form that say nothing of the family."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value with the field that its word names; `what` is None for a word that is none of ours."""

    what: What | None
    factor: int
    word: str
    row: int
    column: int
    cell: Cell


@dataclass(slots=True)
class Form:
    """One household's form; each of `members` is a row of values."""

    values: dict[What, Value] = field(default_factory=dict)
    members: list[list[Value]] = field(default_factory=list)


def list_of(
    sheet: Sheet, forms: Sequence[Form], unread: list[tuple[int, str, str]], vocabulary: Vocabulary
) -> Sheet:
    """The people of forms, each on the row where the name stands; `origins` has every value's own cell."""
    lines = [line for form in forms for line in _lines(form)]
    heads = dict.fromkeys((value.what, value.factor) for line in lines for value in line if value.what)
    places = {head: index for index, head in enumerate(heads)}
    blank: list[Cell] = [""] * len(places)
    rows: list[list[Cell]] = [[*blank] for _ in sheet.rows]
    found = Sheet(sheet.file, sheet.name, rows, sheet.first_row, hidden_rows=sheet.hidden_rows)
    found.days_1904 = sheet.days_1904
    found.visible, found.part, found.unread = sheet.visible, "（登记表）", unread
    taken = []
    for line in lines:
        row = next(value.row for value in line if value.what == NAME)
        taken.append(found.row_number(row))
        for value in line:
            if value.what:
                column = places[value.what, value.factor]
                rows[row][column] = value.cell
                here = (found.row_number(row), found.letter(column))
                found.origins[here] = (sheet.row_number(value.row), sheet.letter(value.column))
    plan = found.plan = SheetPlan(
        sheet.file, sheet.name, "member_rows", part=found.part, grouping="relation", of_forms=True
    )
    plan.columns = [
        Column(index, found.letter(index), vocabulary.labels[what], Target(*what), 1.0, factor)
        for (what, factor), index in places.items()
    ]
    plan.data_first, plan.data_last = (min(taken), max(taken)) if taken else (0, 0)
    plan.header_first = plan.header_last = sheet.first_row
    plan.notes.append("这张表按一户一张的登记表读取，不是名单，请核对。")
    return found


def _lines(form: Form) -> Iterator[list[Value]]:
    """The head with all that is said of the household, then the members."""
    name = form.values[NAME]
    head = Value(RELATION, 1, "", name.row, name.column, "户主")
    yield [head, *(value for what, value in form.values.items() if what != RELATION)]
    yield from form.members
