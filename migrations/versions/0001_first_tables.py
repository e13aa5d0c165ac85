"""First tables.

A column is written `name:type`; without a type it is text, and a ? allows it to be empty.
Nothing here comes from the records: a migration stays what it was when they change.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None

_TYPES: dict[str, type[TypeEngine[Any]]] = {
    "": sa.Text,
    "int": sa.Integer,
    "big": sa.BigInteger,
    "blob": sa.LargeBinary,
}
_STAMPED = "id:blob org_id:blob stamp_hlc:big stamp_origin:big stamp_seq:big deleted:big?"

_TRAVELLING = {
    "organisation": "org_code name level parent_code uscc division_code contact phone",
    "user_account": "name role post phone active:big",
    "parameter": "key value valid_from valid_to doc_no note",
    "household": """
        archive_no status tier tier_subcase archive_level apply_kind is_migrant:big filing_union
        head_person_id:blob household_size:big address town division_code residence_division
        postcode single_parent:big zero_employment:big self_help:big on_dibao:big dibao_cert_no
        housing_type floor_area:big rent_monthly:big declared_other_income:big declared_income:big
        declared_income_per_head:big main_cause minor_causes cause_text focus_group four_batches
        other_help applied_on opened_on approved_on approved_doc_no last_reviewed_on exited_on
        paper_synced_on box_no filed_by reviewed_by remark
    """,
    "person": """
        household_id:blob name relation is_applicant:big national_no id_type id_no sex
        birth_date ethnic political marital hukou_type deceased_on phone phone2 health illness
        disability_type disability_level disability_card_no medical_insurance mutual_aid:big
        education student_stage enroll_year:big school_years:big employer work_status identity
        employer_type employer_state industry work_start contract_start contract_term labor_model
        union_member:big income_monthly:big bank_name bank_branch bank_card bank_account_name
        remark
    """,
    "former_identity": "person_id:blob name id_type id_no used_until reason",
    "income_item": """
        household_id:blob person_id:blob kind period_from period_to amount_fen:big counted:big
        evidence_id:blob note
    """,
    "expense_item": """
        household_id:blob person_id:blob kind period_from period_to gross_fen:big
        reimbursed_fen:big self_paid_fen:big counted:big evidence_id:blob note
    """,
    "asset_item": "household_id:blob owner_person_id:blob kind detail value_fen:big exempt_reason",
    "visit": """
        household_id:blob form_no kind planned_on visited_on visitors place present
        found_basics found_aid_received found_difficulties found_measures found_results
        found_pairing requests conclusion next_due sign_scan_id:blob source remark
    """,
    "fund_batch": """
        name year:big source doc_no received_on total_fen:big item_scope allowed_levels
        valid_from valid_to remark
    """,
    "aid": """
        aid_no household_id:blob person_id:blob item batch_id:blob amount_fen:big in_kind_desc
        in_kind_value_fen:big decided_on meeting_no paid_on method payee proxy_name proxy_id_no
        receipt_id:blob bank_receipt_no cap_check entered_national_on replaces_id:blob remark
    """,
    "aid_step": "aid_id:blob step happened_on amount_fen:big doc_no note",
    "attachment": """
        household_id:blob person_id:blob visit_id:blob aid_id:blob kind filename pages:big
        dated_on media_type size:big sha256 note
    """,
    "disclosure": "table_name row_id:blob what reason",
}
"""Tables that bundles carry; every column of their own may be empty, and `_STAMPED` is added."""

_LOCAL = {
    "origin": (
        "no",
        """
        no:int id:blob device:blob org_id:blob created_ms:big cause parent:blob? parent_seq:big?
        head_seq:big head_hash:blob
        """,
    ),
    "change_log": (
        "origin seq",
        """
        origin:int seq:big hlc:big wall_ms:big txn:big user_id:blob org_id:blob row_id:blob op:int
        shape:big payload:blob
        """,
    ),
    "shape": ("id", "id:big table_name fields"),
    "chain_point": ("origin seq", "origin:int seq:big hash:blob"),
    "field_head": (
        "row_id field hlc origin seq",
        "row_id:blob field hlc:big origin:int seq:big table_name org_id:blob value:blob?",
    ),
    "bundle": (
        "id",
        "id:blob direction kind peer:blob made_ms:big handled_ms:big? state digest:blob summary",
    ),
    "acknowledged": ("peer origin", "peer:blob origin:blob seq:big hash:blob"),
    "peer": ("device", "device:blob org_id:blob name certificate:blob revoked_ms:big?"),
    "draft": ("user_id key", "user_id:blob key saved_ms:big content:blob"),
    "setting": ("key", "key value:blob"),
    "search_key": ("no", "no:int row_id:blob org_id:blob table_name"),
    "household_line": (
        "id org_id",
        """
        org_id:blob id:blob archive_no? status? tier? archive_level? division_code? address? head_name?
        head_reading? people:int last_visit? last_aid? deleted:big?
        """,
    ),
}
"""Tables that stay in one file: primary key and columns."""

_INDEXED = {
    "household": "archive_no status tier division_code",
    "person": "household_id name id_no",
    "former_identity": "person_id id_no",
    "income_item": "household_id",
    "expense_item": "household_id",
    "asset_item": "household_id",
    "visit": "household_id visited_on",
    "aid": "household_id person_id paid_on",
    "aid_step": "aid_id",
    "attachment": "household_id",
    "origin": "id",
    "change_log": "row_id",
    "search_key": "row_id",
}
_LINE_SORTS = "head_reading archive_no status tier archive_level address people last_visit last_aid"
"""Each has a partial index with all that a sorted and filtered list of keys needs."""


def upgrade() -> None:
    """Forward only: a newer file is never opened by an older program."""
    for table, columns in _TRAVELLING.items():
        own = " ".join(f"{column}?" for column in columns.split())
        _create(table, "id org_id", f"{own} {_STAMPED}")
    for table, (key, columns) in _LOCAL.items():
        _create(table, key, columns)
    for table, columns in _INDEXED.items():
        for column in columns.split():
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for column in _LINE_SORTS.split():
        op.create_index(
            f"ix_household_line_{column}",
            "household_line",
            list(dict.fromkeys((column, "id", "org_id", "status", "tier", "archive_level"))),
            sqlite_where=sa.text("deleted IS NULL"),
        )
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5(tokens, content='', contentless_delete=1"
        ", detail=none, prefix='1 2 3 4 5 6', tokenize='ascii')"
    )


def _create(table: str, key: str, columns: str) -> None:
    op.create_table(
        table, *_columns(columns), sa.PrimaryKeyConstraint(*key.split(), name=op.f(f"pk_{table}"))
    )


def _columns(text: str) -> Iterator[sa.Column[Any]]:
    for word in text.split():
        name, _, kind = word.rstrip("?").partition(":")
        yield sa.Column(name, _TYPES[kind](), autoincrement=False, nullable=word.endswith("?"))
