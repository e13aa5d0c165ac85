"""One section of 系统设置."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.buttons import Role, button
from hardship_desktop.gui.widgets.card import Card, label


class Section(Card):
    """A heading, a line that says what it is for, its buttons, its content."""

    def __init__(self, title: str, text: str, tasks: Tasks, messages: Messages) -> None:
        super().__init__(title, margin=20)
        self.tasks = tasks
        self.messages = messages
        self.add(label(text, "muted", wrap=True))
        self.keys = QHBoxLayout()

    def load(self) -> None:
        """Read what is shown; called when the section comes up."""

    def key(
        self, text: str, pressed: Callable[[], object], *, role: Role = "", icon: str = ""
    ) -> QPushButton:
        """A button in the row of buttons; the row stands where `add_keys` puts it."""
        result = button(text, pressed, role=role, icon=icon)
        self.keys.addWidget(result)
        return result

    def add_keys(self) -> None:
        """Put the row of buttons below what is there."""
        self.keys.addStretch(1)
        self.add(self.keys)
