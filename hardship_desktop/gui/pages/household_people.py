"""The members of a household: list, form, head, former names."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.lists import Column, Row
from hardship_desktop.gui.pages.person_checks import PersonChecks, also_in
from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.pages.records_tab import RecordsTab
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.services.gaps import Gap
from hardship_desktop.services.households import HouseholdFile
from hardship_desktop.services.lists.people import PeopleList
from hardship_desktop.services.people import People, already_here

HEAD = "户主"
EMPTY = "还没有家庭成员。请点“添加成员”，先填姓名、与户主关系和身份证号。"


def person_fields() -> tuple[Field, ...]:
    """The fields of a member's form: what the program sets itself is left out."""
    return tuple(field for field in People.fields() if not field.own)


class PeopleTab(RecordsTab):
    """家庭成员."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, self._columns(), noun="家庭成员", empty=EMPTY)
        self._people = room.services.people
        self._file: HouseholdFile | None = None
        self._form: RecordForm | None = None
        self._former = label("", "muted", wrap=True)
        self.table.chosen.connect(self._chosen)
        self.button("添加成员", "user-plus", self.add, "Insert")
        self.row_button("修改", "edit", self.edit, "F2 或回车")
        self.row_button("设为户主", "home", self.make_head)
        self.row_button("移入回收站", "trash", self.remove, "Delete")
        self.list_side.layout().addWidget(self._former)

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show the members, the head first."""
        self._file = file
        head = file.values.get("head_person_id")
        self.show_rows(sorted(file.people, key=lambda each: each["id"] != head), read_only=read_only)
        size = file.values.get("household_size")
        said = f"（档案填 {size} 人）" if size and size != len(file.people) else ""
        self.note.setText(f"已录入 {len(file.people)} 人{said}")

    def add(self) -> None:
        """Type in a further member."""
        assert self._file is not None
        household = self._file.id
        subject = Subject(
            "添加家庭成员", f"person:new:{household}", partial(self._people.add, household), check=self._ask
        )
        self._open(subject, {}, None)

    def edit(self, field: str = "") -> None:
        """Open the member with the focus, at a field if one is named."""
        row = self.table.current_row()
        if row is None or self._file is None:
            return
        subject = Subject(
            f"家庭成员：{row['name'] or '（未填姓名）'}",
            f"person:{row['id']}",
            partial(self._people.save, row["id"]),
            values=row,
            row=row["id"],
            org=self._file.org_id,
            table="person",
            check=self._ask,
            read_only=self.read_only,
        )
        self._open(subject, row, row["id"])
        if field and self._form:
            self._form.form.focus_field(field)

    def fill(self, gap: Gap) -> None:
        """Open the person at the field that is missing."""
        if gap.field and self._file and self._file.head:
            self.table.choose(gap.row or self._file.head["id"])
            self.edit(gap.field)
        else:
            self.add()

    def make_head(self) -> None:
        """Make the member with the focus the head of household."""
        row = self.table.current_row()
        if row is None or self._file is None or self._is_head(row):
            return
        if self.room.messages.ask(
            f"把“{row['name']}”设为本户户主？", "设为户主", detail="原户主仍是家庭成员。"
        ):
            self.do(self._people.make_head, self._file.id, row["id"])

    def remove(self) -> None:
        """Move the member with the focus to the bin."""
        row = self.table.current_row()
        if row is not None and self.ask_remove(f"“{row['name']}”"):
            self.do(self._people.remove, row["id"])

    def _columns(self) -> tuple[Column, ...]:
        name, relation, *rest = PeopleList.declared.only(
            "name", "relation", "sex", "birth_date", "id_no", "phone", "employer", "income_monthly"
        )
        shown = replace(relation, show=lambda row: HEAD if self._is_head(row) else relation.text(row))
        return (name, shown, *rest)

    def _is_head(self, row: Row) -> bool:
        return self._file is not None and row["id"] == self._file.values.get("head_person_id")

    def _open(self, subject: Subject, saved: Mapping[str, Any], own: UUID | None) -> None:
        if self._form is None:
            self._form = RecordForm(self.room, person_fields())
            self._checks = PersonChecks(self.room, self._form.form, self._elsewhere, person_fields())
        head = self._file.head if self._file else {}
        other_head = (head["name"] or "（未填姓名）") if head and head["id"] != own else None
        self._checks.begin(saved, own, head=other_head)
        self._own = own
        self.open_form(self._form, subject)

    def _elsewhere(self, found: list[Mapping[str, Any]]) -> tuple[str, bool]:
        """Twice in one household is wrong; in two households it may be lawful."""
        here = next((each for each in found if self._file and each["household_id"] == self._file.id), None)
        if here:
            return already_here(here["name"]), True
        return f"此人已登记在{also_in(found)}名下，请核对是不是同一人。", False

    def _ask(self, values: dict[str, Any], go_on: Callable[[], None]) -> None:
        """The same person in another household is lawful, but asked about."""
        if not values.get("id_no"):
            go_on()
            return

        found = partial(self._ask_about, go_on)
        self.room.tasks.run(self._people.elsewhere, values["id_no"], self._own, done=found)

    def _ask_about(self, go_on: Callable[[], None], others: list[Mapping[str, Any]]) -> None:
        here = self._file.id if self._file else None
        elsewhere = [each for each in others if each["household_id"] != here]
        question = f"这个证件号码已登记在{also_in(elsewhere)}名下。"
        if not elsewhere or self.room.messages.ask(
            question, "仍加入本户", back="返回核对", detail="同一人可以依规属于两户，例如已婚子女。"
        ):
            go_on()

    def _chosen(self, ids: list[Any]) -> None:
        self._former.setText("")
        if len(ids) == 1:
            self.room.tasks.run(self._people.former, ids[0], done=self._show_former)

    def _show_former(self, rows: list[dict[str, Any]]) -> None:
        fields = {field.name: field for field in People.former_fields()}
        parts = []
        for row in rows:
            said = [
                f"{fields[name].label} {fields[name].format(row[name], masked=True)}"
                for name in ("name", "id_no")
                if row[name]
            ]
            parts.append("，".join(said) + (f"（用至 {row['used_until']}）" if row["used_until"] else ""))
        self._former.setText("；".join(parts))
