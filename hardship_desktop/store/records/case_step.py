"""What was done with a household's file, step by step."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes.household import STATUS
from hardship_desktop.domain.codes.office import USER_ROLE
from hardship_desktop.domain.flow import Taken, ids_of_text
from hardship_desktop.domain.household_flow import EXIT_KIND, STEP
from hardship_desktop.domain.kinds import Choice, Day, Link, Text
from hardship_desktop.store.base import Record, field


class CaseStep(Record):
    """One step of a matter; an append-only fact.

    `flow` tells of which life it is a step (`domain/household_flow.py`). The state of the file follows
    from all of its steps: `state` is what this one leads to, empty where it changes none, `follows` the
    steps that its writer saw last.
    """

    __tablename__ = "case_step"
    append_only: ClassVar[bool] = True

    household_id: Mapped[UUID | None] = field("所属户", Link(table="household"), own=True, index=True)
    flow: Mapped[str | None] = field("流程", Text(max_length=40), own=True, technical=True)
    step: Mapped[str | None] = field("环节", Choice(codes=STEP), required=True, own=True)
    follows: Mapped[str | None] = field("接续的环节", Text(max_length=4000), own=True, technical=True)
    happened_on: Mapped[date | None] = field("日期", Day(not_after_today=True), section="办理", required=True)
    state: Mapped[str | None] = field("到达状态", Choice(codes=STATUS), section="办理")
    exit_kind: Mapped[str | None] = field("退出原因", Choice(codes=EXIT_KIND), section="办理")
    opinion: Mapped[str | None] = field("意见", Text(max_length=1000, lines=2), section="办理")
    doc_no: Mapped[str | None] = field("文号", Text(max_length=100), section="办理")
    reason: Mapped[str | None] = field("原因", Text(max_length=500, lines=2), section="办理")
    handled_by: Mapped[UUID | None] = field("登记人", Link(table="user_account"), own=True)
    role: Mapped[str | None] = field("角色", Choice(codes=USER_ROLE), own=True)


def taken(row: dict[str, Any]) -> Taken:
    """A row's part in the flow."""
    return Taken(
        row["id"].bytes, row["step"] or "", row["state"], ids_of_text(row["follows"]), row["happened_on"]
    )
