"""Rows gathered into households: where one ends and the next begins."""

from dataclasses import dataclass, field
from typing import Any

from hardship_desktop.documents.sheets.extracted import HouseholdRow, PersonRow
from hardship_desktop.documents.sheets.layout import Layout
from hardship_desktop.documents.sheets.problems import Problems
from hardship_desktop.domain.codes.relation import SELF


@dataclass(slots=True)
class RowData:
    """What one row says: the household, its persons by group, and its serial number."""

    number: int
    household: dict[str, Any]
    persons: dict[int, dict[str, Any]]
    serial: Any = ""
    merged: bool = False
    bad: set[tuple[int, str]] = field(default_factory=set)


@dataclass(slots=True)
class Shape:
    """What the columns of a sheet are able to tell of where households begin."""

    file: str
    sheet: str
    layout: Layout
    household_columns: dict[str, str]
    person_columns: dict[int, dict[str, str]]
    relations: dict[int, str]
    serial_of_household: bool = False

    @property
    def beside_head(self) -> bool:
        """Whether head and one member stand side by side in a row."""
        return 0 in self.person_columns and len(self.person_columns) == 2

    def has(self, group: int, name: str) -> bool:
        """Whether there is such a column."""
        return name in self.person_columns.get(group, {})


class Gatherer:
    """Takes the rows of one sheet, top to bottom, and makes households of them."""

    def __init__(self, shape: Shape, problems: Problems) -> None:
        self.households: list[HouseholdRow] = []
        self._shape = shape
        self._problems = problems
        self._current: HouseholdRow | None = None
        self._serial: Any = ""

    def add(self, row: RowData) -> HouseholdRow | None:
        """The next row; returns its household."""
        begins = self._begins(row)
        if begins is None:
            self._unclear(row)
            return self._current
        if begins or self._current is None:
            self._begin(row)
        assert self._current is not None
        self._take_household(self._current, row)
        for group, values in row.persons.items():
            self._take_person(self._current, row, group, values)
        return self._current

    def finish(self) -> list[HouseholdRow]:
        """All households; those without a head are reported."""
        for household in self.households:
            household.members.sort(key=lambda person: not person.is_head)
            if household.members and household.head is None:
                self._problems.row(
                    self._shape,
                    household.row,
                    "no_head",
                    "这一户没有户主：请在“与户主关系”中把一人写成户主或本人，并放在本户第一行。",
                    household,
                )
            if not household.members and household.values:
                self._problems.row(
                    self._shape, household.row, "no_person", "这一户没有姓名，请填写户主姓名。", household
                )
        return [
            each for each in self.households if each.members or each.values or self._problems.rejects(each)
        ]

    def _begins(self, row: RowData) -> bool | None:
        """Whether this row is the first of a household; None when that cannot be told."""
        current, shape = self._current, self._shape
        if current is None or shape.layout == "household_rows":
            return True
        if row.merged:
            return False
        archive = row.household.get("archive_no")
        if archive and current.values.get("archive_no"):
            return bool(archive != current.values["archive_no"])
        if shape.serial_of_household and row.serial != "":
            return bool(row.serial != self._serial)
        if shape.beside_head and 0 in row.persons:
            return not same_person(current.head, row.persons[0])
        own = row.persons.get(min(shape.person_columns, default=0), {})
        relation = own.get("relation")
        if relation:
            unnumbered = shape.serial_of_household and self._serial != ""
            return relation in SELF and not (unnumbered and current.head is None)
        return self._begins_without_relation(row, current)

    def _begins_without_relation(self, row: RowData, current: HouseholdRow) -> bool | None:
        """A first row bears marks; a row without the marks of the one above belongs to it."""
        shape = self._shape
        if row.household.get("archive_no"):
            return True
        if shape.serial_of_household and self._serial != "":
            return False  # this row has no number, the first one had
        if current.values.get("archive_no") or shape.beside_head:
            return bool(row.household)
        if any(shape.has(group, "relation") for group in shape.person_columns):
            return True if row.household else None
        return bool(row.household) or not current.values

    def _begin(self, row: RowData) -> None:
        shape = self._shape
        self._current = HouseholdRow(
            shape.sheet, row.number, {}, columns=shape.household_columns, file=shape.file
        )
        self._serial = row.serial
        self.households.append(self._current)

    def _unclear(self, row: RowData) -> None:
        self._problems.row(
            self._shape,
            row.number,
            "household_unclear",
            "看不出这一行属于哪一户：请填写“与户主关系”，新的一户写户主。",
            self._current,
        )

    def _take_household(self, household: HouseholdRow, row: RowData) -> None:
        for name, value in row.household.items():
            if name not in household.values:
                household.values[name] = value
                if row.number != household.row:
                    household.elsewhere[name] = (
                        self._shape.sheet,
                        row.number,
                        self._shape.household_columns[name],
                    )
            elif household.values[name] != value:
                self._problems.cell(
                    self._shape,
                    row.number,
                    self._shape.household_columns[name],
                    "differs",
                    f"与本户第 {household.row} 行写的不一样，以第 {household.row} 行为准，请核对。",
                )

    def _take_person(self, household: HouseholdRow, row: RowData, group: int, values: dict[str, Any]) -> None:
        shape = self._shape
        if group in shape.relations and "relation" not in values and "name" in values:
            values["relation"] = shape.relations[group]
        if not values.get("name"):
            self._nameless(household, row, group, values)
            return
        person = PersonRow(shape.sheet, row.number, values, columns=shape.person_columns[group])
        person.is_head = self._is_head(household, group, values)
        head = household.head
        if head is not None and person.is_head:
            self._second_head(household, head, person)
        elif head is not None and group and not values.get("relation") and same_person(head, values):
            fill(head, person)
        else:
            household.members.append(person)

    def _is_head(self, household: HouseholdRow, group: int, values: dict[str, Any]) -> bool:
        relation = values.get("relation")
        if relation:
            return relation in SELF
        if group == 0 and (self._shape.layout == "household_rows" or self._shape.beside_head):
            return True
        return group == 0 and not household.members

    def _second_head(self, household: HouseholdRow, head: PersonRow, person: PersonRow) -> None:
        if same_person(head, person.values):
            fill(head, person)
            return
        household.members.append(person)
        self._problems.row(
            self._shape,
            person.row,
            "two_heads",
            f"这一户有两个户主（另一个在第 {head.row} 行）：请改正关系，或分成两户。",
            household,
        )

    def _nameless(self, household: HouseholdRow, row: RowData, group: int, values: dict[str, Any]) -> None:
        told = set(values) - {"relation"}
        if not told or (group, "name") in row.bad:
            return
        letter = self._shape.person_columns[group].get("name", "")
        self._problems.row(
            self._shape, row.number, "name_missing", "这一行有内容但没有姓名，请填写姓名。", household, letter
        )


def fill(person: PersonRow, more: PersonRow) -> None:
    """Values that the same person has on another row; what was said first stays."""
    for name, value in more.values.items():
        if name not in person.values:
            person.values[name] = value
            person.elsewhere[name] = more.place(name)


def same_person(person: PersonRow | None, values: dict[str, Any]) -> bool:
    if person is None:
        return False
    numbers = person.values.get("id_no"), values.get("id_no")
    if all(numbers):
        return numbers[0] == numbers[1]
    return bool(person.values.get("name") == values.get("name"))
