"""Records: a column is declared here once, with its label and its kind."""

from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary, MetaData, Text, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from hardship_desktop.domain.fields import Field, When, checked_fields
from hardship_desktop.domain.kinds import Kind, Link

_SQL_TYPES: dict[type, type[TypeEngine[Any]]] = {str: Text, int: BigInteger, bytes: LargeBinary}


class Wire(TypeDecorator[Any]):
    """A column that holds the wire form of a kind and gives its value to Python."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.impl = _SQL_TYPES[kind.wire]()  # type: ignore[assignment]

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        """Towards the file."""
        return None if value is None else self.kind.to_wire(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """Out of the file."""
        return None if value is None else self.kind.from_wire(value)


NAMING = {"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}


class Base(DeclarativeBase):
    """All tables; those that travel are Records, the others are local to one file."""

    metadata = MetaData(naming_convention=NAMING)


def field(
    label: str,
    kind: Kind,
    *,
    section: str = "",
    required: bool = False,
    sensitive: bool = False,
    in_list: bool = False,
    own: bool = False,
    technical: bool = False,
    rare: bool = False,
    headers: tuple[str, ...] = (),
    group: str = "",
    help: str = "",
    when: When | None = None,
    index: bool = False,
) -> MappedColumn[Any]:
    """A column that knows what it is; the SQL type follows from the kind.

    Columns may be empty in SQL even when the field is required: a bundle from an
    older program may lack it, and such a row must still arrive.
    """
    options = {
        "label": label,
        "kind": kind,
        "section": section,
        "required": required,
        "sensitive": sensitive,
        "in_list": in_list,
        "own": own,
        "technical": technical,
        "rare": rare,
        "headers": headers,
        "group": group,
        "help": help,
        "when": when,
    }
    return mapped_column(Wire(kind), nullable=True, index=index, info={"field": options})


class Record(Base):
    """A row that travels between offices.

    Its key is (org_id, id), in the file with the id first: all rows of a county share
    one org_id, and an index that begins with it tempts SQLite to read the whole
    table. `stamp_*` is the stamp of its insert (the local
    number of the origin stands for the origin's id); `deleted` is the day's
    instant when it was put into the 回收 bin, UTC milliseconds.
    """

    __abstract__ = True

    append_only: ClassVar[bool] = False
    """Whether a row, once written, is never written again: a mistake is undone by a further one."""

    id: Mapped[UUID] = mapped_column(Wire(Link()), primary_key=True)
    org_id: Mapped[UUID] = mapped_column(Wire(Link()), primary_key=True)
    stamp_hlc: Mapped[int] = mapped_column(BigInteger, nullable=False)
    stamp_origin: Mapped[int] = mapped_column(BigInteger, nullable=False)
    stamp_seq: Mapped[int] = mapped_column(BigInteger, nullable=False)
    deleted: Mapped[int | None] = mapped_column(BigInteger)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"eager_defaults": False}


@cache
def fields_of(record: type[Record]) -> tuple[Field, ...]:
    """The declared fields of a record, in the order of declaration."""
    columns = inspect(record).columns
    fields = tuple(Field(name=c.key, **c.info["field"]) for c in columns if "field" in c.info)
    return checked_fields(record.__tablename__, fields)


@cache
def field_map(record: type[Record]) -> dict[str, Field]:
    """The declared fields by name."""
    return {each.name: each for each in fields_of(record)}
