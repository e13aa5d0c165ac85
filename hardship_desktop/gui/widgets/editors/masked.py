"""A sensitive value: stars until the person presses 显示, which is recorded."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.look.icons import set_icon
from hardship_desktop.gui.widgets.editors.base import Editor

Reveal = Callable[[Field, Callable[[str], None]], None]
"""Records that a field was asked for and then calls back with its text."""


class Hidden(str):
    """What stands on the screen for a value that the page was not given, such as 330102********4006."""

    __slots__ = ()


class MaskedEditor(Editor):
    """Stars in front of another editor; an empty field is simply typed in."""

    def __init__(self, inner: Editor, reveal: Reveal) -> None:
        self._stars = QLineEdit()
        super().__init__(inner.field, self._stars)
        self.inner = inner
        self.takes_enter = False
        self._reveal = reveal
        self._stars.setReadOnly(True)
        self._show = QPushButton("显示")
        self._show.setProperty("role", "quiet")
        self._show.setToolTip("显示这一项（F2），会留下查看记录")
        self._show.setAccessibleName(f"显示{inner.field.label}")
        self._show.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(self._show, "eye", "accent", 16)
        self._show.clicked.connect(self.open)
        self._row.addWidget(inner, 1)
        self._row.addWidget(self._show)
        inner.edited.connect(self._inner_edited)
        self._hide_value(False)

    @property
    def hidden_value(self) -> bool:
        return not self._stars.isHidden()

    @property
    def read_only(self) -> bool:
        return self.inner.read_only

    def raw(self) -> str:
        return self._stars.text() if self.hidden_value else self.inner.raw()

    def set_raw(self, raw: str) -> None:
        self._hide_value(False)
        self.inner.set_raw(raw)

    def value(self, today: date) -> Any:
        return self.inner.value(today)

    def set_value(self, value: Any) -> None:
        if value is None or value in ("", ()):
            self._hide_value(False)
            self.inner.set_value(None)
            return
        self.inner.set_value(None)
        self._stars.setText(value if isinstance(value, Hidden) else self.field.kind.mask(value))
        self._hide_value(True)

    def rewrite(self, value: Any) -> None:
        self._hide_value(False)
        self.inner.rewrite(value)

    def open(self) -> None:
        """Ask for the value, or open what the inner editor has."""
        if self.hidden_value:
            self._reveal(self.field, self._revealed)
        else:
            self.inner.open()

    def fold(self) -> None:
        self.inner.fold()

    def settle(self) -> None:
        if not self.hidden_value:
            self.inner.settle()

    def controls(self) -> tuple[QWidget, ...]:
        return (self._stars, *self.inner.controls())

    def mark(self, state: str) -> None:
        self.inner.mark(state)

    def select_all(self) -> None:
        self.inner.select_all()

    def set_read_only(self, read_only: bool) -> None:
        self.inner.set_read_only(read_only)

    def _revealed(self, text: str) -> None:
        self.inner.set_raw(text)
        self.inner.show()
        if self._stars.hasFocus():
            self.inner.setFocus()
            self.inner.select_all()  # what is typed takes its place, as in a line entered by Tab
        self._hide_value(False)
        self.revealed.emit()

    def _inner_edited(self) -> None:
        if not self.hidden_value:
            self.edited.emit()

    def _hide_value(self, hide: bool) -> None:
        self._stars.setVisible(hide)
        self._show.setVisible(hide)
        self.inner.setVisible(not hide)
        self.control = self._stars if hide else self.inner.control
        self.takes_enter = not hide and self.inner.takes_enter
        self.setFocusProxy(self.control)
