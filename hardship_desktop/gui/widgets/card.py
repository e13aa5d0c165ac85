"""A white card with an optional heading."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics


def label(text: str = "", level: str = "", *, wrap: bool = False) -> QLabel:
    """A text of one of the levels: title, heading, large, muted, error, warning or ordinary."""
    result = QLabel(text)
    # Names and file names are shown as they are, whatever signs they contain.
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wrap)
    if level:
        result.setProperty("level", level)
    return result


class Card(QFrame):
    """Holds one group of things."""

    def __init__(self, heading: str = "", *, margin: int = 16) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        space = metrics().px(margin)
        self.body.setContentsMargins(
            space, metrics().px(min(margin, 12)), space, metrics().px(min(margin, 12))
        )
        self.body.setSpacing(metrics().px(8))
        self.head = QHBoxLayout()
        self.heading = label(heading, "heading")
        if heading:
            self.head.addWidget(self.heading)
            self.head.addStretch()
            self.body.addLayout(self.head)

    def add(self, content: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something below what is there."""
        if isinstance(content, QLayout):
            self.body.addLayout(content, stretch)
        else:
            self.body.addWidget(content, stretch)
