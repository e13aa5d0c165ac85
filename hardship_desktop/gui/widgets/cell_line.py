"""A line over a cell of a table, to type something else in its place."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class CellLine(QLineEdit):
    """`entered(text)` on Enter when another text stands there; Esc or going elsewhere takes it back."""

    entered = Signal(str)

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._before = ""
        self.hide()
        self.setAccessibleName("改成")
        viewport.installEventFilter(self)

    def begin(self, text: str, place: QRect) -> None:
        """Stand over the cell with its text marked."""
        self._before = text
        self.setText(text)
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave(self.text().strip())
        elif key == Qt.Key.Key_Escape:
            self._leave(self._before)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Esc takes the typing back here; the window would leave the page.
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The cell below goes away with the wheel.
        if event.type() == QEvent.Type.Wheel:
            self.hide()
        return super().eventFilter(watched, event)

    def _leave(self, text: str) -> None:
        changed = text != self._before
        table = self.parentWidget().parentWidget()
        self.hide()
        table.setFocus()
        if changed:
            self.entered.emit(text)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and Qt.Key(event.key()) == Qt.Key.Key_Escape
