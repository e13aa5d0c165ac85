"""Buttons of one look."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from hardship_desktop.gui.look.icons import Ink, set_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.card import label

Role = Literal["", "primary", "quiet", "danger", "chip", "nav", "status"]
INKS: dict[str, Ink] = {"primary": "white", "quiet": "accent", "danger": "danger"}


def button(
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    role: Role = "",
    icon: str = "",
    tip: str = "",
) -> QPushButton:
    """A button whose text is a verb with its object; one `primary` to a page."""
    result = QPushButton(text)
    # Enter presses the button that has the focus, as everywhere on a PC.
    result.setAutoDefault(True)
    if role:
        result.setProperty("role", role)
    if icon:
        set_icon(result, icon, INKS.get(role, "text"), 16)
    if tip:
        result.setToolTip(tip)
    if not text:
        result.setAccessibleName(tip)
    if pressed:
        result.clicked.connect(lambda: pressed())
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    return result


class BigButton(QPushButton):
    """A choice or a step that needs a line of explanation; `main` is the blue one of its page."""

    def __init__(
        self,
        title: str,
        text: str = "",
        pressed: Callable[[], object] | None = None,
        *,
        icon: str = "",
        main: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "big")
        self.setProperty("main", main)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title, self._text = label(level="strong"), label(level="muted")
        self._icon, self._picture = icon, QLabel(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(metrics().px(18), metrics().px(10), metrics().px(18), metrics().px(10))
        grid.setHorizontalSpacing(metrics().px(14))
        grid.setVerticalSpacing(metrics().px(2))
        grid.setColumnStretch(1, 1)
        if icon:
            self._draw()
            grid.addWidget(self._picture, 0, 0, 2, 1)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._text, 1, 1)
        self.say(title, text)
        if pressed:
            self.clicked.connect(lambda: pressed())

    def _draw(self) -> None:
        white = self.property("main") and self.isEnabled()
        set_icon(self._picture, self._icon, "white" if white else "accent", 30)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and self._icon:
            self._draw()

    def say(self, title: str, text: str = "") -> None:
        """Other words."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
