"""Saving a record that may have changed since it was read: nothing is overwritten unseen."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from hardship_desktop.domain.clashes import ChangedMeanwhile, Clash
from hardship_desktop.domain.clock import format_instant
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values, belonging
from hardship_desktop.domain.kinds import Link
from hardship_desktop.domain.notes import without_items
from hardship_desktop.store.base import Record, field_map, fields_of
from hardship_desktop.store.change import Change
from hardship_desktop.store.local import LogRow, ShapeRow
from hardship_desktop.store.records import User

ELSEWHERE = "其他单位用户"
"""Who wrote what came in a bundle."""


def save(
    change: Change, record: type[Record], row: UUID, values: Values, seen: Values | None
) -> tuple[str, ...]:
    """Write the fields that differ; gives their names.

    `seen` is the row as the page had read it, None: nobody looked. Raises ChangedMeanwhile when a field to
    be written stands otherwise by now, and UserError when the row is in the bin by now.
    """
    if seen is not None:
        if change.is_binned(record, row):
            raise UserError("这条记录刚才已被移入回收站，没有保存；要修改，请先恢复。", code="binned")
        clashes = tuple(_clashes(change, record, row, values, seen))
        if clashes:
            raise ChangedMeanwhile(clashes)
    return change.update(record, row, settled(record, values, change.get(record, row)))


def settled(record: type[Record], values: Values, standing: Values) -> dict[str, Any]:
    """`values` with what follows from them: what belongs no longer is emptied, what was open and is filled
    in by them is taken out of the remark.
    """
    clean = belonging(fields_of(record), values, standing)
    fields = field_map(record)
    if "remark" in fields:
        filled = {fields[name].label for name, value in values.items() if value is not None}
        said = clean.get("remark", standing["remark"])
        remark = without_items(said, filled)
        if remark != said:
            clean["remark"] = remark
    return clean


def _clashes(
    change: Change, record: type[Record], row: UUID, values: Values, seen: Values
) -> Iterator[Clash]:
    standing, fields = change.get(record, row), field_map(record)
    for name, value in values.items():
        now = standing[name]
        if name in seen and now != seen[name] and now != value:
            who, when = last_writer(change.connection, row, name)
            field = fields[name]
            yield Clash(name, field.label, shown(field, value), shown(field, now), who, when, now)


def shown(field: Field, value: Any) -> str:
    """A value as it is told to a person who must compare it; sensitive ones are masked."""
    if isinstance(field.kind, Link):
        return "（空）" if value is None else "另一项"
    return field.format(value, masked=True) or "（空）"


def last_writer(connection: Connection, row: UUID, name: str) -> tuple[str, str]:
    """Who wrote a field of a row last, and when, as local text."""
    log = LogRow.__table__
    query = (
        select(LogRow.user, LogRow.wall_ms, ShapeRow.fields)
        .join(ShapeRow, ShapeRow.id == LogRow.shape)
        .where(LogRow.row == row.bytes)
        .order_by(log.c.hlc.desc(), log.c.origin.desc(), log.c.seq.desc())
    )
    for user, wall_ms, fields in connection.execute(query):
        if name in fields.split(","):
            known = connection.scalar(select(User.name).where(User.id == UUID(bytes=user)))
            return known or ELSEWHERE, format_instant(wall_ms)
    return ELSEWHERE, ""
