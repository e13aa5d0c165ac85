"""Buttons side by side that go on in the next line where the width has an end."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from hardship_desktop.gui.look.metrics import metrics


class Flow(QLayout):
    """Wants to be one line wide and stands in the middle of its height. `right` puts lines to the right."""

    def __init__(self, parent: QWidget | None = None, *, right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right = right
        self._needed = 0
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(metrics().px(8))

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one at this place."""
        self.addChildWidget(widget)
        self._items.insert(place, QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # None ends Qt's own walk
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # as itemAt
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(map(_height, lines)) + self.spacing() * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        return QSize(self._width(shown), _height(shown))

    def minimumSize(self) -> QSize:
        """As wide as its widest button, as high as the lines it has had room for."""
        widest = max((each.sizeHint().width() for each in self._shown()), default=0)
        return QSize(widest, self._needed)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        needed = self.heightForWidth(rect.width())
        if needed != self._needed:
            self._needed = needed
            self.parentWidget().updateGeometry()
        top = rect.top() + max(0, rect.height() - self.heightForWidth(rect.width())) // 2
        for line in self._lines(rect.width()):
            left = rect.left() + (max(0, rect.width() - self._width(line)) if self._right else 0)
            for item in line:
                lower = top + (_height(line) - item.sizeHint().height()) // 2
                item.setGeometry(QRect(QPoint(left, lower), item.sizeHint()))
                left += item.sizeHint().width() + self.spacing()
            top += _height(line) + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self.spacing() * max(0, len(line) - 1)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in self._shown():
            if not lines or self._width([*lines[-1], item]) > width:
                lines.append([])
            lines[-1].append(item)
        return lines


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
