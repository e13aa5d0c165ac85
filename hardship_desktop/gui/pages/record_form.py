"""One row typed in or corrected, in the place of the list it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hardship_desktop.domain.clashes import ChangedMeanwhile
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.clashing import BACK, MINE, which_holds
from hardship_desktop.gui.pages.household_draft import DraftStrip
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.form import Form
from hardship_desktop.services.desk import Changed


@dataclass(frozen=True)
class Subject:
    """What a form stands for: a saved row, or a new one when `row` is None.

    `save(values)` runs on the writing thread and is given all values of a new row; `save(values, seen=row)`
    those changed of a saved one, with the row as it was read: `seen`, or `values` where that is the same.
    `check(values, go_on)` may ask the person before it calls `go_on()`.
    """

    title: str
    draft_key: str
    save: Callable[..., Changed]
    values: Values = field(default_factory=dict)
    row: UUID | None = None
    org: UUID | None = None
    table: str = ""
    check: Callable[[dict[str, Any], Callable[[], None]], None] | None = None
    read_only: bool = False
    seen: Values | None = None


class RecordForm(QWidget):
    """Heading, draft strip, form, and the two ways out: save, or back to the list.

    A form that `stays` is a tab of its own: there is no list to go back to. A `bare` one
    fills a page, whose head has the buttons.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(
        self,
        room: Room,
        fields: Sequence[Field],
        *,
        verb: str = "保存",
        stays: bool = False,
        bare: bool = False,
    ) -> None:
        super().__init__()
        self._room = room
        self._stays = stays or bare
        self._subject: Subject | None = None
        self._seen: Values = {}
        self._saving = False
        self.form = Form(fields, today=room.today, reveal=self._reveal)
        self.form.submitted.connect(self._submitted)
        self.draft = DraftStrip(room, self.form)
        self._title = label("", "heading")
        self.save_button = button(verb, self.save, role="primary", tip="Ctrl+S")
        self._back = button("撤销修改" if stays else "返回", self.leave, tip="" if stays else "Esc")
        if stays:
            self.form.dirty.connect(self._dirty)
            self._dirty(False)
        self.form.ended.connect(self.save_button.setFocus)
        self._lay_out()
        for widget in (self._title, self._back, self.save_button) if bare else ():
            widget.hide()
        self._bare = bare

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics().px(8), 0, 0)
        column.setSpacing(metrics().px(10))
        column.addLayout(head)
        column.addWidget(self.draft)
        column.addWidget(self.form, 1)

    def begin(self, subject: Subject) -> None:
        """Show a row, or an empty form for a new one, and go to its first field."""
        self._subject = subject
        self._seen = subject.values if subject.seen is None else subject.seen
        self._title.setText(subject.title)
        self.form.set_values(subject.values)
        self.form.set_read_only(subject.read_only)
        self.save_button.setVisible(not subject.read_only and not self._bare)
        self._back.setVisible(not self._bare and not (self._stays and subject.read_only))
        if not subject.read_only:
            self.draft.begin(subject.draft_key)
        if not self._stays or self._bare:
            self.form.focus_first()

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._subject is not None and not self._subject.read_only and self.form.is_dirty

    def save(self) -> None:
        """Check and save; wrong fields are shown."""
        if self._subject and not self._subject.read_only and not self._saving:
            self.form.submit()

    def leave(self) -> None:
        """Back to the list, or to what is saved; asks when something is not saved."""
        if self._give_up() and not self._stays:
            self._subject = None
            self.left.emit()

    def may_leave(self) -> bool:
        """Ask what to do with unsaved input; True when the form may be left."""
        return self._give_up()

    def _give_up(self) -> bool:
        if not self.is_dirty:
            return True
        if not self._room.messages.ask("有内容还没有保存。", "放弃修改", back="继续编辑", dangerous=True):
            return False
        self.discard()
        return True

    def discard(self) -> None:
        """Everything as it was saved."""
        self.draft.finish()
        self.form.undo_all()

    def event(self, event: QEvent) -> bool:
        # Esc goes back to the list here, not to the page below: the window's own key must wait.
        if event.type() == QEvent.Type.ShortcutOverride and not self._stays and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_escape(event) and not self._stays:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _dirty(self, dirty: bool) -> None:
        self.save_button.setEnabled(dirty)
        self._back.setEnabled(dirty)

    def _submitted(self, values: dict[str, Any]) -> None:
        assert self._subject is not None
        subject = self._subject
        wanted = values if subject.row is None else self.form.changed_values()
        if subject.check:
            subject.check(wanted, lambda: self._save(subject, wanted))
        else:
            self._save(subject, wanted)

    def _save(self, subject: Subject, values: dict[str, Any]) -> None:
        self._saving = True
        self.save_button.setEnabled(False)
        seen = {} if subject.row is None else {"seen": self._seen}
        self._room.tasks.run(
            partial(subject.save, values, **seen),
            done=self._saved,
            failed=partial(self._refused, subject, values),
            ended=self._ended,
            kind="write",
        )

    def _saved(self, changed: Changed) -> None:
        self.form.saved()
        self.draft.finish()
        if not self._stays:
            self._subject = None
        self._room.messages.done(changed)
        self.saved.emit(changed)

    def _refused(self, subject: Subject, values: dict[str, Any], error: UserError) -> None:
        holds = which_holds(self._room.messages, error) if isinstance(error, ChangedMeanwhile) else BACK
        if holds == BACK or not isinstance(error, ChangedMeanwhile):
            self.form.show_error(error)
            return
        self._seen = {**self._seen, **error.standing}
        kept = {name: value for name, value in values.items() if holds == MINE or name not in error.standing}
        self._save(subject, kept)

    def _ended(self) -> None:
        self._saving = False
        self.save_button.setEnabled(not self._stays or self.form.is_dirty)

    def _reveal(self, wanted: Field, show: Callable[[str], None]) -> None:
        subject = self._subject
        if subject is None or subject.row is None:
            return
        ask = partial(
            self._room.services.disclosures.reveal, subject.table, subject.row, wanted.name, org=subject.org
        )

        shown = partial(self._show_revealed, subject, show)
        self._room.tasks.run(ask, done=shown, failed=self._room.messages.error, kind="write")

    def _show_revealed(self, subject: Subject, show: Callable[[str], None], text: str) -> None:
        # The form may stand for another row by now.
        if self._subject is subject:
            show(text)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and Qt.Key(event.key()) == Qt.Key.Key_Escape
