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
        in_list=True,
    )
    value: Mapped[str | None] = field(
        "数值",
        Text(max_length=2000),
        section="参数",
        required=True,
        in_list=True,
    )
    valid_from: Mapped[date | None] = field(
        "生效日期",
        Day(),
        section="期限",
        required=True,
        group="period",
        in_list=True,
    )
    valid_to: Mapped[date | None] = field(
        "失效日期",
        Day(ahead=True),
        section="期限",
        group="period",
        help="含当日；不填表示至今有效。",
        in_list=True,
    )
    doc_no: Mapped[str | None] = field("依据文号", Text(max_length=100), section="期限", in_list=True)
    note: Mapped[str | None] = field("说明", Text(lines=2), section="期限")
