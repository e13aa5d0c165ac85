"""One section of 系统设置."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import Role, button
from hardship_desktop.gui.widgets.card import Card, label


class Section(Card):
    """A heading, given by the table of sections, a line that says what it is for, buttons, content."""

    def __init__(self, room: Room, text: str) -> None:
        super().__init__(" ", margin=20)
        self.room = room
        self.desk, self.services = room.desk, room.services
        self.tasks, self.messages = room.tasks, room.messages
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
