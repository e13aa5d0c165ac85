"""A line with a list under it: dropped by its button, by F2 or the arrow down, or while one types."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.look.icons import line_icon
from hardship_desktop.gui.widgets.drop_down import DropDown
from hardship_desktop.gui.widgets.editors.line import LineEditor


class DropLine(LineEditor):
    """What is offered, and what taking an entry means, its kinds say."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.button = line_icon(self.line, "chevron-down", QLineEdit.ActionPosition.TrailingPosition)
        self.button.setToolTip("选项（F2 或 ↓）")
        self.button.triggered.connect(self._toggle)
        self.drop_down = DropDown(self.line)
        self.drop_down.chosen.connect(self._take)
        self.line.textEdited.connect(self._offer)
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and not self.drop_down.isVisible():
            if event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]
                self.open()
                return True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._toggle()
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Show all entries."""
        if not self.read_only:
            self.line.setFocus()
            self._show("")

    def fold(self) -> None:
        self.drop_down.hide()

    def _toggle(self) -> None:
        if self.drop_down.isVisible():
            self.drop_down.hide()
        else:
            self.open()

    def _offer(self, _: str) -> None:
        self._show(self._typed())

    def _typed(self) -> str:
        """What the list is to be searched for."""
        return self.line.text()

    def _show(self, typed: str) -> None:
        raise NotImplementedError

    def _take(self, entry: Any) -> None:
        raise NotImplementedError
