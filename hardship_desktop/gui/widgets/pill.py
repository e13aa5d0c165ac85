"""Status pills: a word on a pale ground."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hardship_desktop.domain.lists import Tone
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.palette import Colours, colours_of


def paint_pill(
    painter: QPainter, area: QRect, text: str, tone: Tone, colours: Colours, *, edged: bool = False
) -> None:
    """Draw a pill at the left of the area, in the middle of its height; `edged` where its own pale
    ground would not be seen.
    """
    unit = metrics()
    painter.setFont(_smaller(painter.font()))
    width = min(painter.fontMetrics().horizontalAdvance(text) + unit.px(20), area.width())
    height = unit.px(22)
    pill = QRect(area.left(), area.center().y() - height // 2, width, height)
    ground, ink = colours.tone(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(ink if edged else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(ink)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _smaller(font: QFont) -> QFont:
    result = QFont(font)
    result.setPixelSize(metrics().px(12.5))
    return result


class Pill(QWidget):
    """A pill on its own, for head cards."""

    def __init__(self) -> None:
        super().__init__()
        self.set("")

    def set(self, text: str, tone: Tone = "grey") -> None:
        """Show a word in a tone; an empty word hides the pill."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        unit = metrics()
        return QSize(
            QFontMetrics(_smaller(self.font())).horizontalAdvance(self._text) + unit.px(22), unit.px(24)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self._text, self._tone, colours_of(self.palette()))
        painter.end()
