"""The way of a household's file: its state, the steps taken, and a button for each that may be taken now."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from hardship_desktop.domain.flow import Step
from hardship_desktop.domain.lists import Column, Fields, Row
from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.pages.records_tab import RecordsTab
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.flow import Flow
from hardship_desktop.services.flows import Case, Flows
from hardship_desktop.services.households import HouseholdFile

EMPTY = "还没有登记办理环节。纸上早已办好的，点“接续登记”写明现在的状态；新的申请从“受理申请”起逐步登记。"
TOLD = ("exit_kind", "opinion", "doc_no", "reason")


class StepsTab(RecordsTab):
    """办理."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, _columns(), noun="办理环节", empty=EMPTY)
        self._flows = room.services.flows
        self._household: UUID | None = None
        self._form: RecordForm | None = None
        self._steps: dict[str, QPushButton] = {}
        self.note.setWordWrap(True)
        offered = QWidget()
        self._offer = Flow(offered)
        self.column.insertWidget(1, offered)

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show the steps, the latest first."""
        self._household = file.id
        self.room.tasks.run(
            self._flows.case, (file.org_id, file.id), done=partial(self._show_case, read_only)
        )

    def add(self) -> None:
        """Go to the first step that may be taken."""
        for each in self._steps.values():
            each.setFocus()
            return

    def _show_case(self, read_only: bool, case: Case) -> None:
        self.show_rows(case.steps[::-1], read_only=read_only)
        self.note.setText(f"现在：{case.state_text}。{case.notice}")
        for each in self._steps.values():
            self._offer.removeWidget(each)
            each.deleteLater()
        steps = () if read_only else case.allowed
        self._steps = {step.name: button(step.label, partial(self.take, step, case)) for step in steps}
        for each in self._steps.values():
            self._offer.addWidget(each)

    def take(self, step: Step, case: Case) -> None:
        """Type in what a step notes."""
        assert self._household is not None
        values: dict[str, Any] = {"happened_on": self.room.today()}
        if "state" in step.fields:
            values["state"] = case.offered or "active"
        subject = Subject(
            step.label,
            f"case_step:{step.name}:{self._household}",
            partial(self._flows.take, self._household, step.name),
        )
        if self._form is not None:
            self.removeWidget(self._form)
            self._form.deleteLater()
        self._form = RecordForm(self.room, self._flows.fields(step), verb="登记")
        self.open_form(self._form, subject)
        self._form.form.fill(values)  # as if typed: Ctrl+S saves a step that needs no more than its day
        self._form.form.focus_first()  # all of the day is chosen: another one typed takes its place


def _columns() -> tuple[Column, ...]:
    step = Fields("case_step", Flows.record_fields())
    fields = {field.name: field for field in Flows.record_fields()}

    def words(row: Row) -> str:
        return "；".join(fields[name].format(row[name]) for name in TOLD if row[name])

    return (
        step.column("happened_on", 106),
        step.column("step", 150),
        step.column("state", 96),
        Column("told", "意见、文号、原因", 240, show=words, stretches=True),
        Column("who", "登记人", 96),
        step.column("role", 80),
    )
