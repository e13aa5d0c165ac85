"""A visit note typed in after the visit, in the order of the paper form."""

from functools import partial
from typing import Any

from hardship_desktop.gui.pages.entry_page import EntryPage
from hardship_desktop.gui.pages.household_visits import USUAL_KIND, visit_fields
from hardship_desktop.gui.pages.record_form import Subject
from hardship_desktop.gui.pages.visit_carry import VisitCarry
from hardship_desktop.gui.pages.visit_proposal import VisitProposal, ask_same_form
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.services.desk import Changed, Key
from hardship_desktop.services.households import HouseholdFile


class VisitEntryPage(EntryPage):
    """录入走访 of one household; `form_no` when it was found by the number on its paper, `last` what
    the visit before had, where several are typed one after another.
    """

    def __init__(self, room: Room, key: Key, form_no: str = "", last: dict[str, Any] | None = None) -> None:
        super().__init__(room, "保存走访")
        self._key, self._form_no = key, form_no
        self.carry = VisitCarry(room, {} if last is None else last)
        self.body.insertWidget(0, self.carry)

    def load(self) -> None:
        """Read whose visit it is; a note that is being typed stays."""
        if self.record is None:
            read = self.services.households.open
            self.tasks.run(read, self._key, done=self._begin, failed=self.messages.error)

    def _begin(self, file: HouseholdFile) -> None:
        name = file.head.get("name") or "（未填户主）"
        parts = [file.values["archive_no"], file.values["address"]]
        self.set_head(title=f"录入走访：{name}", line=" · ".join(part for part in parts if part))
        proposed: dict[str, Any] = {"kind": USUAL_KIND}
        if self._form_no:
            proposed["form_no"] = self._form_no
        check = partial(ask_same_form, self.room, None)
        record = partial(self.services.visits.record, file.id)
        subject = Subject("", f"visit:new:{file.id}", record, values=proposed, check=check)
        form = self.open_form(visit_fields(), subject).form
        form.brisk = True
        held = self.carry.begin(form)
        VisitProposal(self.room, form).begin(file.id, held.get("visited_on"))
        form.focus_first()

    def after_save(self, changed: Changed) -> None:
        """Back to the box where the next household is chosen."""
        if self.record:
            self.carry.keep(self.record.form.values())
        super().after_save(changed)
