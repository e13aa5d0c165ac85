"""A page that is one form: typed from top to bottom, saved, and then the next one or back."""

from collections.abc import Callable, Sequence

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.services.desk import Changed


class EntryPage(Page):
    """Holds a form once it is known whom it is for."""

    def __init__(self, room: Room, verb: str, *, title: str = "", hint: str = "") -> None:
        super().__init__(room, title)
        self.record: RecordForm | None = None
        self._then: Callable[[], None] | None = None
        self._save_button = self.primary(verb, self.save, icon="device-floppy")
        self._save_button.setToolTip("Ctrl+S")
        self._save_button.setEnabled(False)
        self._hint = label(hint, "muted", wrap=True)
        self.body.addWidget(self._hint)
        self._hint.setVisible(bool(hint))
        self.body.addStretch()

    def focus(self) -> None:
        """Typing begins in the first field, where the form is there already."""
        if self.record is not None:
            self.record.form.focus_first()
        else:
            super().focus()

    def open_form(self, fields: Sequence[Field], subject: Subject) -> RecordForm:
        """Show the form of a row; an earlier one goes."""
        self.close_form()
        self._hint.hide()
        self.record = RecordForm(self.room, fields, bare=True)
        self.record.saved.connect(self._saved)
        self.record.form.ended.connect(self._save_button.setFocus)
        self.body.insertWidget(self.body.count() - 1, self.record, 1)
        self._save_button.setEnabled(True)
        self.record.begin(subject)
        return self.record

    def close_form(self) -> None:
        """Take the form away."""
        if self.record is not None:
            self.body.removeWidget(self.record)
            self.record.hide()
            self.record.deleteLater()
            self.record = None
        self._save_button.setEnabled(False)

    def after_save(self, changed: Changed) -> None:
        """What comes after a row is saved; goes back unless a page knows better."""
        self.closed.emit()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the form."""
        self._then = then
        if self.record:
            self.record.save()

    def discard(self) -> None:
        """Throw away what is typed."""
        if self.record:
            self.record.discard()

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not saved."""
        return self.record is not None and self.record.is_dirty

    def _saved(self, changed: Changed) -> None:
        self.data_changed.emit(set(changed.tables))
        then, self._then = self._then, None
        if then:
            then()
        else:
            self.after_save(changed)
