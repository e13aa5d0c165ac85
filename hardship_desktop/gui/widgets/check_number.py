"""The check number that two offices compare by telephone: shown large, or typed in six groups."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QWidget

from hardship_desktop.domain.characters import fold_width
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.card import label

GROUPS, DIGITS = 6, 4


def shown_number(number: str) -> QLabel:
    """The number to be read out, in large groups; not to be seen while there is none."""
    result = label("", "large", wrap=True)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    show_number(result, number)
    return result


def show_number(shown: QLabel, number: str) -> None:
    """Show another number, or none."""
    shown.setText("　".join(number.split()))
    shown.setAccessibleName(f"核对码 {number}" if number else "")
    shown.setHidden(not number)


class CheckNumber(QWidget):
    """Six boxes of four digits; the next one takes over by itself. `changed()` with each key, `ended()`
    on Enter when every digit is there.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().px(8))
        self.boxes = [QLineEdit() for _ in range(GROUPS)]
        for number, box in enumerate(self.boxes):
            box.setAccessibleName(f"核对码第 {number + 1} 组")
            box.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.setFixedWidth(metrics().px(74))
            box.textEdited.connect(lambda _, number=number: self._typed(number))
            box.returnPressed.connect(self._entered)
            box.installEventFilter(self)
            row.addWidget(box)
        row.addStretch()
        self.setFocusProxy(self.boxes[0])

    def text(self) -> str:
        """All groups together."""
        return " ".join(box.text() for box in self.boxes)

    @property
    def complete(self) -> bool:
        """Whether every digit is there."""
        return all(len(box.text()) == DIGITS for box in self.boxes)

    def clear(self) -> None:
        """Begin again."""
        for box in self.boxes:
            box.clear()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An empty box gives Backspace to the one before it."""
        if event.type() == QEvent.Type.KeyPress and watched in self.boxes:
            assert isinstance(event, QKeyEvent)
            number = self.boxes.index(watched)
            empty = not self.boxes[number].text()
            if Qt.Key(event.key()) == Qt.Key.Key_Backspace and empty and number:
                self.boxes[number - 1].setFocus()
                self.boxes[number - 1].backspace()
                self.changed.emit()
                return True
        return super().eventFilter(watched, event)

    def _entered(self) -> None:
        if self.complete:
            self.ended.emit()

    def _typed(self, number: int) -> None:
        """Keep digits only; what is too much for a box flows into the next ones."""
        digits = "".join(sign for sign in fold_width(self.boxes[number].text()) if sign in "0123456789")
        for box in self.boxes[number:]:
            box.setText(digits[:DIGITS])
            digits = digits[DIGITS:]
            if not digits:
                break
        last = next((n for n, box in enumerate(self.boxes) if len(box.text()) < DIGITS), GROUPS - 1)
        full = len(self.boxes[number].text()) == DIGITS
        if full and last > number and self.boxes[number] is QApplication.focusWidget():
            self.boxes[last].setFocus()
        self.changed.emit()
