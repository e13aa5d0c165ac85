"""Tables that stay in one file: the log, its origins, the clocks of fields, bundles, drafts."""

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, PrimaryKeyConstraint, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from hardship_desktop.store.base import Base


class Origin(Base):
    """One life of a database file (sync D1); `head_*` is the version vector and the chain's end."""

    __tablename__ = "origin"

    no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    device: Mapped[bytes] = mapped_column(LargeBinary)
    org_id: Mapped[bytes] = mapped_column(LargeBinary)
    created_ms: Mapped[int] = mapped_column(BigInteger)
    cause: Mapped[str] = mapped_column(Text)
    parent: Mapped[bytes | None] = mapped_column(LargeBinary)
    parent_seq: Mapped[int | None] = mapped_column(BigInteger)
    head_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    head_hash: Mapped[bytes] = mapped_column(LargeBinary)


class LogRow(Base):
    """One change record (domain.changes), append-only."""

    __tablename__ = "change_log"

    origin: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hlc: Mapped[int] = mapped_column(BigInteger)
    wall_ms: Mapped[int] = mapped_column(BigInteger)
    txn: Mapped[int] = mapped_column(BigInteger)
    user: Mapped[bytes] = mapped_column("user_id", LargeBinary)
    org: Mapped[bytes] = mapped_column("org_id", LargeBinary)
    row: Mapped[bytes] = mapped_column("row_id", LargeBinary)
    op: Mapped[int] = mapped_column(Integer)
    shape: Mapped[int] = mapped_column(BigInteger)
    payload: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index("ix_change_log_row_id", "row_id"),)


class ShapeRow(Base):
    """A field list that log records refer to; the id is made from the content."""

    __tablename__ = "shape"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    table: Mapped[str] = mapped_column("table_name", Text)
    fields: Mapped[str] = mapped_column(Text)


class ChainPoint(Base):
    """The chain's hash every thousand records, so that a check need not begin at the start."""

    __tablename__ = "chain_point"

    origin: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class FieldHead(Base):
    """A live value of a field that was written after the row's insert (sync D3).

    The one with the greatest stamp is shown and stands in the row; others are
    conflicts that wait for a person, and only those keep their value here.
    """

    __tablename__ = "field_head"

    row: Mapped[bytes] = mapped_column("row_id", LargeBinary, primary_key=True)
    field: Mapped[str] = mapped_column(Text, primary_key=True)
    hlc: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    origin: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    table: Mapped[str] = mapped_column("table_name", Text)
    org: Mapped[bytes] = mapped_column("org_id", LargeBinary)
    value: Mapped[bytes | None] = mapped_column(LargeBinary)


class BundleRow(Base):
    """A bundle made here or received here, and how far it has come."""

    __tablename__ = "bundle"

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    direction: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    peer: Mapped[bytes] = mapped_column(LargeBinary)
    made_ms: Mapped[int] = mapped_column(BigInteger)
    handled_ms: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    summary: Mapped[str] = mapped_column(Text)


class Acknowledged(Base):
    """What a peer has said it holds of an origin: seq and the chain's hash there."""

    __tablename__ = "acknowledged"

    peer: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    origin: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class Peer(Base):
    """An enrolled device of another office, or this office's city, by its certificate."""

    __tablename__ = "peer"

    device: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    org_id: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str] = mapped_column(Text)
    certificate: Mapped[bytes] = mapped_column(LargeBinary)
    revoked_ms: Mapped[int | None] = mapped_column(BigInteger)


class Draft(Base):
    """Input not yet saved, kept through a crash."""

    __tablename__ = "draft"

    user: Mapped[bytes] = mapped_column("user_id", LargeBinary, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    saved_ms: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Setting(Base):
    """Small facts of this file: its own id, its present origin, columns chosen, backup places."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class SearchKey(Base):
    """Which row a line of the search table belongs to; `no` is that line's rowid."""

    __tablename__ = "search_key"

    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    row: Mapped[bytes] = mapped_column("row_id", LargeBinary, index=True)
    org: Mapped[bytes] = mapped_column("org_id", LargeBinary)
    table: Mapped[str] = mapped_column("table_name", Text)


LINE_SORTS = (
    "head_reading",
    "archive_no",
    "status",
    "tier",
    "archive_level",
    "address",
    "people",
    "last_visit",
    "last_aid",
)
"""What the list is sorted by. Each has an index with all that a sorted and filtered list of keys needs:

100,000 keys come in 50 ms from it, and in 200 ms by sorting the table.
"""


class HouseholdLine(Base):
    """One line of the household list with what is known from its members, visits and payments."""

    __tablename__ = "household_line"

    org_id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    archive_no: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(Text)
    tier: Mapped[str | None] = mapped_column(Text)
    archive_level: Mapped[str | None] = mapped_column(Text)
    division_code: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    head_name: Mapped[str | None] = mapped_column(Text)
    head_reading: Mapped[str | None] = mapped_column(Text)
    people: Mapped[int] = mapped_column(Integer)
    last_visit: Mapped[str | None] = mapped_column(Text)
    last_aid: Mapped[str | None] = mapped_column(Text)
    deleted: Mapped[int | None] = mapped_column(BigInteger)
    in_conflict: Mapped[int] = mapped_column(Integer, server_default="0")

    __table_args__ = (
        PrimaryKeyConstraint("id", "org_id"),
        *(
            Index(
                f"ix_household_line_{column}",
                *dict.fromkeys((column, "id", "org_id", "status", "tier", "archive_level")),
                sqlite_where=text("deleted IS NULL"),
            )
            for column in LINE_SORTS
        ),
    )
