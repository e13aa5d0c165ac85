"""Members on a sheet of their own, brought to their households."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from hardship_desktop.documents.sheets.extracted import HouseholdRow, PersonRow
from hardship_desktop.documents.sheets.layout import Link
from hardship_desktop.documents.sheets.problems import Problems
from hardship_desktop.documents.sheets.rows import RowData, Shape, fill, same_person
from hardship_desktop.domain.codes.relation import SELF

_NAMED = {"archive_no": "档案编号", "id_no": "户主身份证号", "name": "户主姓名"}

_MOST_GUESSES = 100
"""Each looks at all households, which takes milliseconds when there are thousands."""
_SHORTEST_GUESSED = 3
"""In shorter numbers and names one sign is too much of them."""


class Linker:
    """Finds the household of each row of a sheet of members."""

    def __init__(
        self, shape: Shape, link: Link, households: Sequence[HouseholdRow], problems: Problems
    ) -> None:
        self._shape = shape
        self._link = link
        self._problems = problems
        self._group = max(shape.person_columns, default=0)
        self._by: dict[str, dict[Any, list[HouseholdRow]]] = {
            key: defaultdict(list) for key in ("archive_no", "id_no", "name")
        }
        for household in households:
            self._remember(household)
        self._last: HouseholdRow | None = None
        self._guesses = _MOST_GUESSES

    def _remember(self, household: HouseholdRow) -> None:
        archive = household.values.get("archive_no")
        if archive:
            self._by["archive_no"][archive].append(household)
        for key in ("id_no", "name"):
            value = household.head.values.get(key) if household.head else None
            if value:
                self._by[key][value].append(household)

    def add(self, row: RowData) -> tuple[HouseholdRow | None, int]:
        """Put the row's person into its household; the household and how many persons are new."""
        values = row.persons.get(self._group, {})
        if not values.get("name"):
            self._nameless(row, values)
            return None, 0
        household = self._last = self._household(row)
        if household is None:
            return None, 0
        return household, self._join(household, row, values)

    def _nameless(self, row: RowData, values: dict[str, Any]) -> None:
        if set(values) - {"relation"} and (self._group, "name") not in row.bad:
            letter = self._shape.person_columns.get(self._group, {}).get("name", "")
            self._problems.row(
                self._shape, row.number, "name_missing", "这一行有内容但没有姓名，请填写姓名。", column=letter
            )

    def _household(self, row: RowData) -> HouseholdRow | None:
        keys = self._keys(row)
        if not keys and self._last is not None:
            return self._last  # head data stand in the first row of a block only
        for name, value in keys:
            found = self._by[name].get(value, [])
            if len(found) == 1:
                self._compare_numbers(row, found[0])
                return found[0]
            if len(found) > 1:
                rows = "、".join(str(each.row) for each in found[:10])
                ask = f"{_NAMED[name]}“{value}”对应户表第 {rows} 行好几户，请补上档案编号或户主身份证号。"
                self._refuse(row, "link_ambiguous", ask)
                return None
        self._refuse(row, "link_missing", self._missing(keys))
        return None

    def _compare_numbers(self, row: RowData, household: HouseholdRow) -> None:
        """Told when the household was found by its head, under another archive number."""
        said, known = row.household.get("archive_no"), household.values.get("archive_no")
        if said and said != known:
            self._problems.cell(
                self._shape,
                row.number,
                self._shape.household_columns["archive_no"],
                "link_differs",
                f"档案编号“{said}”与{_described(household)}不同，按户主归到这一户，请核对。",
                value=str(said),
            )

    def _missing(self, keys: Sequence[tuple[str, Any]]) -> str:
        """What is not found, and the household that was probably meant."""
        if not keys:
            return "没有写户主或档案编号，也接不上上面的一户，请补上。"
        said = "、".join(f"{_NAMED[name]}“{value}”" for name, value in keys)
        meant = next((each for name, value in keys if (each := self._nearest(name, value))), None)
        guess = (
            f"可能是{_described(meant)}，请核对后改正。"
            if meant
            else "请核对属于哪一户，或在户表中补上这一户。"
        )
        return f"在户表中找不到{said}，{guess}"

    def _nearest(self, name: str, value: Any) -> HouseholdRow | None:
        """The only household whose number or head's name differs from this in one sign."""
        if self._guesses == 0:
            return None
        self._guesses -= 1
        near = [each for known, each in self._by[name].items() if one_slip(str(value), str(known))]
        return near[0][0] if len(near) == 1 and len(near[0]) == 1 else None

    def _keys(self, row: RowData) -> list[tuple[str, Any]]:
        """What the row says of its household, the surest first."""
        keys: list[tuple[str, Any]] = []
        if row.household.get("archive_no"):
            keys.append(("archive_no", row.household["archive_no"]))
        if self._group:
            head = row.persons.get(0, {})
            keys += [(name, head[name]) for name in ("id_no", "name") if head.get(name)]
        return keys

    def _refuse(self, row: RowData, code: str, message: str) -> None:
        name = row.persons[self._group]["name"]
        text = f"成员“{name}”没有导入：{message}"
        self._problems.row(self._shape, row.number, code, text, column=self._letter())

    def _letter(self) -> str:
        if self._link == "archive_no":
            return self._shape.household_columns.get("archive_no", "")
        return self._shape.person_columns.get(0, {}).get(self._link, "")

    def _join(self, household: HouseholdRow, row: RowData, values: dict[str, Any]) -> int:
        person = PersonRow(
            self._shape.sheet, row.number, values, columns=self._shape.person_columns[self._group]
        )
        head = household.head
        is_head = values.get("relation") in SELF
        if head is not None and same_person(head, values) and (is_head or "relation" not in values):
            fill(head, person)
            return 0
        person.is_head = is_head
        household.members.append(person)
        if is_head and head is not None:
            self._problems.row(
                self._shape,
                row.number,
                "two_heads",
                f"户主与户表第 {head.row} 行的户主不是同一人，请改正关系或户主。",
                household,
            )
        return 1


def _described(household: HouseholdRow) -> str:
    head = f"户主“{household.head.values['name']}”" if household.head else ""
    archive = household.values.get("archive_no")
    return f"户表第 {household.row} 行{head}的一户" + (f"（档案编号“{archive}”）" if archive else "")


def one_slip(said: str, known: str) -> bool:
    """Whether one sign was mistyped, left out, doubled, or two neighbours changed places."""
    if abs(len(said) - len(known)) > 1 or min(len(said), len(known)) < _SHORTEST_GUESSED:
        return False
    start = _alike(said, known)
    end = _alike(said[start:][::-1], known[start:][::-1])
    left, right = said[start : len(said) - end], known[start : len(known) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _alike(one: str, other: str) -> int:
    """How many signs both begin with."""
    differing = (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(differing, min(len(one), len(other)))
