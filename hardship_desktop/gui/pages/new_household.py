"""A new file: the head of household first, then the household, in one go."""

from typing import Any

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.pages.entry_page import EntryPage
from hardship_desktop.gui.pages.person_checks import PersonChecks, also_in
from hardship_desktop.gui.pages.record_form import Subject
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.services.desk import Changed
from hardship_desktop.services.households import Households
from hardship_desktop.services.people import People

HEAD = (
    "name",
    "id_no",
    "sex",
    "birth_date",
    "phone",
    "ethnic",
    "marital",
    "political",
    "health",
    "employer",
    "work_status",
    "identity",
    "union_member",
    "income_monthly",
    "national_no",
    "id_type",
)
"""What the application form asks of the worker first; the rest is in the file."""
LATER = frozenset({"exited_on", "last_reviewed_on", "paper_synced_on", "remark"})
"""What cannot be known yet when a file is opened."""


def new_household_fields() -> tuple[Field, ...]:
    """The head's fields and then the household's, in the order typed."""
    person = {field.name: field for field in People.fields()}
    head = tuple(_of_head(person[name]) for name in HEAD)
    family = tuple(f for f in Households.fields() if not f.own and f.name not in LATER)
    return head + family


class NewHouseholdPage(EntryPage):
    """新建档案; afterwards the new file is open."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "建立档案")
        self.set_head(line="先填户主，再填家庭；只有带 * 的必须填，其余可以以后补")
        subject = Subject("", "household:new", self._create, values={"status": "draft"})
        record = self.open_form(new_household_fields(), subject)
        head = tuple(field for field in new_household_fields() if field.name in HEAD)
        self._checks = PersonChecks(room, record.form, _taken, head)
        self._checks.begin({}, None)

    def load(self) -> None:
        """Go to the first field, unless something is being typed already."""
        if self.record and not self.record.is_dirty:
            self.record.form.focus_first()

    def after_save(self, changed: Changed) -> None:
        """Open the new file."""
        assert changed.id is not None
        self.closed.emit()
        self.room.ways.open("household", (self.desk.store.org_id, changed.id))

    def _create(self, values: dict[str, Any]) -> Changed:
        head = {name: value for name, value in values.items() if name in HEAD}
        family = {name: value for name, value in values.items() if name not in HEAD}
        return self.services.households.create(family, {**head, "is_applicant": True})


def _of_head(field: Field) -> Field:
    return Field(
        field.name,
        field.label,
        field.kind,
        section="户主",
        required=field.required,
        sensitive=False,
        help=field.help,
    )


def _taken(found: list[Any]) -> tuple[str, bool]:
    return f"此人已登记在{also_in(found)}名下，不能再建一户；请先打开那份档案核对。", True
