"""A line for a password that says when Caps Lock is on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

ARRIVING = Qt.FocusReason.TabFocusReason
"""As with Tab: what stands in the line is marked, and typing replaces it."""


class PasswordLine(QLineEdit):
    """`caps_lock(on)` as soon as a letter typed shows it: Qt cannot ask the keyboard."""

    caps_lock = Signal(bool)

    def __init__(self, name: str = "密码") -> None:
        super().__init__()
        self._on = False
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        # A password is typed letter by letter; an input method would keep it in its word list.
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if Qt.Key(event.key()) == Qt.Key.Key_CapsLock:
            self._tell(not self._on)
        elif len(event.text()) == 1 and event.text().isascii() and event.text().isalpha():
            self._tell(event.text().isupper() != shift)
        super().keyPressEvent(event)

    def _tell(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.caps_lock.emit(on)
