"""Households and members written as a workbook that our own reader reads without loss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hardship_desktop.documents.sheets.headings import importable
from hardship_desktop.documents.sheets.row_sheet import SERIAL, Heading, RowSheet, SheetColumn, open_book
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.kinds import BankCard, IdNumber, Money, PersonName, Text
from hardship_desktop.domain.progress import Progress

HOUSEHOLDS, MEMBERS = "困难职工家庭", "家庭成员"
_HEAD = ("name", "id_no")
_STEP = 200
_WIDTHS = ((IdNumber, 21), (BankCard, 22), (PersonName, 12), (Text, 20), (Money, 12))


@dataclass(frozen=True, slots=True)
class HouseholdOut:
    """A household's values and its persons' values, the head first."""

    values: Values
    persons: Sequence[Values]


def write_households(
    out: Path,
    households: Iterable[HouseholdOut],
    household_fields: Sequence[Field],
    person_fields: Sequence[Field],
    *,
    masked: bool,
    heading: Heading | None = None,
    progress: Progress | None = None,
    total: int = 0,
    aside: Path | None = None,
) -> None:
    """Two sheets, 困难职工家庭 and 家庭成员, linked by 档案编号 and 户主; masked when asked.

    The first begins as every roster does, with 序号, 户主姓名, 工作单位, under its `heading`. Everything
    but amounts, areas and counts is text. The head's name and number stand on both sheets, the rest on
    the second. Unfinished parts lie in `aside`, else beside `out`.
    """
    family = _columns(household_fields, masked, taken=frozenset())
    words = frozenset(column.header for column in family)
    persons = _columns(person_fields, masked, taken=words)
    heads = [replace(column, header=f"户主{column.header}") for column in persons if column.name in _HEAD]
    name = [column for column in heads if column.name == "name"]
    shown = [*name, *(replace(c, header="工作单位") for c in persons if c.name == "employer")]
    number = [column for column in heads if column.name == "id_no"]
    links = [column for column in family if column.name == "archive_no"]
    with open_book(out, aside) as book:
        first = RowSheet(book, HOUSEHOLDS, [SERIAL, *shown, *family, *number], heading)
        second = RowSheet(book, MEMBERS, [*links, *heads, *persons])
        for done, household in enumerate(households, 1):
            head = household.persons[0] if household.persons else {}
            family_cells = _cells(family, household.values) + _cells(number, head)
            first.add([done, *_cells(shown, head), *family_cells])
            link = _cells(links, household.values) + _cells(heads, head)
            for person in household.persons:
                second.add(link + _cells(persons, person))
            if progress and done % _STEP == 0:
                progress.step(done, max(total, done))
        first.close()
        second.close()


def _columns(fields: Sequence[Field], masked: bool, taken: frozenset[str]) -> list[SheetColumn]:
    """A column for each field that a sheet may hold; a header that is taken gets 成员 before it."""
    return [
        SheetColumn.of(
            each.name,
            f"成员{each.label}" if each.label in taken else each.label,
            _width(each),
            each.kind,
            hidden=masked and each.sensitive,
        )
        for each in fields
        if importable(each)
    ]


def _cells(columns: Sequence[SheetColumn], values: Values) -> list[str | float | None]:
    cells: list[str | float | None] = []
    for column in columns:
        value = values.get(column.name)
        cells.append(None if value is None else column.cell(value))
    return cells


def _width(field: Field) -> int:
    """Characters: room for the usual value and for the header in two lines."""
    usual = next((width for kind, width in _WIDTHS if isinstance(field.kind, kind)), 12)
    return max(usual, len(field.label) + 4)
