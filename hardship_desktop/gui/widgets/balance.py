"""A bar that shows a part of a whole: visited of all, paid of what came in."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.palette import colours_of


class Balance(QWidget):
    """The part is dark, the rest pale; more than the whole is red. `words` say it too."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._part = self._whole = 0

    def set(self, part: int, whole: int, words: str) -> None:
        """Show other figures."""
        self._part, self._whole = part, whole
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(metrics().px(120), metrics().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        over = self._part > self._whole
        share = min(self._part / self._whole, 1.0) if self._whole > 0 else float(over)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.field_border))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        if share > 0:
            painter.setPen(QColor(colours.danger if over else colours.accent))
            painter.setBrush(QColor(colours.danger if over else colours.accent))
            rect.setWidth(max(rect.width() * share, rect.height()))
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.end()
