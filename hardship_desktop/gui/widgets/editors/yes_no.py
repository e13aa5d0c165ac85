"""是 or 否, or not yet said."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.widgets.editors.base import Editor

_KEYS = {
    Qt.Key.Key_1: "是",
    Qt.Key.Key_Y: "是",
    Qt.Key.Key_Left: "是",
    Qt.Key.Key_0: "否",
    Qt.Key.Key_2: "否",
    Qt.Key.Key_N: "否",
    Qt.Key.Key_Right: "否",
    Qt.Key.Key_Delete: "",
    Qt.Key.Key_Backspace: "",
}


class _Segments(QFrame):
    """The frame that has the focus; 1/是, 2/否, Delete empties, Space changes."""

    def __init__(self, editor: "YesNoEditor") -> None:
        super().__init__()
        self._editor = editor
        self.setProperty("segments", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            self._editor.set_raw(_KEYS[key])
        elif event.text() in ("是", "否"):
            self._editor.set_raw(event.text())
        elif key == Qt.Key.Key_Space:
            self._editor.set_raw({"是": "否"}.get(self._editor.raw(), "是"))
        else:
            super().keyPressEvent(event)


class YesNoEditor(Editor):
    """Two keys side by side; pressing the one that is down takes the answer back."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, _Segments(self))
        self._raw = ""
        self._keys = {word: QPushButton(word) for word in ("是", "否")}
        row = QHBoxLayout(self.control)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for word, key in self._keys.items():
            key.setProperty("role", "segment")
            key.setCheckable(True)
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.setAccessibleName(f"{field.label}：{word}")
            key.clicked.connect(lambda checked, word=word: self._pressed(word, checked))
            row.addWidget(key)
        self._row.addStretch()

    def raw(self) -> str:
        return self._raw

    def set_raw(self, raw: str) -> None:
        changed, self._raw = raw != self._raw, raw
        for word, key in self._keys.items():
            key.setChecked(word == raw)
        if changed:
            self.edited.emit()

    def _pressed(self, word: str, checked: bool) -> None:
        self.control.setFocus()
        self.set_raw(word if checked else "")
