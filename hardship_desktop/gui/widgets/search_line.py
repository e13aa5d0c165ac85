"""A line to search in, which Esc empties before it means anything else."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit


class SearchLine(QLineEdit):
    """Esc on an empty line is left to the window. `pasted(words)` on a column of several cells."""

    pasted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        # A file dropped here is for the page.
        self.setAcceptDrops(False)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and Qt.Key(event.key()) == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif event.matches(QKeySequence.StandardKey.Paste) and len(words := _column()) > 1:
            self.pasted.emit(words)
        else:
            super().keyPressEvent(event)
            # Ctrl+A and Delete mean the text, also where there is none: never the rows of a list around it.
            if Qt.Key(event.key()) in (Qt.Key.Key_Delete, Qt.Key.Key_A):
                event.accept()


def _column() -> list[str]:
    """The first cell of each line on the clipboard."""
    lines = QApplication.clipboard().text().splitlines()
    return [word for line in lines if (word := line.split("\t")[0].strip())]
