"""系统设置: sections at the left, the one chosen at the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.page import Page


@dataclass(frozen=True)
class SectionEntry:
    """A section, made when it is first looked at. `help` is its help page."""

    name: str
    title: str
    make: Callable[[], Section]
    help: str = "settings"


class SettingsPage(Page):
    """系统设置."""

    def __init__(self, entries: Sequence[SectionEntry], messages: Messages) -> None:
        super().__init__("系统设置", messages, help="settings")
        self._entries = list(entries)
        self._made: dict[str, Section] = {}
        self._list = QListWidget()
        self._list.setProperty("drop", True)
        self._list.setAccessibleName("设置的各项")
        self._list.addItems([entry.title for entry in entries])
        self._list.currentRowChanged.connect(self._show)
        self._list.setFixedWidth(metrics().px(170))
        self._stack = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(metrics().px(12))
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row)
        self._list.setCurrentRow(0)

    def load(self) -> None:
        """Read the section in sight."""
        section = self.section
        if section:
            section.load()

    def focus(self) -> None:
        """The list of sections."""
        self._list.setFocus()

    @property
    def section(self) -> Section | None:
        """The section in sight."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Section) else None

    def show_section(self, name: str) -> None:
        """Go to a section, for instance from the foot of the window."""
        self._list.setCurrentRow([entry.name for entry in self._entries].index(name))

    def _show(self, number: int) -> None:
        entry = self._entries[number]
        if entry.name not in self._made:
            self._made[entry.name] = entry.make()
            self._stack.addWidget(self._made[entry.name])
        self._stack.setCurrentWidget(self._made[entry.name])
        self.help = entry.help
        self.set_head(line=entry.title)
        self._made[entry.name].load()
