"""The list of bundles made and received here, and how far each has come."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, select

from hardship_desktop.domain.clock import format_instant
from hardship_desktop.store.local import BundleRow
from hardship_desktop.store.statements import put
from hardship_desktop.sync.wire import BundleKind, BundleReceipt

OUT, IN = "out", "in"
_TOLD = 200
"""Bundles of which a receipt tells at the most."""


class State(StrEnum):
    """How far a bundle has come; `words` gives it to people."""

    MADE = "made"
    HANDED = "handed"
    PARKED = "parked"
    APPLIED = "applied"
    REFUSED = "refused"

    @property
    def words(self) -> str:
        """In Chinese."""
        return _WORDS[self]


_WORDS = {
    State.MADE: "已生成",
    State.HANDED: "已交出",
    State.PARKED: "已收到，等前面的包",
    State.APPLIED: "已入库",
    State.REFUSED: "未接收",
}


class Summary(msgspec.Struct):
    """What is kept of a bundle besides its state. Instants are UTC milliseconds; 0 means not yet."""

    file: str = ""
    bytes: int = 0
    records: int = 0
    counts: dict[str, int] = {}
    conflicts: int = 0
    reason: str = ""
    handed_ms: int = 0
    received_ms: int = 0
    applied_ms: int = 0
    gaps: list[str] = []
    ends: dict[str, int] = {}


@dataclass
class BundleLine:
    """A line of the book. Ids are 16 bytes; `peer` is the other office."""

    id: bytes
    direction: str
    kind: str
    peer: bytes
    made_ms: int
    state: State
    digest: bytes
    summary: Summary = field(default_factory=Summary)


@dataclass(frozen=True)
class BundleState:
    """A line of the book for the page and the command line; instants are local text, "" when not yet."""

    id: str
    kind: str
    direction: str
    peer: str
    made: str
    handed: str
    received: str
    applied: str
    state: str
    state_text: str
    file: str
    records: int
    conflicts: int
    counts: dict[str, int]
    gaps: list[str]
    reason: str


_COLUMNS = ("id", "direction", "kind", "peer", "made_ms", "state", "digest", "summary")
_LINES = select(*(BundleRow.__table__.c[name] for name in _COLUMNS))


class BundleBook:
    """Reads and writes the table of bundles in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, entry: BundleLine) -> None:
        """Write a line, replacing what was known of the same bundle."""
        told = entry.summary
        row = {
            "id": entry.id,
            "direction": entry.direction,
            "kind": entry.kind,
            "peer": entry.peer,
            "made_ms": entry.made_ms,
            "handled_ms": max(told.received_ms, told.applied_ms) or None,
            "state": entry.state.value,
            "digest": entry.digest,
            "summary": msgspec.json.encode(told).decode(),
        }
        put(self._connection, BundleRow, row)

    def get(self, bundle: bytes) -> BundleLine | None:
        """The line of a bundle."""
        return self._one(BundleRow.id == bundle)

    def by_digest(self, digest: bytes) -> BundleLine | None:
        """The line of the bundle whose file has this SHA-256."""
        return self._one(BundleRow.digest == digest)

    def all(self) -> list[BundleLine]:
        """Every line, the newest first."""
        return self._some(_LINES.order_by(BundleRow.made_ms.desc(), BundleRow.id.desc()))

    def received_from(self, peer: bytes) -> list[BundleLine]:
        """The latest bundles that came from an office, as many as a receipt tells of."""
        came = _LINES.where(BundleRow.direction == IN, BundleRow.peer == peer)
        return self._some(came.order_by(BundleRow.handled_ms.desc()).limit(_TOLD))

    def parked(self) -> list[BundleLine]:
        """Bundles that wait for another one."""
        waiting = _LINES.where(BundleRow.direction == IN, BundleRow.state == State.PARKED.value)
        return self._some(waiting.order_by(BundleRow.made_ms, BundleRow.id))

    def last_receipt_ms(self) -> int | None:
        """When a receipt last came, or was last made."""
        handled = select(func.max(BundleRow.handled_ms)).where(BundleRow.kind == BundleKind.RECEIPT.value)
        return self._connection.scalar(handled)

    def answered(self, receipt: BundleReceipt) -> BundleLine | None:
        """Take down what the other side says of a bundle made here; gives its line, if it is ours."""
        entry = self.get(receipt.bundle)
        if entry is None or entry.direction != OUT:
            return None
        entry.state = State(receipt.state.value)
        entry.summary.received_ms = entry.summary.received_ms or receipt.at
        entry.summary.applied_ms = receipt.at if entry.state is State.APPLIED else 0
        entry.summary.conflicts, entry.summary.reason = receipt.conflicts, receipt.reason
        self.keep(entry)
        return entry

    def _one(self, mine: ColumnElement[bool]) -> BundleLine | None:
        found = self._some(_LINES.where(mine))
        return found[0] if found else None

    def _some(self, query: Select[Any]) -> list[BundleLine]:
        return [_entry(row) for row in self._connection.execute(query)]


def _entry(row: Any) -> BundleLine:
    bundle, direction, kind, peer, made_ms, state, digest, summary = row
    told = msgspec.json.decode(summary, type=Summary)
    return BundleLine(bundle, direction, kind, peer, made_ms, State(state), digest, told)


def state_of(entry: BundleLine, names: dict[bytes, str]) -> BundleState:
    """A line as it is shown."""
    told = entry.summary
    return BundleState(
        id=entry.id.hex(),
        kind=entry.kind,
        direction=entry.direction,
        peer=names.get(entry.peer, "未登记单位"),
        made=format_instant(entry.made_ms),
        handed=_text(told.handed_ms),
        received=_text(told.received_ms),
        applied=_text(told.applied_ms),
        state=entry.state.value,
        state_text=entry.state.words,
        file=told.file,
        records=told.records,
        conflicts=told.conflicts,
        counts=told.counts,
        gaps=told.gaps,
        reason=told.reason,
    )


def _text(instant_ms: int) -> str:
    return format_instant(instant_ms) if instant_ms else ""
