"""What a household earns, must spend, and owns: the items that an assessment adds up."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import household as codes
from hardship_desktop.domain.kinds import Choice, Day, Link, Money, Text, YesNo
from hardship_desktop.store.base import Record, field


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
        in_list=True,
    )
    period_from: Mapped[date | None] = field(
        "起始日期",
        Day(month_ok=True),
        section="收入",
        group="period",
        in_list=True,
    )
    period_to: Mapped[date | None] = field(
        "截止日期",
        Day(month_ok=True),
        section="收入",
        group="period",
        in_list=True,
    )
    amount_fen: Mapped[int | None] = field(
        "金额",
        Money(),
        section="收入",
        required=True,
        help="该期间合计，元。",
        in_list=True,
    )
    counted: Mapped[bool | None] = field("计入收入", YesNo(), section="收入", in_list=True)
    evidence_id: Mapped[UUID | None] = field("凭证附件", Link(table="attachment"), section="收入")
    note: Mapped[str | None] = field("说明", Text(max_length=200), section="收入")


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
        in_list=True,
    )
    period_from: Mapped[date | None] = field(
        "起始日期",
        Day(month_ok=True),
        section="支出",
        group="period",
        in_list=True,
    )
    period_to: Mapped[date | None] = field(
        "截止日期",
        Day(month_ok=True),
        section="支出",
        group="period",
        in_list=True,
    )
    gross_fen: Mapped[int | None] = field(
        "总费用",
        Money(),
        section="支出",
        group="amount",
        in_list=True,
    )
    reimbursed_fen: Mapped[int | None] = field(
        "报销减免",
        Money(),
        section="支出",
        group="amount",
        in_list=True,
    )
    self_paid_fen: Mapped[int | None] = field(
        "自付金额",
        Money(),
        section="支出",
        required=True,
        group="amount",
        help="总费用减去报销减免，元。",
        in_list=True,
    )
    counted: Mapped[bool | None] = field("计入刚性支出", YesNo(), section="支出", in_list=True)
    evidence_id: Mapped[UUID | None] = field("凭证附件", Link(table="attachment"), section="支出")
    note: Mapped[str | None] = field("说明", Text(max_length=200), section="支出", sensitive=True)


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
        in_list=True,
    )
    detail: Mapped[str | None] = field(
        "财产说明",
        Text(max_length=500, lines=2),
        section="财产",
        help="如房屋面积和套数、车牌和购置年份。",
        in_list=True,
    )
    value_fen: Mapped[int | None] = field("价值", Money(), section="财产", help="元。", in_list=True)
    exempt_reason: Mapped[str | None] = field("豁免理由", Text(max_length=200), section="财产", in_list=True)
