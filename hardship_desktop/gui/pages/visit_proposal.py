"""What is offered and asked while a visit is typed: visitors, the next day, a form number used twice."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from hardship_desktop.domain.fields import Values
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.editors.names import NamesEditor
from hardship_desktop.gui.widgets.form import Form


class VisitProposal(QObject):
    """Follows a form of a visit; what the person typed into 下次走访 is never changed."""

    def __init__(self, room: Room, form: Form) -> None:
        super().__init__(form)
        self._form, self._visits, self._tasks = form, room.services.visits, room.tasks
        visitors = form.editor("visitors")
        assert isinstance(visitors, NamesEditor)
        self._offer = visitors.offer
        self._household: UUID | None = None
        self._proposed = ""
        form.filled.connect(self._filled)

    def begin(self, household: UUID, visited_on: date | None = None) -> None:
        """The form now shows a visit to this household, a new one with this day in it already."""
        self._household, self._proposed = household, ""
        self._tasks.run(self._visits.visitors, done=self._offer)
        if visited_on:
            self._ask(visited_on, self._form.give)

    def _filled(self, name: str, value: Any) -> None:
        if name == "visited_on" and value:
            self._ask(value, partial(self._form.fill, only_empty=False))

    def _ask(self, visited_on: date, put: Callable[[Values], None]) -> None:
        if self._household:
            arrived = partial(self._arrived, self._household, put)
            self._tasks.run(self._visits.proposal, self._household, visited_on, done=arrived)

    def _arrived(
        self, household: UUID, put: Callable[[Values], None], proposal: tuple[date, str] | None
    ) -> None:
        cell = self._form.cell("next_due")
        if proposal is None or household != self._household or cell.editor.raw() not in ("", self._proposed):
            return
        day, words = proposal
        put({"next_due": day})
        self._proposed = cell.editor.raw()
        cell.explain(words)


def ask_same_form(room: Room, own: UUID | None, values: dict[str, Any], go_on: Callable[[], None]) -> None:
    """A form number that another visit bears already is asked about: a paper is typed in once."""
    if not values.get("form_no"):
        go_on()
        return
    found = partial(_ask_about, room, values["form_no"], go_on)
    room.tasks.run(room.services.visits.bearing, values["form_no"], own, done=found)


def _ask_about(room: Room, number: str, go_on: Callable[[], None], others: list[dict[str, Any]]) -> None:
    named = "、".join(f"{each['head_name'] or ''} {each['visited_on'] or ''}".strip() for each in others)
    question = f"走访表 {number} 已经录入过：{named}。"
    if not others or room.messages.ask(question, "仍然保存", back="返回核对"):
        go_on()
