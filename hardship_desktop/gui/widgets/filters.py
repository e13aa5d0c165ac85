"""Filters above a list: a line to search in and a chip for each thing to choose by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
    QWidgetAction,
)

from hardship_desktop.gui.look.icons import line_icon, set_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.search_line import SearchLine

TYPED_AFTER_MS = 150
LEAST_LINE = 150
"""Room that the search line must have beside the chips."""


@dataclass(frozen=True)
class Filter:
    """One thing to choose by: its options as (code, label)."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


class Chip(QPushButton):
    """Shows what is chosen; a press opens the options, of which several may be ticked."""

    changed = Signal()

    def __init__(self, wanted: Filter) -> None:
        super().__init__()
        self.filter = wanted
        self._chosen: tuple[str, ...] = ()
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        set_icon(self, "chevron-down", "muted", 12, checked="accent")
        self.clicked.connect(self._open)
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes ticked, in the order of the options; none means all."""
        return self._chosen

    def choose(self, codes: Sequence[str]) -> None:
        """Tick these."""
        chosen = tuple(code for code, _ in self.filter.options if code in codes)
        if chosen != self._chosen:
            self._chosen = chosen
            self.changed.emit()
        self._show()

    def _show(self) -> None:
        labels = [text for code, text in self.filter.options if code in self._chosen]
        words = "、".join(labels) if len(labels) <= 2 else f"{len(labels)} 项"
        self.setText(f"{self.filter.label}：{words}" if labels else f"全部{self.filter.label}")
        self.setChecked(bool(labels))

    def _open(self) -> None:
        self._show()
        menu = QMenu(self)
        # The chip is mirrored for its arrow; the words in its menu are not.
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for code, text in self.filter.options:
            menu.addAction(self._option(menu, code, text))
        menu.addSeparator()
        menu.addAction(f"全部{self.filter.label}").triggered.connect(lambda: self.choose(()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

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


class FilterBar(QWidget):
    """`changed()` when another choice is made or typed; `state` is what to ask the service for;
    `down()` on ↓ or Enter in the line: to what was found.
    """

    changed = Signal()
    down = Signal()

    def __init__(self, filters: Sequence[Filter], *, hint: str = "在列表中查找") -> None:
        super().__init__()
        self.line = SearchLine()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.line.setClearButtonEnabled(True)
        line_icon(self.line, "filter", QLineEdit.ActionPosition.LeadingPosition)
        self.chips = {each.name: Chip(each) for each in filters}
        self._clear = button("清除筛选", self.clear, role="quiet")
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(metrics().px(8))
        self._both.addWidget(self.line, 1)
        self.row = QHBoxLayout()
        self.row.setSpacing(metrics().px(8))
        self._both.addLayout(self.row)
        self._both.setAlignment(self.row, Qt.AlignmentFlag.AlignLeft)
        for chip in self.chips.values():
            chip.changed.connect(self._changed)
            self.row.addWidget(chip)
        self.row.addWidget(self._clear)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(TYPED_AFTER_MS)
        self._wait.timeout.connect(self._changed)
        self.line.textChanged.connect(lambda: self._wait.start())
        self.line.returnPressed.connect(self._go_down)
        self._clear.hide()
        self._quiet = False

    @property
    def text(self) -> str:
        """What is typed in the line."""
        return self.line.text().strip()

    def state(self) -> dict[str, tuple[str, ...]]:
        """The codes ticked, by filter; filters with none are absent."""
        return {name: chip.chosen for name, chip in self.chips.items() if chip.chosen}

    def set_state(self, state: Mapping[str, Sequence[str]], text: str = "") -> None:
        """Choose as it was saved."""
        self._quiet = True
        for name, chip in self.chips.items():
            chip.choose(state.get(name, ()))
        self.line.setText(text)
        self._wait.stop()
        self._quiet = False
        self._changed()

    def clear(self) -> None:
        """Show everything again."""
        self.set_state({})

    def _changed(self) -> None:
        if not self._quiet:
            self._clear.setVisible(bool(self.state() or self.text))
            self._arrange()
            self.changed.emit()

    def _go_down(self) -> None:
        """What was just typed is looked for first."""
        if self._wait.isActive():
            self._wait.stop()
            self._changed()
        else:
            self.down.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Down:
            self._go_down()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The chips go below the line where both do not fit beside each other."""
        narrow = self.width() < self.row.sizeHint().width() + metrics().px(LEAST_LINE)
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
