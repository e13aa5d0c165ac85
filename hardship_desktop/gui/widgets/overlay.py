"""Where something lies that drops down over the window without being a window itself."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget


def lay_over(widget: QWidget, under: QWidget, width: int, height: int) -> None:
    """Put `widget` below `under`, or above it where there is no room, inside their window."""
    window = under.window()
    if widget.parent() is not window:
        widget.setParent(window)
    below = under.mapTo(window, QPoint(0, under.height() + 2))
    above = under.mapTo(window, QPoint(0, -height - 2))
    corner = above if below.y() + height > window.height() and above.y() >= 0 else below
    left = max(0, min(corner.x(), window.width() - width))
    widget.setGeometry(QRect(left, corner.y(), width, height))
    widget.show()
    widget.raise_()
