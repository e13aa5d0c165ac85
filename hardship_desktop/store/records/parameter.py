"""Rule parameters with effective dates and the document that set them."""

from datetime import date

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import parameter
from hardship_desktop.domain.kinds import Choice, Day, Text
from hardship_desktop.store.base import Record, field


class Parameter(Record):
    """One value of one rule parameter, valid from a day on (county_param of the model)."""

    __tablename__ = "parameter"

    key: Mapped[str | None] = field(
        "参数",
        Choice(codes=parameter.PARAMETER),
        section="参数",
        required=True,
        headers=("参数名称", "项目"),
        in_list=True,
    )
    value: Mapped[str | None] = field(
        "数值",
        Text(max_length=2000),
        section="参数",
        required=True,
        headers=("参数值", "值", "标准"),
        in_list=True,
    )
    valid_from: Mapped[date | None] = field(
        "生效日期",
        Day(),
        section="期限",
        required=True,
        headers=("起始日期", "开始日期", "执行日期"),
        group="period",
        in_list=True,
    )
    valid_to: Mapped[date | None] = field(
        "失效日期",
        Day(ahead=True),
        section="期限",
        headers=("终止日期", "截止日期", "结束日期"),
        group="period",
        help="含当日；不填表示至今有效。",
        in_list=True,
    )
    doc_no: Mapped[str | None] = field(
        "依据文号", Text(max_length=100), section="期限", headers=("文号", "依据"), in_list=True
    )
    note: Mapped[str | None] = field("说明", Text(lines=2), section="期限", headers=("备注",))
