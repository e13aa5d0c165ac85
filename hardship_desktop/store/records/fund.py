"""Money that came in: a batch of one source for certain items and archive levels."""

from datetime import date

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import aid, household
from hardship_desktop.domain.kinds import Choice, Choices, Day, Integer, Money, Text
from hardship_desktop.store.base import Record, field

FUND = "资金"
SCOPE = "使用范围"


class FundBatch(Record):
    """资金批次: what may be paid from it is limited by item and level (平顶山市总2019年修订)."""

    __tablename__ = "fund_batch"

    name: Mapped[str | None] = field(
        "批次名称",
        Text(max_length=100),
        section=FUND,
        required=True,
        in_list=True,
    )
    year: Mapped[int | None] = field(
        "年度",
        Integer(minimum=1990, maximum=2100, unit="年"),
        section=FUND,
        required=True,
        in_list=True,
    )
    source: Mapped[str | None] = field(
        "资金来源",
        Choice(codes=aid.SOURCE),
        section=FUND,
        required=True,
        in_list=True,
    )
    doc_no: Mapped[str | None] = field("下达文号", Text(max_length=100), section=FUND, in_list=True)
    received_on: Mapped[date | None] = field("到账日期", Day(not_after_today=True), section=FUND)
    total_fen: Mapped[int | None] = field(
        "总金额",
        Money(),
        section=FUND,
        required=True,
        help="元。",
        in_list=True,
    )
    item_scope: Mapped[tuple[str, ...] | None] = field(
        "可用项目",
        Choices(codes=aid.ITEM),
        section=SCOPE,
        help="不填表示不限。",
    )
    allowed_levels: Mapped[tuple[str, ...] | None] = field(
        "可用层级",
        Choices(codes=household.ARCHIVE_LEVEL),
        section=SCOPE,
        help="不填表示不限。",
    )
    valid_from: Mapped[date | None] = field("起用日期", Day(), section=SCOPE, group="period")
    valid_to: Mapped[date | None] = field("截止日期", Day(ahead=True), section=SCOPE, group="period")
    remark: Mapped[str | None] = field("备注", Text(max_length=500, lines=2), section=SCOPE)
