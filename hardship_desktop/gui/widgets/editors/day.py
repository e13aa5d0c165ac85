"""A day: typed in any usual way or taken from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.look.icons import line_icon
from hardship_desktop.gui.widgets.editors.calendar import Calendar
from hardship_desktop.gui.widgets.editors.line import LineEditor


class DayEditor(LineEditor):
    """Takes 20260305, 3.5, 今天; F2 or the button opens a calendar."""

    def __init__(self, field: Field, today: Callable[[], date]) -> None:
        super().__init__(field)
        self._today = today
        self.calendar: Calendar | None = None
        self.line.setPlaceholderText("如 20260305、3.5、今天")
        button = line_icon(self.line, "calendar", QLineEdit.ActionPosition.TrailingPosition)
        button.setToolTip("日历（F2）")
        button.triggered.connect(self.open)

    def open(self) -> None:
        """Show the calendar at the day typed or today."""
        if self.read_only:
            return
        if self.calendar is None:
            self.calendar = Calendar(self)
            self.calendar.taken.connect(self._take)
            self.calendar.closed.connect(self.line.setFocus)
        day = self._shown_day()
        self.calendar.show_day(QDate(day.year, day.month, day.day))

    def fold(self) -> None:
        if self.calendar:
            self.calendar.hide()

    def _shown_day(self) -> date:
        try:
            value = self.value(self._today())
        except UserError:
            value = None
        return value if isinstance(value, date) else self._today()

    def _take(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
