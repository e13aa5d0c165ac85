"""Buttons of one look."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from hardship_desktop.gui.look.icons import Ink, set_icon

Role = Literal["", "primary", "quiet", "danger", "chip", "big", "nav", "status"]


def button(
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    role: Role = "",
    icon: str = "",
    tip: str = "",
) -> QPushButton:
    """A button whose text is a verb with its object; one `primary` to a page."""
    result = QPushButton(text)
    # Enter presses the button that has the focus, as everywhere on a PC.
    result.setAutoDefault(True)
    if role:
        result.setProperty("role", role)
    if icon:
        ink: Ink = {"primary": "white", "quiet": "accent", "danger": "danger"}.get(role, "text")  # type: ignore[assignment]
        set_icon(result, icon, ink, 16)
    if tip:
        result.setToolTip(tip)
    if not text:
        result.setAccessibleName(tip)
    if pressed:
        result.clicked.connect(lambda: pressed())
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    return result
