"""A month to choose a day from, laid over the form."""

from typing import cast

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QToolButton, QVBoxLayout, QWidget

from hardship_desktop.gui.look.icons import set_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.overlay import lay_over


class Calendar(QFrame):
    """Goes away when a day is taken, on Esc, or when the focus leaves it."""

    taken = Signal(QDate)
    closed = Signal()

    def __init__(self, under: QWidget) -> None:
        super().__init__(under)
        self.hide()
        self.setProperty("card", True)
        self._under = under
        self.month = QCalendarWidget()
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        self._calm()
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self.month)
        self._days = cast(QTableView, self.month.findChild(QTableView))
        self._days.installEventFilter(self)

    def show_day(self, day: QDate) -> None:
        """Open at a day."""
        self.month.setSelectedDate(day)
        size = self.sizeHint()
        lay_over(
            self, self._under, max(size.width(), metrics().px(300)), max(size.height(), metrics().px(230))
        )
        self._days.setFocus()

    def _calm(self) -> None:
        """Our arrows, and no red for the days that are not worked."""
        for name, picture in (("prev", "chevron-left"), ("next", "chevron-right")):
            arrow = cast(QToolButton, self.month.findChild(QToolButton, f"qt_calendar_{name}month"))
            set_icon(arrow, picture, "text", 18)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, QTextCharFormat())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self._close()
            return True
        lost = isinstance(event, QFocusEvent) and event.lostFocus()
        if lost and event.reason() == Qt.FocusReason.MouseFocusReason:  # type: ignore[attr-defined]
            self.hide()
        return super().eventFilter(watched, event)

    def _take(self, day: QDate) -> None:
        self.taken.emit(day)
        self._close()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
