"""A page that is the form of one row, known when it is opened."""

from collections.abc import Sequence

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.pages.entry_page import EntryPage
from hardship_desktop.gui.pages.record_form import FormTools, Subject


class RecordPage(EntryPage):
    """Opens on its subject, goes back when it is saved."""

    def __init__(
        self,
        title: str,
        verb: str,
        fields: Sequence[Field],
        tools: FormTools,
        subject: Subject,
        *,
        help: str,
    ) -> None:
        super().__init__(title, verb, tools, help=help)
        self.open_form(tuple(field for field in fields if not field.own), subject)
        if subject.read_only:
            self._save_button.hide()
