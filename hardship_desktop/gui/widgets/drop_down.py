"""A list that drops down under a line of text and is steered from there by keyboard or mouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.palette import colours_of
from hardship_desktop.gui.widgets.overlay import lay_over

MOST_VISIBLE = 9


@dataclass(frozen=True)
class Offer:
    """One line: what it is, its name, a word on it, and what stands behind it."""

    title: str
    sub: str = ""
    kind: str = ""
    data: Any = None
    checked: bool | None = None


class _RowPainter(QStyledItemDelegate):
    """Draws kind and sub-line in grey beside the title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, metrics().row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Offer = index.data(Qt.ItemDataRole.UserRole)
        colours, unit = colours_of(option.palette), metrics()  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        area = rect.adjusted(unit.px(10), 0, -unit.px(10), 0)
        if row.checked is not None:
            self._box(painter, area, row.checked)
            area.setLeft(area.left() + unit.px(24))
        painter.setPen(QColor(colours.muted))
        if row.kind:
            area.setLeft(area.left() + self._text(painter, area, row.kind, unit.px(64)))
        painter.setPen(QColor(colours.text))
        if row.title:
            area.setLeft(area.left() + self._text(painter, area, row.title, 0) + unit.px(14))
        painter.setPen(QColor(colours.muted))
        self._text(painter, area, row.sub, 0)

    def _text(self, painter: QPainter, area: QRect, text: str, least: int) -> int:
        """Draw, cut short where there is no room; returns the width used."""
        room = max(area.width(), 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return max(painter.fontMetrics().horizontalAdvance(shown), least)

    def _box(self, painter: QPainter, area: QRect, checked: bool) -> None:
        side = metrics().px(14)
        box = QRect(area.left(), area.center().y() - side // 2, side, side)
        painter.drawRect(box)
        if checked:
            painter.fillRect(box.adjusted(3, 3, -2, -2), painter.pen().color())


class DropDown(QListWidget):
    """Lies over the window, never takes the focus; `chosen` gives the data of the row taken."""

    chosen = Signal(object)

    def __init__(self, line: QLineEdit, *, least_width: int = 220) -> None:
        super().__init__(line)
        self._line = line
        self._least_width = least_width
        self._moved = False
        self._notice = False
        self.hide()
        self.setProperty("drop", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setItemDelegate(_RowPainter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)

    def show_rows(self, rows: Sequence[Offer], *, current: int = 0) -> None:
        """Drop down with these rows, marked the `current` one, none for -1; hides when there are no rows."""
        self._fill(rows)
        self._notice = False
        if not rows:
            self.hide()
            return
        self.setCurrentRow(min(current, len(rows) - 1))
        self._drop()
        self.scrollTo(self.currentIndex())

    def say(self, sentence: str) -> None:
        """Drop down with a sentence that cannot be taken; the keys stay with the line."""
        self._fill([Offer("", sentence)])
        self._notice = True
        self.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        self._drop()

    def _fill(self, rows: Sequence[Offer]) -> None:
        self.clear()
        self._moved = False
        for row in rows:
            item = QListWidgetItem(row.title or row.sub)
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.addItem(item)

    def _drop(self) -> None:
        height = min(self.count(), MOST_VISIBLE) * metrics().row + metrics().px(10)
        lay_over(self, self._line, max(self._line.width(), metrics().px(self._least_width)), height)

    def rows(self) -> list[Offer]:
        """What is offered now."""
        return [self.item(i).data(Qt.ItemDataRole.UserRole) for i in range(self.count())]

    @property
    def moved(self) -> bool:
        """Whether the person has gone to a row with the arrow keys."""
        return self._moved and self.isVisible()

    def take_current(self) -> bool:
        """Take the row that is marked; False when nothing is shown."""
        item = self.currentItem()
        if self._notice or not self.isVisible() or item is None:
            return False
        self._take(item)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._line:
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        elif isinstance(event, QKeyEvent) and self.isVisible():
            key = Qt.Key(event.key())
            if event.type() == QEvent.Type.KeyPress:
                return self._key(key)
            # Esc only closes the list: the window's own key for going back must wait.
            if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.accept()
                return True
        return False

    def _key(self, key: Qt.Key) -> bool:
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: MOST_VISIBLE,
            Qt.Key.Key_PageUp: -MOST_VISIBLE,
        }
        if self._notice and key != Qt.Key.Key_Escape:
            return False
        if key in moves:
            self._moved = True
            self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + moves[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_Space and self._ticked()):
            self.take_current()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _ticked(self) -> bool:
        return any(row.checked is not None for row in self.rows())

    def _take(self, item: QListWidgetItem) -> None:
        if self._notice:
            return
        row: Offer = item.data(Qt.ItemDataRole.UserRole)
        if row.checked is None:
            self.hide()
        self.chosen.emit(row.data)
