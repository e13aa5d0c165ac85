"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_LINE_SORTS = (
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


def upgrade() -> None:
    """Forward only: a newer file is never opened by an older program."""
    op.create_table(
        "acknowledged",
        sa.Column("peer", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "origin", name=op.f("pk_acknowledged")),
    )
    op.create_table(
        "aid",
        sa.Column("aid_no", sa.Text(), nullable=True),
        sa.Column("household_id", sa.LargeBinary(), nullable=True),
        sa.Column("person_id", sa.LargeBinary(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.LargeBinary(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("in_kind_desc", sa.Text(), nullable=True),
        sa.Column("in_kind_value_fen", sa.BigInteger(), nullable=True),
        sa.Column("decided_on", sa.Text(), nullable=True),
        sa.Column("meeting_no", sa.Text(), nullable=True),
        sa.Column("paid_on", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("payee", sa.Text(), nullable=True),
        sa.Column("proxy_name", sa.Text(), nullable=True),
        sa.Column("proxy_id_no", sa.Text(), nullable=True),
        sa.Column("receipt_id", sa.LargeBinary(), nullable=True),
        sa.Column("bank_receipt_no", sa.Text(), nullable=True),
        sa.Column("cap_check", sa.Text(), nullable=True),
        sa.Column("entered_national_on", sa.Text(), nullable=True),
        sa.Column("replaces_id", sa.LargeBinary(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_aid")),
    )
    with op.batch_alter_table("aid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aid_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aid_paid_on"), ["paid_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_aid_person_id"), ["person_id"], unique=False)

    op.create_table(
        "aid_step",
        sa.Column("aid_id", sa.LargeBinary(), nullable=True),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("happened_on", sa.Text(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("doc_no", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_aid_step")),
    )
    with op.batch_alter_table("aid_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aid_step_aid_id"), ["aid_id"], unique=False)

    op.create_table(
        "asset_item",
        sa.Column("household_id", sa.LargeBinary(), nullable=True),
        sa.Column("owner_person_id", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("value_fen", sa.BigInteger(), nullable=True),
        sa.Column("exempt_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_asset_item")),
    )
    with op.batch_alter_table("asset_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asset_item_household_id"), ["household_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("household_id", sa.LargeBinary(), nullable=True),
        sa.Column("person_id", sa.LargeBinary(), nullable=True),
        sa.Column("visit_id", sa.LargeBinary(), nullable=True),
        sa.Column("aid_id", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("filename", sa.Text(), nullable=True),
        sa.Column("pages", sa.BigInteger(), nullable=True),
        sa.Column("dated_on", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_household_id"), ["household_id"], unique=False)

    op.create_table(
        "bundle",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("peer", sa.LargeBinary(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("handled_ms", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
    )
    op.create_table(
        "chain_point",
        sa.Column("origin", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "seq", name=op.f("pk_chain_point")),
    )
    op.create_table(
        "change_log",
        sa.Column("origin", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("wall_ms", sa.BigInteger(), nullable=False),
        sa.Column("txn", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("row_id", sa.LargeBinary(), nullable=False),
        sa.Column("op", sa.Integer(), nullable=False),
        sa.Column("shape", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "seq", name=op.f("pk_change_log")),
    )
    with op.batch_alter_table("change_log", schema=None) as batch_op:
        batch_op.create_index("ix_change_log_row_id", ["row_id"], unique=False)

    op.create_table(
        "disclosure",
        sa.Column("table_name", sa.Text(), nullable=True),
        sa.Column("row_id", sa.LargeBinary(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_disclosure")),
    )
    op.create_table(
        "draft",
        sa.Column("user_id", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("saved_ms", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_draft")),
    )
    op.create_table(
        "expense_item",
        sa.Column("household_id", sa.LargeBinary(), nullable=True),
        sa.Column("person_id", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("period_from", sa.Text(), nullable=True),
        sa.Column("period_to", sa.Text(), nullable=True),
        sa.Column("gross_fen", sa.BigInteger(), nullable=True),
        sa.Column("reimbursed_fen", sa.BigInteger(), nullable=True),
        sa.Column("self_paid_fen", sa.BigInteger(), nullable=True),
        sa.Column("counted", sa.BigInteger(), nullable=True),
        sa.Column("evidence_id", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_expense_item")),
    )
    with op.batch_alter_table("expense_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expense_item_household_id"), ["household_id"], unique=False)

    op.create_table(
        "field_head",
        sa.Column("row_id", sa.LargeBinary(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("hlc", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("row_id", "field", "hlc", "origin", "seq", name=op.f("pk_field_head")),
    )
    op.create_table(
        "former_identity",
        sa.Column("person_id", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("id_type", sa.Text(), nullable=True),
        sa.Column("id_no", sa.Text(), nullable=True),
        sa.Column("used_until", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_former_identity")),
    )
    with op.batch_alter_table("former_identity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_identity_id_no"), ["id_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_former_identity_person_id"), ["person_id"], unique=False)

    op.create_table(
        "fund_batch",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("doc_no", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Text(), nullable=True),
        sa.Column("total_fen", sa.BigInteger(), nullable=True),
        sa.Column("item_scope", sa.Text(), nullable=True),
        sa.Column("allowed_levels", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_fund_batch")),
    )
    op.create_table(
        "household",
        sa.Column("archive_no", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("tier_subcase", sa.Text(), nullable=True),
        sa.Column("archive_level", sa.Text(), nullable=True),
        sa.Column("apply_kind", sa.Text(), nullable=True),
        sa.Column("is_migrant", sa.BigInteger(), nullable=True),
        sa.Column("filing_union", sa.Text(), nullable=True),
        sa.Column("head_person_id", sa.LargeBinary(), nullable=True),
        sa.Column("household_size", sa.BigInteger(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("division_code", sa.Text(), nullable=True),
        sa.Column("residence_division", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("single_parent", sa.BigInteger(), nullable=True),
        sa.Column("zero_employment", sa.BigInteger(), nullable=True),
        sa.Column("self_help", sa.BigInteger(), nullable=True),
        sa.Column("on_dibao", sa.BigInteger(), nullable=True),
        sa.Column("dibao_cert_no", sa.Text(), nullable=True),
        sa.Column("housing_type", sa.Text(), nullable=True),
        sa.Column("floor_area", sa.BigInteger(), nullable=True),
        sa.Column("rent_monthly", sa.BigInteger(), nullable=True),
        sa.Column("declared_other_income", sa.BigInteger(), nullable=True),
        sa.Column("declared_income", sa.BigInteger(), nullable=True),
        sa.Column("declared_income_per_head", sa.BigInteger(), nullable=True),
        sa.Column("main_cause", sa.Text(), nullable=True),
        sa.Column("minor_causes", sa.Text(), nullable=True),
        sa.Column("cause_text", sa.Text(), nullable=True),
        sa.Column("focus_group", sa.Text(), nullable=True),
        sa.Column("four_batches", sa.Text(), nullable=True),
        sa.Column("other_help", sa.Text(), nullable=True),
        sa.Column("applied_on", sa.Text(), nullable=True),
        sa.Column("opened_on", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Text(), nullable=True),
        sa.Column("approved_doc_no", sa.Text(), nullable=True),
        sa.Column("last_reviewed_on", sa.Text(), nullable=True),
        sa.Column("exited_on", sa.Text(), nullable=True),
        sa.Column("paper_synced_on", sa.Text(), nullable=True),
        sa.Column("box_no", sa.Text(), nullable=True),
        sa.Column("filed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_household")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_archive_no"), ["archive_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_division_code"), ["division_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_tier"), ["tier"], unique=False)

    op.create_table(
        "household_line",
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("archive_no", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("archive_level", sa.Text(), nullable=True),
        sa.Column("division_code", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("head_name", sa.Text(), nullable=True),
        sa.Column("head_reading", sa.Text(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("last_visit", sa.Text(), nullable=True),
        sa.Column("last_aid", sa.Text(), nullable=True),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_household_line")),
    )
    for column in _LINE_SORTS:
        op.create_index(
            f"ix_household_line_{column}",
            "household_line",
            list(dict.fromkeys((column, "id", "org_id", "status", "tier", "archive_level"))),
            sqlite_where=sa.text("deleted IS NULL"),
        )

    op.create_table(
        "income_item",
        sa.Column("household_id", sa.LargeBinary(), nullable=True),
        sa.Column("person_id", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("period_from", sa.Text(), nullable=True),
        sa.Column("period_to", sa.Text(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("counted", sa.BigInteger(), nullable=True),
        sa.Column("evidence_id", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_income_item")),
    )
    with op.batch_alter_table("income_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_income_item_household_id"), ["household_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("org_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("parent_code", sa.Text(), nullable=True),
        sa.Column("uscc", sa.Text(), nullable=True),
        sa.Column("division_code", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "origin",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("parent", sa.LargeBinary(), nullable=True),
        sa.Column("parent_seq", sa.BigInteger(), nullable=True),
        sa.Column("head_seq", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_origin")),
    )
    with op.batch_alter_table("origin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_origin_id"), ["id"], unique=False)

    op.create_table(
        "parameter",
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("doc_no", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_parameter")),
    )
    op.create_table(
        "peer",
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_peer")),
    )
    op.create_table(
        "person",
        sa.Column("household_id", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("is_applicant", sa.BigInteger(), nullable=True),
        sa.Column("national_no", sa.Text(), nullable=True),
        sa.Column("id_type", sa.Text(), nullable=True),
        sa.Column("id_no", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birth_date", sa.Text(), nullable=True),
        sa.Column("ethnic", sa.Text(), nullable=True),
        sa.Column("political", sa.Text(), nullable=True),
        sa.Column("marital", sa.Text(), nullable=True),
        sa.Column("hukou_type", sa.Text(), nullable=True),
        sa.Column("deceased_on", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone2", sa.Text(), nullable=True),
        sa.Column("health", sa.Text(), nullable=True),
        sa.Column("illness", sa.Text(), nullable=True),
        sa.Column("disability_type", sa.Text(), nullable=True),
        sa.Column("disability_level", sa.Text(), nullable=True),
        sa.Column("disability_card_no", sa.Text(), nullable=True),
        sa.Column("medical_insurance", sa.Text(), nullable=True),
        sa.Column("mutual_aid", sa.BigInteger(), nullable=True),
        sa.Column("education", sa.Text(), nullable=True),
        sa.Column("student_stage", sa.Text(), nullable=True),
        sa.Column("enroll_year", sa.BigInteger(), nullable=True),
        sa.Column("school_years", sa.BigInteger(), nullable=True),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("work_status", sa.Text(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("employer_type", sa.Text(), nullable=True),
        sa.Column("employer_state", sa.Text(), nullable=True),
        sa.Column("industry", sa.Text(), nullable=True),
        sa.Column("work_start", sa.Text(), nullable=True),
        sa.Column("contract_start", sa.Text(), nullable=True),
        sa.Column("contract_term", sa.Text(), nullable=True),
        sa.Column("labor_model", sa.Text(), nullable=True),
        sa.Column("union_member", sa.BigInteger(), nullable=True),
        sa.Column("income_monthly", sa.BigInteger(), nullable=True),
        sa.Column("bank_name", sa.Text(), nullable=True),
        sa.Column("bank_branch", sa.Text(), nullable=True),
        sa.Column("bank_card", sa.Text(), nullable=True),
        sa.Column("bank_account_name", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_id_no"), ["id_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_name"), ["name"], unique=False)

    op.create_table(
        "search_key",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_search_key")),
    )
    with op.batch_alter_table("search_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_key_row_id"), ["row_id"], unique=False)

    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "shape",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shape")),
    )
    op.create_table(
        "user_account",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("active", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_user_account")),
    )
    op.create_table(
        "visit",
        sa.Column("household_id", sa.LargeBinary(), nullable=True),
        sa.Column("form_no", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("planned_on", sa.Text(), nullable=True),
        sa.Column("visited_on", sa.Text(), nullable=True),
        sa.Column("visitors", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("present", sa.Text(), nullable=True),
        sa.Column("found_basics", sa.Text(), nullable=True),
        sa.Column("found_aid_received", sa.Text(), nullable=True),
        sa.Column("found_difficulties", sa.Text(), nullable=True),
        sa.Column("found_measures", sa.Text(), nullable=True),
        sa.Column("found_results", sa.Text(), nullable=True),
        sa.Column("found_pairing", sa.Text(), nullable=True),
        sa.Column("requests", sa.Text(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("next_due", sa.Text(), nullable=True),
        sa.Column("sign_scan_id", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("org_id", sa.LargeBinary(), nullable=False),
        sa.Column("stamp_hlc", sa.BigInteger(), nullable=False),
        sa.Column("stamp_origin", sa.BigInteger(), nullable=False),
        sa.Column("stamp_seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "org_id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_visited_on"), ["visited_on"], unique=False)

    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5(tokens, content='', contentless_delete=1"
        ", detail=none, prefix='1 2 3 4 5 6'"
        ", tokenize='ascii')"
    )
