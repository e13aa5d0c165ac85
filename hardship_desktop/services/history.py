"""What happened to a household: the change log, read for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.domain.changes import Op, decode_payload
from hardship_desktop.domain.clock import format_instant
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.household_flow import STEP
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.households import CHILDREN
from hardship_desktop.store.base import Record, field_map
from hardship_desktop.store.local import LogRow, ShapeRow
from hardship_desktop.store.plan import DELETED
from hardship_desktop.store.records import BY_TABLE, LABELS, Aid, AidStep, CaseStep, User
from hardship_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """One write of one row. `fields` are (label, old text, new text); an insert has empty old texts."""

    when: str
    who: str
    action: str
    subject: str
    fields: tuple[tuple[str, str, str], ...]


class History:
    """Reading the log as a clerk would ask it: who changed what, when."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_household(self, key: Key) -> list[Entry]:
        """All writes to a household and what belongs to it, newest first; sensitive values are masked."""
        org, row = key
        with self._desk.read() as reader:
            rows = _rows_of(reader, org, row)
            log = LogRow.__table__
            query = (
                select(log, ShapeRow.table, ShapeRow.fields)
                .join(ShapeRow.__table__, ShapeRow.id == log.c.shape)
                .where(log.c.row_id.in_(list(rows)))
                .order_by(log.c.hlc, log.c.origin, log.c.seq)
            )
            writes = reader.rows(query)
            users = {row[0]: row[1] for row in reader.connection.execute(select(User.id, User.name))}
        return _entries(writes, rows, users)


def _rows_of(reader: Reader, org: UUID, household: UUID) -> dict[bytes, str]:
    """Row id to a word that tells the row from its sisters, deleted rows too."""
    rows = {household.bytes: ""}
    aids: dict[UUID, str] = {}
    for record in CHILDREN.values():
        table = record.__table__
        query = select(table).where(table.c.household_id == household, table.c.org_id == org)
        for each in reader.rows(query):
            rows[each["id"].bytes] = str(
                each.get("name") or each.get("aid_no") or each.get("visited_on") or ""
            )
            if record is Aid:
                aids[each["id"]] = each["aid_no"] or ""
    taken = select(CaseStep.id, CaseStep.step).where(
        CaseStep.org_id == org, CaseStep.household_id == household
    )
    rows.update({step.bytes: STEP.text(name or "") for step, name in reader.connection.execute(taken)})
    steps = select(AidStep.id, AidStep.aid_id).where(AidStep.org_id == org, AidStep.aid_id.in_(aids))
    rows.update({step.bytes: aids[aid] for step, aid in reader.connection.execute(steps) if aid})
    return rows


def _entries(
    writes: Iterable[dict[str, Any]], names: dict[bytes, str], users: dict[UUID, str | None]
) -> list[Entry]:
    state: dict[tuple[bytes, str], Any] = {}
    entries = []
    for write in writes:
        record = BY_TABLE.get(write["table_name"])
        payload = decode_payload(write["op"], write["payload"])
        labels = write["fields"].split(",")
        changed = []
        for name, value in zip(labels, payload.values, strict=True):
            old = state.get((write["row_id"], name))
            state[write["row_id"], name] = value
            if old == value:
                continue  # an empty field of a new row, or one written only because its group was
            changed.append(_shown(record, name, old, value, names))
        entries.append(
            Entry(
                format_instant(write["wall_ms"]),
                users.get(UUID(bytes=write["user_id"])) or "其他单位用户",
                _action(write["op"], labels, payload.values),
                f"{LABELS.get(write['table_name'], '其他')} {names.get(write['row_id'], '')}".strip(),
                tuple(each for each in changed if each),
            )
        )
    return entries[::-1]


def _action(op: int, labels: list[str], values: list[Any]) -> str:
    if op == Op.INSERT:
        return "新建"
    if labels == [DELETED]:
        return "移入回收站" if values[0] is not None else "恢复"
    return "修改"


def _shown(
    record: type[Record] | None, name: str, old: Any, new: Any, names: dict[bytes, str]
) -> tuple[str, str, str] | None:
    field: Field | None = field_map(record).get(name) if record else None
    if field is None:
        return None  # of a newer version: kept, not shown, for it may be sensitive
    if field.technical:
        return None
    if field.kind.wire is bytes:
        # What it points to, when that has a name here: the new head of the household.
        before, after = names.get(old, ""), names.get(new, "")
        return (field.label, before, after) if before or after else None
    return field.label, _text(field, old), _text(field, new)


def _text(field: Field, wire: Any) -> str:
    return field.format(None if wire is None else field.kind.from_wire(wire), masked=True)
