"""The household's own fields, always open for correction."""

from functools import partial

from PySide6.QtCore import Signal

from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.services.gaps import Gap
from hardship_desktop.services.households import HouseholdFile


class BasicsTab(RecordForm):
    """基本信息. `changed()` when it was saved."""

    changed = Signal()
    turned = Signal()
    typing = False
    """There is no list behind this form."""

    def __init__(self, room: Room) -> None:
        self._households = room.services.households
        known = self._households.fields()
        fields = tuple(field for field in known if not field.own and field.name != "status")
        super().__init__(room, fields, verb="保存修改", stays=True)
        self.saved.connect(lambda _: self.changed.emit())

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show a file; what is being typed stays."""
        if self.is_dirty:
            return
        self.begin(
            Subject(
                "",
                f"household:{file.id}",
                partial(self._households.save, file.id),
                values=file.values,
                row=file.id,
                org=file.org_id,
                table="household",
                read_only=read_only,
            )
        )

    def add(self) -> None:
        """Go to the first field: there is only this one row."""
        self.form.focus_first()

    def fill(self, gap: Gap) -> None:
        """Go to a field that is missing."""
        self.form.focus_field(gap.field)

    def may_leave(self) -> bool:
        """Another tab may be looked at in between: what is typed stays."""
        return True
