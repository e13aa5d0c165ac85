"""Which households of a sheet bear which number, so that their rows find together from anywhere."""

from collections import defaultdict
from typing import Any

from hardship_desktop.documents.sheets.extracted import HouseholdRow
from hardship_desktop.documents.sheets.rows import RowData, Shape, same_person
from hardship_desktop.documents.sheets.sheet import shown
from hardship_desktop.domain.codes.relation import SELF

Number = tuple[str, Any]


class Bearers:
    """Households by archive number, by a 户号 that members repeat, or by the head's ID number."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._by_key: dict[Number, list[HouseholdRow]] = defaultdict(list)
        # Without a relation only neighbours may be joined: two heads could not be told from a couple.
        self._asked = shape.layout == "member_rows" and (shape.has_relation or shape.beside_head)

    def of(self, row: RowData) -> list[HouseholdRow]:
        """The households that the row's number names, without those whose head is plainly another."""
        key = self._key(row) if self._asked and not row.merged else None
        if key is None or key not in self._by_key:
            return []
        found = self._by_key[key]
        return found if key[0] == "id_no" else [each for each in found if not self._of_others(row, each)]

    def remember(self, row: RowData, household: HouseholdRow) -> None:
        """The row's number is borne by this household."""
        key = self._key(row) if self._asked else None
        if key is not None and not any(each is household for each in self._by_key[key]):
            self._by_key[key].append(household)

    def _key(self, row: RowData) -> Number | None:
        """What the row says of its household, the surest first."""
        if archive := row.household.get("archive_no"):
            return "archive_no", archive
        if self._shape.serial_is_number and row.serial != "":
            return "serial", shown(row.serial).strip()
        if self._shape.beside_head and (number := row.persons.get(0, {}).get("id_no")):
            return "id_no", number
        return None

    def _of_others(self, row: RowData, household: HouseholdRow) -> bool:
        """Whether the row speaks of another family that was given the same number."""
        head = household.head
        if head is None:
            return False
        if self._shape.beside_head and 0 in row.persons:
            return not same_person(head, row.persons[0])
        own = row.persons.get(max(self._shape.person_columns, default=0), {})
        relation = own.get("relation")
        if relation:
            return relation in SELF and not same_person(head, own)
        return at_another_place(row, household) and not same_person(head, own)


def at_another_place(row: RowData, household: HouseholdRow) -> bool:
    """Whether the row's address contradicts the household's."""
    said = ((row.household.get(name), household.values.get(name)) for name in ("address", "town"))
    return any(new and old and new != old for new, old in said)
