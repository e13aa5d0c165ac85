"""Widgets side by side."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics


def beside(*widgets: QWidget) -> QHBoxLayout:
    """They share the whole width."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(metrics().px(8))
    for widget in widgets:
        row.addWidget(widget)
    return row


def from_left(*widgets: QWidget) -> QHBoxLayout:
    """Each as wide as it wants to be; what is left stays empty."""
    row = beside(*widgets)
    row.addStretch(1)
    return row
