"""Sensitive values are masked until asked for, and asking is recorded."""

from typing import Any
from uuid import UUID

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import BY_TABLE, Disclosure


class Disclosures:
    """The record of who looked at what."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reveal(self, table: str, row: UUID, name: str, *, org: UUID | None = None) -> str:
        """The whole text of a masked field of a table's row; that it was asked for is kept in the log."""
        record = BY_TABLE[table]
        field = field_map(record)[name]
        with self._desk.read() as reader:
            value = reader.get(record, row, org or self._desk.store.org_id)[name]
        self.note(table, row, field.label, reason="查看")
        return field.format(value)

    def note(self, table: str, row: UUID | None, what: str, *, reason: str) -> None:
        """Record that sensitive values left the screen's mask: shown, printed or exported."""
        if not reason.strip():
            raise UserError("请写明查看或导出的原因。", field="reason", code="required")
        values: dict[str, Any] = {"table_name": table, "row_id": row, "what": what, "reason": reason.strip()}
        with self._desk.change("reveal") as change:
            change.insert(Disclosure, values)
