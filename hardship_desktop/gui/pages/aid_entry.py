"""An aid typed in: to a member of a household, or to a person without a file."""

from functools import partial
from typing import Any
from uuid import UUID

from hardship_desktop.gui.pages.entry_page import EntryPage
from hardship_desktop.gui.pages.household_aids import aid_form_fields, ask_overspending, batch_names
from hardship_desktop.gui.pages.linked import Choices, from_form, member_names
from hardship_desktop.gui.pages.picking import person_box
from hardship_desktop.gui.pages.record_form import Subject
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.services.desk import Changed, Key
from hardship_desktop.services.households import HouseholdFile
from hardship_desktop.services.searching import Result

HINT = "先选帮扶的是谁：输入姓名、拼音首字母、身份证号或档案编号，按回车。"


class AidEntryPage(EntryPage):
    """登记帮扶, one after the other."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "登记帮扶", hint=HINT)
        self.picker = person_box(room.services.searching, room.tasks)
        self.picker.found.connect(self._picked)
        self._who = label("", "heading")
        self._who.hide()
        card = Card()
        card.add(self.picker)
        card.add(self._who)
        self.body.insertWidget(0, card)

    def load(self) -> None:
        """Wait for somebody to be chosen."""
        if self.record is None:
            self.picker.setFocus()

    def after_save(self, changed: Changed) -> None:
        """On to the next one."""
        self.close_form()
        self._who.hide()
        self._hint.show()
        self.picker.clear()
        self.picker.setFocus()

    def _picked(self, result: Result) -> None:
        self.leave(lambda: self._read(result))

    def _read(self, result: Result) -> None:
        self.tasks.run(self._known, result, done=partial(self._begin, result), failed=self.messages.error)

    def _known(self, result: Result) -> tuple[HouseholdFile | None, list[dict[str, Any]]]:
        """On a thread: the household's members, if it has a file, and the batches of money."""
        key: Key | None = result.household
        return (self.services.households.open(key) if key else None), self.services.aids.batches()

    def _begin(self, result: Result, known: tuple[HouseholdFile | None, list[dict[str, Any]]]) -> None:
        file, batches = known
        members = member_names(file.people) if file else [(result.id, result.title)]
        offered = {"person_id": members, "batch_id": batch_names(batches)}
        self._who.setText(f"{result.title} · {result.detail}")
        self._who.show()
        ids = [row for row, _ in members]
        chosen = result.id if result.id in ids else file.values["head_person_id"] if file else None
        subject = Subject(
            "",
            f"aid:new:{file.id if file else result.id}",
            partial(self._record, offered, file.id if file else None),
            values={"person_id": str(chosen)} if chosen else {},
            check=partial(ask_overspending, batches, self.messages),
        )
        self.open_form(aid_form_fields(members, offered["batch_id"]), subject)

    def _record(self, offered: dict[str, Choices], household: UUID | None, values: dict[str, Any]) -> Changed:
        return self.services.aids.record({**from_form(values, offered), "household_id": household})
