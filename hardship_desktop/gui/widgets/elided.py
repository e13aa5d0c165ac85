"""A line that is cut short with … where there is no room; the whole of it is in its tooltip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class Elided(QLabel):
    """Takes whatever width it is given."""

    def __init__(self, text: str = "", level: str = "muted") -> None:
        super().__init__()
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("level", level)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    @property
    def whole(self) -> str:
        """The text that is not cut."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show another line."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width(), 0)
        self.setText(
            self.fontMetrics().elidedText(self._whole.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
        )
