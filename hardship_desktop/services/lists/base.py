"""What every list can be asked: which rows in which order, their lines, how many, what to choose by."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, NoReturn, overload
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Chosen, Column, Filter, ListSpec, Sort
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.office import office_names
from hardship_desktop.store.local import HouseholdLine

People = Mapping[bytes, Sequence[bytes]]
"""Ids of people by the id of their household."""

NOBODY: People = {}
EVERYTHING = Chosen()
WHOSE = Filter("household_id", "户", "scope", chip=False)
"""The rows of one household alone."""


class Keys(Sequence[Any]):
    """Keys that become ids only when they are looked at: a hundred thousand of them cost nothing.

    `cut` says that the search found more than was followed, so that rows are missing here;
    `people` are those through whom alone it found a household, by its id; `missing` the words
    pasted that nothing bears.
    """

    def __init__(
        self,
        rows: Sequence[tuple[bytes, bytes]],
        *,
        cut: bool = False,
        people: People = NOBODY,
        missing: Sequence[str] = (),
    ) -> None:
        self._rows = rows
        self.cut, self.people, self.missing = cut, people, missing

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> "Keys": ...

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return Keys(self._rows[place], people=self.people)
        org, row = self._rows[place]
        return UUID(bytes=org), UUID(bytes=row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


class PlainKeys(Keys):
    """Keys of rows that are all in memory: any value that tells them apart."""

    def __init__(self, ids: Sequence[Any], *, missing: Sequence[str] = ()) -> None:
        super().__init__((), missing=missing)
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, place: int | slice) -> Any:
        return PlainKeys(self._ids[place]) if isinstance(place, slice) else self._ids[place]


class Listing(ABC):
    """One list at one desk. Nothing here writes."""

    declared: ClassVar[ListSpec]

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def spec(self) -> ListSpec:
        """What it is, as this office has it."""
        return self.declared.at(self._desk.role)

    @abstractmethod
    def keys(self, chosen: Chosen = EVERYTHING, sort: Sort | None = None) -> Keys:
        """The keys of all rows chosen, in order; those without a value come last."""

    @abstractmethod
    def lines(self, keys: Sequence[Any]) -> list[dict[str, Any]]:
        """One line for each key that is still there, in that order, with its `key`."""

    @abstractmethod
    def totals(self, chosen: Chosen = EVERYTHING) -> tuple[int, ...]:
        """How many rows are chosen, whatever is searched, and the sums of the list's `counts`."""

    def read(self, chosen: Chosen = EVERYTHING) -> list[dict[str, Any]]:
        """All lines chosen, where they are few."""
        return self.lines(self.keys(chosen))

    def choices(self, name: str) -> Sequence[tuple[str, str]]:
        """What can be chosen with a filter, as (code, label)."""
        if name == "org_id":
            with self._desk.read() as reader:
                return [(str(org), office) for org, office in office_names(reader).items()]
        each = self._filter(name)
        return each.options or (self._occurring(self.spec.by_name[name]) if name in self.spec.by_name else ())

    @abstractmethod
    def _occurring(self, column: Column) -> Sequence[tuple[str, str]]: ...

    def _filter(self, name: str) -> Filter:
        found = self.declared.filter(name)
        if found is None:
            known = "、".join(each.name for each in self.spec.offered)
            raise UserError(f"“{self.spec.title}”不能按“{name}”筛选，可用：{known}。", code="filter")
        return found

    def picked(self, name: str, text: str) -> tuple[str, ...]:
        """The codes that a person means by words: labels or codes with commas, a period as from..to."""
        each = self._filter(name)
        if each.name == WHOSE.name:
            return tuple(str(row) for _, row in numbered(self._desk, [text.strip()]).values()) or _nobody(
                text
            )
        if each.way == "period":
            first, _, last = text.partition("..")
            return (first.strip(), last.strip())
        by_word = {word: code for code, label in self.choices(name) for word in (code, label)}
        words = [word.strip() for word in text.replace("，", ",").replace("、", ",").split(",")]
        unknown = [word for word in words if word not in by_word]
        if unknown:
            offered = "、".join(label for _, label in self.choices(name))
            raise UserError(f"{each.label}里没有“{unknown[0]}”，可选：{offered}。", code="filter")
        return tuple(by_word[word] for word in words)


def numbered(desk: Desk, archive_numbers: Sequence[str]) -> dict[str, Key]:
    """The households that bear these archive numbers, by number."""
    line = HouseholdLine.__table__
    query = select(line.c.archive_no, line.c.org_id, line.c.id).where(
        line.c.archive_no.in_(archive_numbers), line.c.deleted.is_(None)
    )
    with desk.read() as reader:
        return {number: (UUID(bytes=org), UUID(bytes=row)) for number, org, row in reader.raw(query)}


def _nobody(number: str) -> NoReturn:
    raise UserError(f"没有档案编号为“{number}”的户，请核对编号。", code="unknown_number")
