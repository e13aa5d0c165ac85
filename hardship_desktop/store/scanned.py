"""Tells the database to read a column row by row, where its own index would only be in the way."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class Scanned(GenericFunction[Any]):
    """The column itself."""

    name = "scanned"
    inherit_cache = True


def scanned(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same column, for a condition that shall not lead the database away from the order's index."""
    return Scanned(column, type_=column.type)


@compiles(Scanned)
def _as_it_is(element: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(Scanned, "sqlite")
def _sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"
