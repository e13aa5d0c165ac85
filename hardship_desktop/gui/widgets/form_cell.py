"""One field of a form: its label, its editor and what is said about it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.style import restyle
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.editors.base import Editor

LABEL_WIDTH = 108
_LEVELS = {"wrong": "error", "odd": "warning", "": "muted"}


class FormCell(QWidget):
    """Label at the left, editor beside it, the note in red or amber below."""

    def __init__(self, field: Field, editor: Editor, today: Callable[[], date]) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._today = today
        self.base = editor.raw()
        self.left_out = False
        self._reason = ("", "")
        self._label = label(f"{field.label} *" if field.required else field.label, "muted", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._label.setBuddy(editor)
        self._label.setToolTip(field.help)
        self.note = label(level="error", wrap=True)
        self.note.hide()
        self._lay_out()
        self._size()
        editor.revealed.connect(self.rebase)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.editor)
        right.addWidget(self.note)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().px(10))
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)

    def _size(self) -> None:
        self._label.setFixedWidth(metrics().px(LABEL_WIDTH))
        self._label.setMinimumHeight(metrics().control)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size()

    def leave_out(self, left_out: bool) -> None:
        """Whether its field does not belong to what stands in the others; what was typed is kept."""
        self.left_out = left_out
        self.setVisible(not left_out)

    @property
    def dirty(self) -> bool:
        """Whether the person has changed it."""
        return not self.editor.hidden_value and self.editor.raw() != self.base

    def rebase(self) -> None:
        """What stands there now counts as saved."""
        self.base = self.editor.raw()
        self._reason = ("", "")

    def value(self) -> Any:
        """The value meant, None when it does not belong; raises UserError, also when it is missing."""
        if self.left_out:
            return None
        value = self.editor.value(self._today())
        self.field.check(value, today=self._today())
        return value

    def known(self) -> bool:
        """Whether the form can say this field's value: not behind stars, not set by the program."""
        return not (self.editor.hidden_value or self.editor.read_only)

    def check(self, *, missing: bool = True) -> bool:
        """Look at what was typed and say what is wrong with it; `missing` minds empty required fields."""
        if self.left_out or not self.known():
            return True
        try:
            value = self.editor.value(self._today())
            if value is not None or missing:
                self.field.check(value, today=self._today())
        except UserError as error:
            self.say(error.message)
            return False
        warnings = () if value is None else self.field.kind.warnings(value, today=self._today())
        self.say("\n".join(warnings), wrong=False)
        return True

    def tidy(self) -> None:
        """Show a good value in its usual form: 1.2万 becomes 12,000.00."""
        try:
            value = self.editor.value(self._today())
        except UserError:
            return
        if value is not None and value != "":
            self.editor.rewrite(value)

    def explain(self, words: str) -> None:
        """Why the program has filled in what stands there; shown until something else stands there."""
        self._reason = (self.editor.raw(), words)
        self.say("")

    def say(self, text: str, *, wrong: bool = True) -> None:
        """A note below the editor, in red or amber; an empty one takes it away."""
        state = ("wrong" if wrong else "odd") if text else ""
        self.editor.mark(state)
        if not text and self.editor.raw() == self._reason[0]:
            text = self._reason[1]
        restyle(self.note, "level", _LEVELS[state])
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.editor.control.setAccessibleDescription(text)
