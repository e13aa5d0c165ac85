"""Foreign writes to rows that are here already: merged field by field, losing none (sync D3)."""

from collections.abc import Sequence

from sqlalchemy import Connection

from hardship_desktop.domain.changes import Stamp, WireValue
from hardship_desktop.store.derived import Derived
from hardship_desktop.store.heads import StampedValue, StoredHeads, StoredRow
from hardship_desktop.store.incoming import RowWrite
from hardship_desktop.store.plan import DELETED
from hardship_desktop.sync.merge import Head, in_conflict, merge


class Merging:
    """Applies writes one after the other; `conflicts` counts the fields that people must now settle."""

    def __init__(self, connection: Connection, derived: Derived) -> None:
        self._stored = StoredHeads(connection)
        self._derived = derived
        self.conflicts = 0

    def apply(self, write: RowWrite) -> None:
        """Merge one write. A row that never came (of a damaged sender) leaves it in the log only."""
        row = self._stored.row(write.plan, write.org, write.row)
        if row is None:
            return
        shown = {
            name: self._merge_field(write, row, name, value, write.replaced[name])
            for name, value in write.values.items()
        }
        changed = {name: value for name, value in shown.items() if row.values[name] != value}
        if changed:
            self._show(write, row, changed)

    def _merge_field(
        self, write: RowWrite, row: StoredRow, name: str, value: WireValue, replaced: Sequence[Stamp]
    ) -> WireValue:
        held = tuple(Head(*each) for each in self._stored.of(write.org, write.row, name, row))
        heads = merge(held, Head(write.stamp, value), set(replaced))
        live: list[StampedValue] = [(head.stamp, head.value) for head in heads]
        self._stored.keep(write.plan, write.org, write.row, name, live)
        self.conflicts += in_conflict(heads) and not in_conflict(held)
        return heads[0].value

    def _show(self, write: RowWrite, row: StoredRow, changed: dict[str, WireValue]) -> None:
        plan = write.plan
        self._stored.write(plan, write.org, write.row, changed)
        now = {**row.values, **changed}
        self._derived.written(
            plan,
            write.org,
            [(write.row, [now[name] for name in plan.names])],
            fresh=False,
            before=[row.values[name] for name in plan.names],
            gone=now[DELETED] is not None,
        )
