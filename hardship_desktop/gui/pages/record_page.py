"""A page that is the form of one row, known when it is opened."""

from collections.abc import Sequence

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.pages.entry_page import EntryPage
from hardship_desktop.gui.pages.record_form import Subject
from hardship_desktop.gui.shell.room import Room


class RecordPage(EntryPage):
    """Opens on its subject, goes back when it is saved."""

    def __init__(self, room: Room, title: str, verb: str, fields: Sequence[Field], subject: Subject) -> None:
        super().__init__(room, verb, title=title)
        self.open_form(tuple(field for field in fields if not field.own), subject)
        if subject.read_only:
            self._save_button.hide()
