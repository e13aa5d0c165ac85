"""Who asked to see, print or export sensitive values, and why."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.kinds import Link, Text
from hardship_desktop.store.base import Record, field


class Disclosure(Record):
    """One lifting of the mask; the log holds user and instant. `table_name` and `row_id` may be empty."""

    __tablename__ = "disclosure"

    table_name: Mapped[str | None] = field("数据表", Text(max_length=40), own=True)
    row_id: Mapped[UUID | None] = field("记录", Link(), own=True)
    what: Mapped[str | None] = field("内容", Text(max_length=200), own=True, in_list=True)
    reason: Mapped[str | None] = field("原因", Text(max_length=200), own=True, in_list=True)
