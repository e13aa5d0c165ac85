"""What stands where there is nothing yet: what will be here, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hardship_desktop.gui.look.icons import set_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label


class Empty(QWidget):
    """A picture, a sentence and one or two buttons."""

    def __init__(
        self,
        title: str,
        text: str,
        *,
        icon: str = "folder-open",
        steps: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        super().__init__()
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_icon(picture, icon, "muted", 44)
        self.title = label(title, "heading")
        self.text = label(text, "muted", wrap=True)
        for each in (self.title, self.text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addStretch()
        for place, (verb, pressed) in enumerate(steps):
            row.addWidget(button(verb, pressed, role="" if place else "primary"))
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(metrics().px(10))
        column.addStretch(2)
        for widget in (picture, self.title, self.text):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(3)
