"""Alembic's environment: the connection is the program's own, sealed and inside its transaction."""

from typing import Any, Literal

from alembic import context

from hardship_desktop.store import local, records
from hardship_desktop.store.base import Base, Wire

SEARCH = "search_text"
"""The FTS5 table and its shadows are made by SQL and unknown to the metadata."""

_registered = (local, records)


def include_object(_object: Any, name: str | None, kind: str, _reflected: bool, _compare: Any) -> bool:
    """Leave the search tables out of comparisons."""
    return not (kind == "table" and name is not None and name.startswith(SEARCH))


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write plain SQL types: a migration must not depend on what kinds mean later."""
    return f"sa.{type(item.impl).__name__}()" if kind == "type" and isinstance(item, Wire) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    include_object=include_object,
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
