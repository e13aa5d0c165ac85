"""The left of the window: where one is and where one can go."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from hardship_desktop.gui.look.icons import set_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.pages import PageSpec
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label

WIDTH, FOLDED = 188, 60


class Navigation(QFrame):
    """One key for each page; `wanted(name)` when one is pressed."""

    wanted = Signal(str)

    def __init__(self, entries: Sequence[PageSpec], unit: str) -> None:
        super().__init__()
        self.setProperty("side", True)
        self._keys: dict[str, QPushButton] = {}
        self._folded = False
        column = QVBoxLayout(self)
        unit_px = metrics().px
        column.setContentsMargins(unit_px(8), unit_px(14), unit_px(8), unit_px(10))
        column.setSpacing(unit_px(3))
        self._name = label("困难职工帮扶", "heading")
        self._unit = label(unit, "muted", wrap=True)
        for each in (self._name, self._unit):
            each.setContentsMargins(unit_px(12), 0, 0, 0)
            column.addWidget(each)
        column.addSpacing(unit_px(10))
        for number, entry in enumerate(entry for entry in entries if not entry.low):
            column.addWidget(self._key(entry, number + 1))
        column.addStretch()
        above = len(self._keys)
        for number, entry in enumerate(entry for entry in entries if entry.low):
            column.addWidget(self._key(entry, above + number + 1))
        self._size()

    def set_unit(self, unit: str) -> None:
        """The name of the office."""
        self._unit.setText(unit)

    def fold(self, folded: bool) -> None:
        """Pictures alone, where there is no room for words."""
        self._folded = folded
        for words in (self._name, self._unit):
            words.setHidden(folded)
        for key in self._keys.values():
            key.setText("" if folded else key.accessibleName())
        self._size()

    def show_current(self, name: str) -> None:
        """Mark the page that is open."""
        for each, key in self._keys.items():
            key.setChecked(each == name)

    def _key(self, entry: PageSpec, number: int) -> QPushButton:
        key = button(
            entry.title,
            lambda: self.wanted.emit(entry.name),
            role="nav",
            tip=f"{entry.title}（Alt+{number}）",
        )
        key.setAccessibleName(entry.title)
        key.setCheckable(True)
        key.clicked.connect(lambda: key.setChecked(True))
        set_icon(key, entry.icon, "text", 18, checked="accent")
        self._keys[entry.name] = key
        return key

    def _size(self) -> None:
        self.setFixedWidth(metrics().px(FOLDED if self._folded else WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size()
