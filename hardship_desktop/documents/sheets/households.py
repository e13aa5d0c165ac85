"""Rows gathered into households: where one ends and the next begins."""

from collections.abc import Sequence
from typing import Any

from hardship_desktop.documents.sheets.bearers import Bearers, at_another_place
from hardship_desktop.documents.sheets.extracted import HouseholdRow, PersonRow
from hardship_desktop.documents.sheets.problems import Problems
from hardship_desktop.documents.sheets.rows import RowData, Shape, fill, same_person
from hardship_desktop.domain.codes.relation import SELF


class Gatherer:
    """Takes the rows of one sheet, top to bottom, and makes households of them."""

    def __init__(self, shape: Shape, problems: Problems) -> None:
        self.households: list[HouseholdRow] = []
        self._shape = shape
        self._problems = problems
        self._current: HouseholdRow | None = None
        self._serial: Any = ""
        self._bearers = Bearers(shape)

    def add(self, row: RowData) -> HouseholdRow | None:
        """The next row; returns its household."""
        known = self._bearers.of(row)
        if known and not any(each is self._current for each in known):
            if len(known) > 1:
                self._ambiguous(row, known)
                return None
            self._current, self._serial = known[0], row.serial
        begins = False if known else self._begins(row)
        if begins is None:
            self._unclear(row)
            return self._current
        if begins or self._current is None:
            self._begin(row)
        else:
            self._tell_joined(row)
        assert self._current is not None
        self._take_household(self._current, row)
        for group, values in row.persons.items():
            if group or not self._shape.head_is_key:
                self._take_person(self._current, row, group, values)
        if self._shape.head_is_key:
            self._complete_head(self._current, row)
        self._bearers.remember(row, self._current)
        return self._current

    def finish(self) -> list[HouseholdRow]:
        """All households; those without a head are reported."""
        for household in self.households:
            household.members.sort(key=lambda person: not person.is_head)
            if household.members and household.head is None:
                self._problems.row(self._shape, household.row, "no_head", _no_head(household), household)
            if not (household.members or self._problems.rejects(household)) and household.values:
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
            apart = not shape.has_relation and at_another_place(row, current)
            return apart or bool(archive != current.values["archive_no"])
        if shape.serial_of_household and row.serial != "":
            return bool(row.serial != self._serial)
        if shape.beside_head and 0 in row.persons:
            return not same_person(current.head, row.persons[0])
        own = row.persons.get(min(shape.person_columns, default=0), {})
        relation = own.get("relation")
        if relation is None and (row.is_member or any(name == "relation" for _, name in row.bad)):
            return False
        if relation:
            unnumbered = shape.serial_of_household and self._serial != ""
            return relation in SELF and not (unnumbered and current.head is None)
        return self._begins_without_relation(row, current)

    def _begins_without_relation(self, row: RowData, current: HouseholdRow) -> bool | None:
        """A first row bears marks; a row without the marks of the one above belongs to it."""
        shape = self._shape
        if row.household.get("archive_no"):
            return True
        if shape.serial_of_household and self._serial != "" and shape.grouping != "number":
            return False  # this row has no number, the first one had
        if current.values.get("archive_no") or shape.beside_head:
            return bool(row.household)
        if shape.has_relation:
            return True if row.household else None
        return shape.grouping != "blanks" or bool(row.household) or not current.values

    def _begin(self, row: RowData) -> None:
        shape = self._shape
        self._current = HouseholdRow(
            shape.sheet, row.number, {}, columns=shape.household_columns, file=shape.file
        )
        self._serial = row.serial
        self.households.append(self._current)

    def _ambiguous(self, row: RowData, known: Sequence[HouseholdRow]) -> None:
        """A member of a number that several families bear: told, and none of them goes in without it."""
        rows = "、".join(str(each.row) for each in known)
        self._problems.row(
            self._shape,
            row.number,
            "number_ambiguous",
            f"本表有 {len(known)} 户用了同一个编号（第 {rows} 行），看不出这一行属于哪一户：请改正编号。",
            column=self._shape.household_columns.get("archive_no", ""),
        )
        for household in known:
            self._problems.reject(household)
        self._current = None

    def _unclear(self, row: RowData) -> None:
        self._problems.row(
            self._shape,
            row.number,
            "household_unclear",
            "看不出这一行属于哪一户：请填写“与户主关系”，新的一户写户主。",
            self._current,
        )

    def _tell_joined(self, row: RowData) -> None:
        """A row with neither relation nor anything of a household goes to the one above; a person checks."""
        shape, first = self._shape, min(self._shape.person_columns, default=0)
        own, head = row.persons.get(first, {}), self._current and self._current.head
        if not shape.has_relation or row.is_member or row.merged or row.household or row.serial != "":
            return
        if head is None or not own.get("name") or own.get("relation") or (first, "relation") in row.bad:
            return
        message = f"没有写与户主关系，归到上面“{head.values.get('name', '')}”一户；如果另是一户，请写户主。"
        letter = shape.person_columns[first].get("relation", "")
        self._problems.cell(shape, row.number, letter, "joined", message, who=own["name"])

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

    def _complete_head(self, household: HouseholdRow, row: RowData) -> None:
        """The number beside a head that has none of its own is the head's."""
        head, said = household.head, row.persons.get(0)
        if head is not None and said and head.row == row.number:
            columns = self._shape.person_columns[0]
            fill(head, PersonRow(self._shape.sheet, row.number, said, columns=columns))

    def _take_person(self, household: HouseholdRow, row: RowData, group: int, values: dict[str, Any]) -> None:
        shape = self._shape
        if group in shape.relations and "relation" not in values and "name" in values:
            values["relation"] = shape.relations[group]
        if not values.get("name"):
            self._nameless(household, row, group, values)
            return
        person = PersonRow(shape.sheet, row.number, values, columns=shape.person_columns[group])
        person.is_head = self._is_head(household, row, group)
        head = household.head
        if head is not None and person.is_head:
            self._second_head(household, head, person)
        elif head is not None and group and not values.get("relation") and same_person(head, values):
            fill(head, person)
        else:
            household.members.append(person)

    def _is_head(self, household: HouseholdRow, row: RowData, group: int) -> bool:
        values = row.persons[group]
        relation = values.get("relation")
        if relation:
            return relation in SELF
        if self._shape.head_is_key:
            number = row.persons.get(0, {}).get("id_no")
            return number is not None and values.get("id_no") == number
        if group == 0 and (self._shape.layout == "household_rows" or self._shape.beside_head):
            return True
        return group == 0 and not household.members and not row.is_member

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


def _no_head(household: HouseholdRow) -> str:
    ask = "请在“与户主关系”中把一人写成户主或本人"
    archive = household.values.get("archive_no")
    if archive:
        apart = "户主写在另一个文件里的，请把两张表放进同一个工作簿"
        return f"档案编号“{archive}”的各行里没有户主：{ask}，或改正编号，归到本人所在的一户；{apart}。"
    return f"这一户没有户主：{ask}，并放在本户第一行。"
