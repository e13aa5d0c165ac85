"""Lists that are read from tables of any length: keys by filter and order, lines by the page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    LargeBinary,
    Select,
    Text,
    and_,
    asc,
    desc,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.schema import Column as TableColumn
from sqlalchemy.sql import visitors

from hardship_desktop.domain.kinds import Choice, Choices, Kind, Link
from hardship_desktop.domain.lists import Chosen, Column, Sort
from hardship_desktop.services.lists.base import EVERYTHING, Keys, Listing
from hardship_desktop.services.office import office_names
from hardship_desktop.store.base import Wire
from hardship_desktop.store.local import HouseholdLine
from hardship_desktop.store.records import Organisation
from hardship_desktop.store.store import Reader

LINE: Any = HouseholdLine.__table__
SQL: Mapping[type, Any] = {str: Text(), int: BigInteger(), bytes: LargeBinary()}
Where = ColumnElement[bool]
Join = tuple[FromClause, Where]


class TableListing(Listing):
    """A list says which table its rows are, what is joined to it, and what its columns are in SQL.

    `values` has the columns that are not the table's own, and what else a row carries (by a name that
    is no column); `orders` what a column is sorted by, where that is not its value.
    """

    table: ClassVar[Any]
    joins: ClassVar[Sequence[Join]] = ()
    values: ClassVar[Mapping[str, ColumnElement[Any]]] = {}
    orders: ClassVar[Mapping[str, ColumnElement[Any]]] = {}

    # What a list may say otherwise

    def standing(self, chosen: Chosen) -> list[Where]:
        """Which rows there are at all: those not in the bin, or those in it."""
        deleted = self.table.c.deleted
        return [deleted.is_not(None) if chosen.binned else deleted.is_(None)]

    def condition(self, name: str, codes: tuple[str, ...]) -> Where:
        """What a filter means."""
        value = self.value(name)
        column = self.declared.by_name.get(name)
        if self._filter(name).way == "period":
            first, last = codes
            raw = _raw(value, str)
            return and_(raw >= first, raw <= last) if last else raw >= first
        if column and isinstance(column.kind, Choices):
            listed = literal(",") + _raw(value, str) + ","
            return or_(*(listed.contains(f",{code},", autoescape=True) for code in codes))
        wire = column.kind.wire if column else bytes
        return self.plain(_raw(value, wire)).in_([_code(wire, code) for code in codes])

    def plain(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """The value of a column, as the database shall look at it."""
        return value

    def search(self, reader: Reader, text: str) -> tuple[Where, Keys]:
        """What is found by words; the keys tell only whether it was cut, and by whom."""
        words = [word for word in text.split() if word]
        columns = [c for c in self._own_columns() if not c.sensitive]
        return and_(*(or_(*(self._says(c, word) for c in columns)) for word in words)), Keys(())

    def listed(self, reader: Reader, words: Sequence[str]) -> tuple[Where, Sequence[str]]:
        """The rows that bear one of these names or numbers, and the words that nothing bears."""
        values = [self._raw(c) for c in self._own_columns()]
        borne: set[str] = set()
        for value in values:
            query = self._query([value], [*self.standing(EVERYTHING), value.in_(words)], ())
            borne |= set(reader.connection.scalars(query))
        return or_(*(value.in_(words) for value in values)), [w for w in words if w not in borne]

    def finish(self, reader: Reader, rows: list[dict[str, Any]], keys: Sequence[Any]) -> None:
        """What a line has besides that no single query gives."""

    # What all lists do

    def keys(self, chosen: Chosen = EVERYTHING, sort: Sort | None = None) -> Keys:
        name, descending = sort or self.spec.order
        found, missing = Keys(()), ()  # type: Keys, Sequence[str]
        with self._desk.read() as reader:
            where = self._where(chosen)
            if chosen.text.strip():
                hit, found = self.search(reader, chosen.text)
                where.append(hit)
            if chosen.listed:
                borne, missing = self.listed(reader, chosen.listed)
                where.append(borne)
            query = self._query([self.table.c.org_id, self.table.c.id], where, self._order(name, descending))
            return Keys(reader.raw(query), cut=found.cut, people=found.people, missing=missing)

    def lines(self, keys: Sequence[Any]) -> list[dict[str, Any]]:
        with self._desk.read() as reader:
            wanted = as_id(self.table.c.id).in_([row for _, row in keys])
            offices = office_names(reader) if "office" in self.spec.by_name else {}
            rows = reader.rows(self._query(self._carried(), [wanted], ()))
            for row in rows:
                row["key"] = (row["org_id"], row["id"])
                row["office"] = offices.get(row["org_id"], "")
            by_key = {row["key"]: row for row in rows}
            found = [by_key[key] for key in keys if key in by_key]
            self.finish(reader, found, keys)
        return found

    def totals(self, chosen: Chosen = EVERYTHING) -> tuple[int, ...]:
        sums = (func.coalesce(func.sum(self._raw_of(count.column)), 0) for count in self.spec.counts)
        with self._desk.read() as reader:
            query = self._query([func.count(), *sums], [*self._where(chosen), *self.counted()], ())
            return tuple(int(each) for each in reader.connection.execute(query).one())

    def counted(self) -> list[Where]:
        """What all rows fulfil and leads a count to a quick index."""
        return []

    def _occurring(self, column: Column) -> Sequence[tuple[str, str]]:
        value = self._raw(column)
        query = self._query([value], [*self.standing(EVERYTHING), value.is_not(None)], ()).distinct()
        with self._desk.read() as reader:
            wires = sorted(reader.connection.scalars(query))
        return [(str(wire), column.kind.format(column.kind.from_wire(wire))) for wire in wires]

    def value(self, name: str) -> ColumnElement[Any]:
        """A column or what else a row carries, in SQL."""
        return self.values[name] if name in self.values else self.table.c[name]

    def _carried(self) -> list[ColumnElement[Any]]:
        names = dict.fromkeys([*(c.name for c in self.spec.columns if c.name != "office"), *self.values])
        kinds = self.spec.by_name
        shown = (_typed(self.value(n), kinds[n].kind) if n in kinds else self.value(n) for n in names)
        own = [as_id(self.table.c.org_id).label("org_id"), as_id(self.table.c.id).label("id")]
        return [*own, *(each.label(name) for name, each in zip(names, shown, strict=True))]

    def _where(self, chosen: Chosen) -> list[Where]:
        picks = [(name, codes) for name, codes in chosen.picks.items() if codes and self._filter(name)]
        return [*self.standing(chosen), *(self.condition(name, codes) for name, codes in picks)]

    def _order(self, name: str, descending: bool) -> Iterable[ColumnElement[Any]]:
        way = desc if descending else asc
        value = _office_code(self.table) if name == "office" else self.orders.get(name)
        ordered = way(self.value(name) if value is None else value)
        return (self.without_value(ordered, name, descending), way(self.table.c.id))

    def without_value(self, ordered: Any, name: str, descending: bool) -> ColumnElement[Any]:
        """Rows without a value come last."""
        last: ColumnElement[Any] = ordered.nulls_last()
        return last

    def _query(self, what: Sequence[Any], where: Sequence[Where], order: Iterable[Any]) -> Select[Any]:
        """Only what is spoken of is joined."""
        parts = [*what, *where, *order]
        needed = {table for part in parts for table in _tables(part)}
        joined: list[Join] = []
        for each, condition in reversed(self.joins):
            if each in needed:
                joined.insert(0, (each, condition))
                needed |= _tables(condition)
        source: FromClause = self.table
        for each, condition in joined:
            source = source.outerjoin(each, condition)
        return select(*what).select_from(source).where(*where).order_by(*parts[len(what) + len(where) :])

    def _own_columns(self) -> list[Column]:
        """The columns of text; the office is chosen by its chip."""
        return [c for c in self.spec.columns if c.kind.wire is str and c.name != "office"]

    def _says(self, column: Column, word: str) -> Where:
        if isinstance(column.kind, (Choice, Choices)):
            codes = [entry.code for entry in column.kind.codes.entries if word in entry.label]
            return self.condition(column.name, tuple(codes)) if codes else literal(1) == 0
        return self._raw(column).icontains(word, autoescape=True)

    def _raw(self, column: Column) -> ColumnElement[Any]:
        return _raw(self.value(column.name), column.kind.wire)

    def _raw_of(self, name: str) -> ColumnElement[Any]:
        return self._raw(self.spec.by_name[name])


def same(table: Any, other: Any, link: str = "id") -> Where:
    """Rows of `other` that a row of `table` points to by its `link`, of the same office."""
    joined: Where = (other.c.org_id == table.c.org_id) & (other.c.id == table.c[link])
    return joined


def as_id(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of ids as ids; local tables have them as bytes."""
    return _typed(column, Link())


def _office_code(table: Any) -> ColumnElement[Any]:
    office = Organisation.__table__
    return select(office.c.org_code).where(office.c.id == table.c.org_id).limit(1).scalar_subquery()


def _tables(part: Any) -> set[Any]:
    return {each.table for each in visitors.iterate(part) if isinstance(each, TableColumn)}


def _raw(value: ColumnElement[Any], wire: type) -> ColumnElement[Any]:
    return type_coerce(value, SQL[wire])


def _typed(value: ColumnElement[Any], kind: Kind) -> ColumnElement[Any]:
    return value if isinstance(value.type, Wire) else type_coerce(value, Wire(kind))


def _code(wire: type, code: str) -> Any:
    return UUID(code).bytes if wire is bytes else wire(code)
