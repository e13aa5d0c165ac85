"""What a household earns, must spend, and owns: the items that an assessment adds up."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import household as codes
from hardship_desktop.domain.kinds import Choice, Day, Link, Money, Text, YesNo
from hardship_desktop.store.base import Record, field
from hardship_desktop.store.records.words import words


class IncomeItem(Record):
    """An amount that came in during a period (邢台市认定标准: 12 months before application)."""

    __tablename__ = "income_item"

    household_id: Mapped[UUID | None] = field("所属户", Link(table="household"), own=True, index=True)
    person_id: Mapped[UUID | None] = field("收入人", Link(table="person"), section="收入", in_list=True)
    kind: Mapped[str | None] = field(
        "收入种类",
        Choice(codes=codes.INCOME_KIND),
        section="收入",
        required=True,
        headers=words("收入类型 收入类别 收入来源 收入项目"),
        in_list=True,
    )
    period_from: Mapped[date | None] = field(
        "起始日期",
        Day(month_ok=True),
        section="收入",
        headers=("开始日期", "起始时间"),
        group="period",
        in_list=True,
    )
    period_to: Mapped[date | None] = field(
        "截止日期",
        Day(month_ok=True),
        section="收入",
        headers=("结束日期", "截止时间"),
        group="period",
        in_list=True,
    )
    amount_fen: Mapped[int | None] = field(
        "金额",
        Money(),
        section="收入",
        required=True,
        headers=("收入金额", "收入"),
        help="该期间合计，元。",
        in_list=True,
    )
    counted: Mapped[bool | None] = field(
        "计入收入", YesNo(), section="收入", headers=("是否计入", "是否计入收入"), in_list=True
    )
    evidence_id: Mapped[UUID | None] = field("凭证附件", Link(table="attachment"), section="收入")
    note: Mapped[str | None] = field("说明", Text(max_length=200), section="收入", headers=("备注",))


class ExpenseItem(Record):
    """A rigid expense of a period: only the self-paid part counts (刚性支出)."""

    __tablename__ = "expense_item"

    household_id: Mapped[UUID | None] = field("所属户", Link(table="household"), own=True, index=True)
    person_id: Mapped[UUID | None] = field("支出人", Link(table="person"), section="支出", in_list=True)
    kind: Mapped[str | None] = field(
        "支出种类",
        Choice(codes=codes.EXPENSE_KIND),
        section="支出",
        required=True,
        headers=words("支出类型 支出类别 支出项目 刚性支出"),
        in_list=True,
    )
    period_from: Mapped[date | None] = field(
        "起始日期",
        Day(month_ok=True),
        section="支出",
        headers=("开始日期", "起始时间"),
        group="period",
        in_list=True,
    )
    period_to: Mapped[date | None] = field(
        "截止日期",
        Day(month_ok=True),
        section="支出",
        headers=("结束日期", "截止时间"),
        group="period",
        in_list=True,
    )
    gross_fen: Mapped[int | None] = field(
        "总费用",
        Money(),
        section="支出",
        headers=("总金额", "费用总额", "支出金额"),
        group="amount",
        in_list=True,
    )
    reimbursed_fen: Mapped[int | None] = field(
        "报销减免",
        Money(),
        section="支出",
        headers=("报销金额", "已报销", "减免金额"),
        group="amount",
        in_list=True,
    )
    self_paid_fen: Mapped[int | None] = field(
        "自付金额",
        Money(),
        section="支出",
        required=True,
        headers=words("自付 个人自付 自费金额 个人负担"),
        group="amount",
        help="总费用减去报销减免，元。",
        in_list=True,
    )
    counted: Mapped[bool | None] = field(
        "计入刚性支出", YesNo(), section="支出", headers=("是否计入", "是否计入支出"), in_list=True
    )
    evidence_id: Mapped[UUID | None] = field("凭证附件", Link(table="attachment"), section="支出")
    note: Mapped[str | None] = field(
        "说明", Text(max_length=200), section="支出", sensitive=True, headers=("备注",)
    )


class AssetItem(Record):
    """Something owned that may bar a tier unless there is a reason to exempt it."""

    __tablename__ = "asset_item"

    household_id: Mapped[UUID | None] = field("所属户", Link(table="household"), own=True, index=True)
    owner_person_id: Mapped[UUID | None] = field("所有人", Link(table="person"), section="财产", in_list=True)
    kind: Mapped[str | None] = field(
        "财产种类",
        Choice(codes=codes.ASSET_KIND),
        section="财产",
        required=True,
        headers=("财产类型", "财产类别", "资产类型"),
        in_list=True,
    )
    detail: Mapped[str | None] = field(
        "财产说明",
        Text(max_length=500, lines=2),
        section="财产",
        headers=words("说明 财产情况 详情 财产状况"),
        help="如房屋面积和套数、车牌和购置年份。",
        in_list=True,
    )
    value_fen: Mapped[int | None] = field(
        "价值", Money(), section="财产", headers=words("估价 金额 购置价 财产价值"), help="元。", in_list=True
    )
    exempt_reason: Mapped[str | None] = field(
        "豁免理由", Text(max_length=200), section="财产", headers=("不计理由", "豁免原因"), in_list=True
    )
