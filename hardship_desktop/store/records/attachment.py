"""Papers and pictures; the content lies sealed beside the database under its own hash."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import office
from hardship_desktop.domain.kinds import Choice, Day, Integer, Link, Text
from hardship_desktop.store.base import Record, field


class Attachment(Record):
    """One file of a household, a person, a visit or an aid; equal content is kept once."""

    __tablename__ = "attachment"

    household_id: Mapped[UUID | None] = field("所属户", Link(table="household"), own=True, index=True)
    person_id: Mapped[UUID | None] = field("所属人员", Link(table="person"), section="附件")
    visit_id: Mapped[UUID | None] = field("所属走访", Link(table="visit"), own=True)
    aid_id: Mapped[UUID | None] = field("所属发放", Link(table="aid"), own=True)
    kind: Mapped[str | None] = field(
        "附件类型",
        Choice(codes=office.ATTACHMENT_KIND),
        section="附件",
        required=True,
        in_list=True,
    )
    filename: Mapped[str | None] = field(
        "附件名称",
        Text(max_length=200),
        section="附件",
        required=True,
        sensitive=True,
        in_list=True,
    )
    pages: Mapped[int | None] = field(
        "页数", Integer(minimum=1, maximum=10_000, unit="页"), section="附件", in_list=True
    )
    dated_on: Mapped[date | None] = field("材料日期", Day(not_after_today=True), section="附件", in_list=True)
    media_type: Mapped[str | None] = field(
        "文件格式", Text(max_length=100), section="附件", own=True, technical=True
    )
    size: Mapped[int | None] = field(
        "大小", Integer(maximum=2**40, unit="字节"), section="附件", own=True, technical=True, in_list=True
    )
    sha256: Mapped[str | None] = field(
        "内容摘要",
        Text(max_length=64),
        section="附件",
        own=True,
        technical=True,
        help="内容的 SHA-256，64 位十六进制小写；封存时以此命名。",
    )
    note: Mapped[str | None] = field("备注", Text(max_length=500), section="附件")
