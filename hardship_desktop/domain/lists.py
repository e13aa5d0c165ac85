"""A list is declared once; table, filters, workbook, paper and command follow from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice, Choices, Day, Kind, PersonName, Text, YesNo
from hardship_desktop.domain.pinyin import reading

Row = Mapping[str, Any]
"""One line of a list: values by the name of their column, and what else its ways need."""

Tone = Literal["blue", "amber", "green", "grey", "red", "violet"]
"""The colours of status pills and messages."""

Sort = tuple[str, bool]
"""Name of a column, and whether the greatest comes first."""

Way = Literal["choice", "period", "scope"]


class WrongList(ValueError):
    """A declaration that cannot stand, named in a sentence; raised at import."""


@dataclass(frozen=True)
class Column:
    """One column. `show` is what only the screen has in its place, made of the whole row; `empty` what
    the screen has for nothing; `tones` make it a pill, by its value; `city` ones are for where several
    offices meet, and there those of a `county` are hidden at first.

    `width` is in pixels at ordinary type; the column that `stretches` takes the rest.
    """

    name: str
    label: str
    width: int = 110
    kind: Kind = field(default_factory=Text)
    sensitive: bool = False
    stretches: bool = False
    hidden: bool = False
    sortable: bool = True
    city: bool = False
    county: bool = False
    tones: Mapping[Any, Tone] | None = None
    empty: str = ""
    show: Callable[[Row], str] | None = None

    @property
    def right(self) -> bool:
        """Whether it stands to the right, as amounts and counts do."""
        return self.kind.right_aligned

    def text(self, row: Row, *, masked: bool = True) -> str:
        """The value as a person reads it; a sensitive one only where not `masked`."""
        value = row.get(self.name)
        if value is None:
            return ""
        return self.kind.mask(value) if masked and self.sensitive else self.kind.format(value)

    def shown(self, row: Row) -> str:
        """What the screen shows, masked."""
        return self.show(row) if self.show else self.text(row) or self.empty

    def tone(self, row: Row) -> Tone | None:
        """The colour of its pill, None for plain text."""
        return None if self.tones is None else self.tones.get(row.get(self.name), "grey")


@dataclass(frozen=True)
class Filter:
    """One thing to choose by: codes of a choice, a period from-to, or what the row belongs to (`scope`).

    Without `options` as (code, label) the data know what there is. A `chip` stands beside the search line.
    """

    name: str
    label: str
    way: Way = "choice"
    options: tuple[tuple[str, str], ...] = ()
    chip: bool = True
    city: bool = False


@dataclass(frozen=True)
class Count:
    """What is added up beside the number of rows: a column, and the word after its sum."""

    column: str
    unit: str


@dataclass(frozen=True)
class Chosen:
    """What of a list is wanted: codes by filter (a period as from, to), words, or the bin instead.

    `listed` are names and numbers pasted as a column: the rows that bear one of them.
    """

    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    binned: bool = False
    listed: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether something is left out."""
        return bool(self.picks or self.text.strip() or self.listed)


@dataclass(frozen=True)
class Wanted:
    """What of which list goes out: its filters, order and columns (none: those first shown).

    `reason` lays sensitive columns open and is recorded.
    """

    name: str
    chosen: Chosen = field(default_factory=Chosen)
    sort: Sort | None = None
    columns: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class ListSpec:
    """A list: `name` for the machine, `title` for people, `noun` counts its rows (户, 次, 笔).

    `filters` names the columns that have a chip, or declares filters of another sort; every further column
    of a choice or a day can be filtered by all the same. `bin` says that rows can be put away and come back.
    """

    name: str
    title: str
    noun: str
    columns: tuple[Column, ...]
    filters: Sequence[Filter | str] = ()
    counts: tuple[Count, ...] = ()
    sort: Sort = ("", False)
    hint: str = "在列表中查找"
    bin: bool = False

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if not names:
            raise WrongList(f"The list {self.name} has no column.")
        for name in names:
            if names.count(name) > 1:
                raise WrongList(f"The list {self.name} has the column {name} twice.")
        wanted = {
            "a chip": [each for each in self.filters if isinstance(each, str)],
            "a sum": [count.column for count in self.counts],
            "its order": [self.sort[0]] if self.sort[0] else [],
        }
        for what, columns in wanted.items():
            for name in columns:
                if name not in names:
                    raise WrongList(f"The list {self.name} has {what} of a column that it lacks: {name}.")
        for count in self.counts:
            if self.by_name[count.column].kind.wire is not int:
                raise WrongList(f"The list {self.name} adds up a column without numbers: {count.column}.")

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def offered(self) -> tuple[Filter, ...]:
        """All filters, those with a chip first."""
        told = [self._filter(each) if isinstance(each, str) else each for each in self.filters]
        names = {each.name for each in told}
        rest = [filter_of(c, chip=False) for c in self.columns if c.name not in names and _choosable(c.kind)]
        return (*told, *rest)

    def _filter(self, name: str) -> Filter:
        column = self.by_name.get(name)
        if column is None:
            raise WrongList(f"The list {self.name} has a chip of a column that it lacks: {name}.")
        return filter_of(column, chip=True)

    def filter(self, name: str) -> Filter | None:
        """The filter of this name, None when there is none."""
        return next((each for each in self.offered if each.name == name), None)

    def only(self, *names: str) -> tuple[Column, ...]:
        """Some of the columns, shown, for a table within something else; WrongList for one that it lacks."""
        for name in names:
            if name not in self.by_name:
                raise WrongList(f"Some of the list {self.name} with a column that it lacks: {name}.")
        return tuple(replace(self.by_name[name], hidden=False) for name in names)

    def at(self, role: str) -> "ListSpec":
        """As an office of this role has it."""
        if role == "city":
            return replace(self, columns=tuple(replace(c, hidden=c.hidden or c.county) for c in self.columns))
        filters = [each for each in self.filters if isinstance(each, str) or not each.city]
        columns = tuple(column for column in self.columns if not column.city)
        return replace(self, columns=columns, filters=filters)

    @property
    def order(self) -> Sort:
        """The order in which it first stands."""
        return self.sort if self.sort[0] else (self.columns[0].name, False)


class Fields:
    """The declared fields of one record, to make columns of."""

    def __init__(self, record: str, fields: Iterable[Field]) -> None:
        self.record = record
        self._fields = {each.name: each for each in fields}

    def column(self, name: str, width: int = 110, **changes: Any) -> Column:
        """A column of a field; WrongList when there is no such field."""
        each = self._fields.get(name)
        if each is None:
            raise WrongList(f"A column of a field that {self.record} lacks: {name}.")
        plain = Column(name, each.label, width, kind=each.kind, sensitive=each.sensitive)
        return replace(plain, **changes)

    def others(self, *columns: Column, without: Iterable[str] = ()) -> tuple[Column, ...]:
        """These columns, and hidden at first those of every further field that is declared `in_list`."""
        names = {*(column.name for column in columns), *without}
        rest = [each.name for each in self._fields.values() if each.in_list and each.name not in names]
        return (*columns, *(self.column(name, hidden=True) for name in rest))


def filter_of(column: Column, *, chip: bool) -> Filter:
    """How a column is chosen by, from what kind of value it has."""
    if isinstance(column.kind, Day):
        return Filter(column.name, column.label, "period", chip=chip, city=column.city)
    return Filter(column.name, column.label, "choice", _options(column.kind), chip=chip, city=column.city)


def _choosable(kind: Kind) -> bool:
    return isinstance(kind, (Choice, Choices, YesNo, Day))


def _options(kind: Kind) -> tuple[tuple[str, str], ...]:
    if isinstance(kind, YesNo):
        return (("1", "是"), ("0", "否"))
    if isinstance(kind, (Choice, Choices)):
        return tuple((entry.code, entry.label) for entry in kind.codes.entries)
    return ()


def in_order(rows: Iterable[Any], column: Column, *, descending: bool) -> list[Any]:
    """Rows by the value of a column; those without one come last either way."""
    known = [row for row in rows if _value(row, column) is not None]
    known.sort(key=lambda row: _value(row, column), reverse=descending)
    return known + [row for row in rows if _value(row, column) is None]


def _value(row: Row, column: Column) -> Any:
    if column.show and column.name not in row:
        return column.show(row)
    value = row.get(column.name)
    if value is None:
        return None
    return reading(value) if isinstance(column.kind, PersonName) else column.kind.to_wire(value)
