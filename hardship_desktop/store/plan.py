"""How a record's values become a row and a log entry; worked out once per record."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from hardship_desktop.domain.changes import Shape, WireValue
from hardship_desktop.domain.kinds import Kind
from hardship_desktop.store.base import Record, field_map, fields_of

DELETED = "deleted"
_HEAD = ("org_id", "id", "stamp_hlc", "stamp_origin", "stamp_seq")


@dataclass(frozen=True)
class Plan:
    """Names, statements and converters of one travelling table."""

    record: type[Record]
    table: str
    names: tuple[str, ...]
    converters: tuple[tuple[int, Callable[[Any], WireValue]], ...]

    @cached_property
    def shape(self) -> Shape:
        """The field list of an insert."""
        return Shape(self.table, self.names)

    @cached_property
    def insert_sql(self) -> str:
        """A whole row."""
        columns = (*_HEAD, *self.names)
        return f"INSERT INTO {self.table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"

    @cached_property
    def select_sql(self) -> str:
        """The row's stamp, its deletion mark and its fields, by key."""
        columns = ", ".join((*_HEAD[2:], DELETED, *self.names))
        return f"SELECT {columns} FROM {self.table} WHERE org_id = ? AND id = ?"

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {each.name: each.group for each in fields_of(self.record) if each.group}

    def written(self, changed: Collection[str]) -> tuple[str, ...]:
        """The fields to write when these change, with all that are bound to them as a group (sync D3)."""
        bound = {self._groups[name] for name in changed if name in self._groups}
        whole = [name for name in self.names if name in changed or self._groups.get(name) in bound]
        return (*(name for name in (DELETED,) if name in changed), *whole)

    @cache  # noqa: B019  (plans live as long as the program)
    def update_sql(self, names: tuple[str, ...]) -> str:
        """Some fields of a row, by key."""
        sets = ", ".join(f"{name} = ?" for name in names)
        return f"UPDATE {self.table} SET {sets} WHERE org_id = ? AND id = ?"

    @cached_property
    def _empty(self) -> dict[str, WireValue]:
        return dict.fromkeys(self.names)

    def to_wire(self, values: Mapping[str, Any]) -> list[WireValue]:
        """All fields in order; what is not said is empty, an unknown name is a bug and raises KeyError."""
        whole = {**self._empty, **values}  # in the order of the names, then an id
        if len(whole) > len(self.names) + ("id" in values):
            raise KeyError(*sorted(whole.keys() - self._empty.keys()))
        wire = list(whole.values())[: len(self.names)]
        for place, convert in self.converters:
            if wire[place] is not None:
                wire[place] = convert(wire[place])
        return wire

    def some_to_wire(self, values: Mapping[str, Any]) -> dict[str, WireValue]:
        """The given fields only; an unknown name is a bug and raises KeyError."""
        kinds = field_map(self.record)
        return {
            name: None if value is None else kinds[name].kind.to_wire(value) for name, value in values.items()
        }

    def from_wire(self, names: Iterable[str], wire: Iterable[WireValue]) -> dict[str, Any]:
        """Values of Python for the named fields; those unknown to this version stay as they are."""
        kinds = field_map(self.record)
        return {
            name: value if value is None or name not in kinds else kinds[name].kind.from_wire(value)
            for name, value in zip(names, wire, strict=True)
        }


@cache
def plan_of(record: type[Record]) -> Plan:
    """The plan of a record."""
    declared = fields_of(record)
    converters = tuple(
        (place, each.kind.to_wire)
        for place, each in enumerate(declared)
        if type(each.kind).to_wire is not Kind.to_wire
    )
    return Plan(record, record.__tablename__, tuple(each.name for each in declared), converters)
