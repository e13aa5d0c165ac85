"""Records hold what the model asks for, and their tables obey the rules of sync.md section E."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from sqlalchemy import Table, UniqueConstraint, create_engine, insert, select

from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.kinds import BankCard, Choices, IdNumber, Link, Phone
from hardship_desktop.store.base import Record, field_map, fields_of
from hardship_desktop.store.records import (
    TRAVELLING,
    Aid,
    AidStep,
    AssetItem,
    Attachment,
    ExpenseItem,
    FormerIdentity,
    FundBatch,
    Household,
    IncomeItem,
    Organisation,
    Parameter,
    Person,
    User,
    Visit,
)

RECORDS = [pytest.param(record, id=record.__tablename__) for record in TRAVELLING]

MODEL: dict[type[Record], str] = {
    Organisation: "org_code name level parent_code uscc division_code contact phone",
    Parameter: "key value valid_from valid_to doc_no note",
    Household: (
        "archive_no archive_level tier tier_subcase status head_person_id household_size address "
        "division_code residence_division single_parent zero_employment self_help is_migrant on_dibao "
        "dibao_cert_no housing_type floor_area rent_monthly main_cause minor_causes cause_text "
        "focus_group four_batches opened_on last_reviewed_on exited_on paper_synced_on box_no remark"
    ),
    Person: (
        "household_id name name_pinyin relation gender ethnic id_type id_no_enc id_no_hash birth_date "
        "political marital hukou_type phone_enc phone2 education school employer enroll_year school_years "
        "student_stage work_status identity employer_type employer_state industry work_start contract_start "
        "contract_term labor_model health disability_type disability_level disability_card_no "
        "medical_insurance mutual_aid income_monthly is_applicant union_member is_minor deceased_on "
        "bank_name branch card_enc account_name"
    ),
    IncomeItem: "period_from period_to person_id kind amount_fen counted evidence_id",
    ExpenseItem: "kind person_id gross_fen reimbursed_fen self_paid_fen counted evidence_id",
    AssetItem: "kind owner_person_id detail value_fen exempt_reason",
    Visit: (
        "kind planned_on visited_on visitors place present found requests issues conclusion next_due "
        "sign_scan photos entered_on source"
    ),
    FundBatch: "year source doc_no total_fen item_scope allowed_levels valid",
    Aid: (
        "aid_no household_id person_id item batch_id amount_fen in_kind_desc in_kind_value_fen decided_on "
        "meeting_no paid_on method payee proxy_name proxy_id receipt_scan bank_receipt_no status cap_check "
        "entered_national_on "
        "hospital diagnosis total reimbursed self_paid school stage tuition_fen admission_no "
        "post unit from to monthly_fen course hours certificate"
    ),
    Attachment: "kind filename sha pages encrypted",
}
"""The fields of model.md (a), as written there."""

NAMED_OTHERWISE: dict[tuple[type[Record], str], tuple[str, ...]] = {
    (Person, "gender"): ("sex",),
    (Person, "id_no_enc"): ("id_no",),
    (Person, "phone_enc"): ("phone",),
    (Person, "school"): ("employer",),
    (Person, "branch"): ("bank_branch",),
    (Person, "card_enc"): ("bank_card",),
    (Person, "account_name"): ("bank_account_name",),
    (Visit, "found"): (
        "found_basics",
        "found_aid_received",
        "found_difficulties",
        "found_measures",
        "found_results",
        "found_pairing",
    ),
    (Visit, "sign_scan"): ("sign_scan_id",),
    (FundBatch, "valid"): ("valid_from", "valid_to"),
    (Aid, "proxy_id"): ("proxy_id_no",),
    **{(Aid, name): (f"medical_{name}_fen",) for name in ("total", "reimbursed", "self_paid")},
    **{(Aid, name): (f"job_{name}",) for name in ("post", "unit", "from", "to", "monthly_fen")},
    **{(Aid, name): (f"training_{name}",) for name in ("course", "hours", "certificate")},
    (Aid, "stage"): ("student_stage",),
    (Aid, "receipt_scan"): ("receipt_id",),
    (Attachment, "sha"): ("sha256",),
}

LEFT_OUT: dict[tuple[type[Record], str], str] = {
    (Person, "name_pinyin"): "lives in the search table only",
    (Person, "id_no_hash"): "duplicates are found by the index on id_no inside the sealed file",
    (Person, "is_minor"): "derived from birth_date",
    (Visit, "issues"): "the issue ledger is a record of its own and a later issue",
    (Visit, "photos"): "attachments name their visit",
    (Visit, "entered_on"): "stands in the change log",
    (Aid, "status"): "derived from the steps",
    (Attachment, "encrypted"): "every attachment is sealed",
}


def plain(word: str) -> str:
    """As sheets are compared: width, spaces and punctuation do not count."""
    return re.sub(r"[\W_]", "", fold_text(word)).casefold()


FORM_HEADERS = (
    "职工编号 困难类别 姓名 民族 性别 政治面貌 身份证号 出生日期 健康状况 残疾类别 工作状态 "
    "劳模类型 住房类型 建筑面积 手机号码 其他联系方式 邮政编码 工作时间 所属行业 婚姻状况 户口类型 "
    "家庭住址 工作单位 单位性质 企业状况 是否单亲 本人月平均收入 家庭其他非薪资年收入 "
    "家庭年度总收入 家庭人口 家庭月人均收入 户口所在地行政区划 医保状况 是否有一定自救能力 "
    "是否为零就业家庭 关系 月收入 身份 单位或学校 疾病/残疾类别 人员身份 当前学历 入学年份 年制 "
    "劳动合同签订/入伍时间 合同期限 备注 主要致困原因 次要致困原因 开户银行 支行名称 银行卡号 "
    "建档人 审核人 五类重点群体 户籍地址 现居住地 家庭非薪资收入 职工姓名 单位名称 身份证 银行卡 "
    "家庭地址 职工身份 联系电话 备注荣誉 家庭人数 家庭收入 审核状态 困难标准 致困原因 说明"
)
"""困难职工档案表 (2017 and later), 珠海市申报表 (2023), an old program's export."""


def table_of(record: type[Record]) -> Table:
    table = record.__table__
    assert isinstance(table, Table)
    return table


@pytest.mark.parametrize("record", MODEL, ids=lambda record: record.__tablename__)
def test_every_field_of_the_model_is_declared_or_left_out_for_a_reason(record: type[Record]) -> None:
    declared = set(field_map(record))
    for name in MODEL[record].split():
        if (record, name) in LEFT_OUT:
            assert name not in declared
        else:
            assert set(NAMED_OTHERWISE.get((record, name), (name,))) <= declared


@pytest.mark.parametrize(
    ("record", "names"),
    [
        (Household, "applied_on approved_on approved_doc_no"),
        (Person, "national_no remark"),
        (FormerIdentity, "person_id name id_no used_until"),
        (AidStep, "aid_id step happened_on"),
        (User, "name role active"),
    ],
)
def test_what_the_issue_adds_to_the_model_is_declared(record: type[Record], names: str) -> None:
    assert set(names.split()) <= set(field_map(record))


@pytest.mark.parametrize("record", RECORDS)
def test_no_header_is_claimed_by_two_fields_of_a_record(record: type[Record]) -> None:
    owners = Counter(
        word for each in fields_of(record) for word in {plain(w) for w in (each.label, *each.headers)}
    )
    assert [word for word, count in owners.items() if count > 1] == []


def test_household_and_person_share_only_the_remark() -> None:
    """A sheet has the columns of both side by side: a word must say which is meant."""

    def claimed(record: type[Record]) -> set[str]:
        return {plain(w) for each in fields_of(record) if not each.own for w in (each.label, *each.headers)}

    assert claimed(Household) & claimed(Person) == {"备注"}


def test_a_serial_number_is_never_taken_for_a_file_number() -> None:
    assert not {"编号", "序号", "户号"} & set(field_map(Household)["archive_no"].headers)


@pytest.mark.parametrize("header", FORM_HEADERS.split())
def test_every_column_of_the_real_forms_finds_its_field(header: str) -> None:
    words = {plain(w) for r in (Household, Person) for f in fields_of(r) for w in (f.label, *f.headers)}
    assert plain(header) in words


@pytest.mark.parametrize("record", RECORDS)
def test_numbers_of_papers_telephones_and_accounts_are_sensitive(record: type[Record]) -> None:
    for each in fields_of(record):
        if isinstance(each.kind, IdNumber | BankCard) or (record is Person and isinstance(each.kind, Phone)):
            assert each.sensitive, each.name


def test_illness_is_sensitive_and_the_address_is_not() -> None:
    person, household = field_map(Person), field_map(Household)
    assert all(
        person[name].sensitive for name in ("health", "illness", "disability_type", "disability_level")
    )
    assert household["cause_text"].sensitive
    assert not household["address"].sensitive


@pytest.mark.parametrize("record", RECORDS)
def test_fields_of_one_section_stand_together(record: type[Record]) -> None:
    sections = [each.section for each in fields_of(record) if not each.own]
    starts = sections[:1] + [b for a, b in pairwise(sections) if a != b]
    assert len(starts) == len(set(sections))


@pytest.mark.parametrize("record", RECORDS)
def test_a_field_that_is_typed_has_a_section(record: type[Record]) -> None:
    assert [each.name for each in fields_of(record) if not each.own and not each.section] == []


@pytest.mark.parametrize("record", RECORDS)
def test_links_point_at_tables_that_travel(record: type[Record]) -> None:
    tables = {each.__tablename__ for each in TRAVELLING}
    for each in fields_of(record):
        if isinstance(each.kind, Link) and each.kind.table:
            assert each.kind.table in tables


@pytest.mark.parametrize("record", RECORDS)
def test_tables_obey_the_schema_rules(record: type[Record]) -> None:
    """sync.md E: key (org_id, id), nothing else unique, no foreign key, no running number.

    The id comes first: every row of a county has the same org_id.
    """
    table = table_of(record)
    assert [column.name for column in table.primary_key] == ["id", "org_id"]
    assert not table.c.org_id.nullable
    assert table.foreign_key_constraints == set()
    assert not [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    assert not [index for index in table.indexes if index.unique]
    for column in table.columns:
        assert column.autoincrement is not True
        assert column.default is None
        assert column.server_default is None
        assert column.identity is None


def test_indexes_are_few_because_each_slows_bulk_insert() -> None:
    indexed = {
        record.__tablename__: sorted(c.name for c in table_of(record).columns if c.index)
        for record in TRAVELLING
    }
    assert indexed["household"] == ["archive_no", "division_code", "status", "tier"]
    assert indexed["person"] == ["household_id", "id_no", "name"]
    assert indexed["visit"] == ["household_id", "visited_on"]
    assert indexed["aid"] == ["household_id", "paid_on", "person_id"]


def test_the_state_of_an_aid_is_nowhere_stored() -> None:
    assert not {"status", "state"} & set(table_of(Aid).columns.keys())


@pytest.mark.parametrize("record", RECORDS)
def test_several_choices_shown_are_read_back_the_same(record: type[Record]) -> None:
    """Labels joined by 、 must come apart again where a sheet goes out and in."""
    for each in fields_of(record):
        if isinstance(each.kind, Choices):
            every = tuple(each.kind.codes.by_code)
            for start in range(len(every)):
                some = every[start : start + min(3, each.kind.at_most)]
                assert each.parse(each.format(some), today=date(2026, 3, 5)) == some


def test_values_come_back_from_the_file_as_they_went_in() -> None:
    engine = create_engine("sqlite://")
    table = table_of(Household)
    table.create(engine)
    row = {
        "org_id": UUID(int=1),
        "id": UUID(int=2),
        "stamp_hlc": 1,
        "stamp_origin": 1,
        "stamp_seq": 1,
        "tier": "dibao",
        "minor_causes": ("schooling", "low_income"),
        "opened_on": date(2016, 3, 1),
        "declared_income": 1_200_050,
        "single_parent": True,
        "head_person_id": UUID(int=3),
        "floor_area": 8550,
    }
    with engine.begin() as connection:
        connection.execute(insert(table), row)
        found = connection.execute(select(table)).mappings().one()
    assert {name: found[name] for name in row} == row
    assert found["remark"] is None
    engine.dispose()
