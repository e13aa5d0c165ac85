"""Steps of a household's file, and whether they contradict each other in its line of the list."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXTS = "flow step follows happened_on state exit_kind opinion doc_no reason role"
_STAMPS = "stamp_hlc stamp_origin stamp_seq"


def upgrade() -> None:
    """Forward only: a newer file is never opened by an older program."""
    op.create_table(
        "case_step",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _STAMPS.split()),
        sa.Column("deleted", sa.BigInteger()),
        sa.Column("household_id", sa.LargeBinary()),
        sa.Column("handled_by", sa.LargeBinary()),
        *(sa.Column(name, sa.Text()) for name in _TEXTS.split()),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_case_step")),
    )
    op.create_index(op.f("ix_case_step_household_id"), "case_step", ["household_id"])
    op.add_column(
        "household_line", sa.Column("in_conflict", sa.Integer(), nullable=False, server_default="0")
    )
