"""What belongs to one item of aid only: the hospital, the school, the course, the post."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXTS = (
    "hospital diagnosis school student_stage admission_no training_course training_certificate "
    "job_unit job_post job_from job_to"
)
_NUMBERS = (
    "medical_total_fen medical_reimbursed_fen medical_self_paid_fen tuition_fen "
    "training_hours job_monthly_fen"
)


def upgrade() -> None:
    """Forward only: a newer file is never opened by an older program."""
    for names, kind in ((_TEXTS, sa.Text()), (_NUMBERS, sa.BigInteger())):
        for name in names.split():
            op.add_column("aid", sa.Column(name, kind))
