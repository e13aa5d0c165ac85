"""The visits to a household: what was found, in the order of the paper form."""

from functools import partial

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.pages.linked import choosing
from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.pages.records_tab import RecordsTab
from hardship_desktop.gui.pages.visit_proposal import VisitProposal, ask_same_form
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.services.households import HouseholdFile
from hardship_desktop.services.lists.visits import VisitList
from hardship_desktop.services.visits import Visits

EMPTY = "还没有走访记录。走访回来后点“录入走访”，照纸上的顺序往下填。"
COLUMNS = VisitList.declared.only("visited_on", "kind", "visitors", "conclusion", "next_due", "form_no")
USUAL_KIND = "routine"


def visit_fields() -> tuple[Field, ...]:
    """The fields of a visit that are typed, in the order of the paper."""
    return choosing(Visits.fields(), {})


class VisitsTab(RecordsTab):
    """走访."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, COLUMNS, noun="走访记录", empty=EMPTY)
        self._visits = room.services.visits
        self._file: HouseholdFile | None = None
        self._form: RecordForm | None = None
        self.button("录入走访", "map-pin-check", self.add, "Insert")
        self.row_button("修改", "edit", self.edit, "F2 或回车")
        self.row_button("移入回收站", "trash", self.remove, "Delete")

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show the visits, the latest first."""
        self._file = file
        rows = sorted(file.visits, key=lambda row: str(row["visited_on"] or row["planned_on"]), reverse=True)
        self.show_rows(rows, read_only=read_only)
        self.note.setText(f"共走访 {len(rows)} 次" if rows else "")

    def add(self) -> None:
        """Type in a visit."""
        assert self._file is not None
        household = self._file.id
        self._show(
            Subject(
                "录入走访",
                f"visit:new:{household}",
                partial(self._visits.record, household),
                values={"kind": USUAL_KIND},
                check=partial(ask_same_form, self.room, None),
            )
        )

    def edit(self) -> None:
        """Open the visit with the focus."""
        row = self.table.current_row()
        if row is None or self._file is None:
            return
        self._show(
            Subject(
                f"走访记录 {row['visited_on'] or row['planned_on'] or ''}",
                f"visit:{row['id']}",
                partial(self._visits.save, row["id"]),
                values=row,
                row=row["id"],
                org=self._file.org_id,
                table="visit",
                check=partial(ask_same_form, self.room, row["id"]),
                read_only=self.read_only,
            )
        )

    def show_wanted(self) -> None:
        self.edit()

    def remove(self) -> None:
        """Move the visit with the focus to the bin."""
        row = self.table.current_row()
        if row is not None and self.ask_remove(f" {row['visited_on'] or row['planned_on']} 的走访记录"):
            self.do(self._visits.delete, row["id"])

    def _show(self, subject: Subject) -> None:
        if self._form is None:
            self._form = RecordForm(self.room, visit_fields(), verb="保存走访")
            self._proposal = VisitProposal(self.room, self._form.form)
        if self._file:
            self._proposal.begin(self._file.id)
        self.open_form(self._form, subject)
