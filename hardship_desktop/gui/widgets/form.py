"""A form built from field declarations."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.editors.base import Editor
from hardship_desktop.gui.widgets.editors.choose import editor_for
from hardship_desktop.gui.widgets.editors.masked import Reveal
from hardship_desktop.gui.widgets.form_cell import FormCell
from hardship_desktop.gui.widgets.form_section import FormSection
from hardship_desktop.gui.widgets.form_undo import FormUndo

DRAFT_AFTER_MS = 250
"""A key is in the draft 300 ms later, writing included, however fast the next ones come."""
_STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(QScrollArea):
    """Sections as cards, fields in columns, everything by keyboard.

    Signals: `submitted(values)` when all is well on `submit()`; `dirty(bool)`;
    `filled(name, value)` when a field was left with a new good value, so that the
    page can derive others (`fill`); `draft_changed(draft)` soon after each
    key; `ended()` on Enter in the last field.

    In a `brisk` one Enter stops only at what is empty and usually filled; Tab and mouse reach everything.
    """

    submitted = Signal(dict)
    dirty = Signal(bool)
    filled = Signal(str, object)
    draft_changed = Signal(dict)
    ended = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        today: Callable[[], date],
        columns: int = 2,
        reveal: Reveal | None = None,
        cards: bool = True,
    ) -> None:
        super().__init__()
        self._today = today
        self.brisk = False
        self._given: dict[str, str] = {}
        self._undo = FormUndo()
        self._was_dirty = False
        self._loading = False
        self._columns = columns
        self._cells = {f.name: FormCell(f, editor_for(f, today, reveal), today) for f in fields}
        self._top = label(level="error", wrap=True)
        self._top.hide()
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(lambda: self.draft_changed.emit(self.draft()))
        self._deciding = {f.when[0] for f in fields if f.when} & set(self._cells)
        self._sections: list[FormSection] = []
        self._build(fields, cards)
        for cell in self._cells.values():
            self.verticalScrollBar().valueChanged.connect(cell.editor.fold)
            cell.editor.edited.connect(lambda cell=cell: self._edited(cell))
            for control in cell.editor.controls():
                control.installEventFilter(self)

    def _build(self, fields: Sequence[Field], cards: bool) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(12))
        column.addWidget(self._top)
        for section, members in groupby(fields, key=lambda field: field.section):
            part = FormSection(section, [self._cells[field.name] for field in members], self._columns, cards)
            self._sections.append(part)
            column.addWidget(part)
        column.addStretch()
        self.setWidget(inside)

    def _arrange(self) -> None:
        """Show the fields that belong to what stands in the others; a word half typed decides nothing yet."""
        try:
            told = {name: self._cells[name].editor.value(self._today()) for name in self._deciding}
        except UserError:
            return
        for section in self._sections:
            section.arrange(told)

    # What stands in it

    def set_values(self, values: Values) -> None:
        """Show saved values; fields not named become empty. Nothing is unsaved afterwards."""
        self._load({name: values.get(name) for name in self._cells})

    def values(self) -> dict[str, Any]:
        """All values that the form knows; raises UserError for the first one that is wrong.

        Values behind stars and those that the program sets are absent: "not said". What does not belong is
        None.
        """
        return {name: cell.value() for name, cell in self._cells.items() if cell.known()}

    def changed_values(self) -> dict[str, Any]:
        """Only what differs from what was saved."""
        return {name: cell.value() for name, cell in self._cells.items() if cell.known() and cell.dirty}

    def fill(self, values: Values, *, only_empty: bool = True) -> None:
        """Fill in what the program derives; counts as typed and can be undone."""
        for name, value in values.items():
            cell = self._cells.get(name)
            if cell is None or cell.editor.read_only or (only_empty and cell.editor.raw()):
                continue
            hidden = cell.editor.hidden_value  # stars are nothing to go back to
            if not hidden:
                self._undo.enter(name, cell.editor.raw())
            cell.editor.rewrite(value)
            cell.check(missing=False)
            if not hidden:
                self._undo.leave(name, cell.editor.raw())

    def give(self, values: Values) -> None:
        """Put in what is known before anything is typed: it is saved and kept with the rest, but alone
        it is nothing that could be lost.
        """
        self._loading = True
        for name, value in values.items():
            cell = self._cells[name]
            cell.editor.set_value(value)
            cell.say("")
            self._given[name] = cell.editor.raw()
        self._loading = False
        self._arrange()
        self._tell_dirty()

    def saved(self) -> None:
        """What stands there is saved now."""
        for cell in self._cells.values():
            cell.rebase()
        self._given.clear()
        self._begin_again()

    @property
    def is_dirty(self) -> bool:
        """Whether anything is typed that is not saved."""
        return any(c.dirty and c.editor.raw() != self._given.get(n) for n, c in self._cells.items())

    def editor(self, name: str) -> Editor:
        """The editor of a field."""
        return self._cells[name].editor

    def cell(self, name: str) -> FormCell:
        """The cell of a field, to say something beside it."""
        return self._cells[name]

    def set_read_only(self, read_only: bool) -> None:
        """Forbid or allow typing anywhere."""
        for cell in self._cells.values():
            cell.editor.set_read_only(read_only)

    # Drafts and steps back

    def draft(self) -> dict[str, str]:
        """What was typed and is not saved, as text, whether right or wrong."""
        typed = self._cells.items() if self.is_dirty else ()
        return {name: cell.editor.raw() for name, cell in typed if cell.dirty}

    def set_draft(self, draft: Mapping[str, str]) -> None:
        """Put a draft back over what is saved and go to what is wrong in it, or to where it ends."""
        put = [name for name in self._cells if name in draft]
        for name in put:
            self._put(name, draft[name])
            # A code that was half typed when the program died is finished.
            self._cells[name].editor.settle()
        wrong = [name for name in put if not self._cells[name].check(missing=False)]
        if put:
            self.focus_field((wrong or put[-1:])[0])

    def undo(self) -> None:
        """Take the last change of a field back and go there."""
        step = self._undo.back()
        if step:
            self._put(step.name, step.before)
            self._cells[step.name].check(missing=False)
            self.focus_field(step.name)
            self._undo.enter(step.name, step.before)

    def undo_all(self) -> None:
        """撤销全部: everything as it was saved."""
        for name, cell in self._cells.items():
            if cell.dirty:
                self._put(name, cell.base)
            cell.say("")
        self._undo.clear()
        self._top.hide()

    def _put(self, name: str, raw: str) -> None:
        self._cells[name].editor.set_raw(raw)

    def _load(self, values: Values) -> None:
        self._loading = True
        self._given.clear()
        for name, value in values.items():
            cell = self._cells[name]
            cell.editor.set_value(value)
            cell.rebase()
            cell.say("")
        self._loading = False
        self._arrange()
        self._top.hide()
        self._begin_again()

    def _begin_again(self) -> None:
        """Nothing is unsaved; what is typed next in the present field is a new step."""
        self._undo.clear()
        for name, cell in self._cells.items():
            if cell.editor.control.hasFocus():
                self._undo.enter(name, cell.editor.raw())
        self._draft_timer.stop()
        self._tell_dirty()

    # Checking and saving

    def check(self) -> bool:
        """Check every field, say what is wrong beside it and go to the first wrong one."""
        self._top.hide()
        wrong = [name for name, cell in self._cells.items() if not cell.check()]
        if wrong:
            self.focus_field(wrong[0])
        return not wrong

    def submit(self) -> bool:
        """Finish the field being typed in, check all, and give the values to `submitted`."""
        for cell in self._cells.values():
            if cell.editor.control.hasFocus():
                self._settle(cell)
        if not self.check():
            return False
        self.submitted.emit(self.values())
        return True

    def show_error(self, error: UserError) -> None:
        """What the service found wrong, beside its field if it has one here."""
        cell = self._cells.get(error.field or "")
        if cell and not cell.left_out:
            cell.say(error.message)
            self.focus_field(cell.field.name)
        else:
            self._top.setText(error.message)
            self._top.show()
            self.ensureWidgetVisible(self._top)

    def focus_field(self, name: str) -> None:
        """Go to a field."""
        cell = self._cells[name]
        cell.editor.control.setFocus(Qt.FocusReason.TabFocusReason)
        cell.editor.select_all()
        self.ensureWidgetVisible(cell, 0, metrics().px(40))

    def focus_first(self) -> None:
        """Go to the first field that is to be typed in."""
        for name, cell in self._cells.items():
            if self._stops_at(cell):
                self.focus_field(name)
                return

    def _stops_at(self, cell: FormCell) -> bool:
        passed = self.brisk and (cell.field.rare or cell.editor.raw())
        return not (cell.editor.read_only or passed or cell.left_out)

    # Keys and coming and going

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        cell = self._cell_of(watched)
        if cell is None:
            return super().eventFilter(watched, event)
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(cell, event)
        if kind == QEvent.Type.FocusIn:
            self._undo.enter(cell.field.name, cell.editor.raw())
            self.ensureWidgetVisible(cell, 0, metrics().px(12))
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STILL_HERE:
            self._settle(cell)
        return False

    def _key(self, cell: FormCell, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) in _ENTER:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if cell.editor.takes_enter and not control and not (self.brisk and not cell.editor.raw()):
                return False
            self._next(cell)
            return True
        if event.matches(QKeySequence.StandardKey.Undo):
            if self._undo.fresh(cell.field.name, cell.editor.raw()):
                return False
            self.undo()
            return True
        if Qt.Key(event.key()) == Qt.Key.Key_F2:
            cell.editor.open()
            return True
        return False

    def _next(self, cell: FormCell) -> None:
        # The word half typed becomes an entry before the focus moves, so that the next field sees it.
        cell.editor.settle()
        names = [n for n, c in self._cells.items() if c is cell or self._stops_at(c)]
        place = names.index(cell.field.name) + 1
        if place < len(names):
            self.focus_field(names[place])
        else:
            self._settle(cell)
            self.ended.emit()

    def _settle(self, cell: FormCell) -> None:
        cell.editor.settle()
        self._undo.leave(cell.field.name, cell.editor.raw())
        fresh = cell.dirty
        if not cell.check(missing=False) or not fresh:
            return
        cell.tidy()
        self.filled.emit(cell.field.name, cell.editor.value(self._today()))

    def _cell_of(self, control: QObject) -> FormCell | None:
        return next((c for c in self._cells.values() if control in c.editor.controls()), None)

    def _edited(self, cell: FormCell) -> None:
        if self._loading:
            return
        if cell.note.isVisible():
            cell.say("")
        if cell.field.name in self._deciding:
            self._arrange()
        if not self._draft_timer.isActive():
            self._draft_timer.start()
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        if self.is_dirty != self._was_dirty:
            self._was_dirty = self.is_dirty
            self.dirty.emit(self._was_dirty)
