"""The day of the next visit, proposed when the day of this one is typed."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.form import Form


class VisitProposal(QObject):
    """Follows a form of a visit; what the person typed into 下次走访 is never changed."""

    def __init__(self, room: Room, form: Form) -> None:
        super().__init__(form)
        self._form, self._visits, self._tasks = form, room.services.visits, room.tasks
        self._household: UUID | None = None
        self._proposed = ""
        form.filled.connect(self._filled)

    def begin(self, household: UUID) -> None:
        """The form now shows a visit to this household."""
        self._household, self._proposed = household, ""

    def _filled(self, name: str, value: Any) -> None:
        if name == "visited_on" and value and self._household:
            arrived = partial(self._arrived, self._household)
            self._tasks.run(self._visits.proposal, self._household, value, done=arrived)

    def _arrived(self, household: UUID, proposal: tuple[date, str] | None) -> None:
        cell = self._form.cell("next_due")
        if proposal is None or household != self._household or cell.editor.raw() not in ("", self._proposed):
            return
        day, words = proposal
        self._form.fill({"next_due": day}, only_empty=False)
        self._proposed = cell.editor.raw()
        cell.explain(words)
