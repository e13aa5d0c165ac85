"""What every editor of a field can do."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.look.style import restyle


class Editor(QWidget):
    """Holds what is typed as text; the field turns it into a value.

    `edited` comes with every change by the person or by the program.
    """

    edited = Signal()
    revealed = Signal()
    """A value that was hidden is on the screen now; that is no change of it."""
    takes_enter = False
    """Whether Enter writes a new line here instead of going to the next field."""

    def __init__(self, field: Field, control: QWidget) -> None:
        super().__init__()
        self.field = field
        self.control = control
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(control)
        self.setFocusProxy(control)
        control.setAccessibleName(field.label)
        # A file dropped here is for the page; the field would write its path.
        control.setAcceptDrops(False)
        if field.help:
            control.setToolTip(field.help)

    def raw(self) -> str:
        """The text as it stands."""
        raise NotImplementedError

    def set_raw(self, raw: str) -> None:
        """Put a text there."""
        raise NotImplementedError

    def value(self, today: date) -> Any:
        """The value meant; raises UserError."""
        return self.field.parse(self.raw(), today=today)

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self.set_raw(self.field.format(value))

    def rewrite(self, value: Any) -> None:
        """Show a value that the person has typed or the program derived, never behind stars."""
        self.set_value(value)

    def settle(self) -> None:
        """The person is leaving: finish what is half chosen."""

    def open(self) -> None:
        """The person asked for the list, calendar or hidden value (F2)."""

    def fold(self) -> None:
        """The form scrolls away under an open list or calendar: close it."""

    @property
    def hidden_value(self) -> bool:
        """Whether it stands for a value that is not shown."""
        return False

    @property
    def read_only(self) -> bool:
        """Whether nothing can be typed."""
        return False

    def set_read_only(self, read_only: bool) -> None:
        """Forbid or allow typing."""
        self.control.setEnabled(not read_only)

    def controls(self) -> tuple[QWidget, ...]:
        """Every part where the focus can be."""
        return (self.control,)

    def mark(self, state: str) -> None:
        """Colour the frame: "wrong", "odd" or ""."""
        restyle(self.control, "state", state)

    def select_all(self) -> None:
        """Mark the text, so that typing replaces it."""
        if isinstance(self.control, QLineEdit):
            self.control.selectAll()
