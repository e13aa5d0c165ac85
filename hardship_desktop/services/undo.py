"""Taking back what was done last at this desk: the reverse of its log entries, as a new action."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, exists, select

from hardship_desktop.domain.changes import Op, decode_payload
from hardship_desktop.domain.clock import local_day
from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.desk import Changed, Deed, Desk
from hardship_desktop.store.base import Record, field_map
from hardship_desktop.store.change import Change
from hardship_desktop.store.local import BundleRow, LogRow, ShapeRow
from hardship_desktop.store.records import (
    BY_TABLE,
    LABELS,
    Aid,
    AidStep,
    CaseStep,
    Household,
    Organisation,
    User,
)

FINAL = frozenset({User.__tablename__, Organisation.__tablename__})
"""Tables whose rows are bound to keys and certificates."""

FACTS = (CaseStep,)
"""What happened, which is not taken back but followed by another step."""

VOIDED = frozenset({"approved", "paid"})
"""Steps of an aid that a later 作废 takes back."""


@dataclass(frozen=True)
class Write:
    """One record of the action: a row, the fields and what was written into them (wire values)."""

    record: type[Record]
    row: UUID
    inserted: bool
    values: dict[str, Any]
    seq: int
    hlc: int
    wall_ms: int

    @property
    def what(self) -> str:
        """The sort of row in words."""
        return LABELS[self.record.__tablename__]


class Undo:
    """The last actions of this desk since it was opened, the latest first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def last(self) -> Deed | None:
        """What 撤销 would take back now."""
        return self._desk.actions[-1] if self._desk.actions else None

    def take_back(self, deed: Deed | None = None) -> Changed:
        """Put back what stood before an action of this desk, the last one by default.

        UserError, and then nothing is changed, when a field was written again since or cannot be put back.
        """
        deed = deed or self.last
        if deed is None or deed not in self._desk.actions:
            raise UserError("没有可以撤销的操作；更早的改动请在“历史”中查看后改回。", code="nothing")
        if deed.final:
            raise UserError(deed.final, code="final")
        newest = self._desk.actions[-1]
        with self._desk.change() as change:
            writes = list(_writes(change.connection, deed))
            if any(write.record in FACTS for write in writes):
                raise UserError("办理的环节不能撤销；办错了，请再登记正确的环节。", code="final")
            for write in _to_reverse(writes):
                _reverse(change, write, writes)
        if self._desk.actions[-1] is not newest:
            self._desk.actions.pop()  # this very reversal
        self._desk.actions.remove(deed)
        tables = frozenset(write.record.__tablename__ for write in writes)
        what = "、".join(dict.fromkeys(write.what for write in writes))
        return Changed(tables | {"household"}, None, f"已撤销上一步操作（{what}）。")


def _writes(connection: Connection, deed: Deed) -> Iterator[Write]:
    query = (
        select(LogRow, ShapeRow.table, ShapeRow.fields)
        .join(ShapeRow, ShapeRow.id == LogRow.shape)
        .where(LogRow.origin == deed.origin, LogRow.seq.between(deed.first, deed.last))
        .order_by(LogRow.seq)
    )
    for each in connection.execute(query).mappings():
        values = decode_payload(each["op"], each["payload"]).values
        yield Write(
            BY_TABLE[each["table_name"]],
            UUID(bytes=each["row_id"]),
            each["op"] == Op.INSERT,
            dict(zip(each["fields"].split(","), values, strict=True)),
            each["seq"],
            each["hlc"],
            each["wall_ms"],
        )


def _to_reverse(writes: list[Write]) -> list[Write]:
    """The latest first. A new row goes to the bin as it is, with what came with a new household."""
    new = {write.row for write in writes if write.inserted}
    whole = [write for write in writes if write.inserted and write.record in (Household, Aid)]
    if whole:
        return whole
    return [write for write in reversed(writes) if write.inserted or write.row not in new]


def _reverse(change: Change, write: Write, writes: list[Write]) -> None:
    if write.record.__tablename__ in FINAL:
        raise UserError(f"{write.what}的改动不能撤销，请在“设置”中改回。", code="final")
    if write.record in (Aid, AidStep):
        _void(change, write, writes)
    elif write.inserted:
        if _later(change.connection, write, {each.seq for each in writes}):
            raise UserError(
                f"这条{write.what}新建以后又改过，不能撤销；不需要时请移入回收站。", code="changed_since"
            )
        change.delete(write.record, write.row)
    else:
        _put_back(change, write)


def _put_back(change: Change, write: Write) -> None:
    standing = change.wire(write.record, write.row)
    before = _before(change.connection, write)
    for name, written in write.values.items():
        if standing[name] != written:
            declared = field_map(write.record).get(name)
            label = declared.label if declared else "回收站"
            raise UserError(
                f"{write.what}的“{label}”后来又改过，不能撤销；请直接改成需要的内容。", code="changed_since"
            )
    change.put_back(write.record, write.row, {name: before.get(name) for name in write.values})


def _before(connection: Connection, write: Write) -> dict[str, Any]:
    """What stood in the fields of the write before it, by the log."""
    query = (
        select(LogRow.op, LogRow.payload, ShapeRow.fields)
        .join(ShapeRow, ShapeRow.id == LogRow.shape)
        .where(LogRow.row == write.row.bytes, LogRow.hlc < write.hlc)
        .order_by(LogRow.hlc)
    )
    values: dict[str, Any] = {}
    for op, payload, fields in connection.execute(query):
        values |= zip(fields.split(","), decode_payload(op, payload).values, strict=True)
    return values


def _later(connection: Connection, write: Write, own: set[int]) -> bool:
    """Whether the row was written again after its action."""
    query = select(LogRow.seq).where(LogRow.row == write.row.bytes, LogRow.hlc > write.hlc)
    return any(seq not in own for seq in connection.scalars(query))


def _void(change: Change, write: Write, writes: list[Write]) -> None:
    """Money and steps are facts: a 作废 follows them, until the next step or what went to the city."""
    steps = [each for each in writes if each.record is AidStep]
    if any(each.values["step"] not in VOIDED for each in steps):
        raise UserError("签收、退回、作废和录入登记后不能撤销；请另登记一个环节更正。", code="final")
    aid = write.row if write.record is Aid else UUID(bytes=write.values["aid_id"])
    own = {each.row for each in steps}
    query = select(AidStep.id).where(AidStep.aid_id == aid, AidStep.deleted.is_(None))
    if set(change.connection.scalars(query)) - own:
        raise UserError("这笔帮扶后来又登记了环节，不能撤销；需要时请登记“作废”。", code="changed_since")
    sent = exists().where(BundleRow.direction == "out", BundleRow.made_ms > write.wall_ms)
    if change.connection.scalar(select(sent)):
        raise UserError("这笔帮扶已随上报包交出，不能撤销；需要时请登记“作废”。", code="sent")
    change.insert(
        AidStep, {"aid_id": aid, "step": "void", "happened_on": local_day(change.now_ms), "note": "撤销登记"}
    )
