"""Money and goods given. Both records only ever grow: a mistake is undone by a further step."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import aid as codes
from hardship_desktop.domain.codes.person import STUDENT_STAGE
from hardship_desktop.domain.kinds import Choice, Day, IdNumber, Integer, Link, Money, PersonName, Text
from hardship_desktop.store.base import Record, field

WHAT = "帮扶"
DECISION = "审批"
PAYMENT = "发放"

MEDICAL = ("item", frozenset({"medical"}))
EDUCATION = ("item", frozenset({"education"}))
TRAINING = ("item", frozenset({"training"}))
JOB = ("item", frozenset({"job_intro", "work_study", "transition_post"}))


class Aid(Record):
    """One aid to one person, with or without a household's file (2022 fund rules).

    It has no state of its own: planned, approved, paid, returned or void follows
    from its steps (`AidStep`). A wrong amount is a void step and a new aid that
    names this one in `replaces_id`.
    """

    __tablename__ = "aid"

    aid_no: Mapped[str | None] = field("发放编号", Text(max_length=40), section=WHAT, own=True, in_list=True)
    household_id: Mapped[UUID | None] = field(
        "所属户", Link(table="household"), section=WHAT, own=True, index=True
    )
    person_id: Mapped[UUID | None] = field(
        "受助人", Link(table="person"), section=WHAT, required=True, in_list=True, index=True
    )
    item: Mapped[str | None] = field(
        "帮扶项目",
        Choice(codes=codes.ITEM),
        section=WHAT,
        required=True,
        in_list=True,
    )
    hospital: Mapped[str | None] = field("就诊医院", Text(max_length=100), section=WHAT, when=MEDICAL)
    diagnosis: Mapped[str | None] = field(
        "诊断", Text(max_length=200), section=WHAT, sensitive=True, when=MEDICAL
    )
    medical_total_fen: Mapped[int | None] = field("医疗总费用", Money(), section=WHAT, when=MEDICAL)
    medical_reimbursed_fen: Mapped[int | None] = field("医疗已报销", Money(), section=WHAT, when=MEDICAL)
    medical_self_paid_fen: Mapped[int | None] = field("医疗自付", Money(), section=WHAT, when=MEDICAL)
    school: Mapped[str | None] = field("就读学校", Text(max_length=100), section=WHAT, when=EDUCATION)
    student_stage: Mapped[str | None] = field(
        "就读学段", Choice(codes=STUDENT_STAGE), section=WHAT, when=EDUCATION
    )
    tuition_fen: Mapped[int | None] = field(
        "学费", Money(), section=WHAT, help="每学年，元。", when=EDUCATION
    )
    admission_no: Mapped[str | None] = field(
        "录取通知书编号", Text(max_length=60), section=WHAT, when=EDUCATION
    )
    training_course: Mapped[str | None] = field("培训课程", Text(max_length=100), section=WHAT, when=TRAINING)
    training_hours: Mapped[int | None] = field(
        "培训学时", Integer(minimum=1, maximum=9999, unit="学时"), section=WHAT, when=TRAINING
    )
    training_certificate: Mapped[str | None] = field(
        "培训证书", Text(max_length=100), section=WHAT, when=TRAINING
    )
    job_unit: Mapped[str | None] = field("用工单位", Text(max_length=100), section=WHAT, when=JOB)
    job_post: Mapped[str | None] = field("岗位", Text(max_length=60), section=WHAT, when=JOB)
    job_from: Mapped[date | None] = field("上岗日期", Day(), section=WHAT, group="job", when=JOB)
    job_to: Mapped[date | None] = field("离岗日期", Day(ahead=True), section=WHAT, group="job", when=JOB)
    job_monthly_fen: Mapped[int | None] = field("月报酬", Money(), section=WHAT, help="元。", when=JOB)
    batch_id: Mapped[UUID | None] = field("资金批次", Link(table="fund_batch"), section=WHAT, in_list=True)
    amount_fen: Mapped[int | None] = field(
        "金额",
        Money(),
        section=WHAT,
        group="payment",
        help="元；只发实物时不填。",
        in_list=True,
    )
    in_kind_desc: Mapped[str | None] = field(
        "实物名称",
        Text(max_length=200),
        section=WHAT,
        group="goods",
    )
    in_kind_value_fen: Mapped[int | None] = field(
        "实物折价",
        Money(),
        section=WHAT,
        group="goods",
    )

    decided_on: Mapped[date | None] = field("会议日期", Day(not_after_today=True), section=DECISION)
    meeting_no: Mapped[str | None] = field(
        "会议文号",
        Text(max_length=100),
        section=DECISION,
    )

    paid_on: Mapped[date | None] = field(
        "发放日期",
        Day(not_after_today=True),
        section=PAYMENT,
        in_list=True,
        index=True,
    )
    method: Mapped[str | None] = field(
        "发放方式",
        Choice(codes=codes.METHOD),
        section=PAYMENT,
        in_list=True,
    )
    payee: Mapped[str | None] = field(
        "收款人",
        PersonName(),
        section=PAYMENT,
        group="payment",
        help="与受助人不同时填写。",
    )
    proxy_name: Mapped[str | None] = field("代领人", PersonName(), section=PAYMENT, group="proxy")
    proxy_id_no: Mapped[str | None] = field(
        "代领人身份证号",
        IdNumber(),
        section=PAYMENT,
        sensitive=True,
        group="proxy",
    )
    receipt_id: Mapped[UUID | None] = field("签收附件", Link(table="attachment"), section=PAYMENT)
    bank_receipt_no: Mapped[str | None] = field("银行回单号", Text(max_length=60), section=PAYMENT)
    cap_check: Mapped[str | None] = field("限额核对", Text(max_length=2000), section=PAYMENT, own=True)
    entered_national_on: Mapped[date | None] = field(
        "录入全国系统日期", Day(not_after_today=True), section=PAYMENT
    )
    replaces_id: Mapped[UUID | None] = field("更正的发放", Link(table="aid"), section=PAYMENT, own=True)
    remark: Mapped[str | None] = field("备注", Text(max_length=500), section=PAYMENT)


class AidStep(Record):
    """One thing that happened to an aid; an append-only fact."""

    __tablename__ = "aid_step"
    append_only: ClassVar[bool] = True

    aid_id: Mapped[UUID | None] = field("发放", Link(table="aid"), required=True, own=True, index=True)
    step: Mapped[str | None] = field(
        "环节", Choice(codes=codes.STEP), section="环节", required=True, in_list=True
    )
    happened_on: Mapped[date | None] = field(
        "日期",
        Day(not_after_today=True),
        section="环节",
        required=True,
        in_list=True,
    )
    amount_fen: Mapped[int | None] = field(
        "涉及金额",
        Money(),
        section="环节",
        help="退回一部分时填写退回数，元。",
        in_list=True,
    )
    doc_no: Mapped[str | None] = field("文号或回单号", Text(max_length=100), section="环节", in_list=True)
    note: Mapped[str | None] = field("说明", Text(max_length=500, lines=2), section="环节", in_list=True)
