"""Whom a cell of a row is about."""

from hardship_desktop.documents.sheets.extracted import HouseholdRow, PersonRow
from hardship_desktop.documents.sheets.rows import RowData, Shape

HOUSEHOLD = -1
"""The group of the household's own cells."""


def who(row: RowData, group: int) -> str:
    """Whom a cell is about, by name: a cell of the household is about the row's first person."""
    said = row.persons.get(group) or next(iter(row.persons.values()), {})
    return str(said.get("name", ""))


def attach(household: HouseholdRow, row: RowData, shape: Shape) -> None:
    """What was kept as written or said to be 无 goes to whom the row is about."""
    for group in {*row.unread, *row.emptied}:
        owner: PersonRow | None = household
        if group != HOUSEHOLD:
            mine = shape.person_columns[group]
            here = (each for each in household.members if each.row == row.number and each.columns is mine)
            owner = next(here, household.head)
        if owner is not None:
            owner.unread |= row.unread.get(group, {})
            owner.emptied |= row.emptied.get(group, set())
