"""One contact with a household, 走访记录."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import visit as codes
from hardship_desktop.domain.kinds import Choice, Day, Link, Names, Text
from hardship_desktop.store.base import Record, field

VISIT = "走访"
SIX = "六清"
RESULT = "诉求与结论"


class Visit(Record):
    """A visit at home or a call by telephone, with the six 清 of Yunnan as its body."""

    __tablename__ = "visit"

    household_id: Mapped[UUID | None] = field(
        "户", Link(table="household"), section=VISIT, required=True, own=True, index=True
    )
    form_no: Mapped[str | None] = field(
        "走访表号",
        Text(max_length=40),
        section=VISIT,
        rare=True,
        help="印在纸质走访表上的编号，照抄即可；没有就留空。",
        in_list=True,
    )
    kind: Mapped[str | None] = field(
        "走访类型",
        Choice(codes=codes.KIND),
        section=VISIT,
        required=True,
        in_list=True,
    )
    visited_on: Mapped[date | None] = field(
        "走访日期",
        Day(not_after_today=True),
        section=VISIT,
        in_list=True,
        index=True,
    )
    visitors: Mapped[str | None] = field(
        "走访人",
        Names(at_least=1),
        section=VISIT,
        required=True,
        help="入户走访写两人以上，电话回访一人即可；用顿号隔开。",
        in_list=True,
    )
    place: Mapped[str | None] = field("走访地点", Text(max_length=200), section=VISIT)
    present: Mapped[str | None] = field("在场人", Names(), section=VISIT, rare=True)
    planned_on: Mapped[date | None] = field(
        "计划日期",
        Day(ahead=True),
        section=VISIT,
        rare=True,
    )

    found_basics: Mapped[str | None] = field(
        "家庭基本情况",
        Text(max_length=2000, lines=3),
        section=SIX,
        sensitive=True,
        help="人口、收入、致困原因和帮扶需求。",
    )
    found_aid_received: Mapped[str | None] = field(
        "已享受政策和资金",
        Text(max_length=2000, lines=3),
        section=SIX,
    )
    found_difficulties: Mapped[str | None] = field(
        "当前存在困难",
        Text(max_length=2000, lines=3),
        section=SIX,
        sensitive=True,
    )
    found_measures: Mapped[str | None] = field(
        "后续帮扶措施",
        Text(max_length=2000, lines=3),
        section=SIX,
    )
    found_results: Mapped[str | None] = field(
        "措施成效",
        Text(max_length=2000, lines=3),
        section=SIX,
        rare=True,
    )
    found_pairing: Mapped[str | None] = field(
        "结对帮扶记录",
        Text(max_length=2000, lines=3),
        section=SIX,
        rare=True,
    )

    requests: Mapped[str | None] = field(
        "诉求与问题",
        Text(max_length=2000, lines=4),
        section=RESULT,
        sensitive=True,
    )
    conclusion: Mapped[str | None] = field(
        "走访结论",
        Choice(codes=codes.CONCLUSION),
        section=RESULT,
        in_list=True,
    )
    next_due: Mapped[date | None] = field("下次走访", Day(ahead=True), section=RESULT, in_list=True)
    sign_scan_id: Mapped[UUID | None] = field("签字扫描件", Link(table="attachment"), section=RESULT)
    source: Mapped[str | None] = field("录入来源", Choice(codes=codes.SOURCE), section=RESULT, own=True)
    remark: Mapped[str | None] = field("备注", Text(max_length=500), section=RESULT, rare=True)
