"""What the program sees while a person is typed in: what the ID number says, what does not agree."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.people import second_head
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.form import Form

Elsewhere = Callable[[list[Mapping[str, Any]]], tuple[str, bool]]
"""The sentence on where else a person stands, and whether it forbids saving."""


def good_values(form: Form, fields: tuple[Field, ...], today: date) -> dict[str, Any]:
    """What is typed and sound so far; what is wrong or behind stars is absent."""
    values = {}
    for field in fields:
        editor = form.editor(field.name)
        if editor.hidden_value or editor.read_only:
            continue
        try:
            values[field.name] = editor.value(today)
        except UserError:
            continue
    return values


def also_in(found: list[Mapping[str, Any]]) -> str:
    """Where else: 档案 5303…的“王敏”."""
    return "、".join(f"档案 {each['archive_no'] or '（未编号）'} 的“{each['name']}”" for each in found)


class PersonChecks(QObject):
    """Follows a form of a person and speaks beside its fields; gone with it."""

    def __init__(
        self,
        room: Room,
        form: Form,
        elsewhere: Elsewhere,
        fields: tuple[Field, ...],
    ) -> None:
        super().__init__(form)
        self._form, self._people = form, room.services.people
        self._tasks, self._today = room.tasks, room.today
        self._elsewhere = elsewhere
        self._fields = fields
        self._head: str | None = None
        self._saved: dict[str, Any] = {}
        self._own: UUID | None = None
        self._said: set[str] = set()
        self._other: tuple[str, str, bool] = ("", "", False)
        self._told: dict[str, Any] = {}
        form.filled.connect(self._filled)

    def begin(self, saved: Values, own: UUID | None, *, head: str | None = None) -> None:
        """The form now shows this person; `own` is None for a new one.

        `head` is the name of the household's head when that is somebody else.
        """
        self._saved, self._own, self._head = dict(saved), own, head
        self._said.clear()
        self._other = ("", "", False)
        self._told = self._people.filled({"id_no": saved.get("id_no")})

    def values(self) -> dict[str, Any]:
        """All that is known: saved values under those typed."""
        return {**self._saved, **good_values(self._form, self._fields, self._today())}

    def _filled(self, name: str, value: Any) -> None:
        if name == "id_no" and value:
            self._fill_in()
            self._tasks.run(self._people.elsewhere, value, self._own, done=partial(self._found, value))
        self._show()

    def _fill_in(self) -> None:
        """What the ID number says, also in the place of what the number before it had said."""
        values = self.values()
        told = {name for name, value in self._told.items() if values.get(name) == value}
        said = self._people.filled({name: each for name, each in values.items() if name not in told})
        self._form.fill({name: each for name, each in said.items() if name in told}, only_empty=False)
        self._form.fill(said)
        self._told = said

    def _found(self, id_no: str, found: list[Mapping[str, Any]]) -> None:
        self._other = (id_no, *self._elsewhere(found)) if found else ("", "", False)
        self._show()

    def _show(self) -> None:
        """Say everything again: what was mended is no longer said."""
        values = self.values()
        said: dict[str, tuple[str, bool]] = {}
        id_no, text, forbids = self._other
        if id_no and values.get("id_no") == id_no:
            said["id_no"] = (text, forbids)
        names = {field.name for field in self._fields}
        for problem in (*self._people.problems(values), *second_head(values, self._head)):
            if problem.field in names:
                said.setdefault(problem.field, (problem.message, not problem.warning))
        for name in self._said - set(said):
            self._form.cell(name).say("")
        for name, (sentence, wrong) in said.items():
            self._form.cell(name).say(sentence, wrong=wrong)
        self._said = set(said)
