"""The foot of the window: unit, user, last bundle, last backup."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.style import restyle
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.elided import Elided

SAID_MS = 30_000


@dataclass(frozen=True)
class StatusFacts:
    """What the foot says: the last bundle and the age of the last backup in words, and whether that is
    alarming."""

    unit: str
    user: str
    bundle: str = ""
    backup: str = ""
    alarm: bool = False


class StatusBar(QFrame):
    """`clicked(what)` with unit, user, bundle or backup: each opens its page."""

    clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("strip", True)
        self._items: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics().px(12), 0, metrics().px(12), 0)
        row.setSpacing(metrics().px(4))
        self._said = Elided()
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._old = QTimer(self)
        self._old.setSingleShot(True)
        self._old.setInterval(SAID_MS)
        self._old.timeout.connect(lambda: self.say(""))
        for name in ("unit", "user", "bundle", "backup"):
            self._items[name] = button("", partial(self.clicked.emit, name), role="status")
            self._items[name].setMinimumWidth(metrics().px(72))
        for name in ("unit", "user"):
            row.addWidget(self._items[name])
        row.addWidget(self._said, 1)
        for name in ("bundle", "backup"):
            row.addWidget(self._items[name])

    def show_facts(self, facts: StatusFacts) -> None:
        """Show how things stand."""
        self._put("unit", facts.unit)
        self._put("user", facts.user)
        self._put("bundle", facts.bundle)
        self._put("backup", facts.backup, facts.alarm)

    def say(self, text: str) -> None:
        """The last thing said; taken away before it is read as news of something else."""
        self._said.show_text(text)
        if text:
            self._old.start()

    def said(self) -> str:
        """The last thing said."""
        return self._said.whole

    def _put(self, name: str, text: str, alarm: bool = False) -> None:
        item = self._items[name]
        item.setText(text)
        item.setAccessibleName(text)
        item.setToolTip(text)
        restyle(item, "alarm", alarm)
