"""A union office: the county itself, its city, and the unions below it."""

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import office
from hardship_desktop.domain.kinds import Choice, CreditCode, Digits, Phone, Text
from hardship_desktop.store.base import Record, field


class Organisation(Record):
    """A union organisation. The office whose file this is has `id == org_id`."""

    __tablename__ = "organisation"

    org_code: Mapped[str | None] = field(
        "工会编码",
        Text(max_length=30),
        section="单位",
        in_list=True,
    )
    name: Mapped[str | None] = field(
        "单位名称",
        Text(max_length=100),
        section="单位",
        required=True,
        in_list=True,
    )
    level: Mapped[str | None] = field(
        "工会层级", Choice(codes=office.ORG_LEVEL), section="单位", in_list=True
    )
    parent_code: Mapped[str | None] = field("上级工会编码", Text(max_length=30), section="单位")
    uscc: Mapped[str | None] = field(
        "统一社会信用代码",
        CreditCode(),
        section="单位",
        help="18 位，工会以 81 开头（GB 32100-2015）。",
    )
    division_code: Mapped[str | None] = field("行政区划代码", Digits(lengths=(6, 9, 12)), section="单位")
    contact: Mapped[str | None] = field("联系人", Text(max_length=50), section="联系")
    phone: Mapped[str | None] = field("联系电话", Phone(), section="联系", in_list=True)
