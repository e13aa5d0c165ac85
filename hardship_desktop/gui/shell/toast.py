"""A sentence that comes up over the window and goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from hardship_desktop.gui.look.icons import Ink, set_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label

_LOOKS: dict[str, tuple[str, Ink, int]] = {
    "done": ("circle-check", "good", 4000),
    "warning": ("alert-triangle", "warning", 8000),
    "error": ("circle-x", "danger", 12000),
}


OFFER_STAYS = 10_000


class Toast(QFrame):
    """Stays longer for what went wrong; a click closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self.setProperty("card", True)
        self._window = window
        self._icon = QLabel()
        self._text = label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self._act: Callable[[], object] | None = None
        self._button = button("", self._pressed, role="quiet")
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)

    def offer(self, words: str, act: Callable[[], object], tip: str = "") -> None:
        """A button beside the sentence in sight, which stays long enough for it to be pressed."""
        self._act = act
        self._button.setText(words)
        self._button.setToolTip(tip)
        self._button.show()
        self._place()
        self._timer.start(OFFER_STAYS)

    def say(self, text: str, weight: str) -> None:
        """Show a sentence."""
        self._act = None
        self._button.hide()
        name, ink, stays = _LOOKS[weight]
        set_icon(self._icon, name, ink, 20)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(stays)

    def text(self) -> str:
        """What it says while it is in sight."""
        return self._text.text() if self.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _pressed(self) -> None:
        self.hide()
        if self._act:
            self._act()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def _place(self) -> None:
        width = min(self._window.width() - 40, metrics().px(560))
        words = self._text.fontMetrics().horizontalAdvance(self._text.text()) + metrics().px(80)
        words += self._button.sizeHint().width() if self._act else 0
        width = min(width, max(words, metrics().px(200)))
        # The height for the words now: the layout still knows that of the words before.
        self.layout().invalidate()
        self.setFixedSize(width, self.layout().totalHeightForWidth(width))
        left = (self._window.width() - width) // 2
        # Higher than the row of buttons that many pages have at their foot.
        self.move(left, self._window.height() - self.height() - metrics().px(104))

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
