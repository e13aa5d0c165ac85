"""A chip for each thing to choose a list by: codes to tick, or a period; and what has no chip."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QPushButton, QWidgetAction

from hardship_desktop.domain.days import parse_day
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Filter
from hardship_desktop.gui.look.icons import set_icon
from hardship_desktop.gui.look.metrics import metrics

OPEN_END = ""
FROM_TO = "其他时间：2026.3.1-2026.3.31，回车"


class Chip(QPushButton):
    """Shows what is chosen; a press opens the options, of which several may be ticked."""

    changed = Signal()

    def __init__(self, wanted: Filter) -> None:
        super().__init__()
        self.filter = wanted
        self.options = wanted.options
        self._chosen: tuple[str, ...] = ()
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        set_icon(self, "chevron-down", "muted", 12, checked="accent")
        self.clicked.connect(self.open)
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes ticked, in the order of the options; none means all."""
        return self._chosen

    def choose(self, codes: Sequence[str]) -> None:
        """Tick these."""
        chosen = self._known(codes)
        if chosen != self._chosen:
            self._chosen = chosen
            self.changed.emit()
        self._show()

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Options that only the data know."""
        self.options = tuple(options)
        self._show()

    def _known(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(code for code, _ in self.options if code in codes)

    def _words(self) -> str:
        labels = [text for code, text in self.options if code in self._chosen]
        return "、".join(labels) if len(labels) <= 2 else f"{len(labels)} 项"

    def _show(self) -> None:
        words = self._words()
        self.setText(f"{self.filter.label}：{words}" if words else f"全部{self.filter.label}")
        self.setChecked(bool(words))

    def open(self) -> None:
        """Show the options."""
        self._show()
        menu = QMenu(self)
        # The chip is mirrored for its arrow; the words in its menu are not.
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._fill(menu)
        menu.addSeparator()
        menu.addAction(f"全部{self.filter.label}").triggered.connect(lambda: self.choose(()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _fill(self, menu: QMenu) -> None:
        for code, text in self.options:
            menu.addAction(self._option(menu, code, text))

    def _option(self, menu: QMenu, code: str, text: str) -> QWidgetAction:
        """A box in the menu, so that it stays open while several are ticked."""
        box = QCheckBox(text)
        box.setChecked(code in self._chosen)
        box.setMinimumHeight(metrics().px(30))
        box.setContentsMargins(metrics().px(12), 0, metrics().px(12), 0)
        box.toggled.connect(lambda on: self._tick(code, on))
        action = QWidgetAction(menu)
        action.setDefaultWidget(box)
        return action

    def _tick(self, code: str, on: bool) -> None:
        others = [each for each in self._chosen if each != code]
        self.choose([*others, code] if on else others)


class PeriodChip(Chip):
    """From a day to a day: this year, this month ..., or as typed."""

    def __init__(self, wanted: Filter, today: Callable[[], date]) -> None:
        self._today = today
        super().__init__(wanted)

    def _known(self, codes: Sequence[str]) -> tuple[str, ...]:
        return (codes[0], codes[1]) if len(codes) == 2 and any(codes) else ()

    def _words(self) -> str:
        if not self._chosen:
            return ""
        usual = next((word for word, period in self._usual().items() if period == self._chosen), None)
        return usual or f"{self._chosen[0]} 至 {self._chosen[1] or '今后'}"

    def _usual(self) -> dict[str, tuple[str, str]]:
        today = self._today()
        last = today.replace(day=1) - timedelta(days=1)
        return {
            "今天": (str(today), str(today)),
            "本月": (str(today.replace(day=1)), f"{today:%Y-%m}-31"),
            "上月": (str(last.replace(day=1)), str(last)),
            "今年": (f"{today.year}-01-01", f"{today.year}-12-31"),
            "去年": (f"{today.year - 1}-01-01", f"{today.year - 1}-12-31"),
        }

    def _fill(self, menu: QMenu) -> None:
        for word, period in self._usual().items():
            menu.addAction(word).triggered.connect(lambda _=False, period=period: self.choose(period))
        line = menu_line(menu, FROM_TO)
        line.returnPressed.connect(lambda: self._typed(line, menu))

    def _typed(self, line: QLineEdit, menu: QMenu) -> None:
        first, _, last = line.text().replace("至", "-").replace("到", "-").partition("-")
        days = [parse_or_none(text, self._today()) for text in (first, last)]
        if days[0] or days[1]:
            self.choose([str(day or OPEN_END) for day in days])
            menu.close()


def parse_or_none(text: str, today: date) -> date | None:
    """A day as typed, None for what is none."""
    try:
        return parse_day(text.strip(), today=today) if text.strip() else None
    except UserError:
        return None


def menu_line(menu: QMenu, hint: str) -> QLineEdit:
    """A line to type in, inside a menu."""
    line = QLineEdit()
    line.setPlaceholderText(hint)
    line.setAccessibleName(hint)
    line.setMinimumWidth(metrics().px(270))
    action = QWidgetAction(menu)
    action.setDefaultWidget(line)
    menu.addAction(action)
    return line
