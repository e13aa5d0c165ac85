"""How a list looks: row lines instead of a grid, a pale selected row, pills, amounts to the right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hardship_desktop.gui.shell.metrics import metrics
from hardship_desktop.gui.shell.palette import colours_of
from hardship_desktop.gui.widgets.columns import Column
from hardship_desktop.gui.widgets.pill import paint_pill

TONE_ROLE = Qt.ItemDataRole.UserRole


class RowPainter(QStyledItemDelegate):
    """Paints a cell with as few questions to the model as can be: two."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, metrics().row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = colours_of(option.palette)  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, QColor(colours.selected))
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not text:
            return
        margin = metrics().px(12)
        area = rect.adjusted(margin, 0, -margin, -1)
        tone = index.data(TONE_ROLE)
        if tone:
            painter.save()
            paint_pill(painter, area, text, tone, colours)
            painter.restore()
            return
        painter.setPen(QColor(colours.text))
        side = (
            Qt.AlignmentFlag.AlignRight if self._columns[index.column()].right else Qt.AlignmentFlag.AlignLeft
        )
        fonts = painter.fontMetrics()
        if fonts.horizontalAdvance(text) > area.width():
            text = fonts.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)
