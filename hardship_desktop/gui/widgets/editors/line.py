"""Typed in one line or in several: text, names, numbers, amounts."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Area, Integer, Money, Text
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.editors.base import Editor


class LineEditor(Editor):
    """One line."""

    def __init__(self, field: Field) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self.line.setPlaceholderText(_hint(field))
        self.line.textChanged.connect(self.edited)

    def raw(self) -> str:
        return self.line.text()

    def set_raw(self, raw: str) -> None:
        if raw != self.line.text():
            self.line.setText(raw)
        self.line.setCursorPosition(0)

    @property
    def read_only(self) -> bool:
        return self.line.isReadOnly()

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)


class LinesEditor(Editor):
    """Several lines; Enter writes a new one, Ctrl+Enter goes on."""

    takes_enter = True

    def __init__(self, field: Field, lines: int) -> None:
        self.box = QPlainTextEdit()
        super().__init__(field, self.box)
        self._lines = lines
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(_hint(field))
        self.box.textChanged.connect(self.edited)
        self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * lines + metrics().px(18))

    def raw(self) -> str:
        return self.box.toPlainText()

    def set_raw(self, raw: str) -> None:
        if raw != self.box.toPlainText():
            self.box.setPlainText(raw)

    @property
    def read_only(self) -> bool:
        return self.box.isReadOnly()

    def set_read_only(self, read_only: bool) -> None:
        self.box.setReadOnly(read_only)


class FixedEditor(Editor):
    """Shown and never typed: links to other records and what the program sets itself."""

    def __init__(self, field: Field) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self.line.setReadOnly(True)

    def raw(self) -> str:
        return self.line.text()

    def set_raw(self, raw: str) -> None:
        self.line.setText(raw)
        self.line.setCursorPosition(0)

    @property
    def read_only(self) -> bool:
        return True

    def set_read_only(self, read_only: bool) -> None:
        """It always is."""


def _hint(field: Field) -> str:
    """What stands in the empty field."""
    if isinstance(field.kind, Money):
        return "元，可写 1.2万"
    if isinstance(field.kind, Area):
        return "平方米"
    if isinstance(field.kind, Integer) and field.kind.unit:
        return field.kind.unit
    return field.help if len(field.help) <= 24 and not _tall(field) else ""


def _tall(field: Field) -> bool:
    return isinstance(field.kind, Text) and field.kind.lines > 1
