"""How records of another PC, perhaps of another version, fit the tables of this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress

from hardship_desktop.domain.changes import Shape, Stamp, WireValue
from hardship_desktop.domain.kinds import Kind, Link
from hardship_desktop.store.base import field_map
from hardship_desktop.store.plan import DELETED, Plan, plan_of
from hardship_desktop.store.records import BY_TABLE


class ForeignValueError(ValueError):
    """A value that its field cannot hold: text for a number, a day that is none."""


@dataclass(frozen=True)
class ForeignShape:
    """A field list as it came, against the table as it is here; fields unknown here stay in the log."""

    plan: Plan
    fields: tuple[str, ...]

    @cached_property
    def insert_sql(self) -> str:
        """A whole row; one that exists already is left as it is."""
        return f"{self.plan.insert_sql} ON CONFLICT DO NOTHING"

    @cached_property
    def _known(self) -> list[bool]:
        return [name in self.plan.names or name == DELETED for name in self.fields]

    @cached_property
    def _kinds(self) -> list[Kind | None]:
        declared = field_map(self.plan.record)
        return [declared[name].kind if name in declared else None for name in self.fields]

    @cached_property
    def _places(self) -> list[int]:
        """Where each field of the table stands among the values; beyond the end when it is absent."""
        return [self.fields.index(n) if n in self.fields else len(self.fields) for n in self.plan.names]

    def in_order(self, rows: Sequence[Sequence[WireValue]]) -> Sequence[Sequence[WireValue]]:
        """Checked values in the order of the table's fields; what did not come is empty."""
        for name, kind, column in zip(self.fields, self._kinds, zip(*rows, strict=True), strict=True):
            if kind is not None:
                check_column(name, kind, column)
        if self.fields == self.plan.names:
            return rows
        return [[(*values, None)[place] for place in self._places] for values in rows]

    def known(
        self, values: Sequence[WireValue], replaced: Sequence[Sequence[Stamp]]
    ) -> tuple[dict[str, WireValue], dict[str, Sequence[Stamp]]]:
        """Checked values, and what they replaced, of the fields that this version knows."""
        for name, kind, value in zip(self.fields, self._kinds, values, strict=True):
            if kind is not None:
                check_column(name, kind, (value,))
            elif name == DELETED and not isinstance(value, int | None):
                raise ForeignValueError(name)
        names = list(compress(self.fields, self._known))
        return (
            dict(zip(names, compress(values, self._known), strict=True)),
            dict(zip(names, compress(replaced, self._known), strict=True)),
        )


@cache
def foreign_shape(shape: Shape) -> ForeignShape | None:
    """How to take records of this shape; None for a table that this version does not have."""
    record = BY_TABLE.get(shape.table)
    return None if record is None else ForeignShape(plan_of(record), shape.fields)


def check_column(name: str, kind: Kind, column: Sequence[WireValue]) -> None:
    """Raise ForeignValueError when a value is not written as this program would write it."""
    if not {kind.wire, type(None)}.issuperset(map(type, column)):
        raise ForeignValueError(name)
    if isinstance(kind, Link):
        if {len(value) for value in column if isinstance(value, bytes)} - {16}:
            raise ForeignValueError(name)
    elif type(kind).from_wire is not Kind.from_wire:
        try:
            odd = any(kind.to_wire(kind.from_wire(value)) != value for value in set(column) - {None})
        except (ValueError, TypeError) as error:
            raise ForeignValueError(name) from error
        if odd:
            raise ForeignValueError(name)
