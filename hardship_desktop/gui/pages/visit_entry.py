"""A visit note typed in after the visit, one household after the other."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from hardship_desktop.gui.pages.entry_page import EntryPage
from hardship_desktop.gui.pages.household_visits import USUAL_KIND, visit_fields
from hardship_desktop.gui.pages.picking import household_box
from hardship_desktop.gui.pages.record_form import FormTools, Subject
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.drop_down import Row
from hardship_desktop.services.desk import Changed
from hardship_desktop.services.household_list import Key
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.printed_forms import PrintedForms
from hardship_desktop.services.searching import Result, Searching
from hardship_desktop.services.visits import Visits

HINT = "先选走访的是哪一户：输入走访表号，或户主姓名、拼音首字母、档案编号，按回车。"


@dataclass(frozen=True)
class PaperForm:
    """A printed form found by its number."""

    number: str
    household: Key


class VisitEntryPage(EntryPage):
    """录入走访. With a household given it goes back afterwards; else it waits for the next one."""

    def __init__(
        self,
        visits: Visits,
        households: Households,
        searching: Searching,
        forms: PrintedForms,
        tools: FormTools,
        *,
        household: Key | None = None,
    ) -> None:
        super().__init__("录入走访", "保存走访", tools, help="visits", hint=HINT)
        self._visits, self._households, self._given = visits, households, household
        self._forms = forms
        self.picker = household_box(searching, tools.tasks, also=self._form_of)
        self.picker.found.connect(self._picked)
        self._who = label("", "heading")
        card = Card()
        card.add(self.picker)
        card.add(self._who)
        self.picker.setVisible(household is None)
        self._who.hide()
        self.body.insertWidget(0, card)
        self._visitors = ""

    def load(self) -> None:
        """Read the household that is given, or wait for one to be chosen."""
        if self.record is not None:
            return
        if self._given:
            self._read(self._given)
        else:
            self.picker.setFocus()

    def after_save(self, changed: Changed) -> None:
        """Back, or on to the next household."""
        if self._given:
            self.closed.emit()
            return
        self.close_form()
        self._who.hide()
        self._hint.show()
        self.picker.clear()
        self.picker.setFocus()

    def _form_of(self, text: str) -> list[Row]:
        """On a thread: the printed form whose number is typed or read by a scanner."""
        key = self._forms.household(text)
        if key is None:
            return []
        number = text.strip().upper()
        return [Row(f"走访表 {number}", "打开这张表对应的户", data=PaperForm(number, key))]

    def _picked(self, chosen: Result | PaperForm) -> None:
        number = chosen.number if isinstance(chosen, PaperForm) else ""
        key = chosen.household
        # Another household is chosen while a note is being typed: ask about that note first.
        if key is not None:
            self.leave(partial(self._read, key, number))

    def _read(self, key: Key, form_no: str = "") -> None:
        done = partial(self._begin, form_no)
        self.tools.tasks.run(self._households.open, key, done=done, failed=self.messages.error)

    def _begin(self, form_no: str, file: HouseholdFile) -> None:
        name = file.head.get("name") or "（未填户主）"
        parts = [name, file.values["archive_no"], file.values["address"]]
        self._who.setText(" · ".join(part for part in parts if part))
        self._who.show()
        proposed = {"form_no": form_no, "kind": USUAL_KIND, "visitors": self._visitors}
        subject = Subject(
            "",
            f"visit:new:{file.id}",
            partial(self._record, file),
            values={name: value for name, value in proposed.items() if value},
        )
        self.open_form(visit_fields(), subject)

    def _record(self, file: HouseholdFile, values: dict[str, Any]) -> Changed:
        changed = self._visits.record(file.id, values)
        # The next note of the same round has the same visitors as a rule.
        self._visitors = values.get("visitors") or ""
        return changed
