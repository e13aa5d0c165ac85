"""Names and ID numbers that a person bore before."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import person as codes
from hardship_desktop.domain.kinds import Choice, Day, IdNumber, Link, PersonName, Text
from hardship_desktop.store.base import Record, field


class FormerIdentity(Record):
    """A name or an ID number that a person no longer bears; still found by search."""

    __tablename__ = "former_identity"

    person_id: Mapped[UUID | None] = field("人员", Link(table="person"), required=True, own=True, index=True)
    name: Mapped[str | None] = field("曾用姓名", PersonName(), section="曾用身份", in_list=True)
    id_type: Mapped[str | None] = field(
        "原证件类型", Choice(codes=codes.ID_TYPE), section="曾用身份", group="id"
    )
    id_no: Mapped[str | None] = field(
        "原证件号码",
        IdNumber(),
        section="曾用身份",
        sensitive=True,
        group="id",
        in_list=True,
        index=True,
    )
    used_until: Mapped[date | None] = field(
        "使用至",
        Day(not_after_today=True),
        section="曾用身份",
        in_list=True,
    )
    reason: Mapped[str | None] = field("变更原因", Text(max_length=200), section="曾用身份", in_list=True)
