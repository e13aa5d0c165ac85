"""What one database says otherwise than another, so that services need not know which it is."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, UnaryExpression
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.operators import custom_op

from hardship_desktop.store.base import Base


def put(connection: Connection, table: type[Base], values: Mapping[str, Any]) -> None:
    """Write a whole row of a local table, replacing one of the same key."""
    written, key = insert(table).values(values), [column.name for column in table.__table__.primary_key]
    rest = {column.name: column for column in written.excluded if column.name not in key}
    connection.execute(written.on_conflict_do_update(index_elements=key, set_=rest))


def not_by_index(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """+column keeps SQLite from an index whose value too many rows share, or which loses the order."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)
