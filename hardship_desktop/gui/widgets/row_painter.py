"""How a list looks: row lines instead of a grid, a pale selected row, pills, amounts to the right."""

from html import escape

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from hardship_desktop.gui.look.icons import icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.palette import colours_of
from hardship_desktop.gui.widgets.paged_model import PagedModel
from hardship_desktop.gui.widgets.pill import paint_pill

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
# The same with large type, as in the header: there the texts need the room.
MARGIN = 12
TICKS, TICKED, UNTICKED = "ticked", "是", "否"
"""The column of boxes, and what its ticked and its empty ones say."""

_SELECTED = QStyle.StateFlag.State_Selected


class _Inks:
    """What all cells are drawn with, made once for a set of colours and a size of type."""

    def __init__(self, palette: QPalette, font: QFont) -> None:
        self.colours = colours_of(palette)
        self.text, self.line = QColor(self.colours.text), QColor(self.colours.line)
        self.selected = QColor(self.colours.selected)
        self.fonts = QFontMetrics(font)


class RowPainter(QStyledItemDelegate):
    """Asks the model itself, not through Qt: a frame has well over a hundred cells."""

    def __init__(self, model: PagedModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._sides = [_RIGHT if column.right else _LEFT for column in model.columns]
        self._ticks = [column.name == TICKS for column in model.columns]
        self._inks: _Inks | None = None

    def forget(self) -> None:
        """Colours or sizes have changed."""
        self._inks = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, metrics().row)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole text of a cell that is too narrow for it, where the mouse rests."""
        text, tone = self._model.cell(index.row(), index.column()) if index.isValid() else ("", None)
        room = view.visualRect(index).width() - 2 * MARGIN
        cut = not tone and view.fontMetrics().horizontalAdvance(text) > room
        QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>" if cut else "", view)
        return True

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        inks = self._inks or _Inks(QApplication.palette(), painter.font())
        self._inks = inks
        rect: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & _SELECTED)  # type: ignore[attr-defined]
        if selected:
            painter.fillRect(rect, inks.selected)
        painter.setPen(inks.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = index.column()
        text, tone = self._model.cell(index.row(), column)
        if not text:
            return
        area = rect.adjusted(MARGIN, 0, -MARGIN, -1)
        if tone:
            painter.save()
            paint_pill(painter, area, text, tone, inks.colours, edged=selected)
            painter.restore()
            return
        if self._ticks[column]:
            self._box(painter, area, text == TICKED, inks)
            return
        painter.setPen(inks.text)
        if inks.fonts.horizontalAdvance(text) > area.width():
            text = inks.fonts.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, self._sides[column], text)

    def _box(self, painter: QPainter, area: QRect, ticked: bool, inks: _Inks) -> None:
        side = metrics().px(16)
        box = QRect(area.left(), area.center().y() - side // 2, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(inks.colours.accent if ticked else inks.colours.muted))
        painter.setBrush(QColor(inks.colours.accent if ticked else inks.colours.card))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            icon("check", "white", 14).paint(painter, box)
        painter.restore()
