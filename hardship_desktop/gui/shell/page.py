"""What every page is and can do; the window asks, the page answers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.flow import Flow


@dataclass(frozen=True)
class Takes:
    """A sort of files dropped on a page: the endings of their names, what a person calls them, and the page
    to open with them; without one the page takes them itself. Copied cells count as such a file with `rows`.
    """

    endings: tuple[str, ...]
    word: str
    page: str = ""
    rows: bool = False


class Page(QWidget):
    """One purpose, one primary button; its title and help stand in the table of pages.

    Signals: `head_changed()` when title or line are others; `closed()` to go back to the
    page below; `data_changed(names)` with the records a service has changed, which every page hears.
    """

    head_changed = Signal()
    closed = Signal()
    data_changed = Signal(set)

    def __init__(self, room: Room, title: str = "") -> None:
        super().__init__()
        self.room = room
        self.desk, self.services = room.desk, room.services
        self.tasks, self.messages = room.tasks, room.messages
        self.title = title
        self.line = ""
        self.help = "index"
        self.takes: tuple[Takes, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.head_buttons = QWidget(self)
        self.head_buttons.hide()
        self._buttons = Flow(self.head_buttons, right=True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(metrics().px(10))

    def set_head(self, *, title: str | None = None, line: str | None = None) -> None:
        """Change the title or the line that says what is shown and how much."""
        self.title = self.title if title is None else title
        self.line = self.line if line is None else line
        self.head_changed.emit()

    def primary(self, text: str, pressed: Callable[[], object], *, icon: str = "") -> QPushButton:
        """The one blue button of this page, a verb with its object; stands last."""
        result = button(text, pressed, role="primary", icon=icon)
        self._buttons.addWidget(result)
        return result

    def secondary(self, text: str, pressed: Callable[[], object], *, icon: str = "") -> QPushButton:
        """Another button, left of the primary one."""
        result = button(text, pressed, icon=icon)
        last = self._buttons.count()
        item = self._buttons.itemAt(last - 1)
        after_primary = item is not None and item.widget().property("role") == "primary"
        self._buttons.insertWidget(last - 1 if after_primary else last, result)
        return result

    # What the window asks of it; a page overrides what it has

    def load(self) -> None:
        """Read what is shown; called each time the page comes up."""

    def focus(self) -> None:
        """Put the focus where work on this page begins; called when it comes up."""
        self.setFocus()

    def check(self) -> bool:
        """Whether what was typed can be saved; says beside the fields what cannot."""
        return True

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Ctrl+S: save, and then go on, when it was saved."""
        if then:
            then()

    def new(self) -> None:
        """Ctrl+N."""

    def print(self) -> None:
        """Ctrl+P."""

    def take_in(self, paths: list[Path]) -> None:
        """Files of a sort that the page is declared to take were dropped on it."""

    def discard(self) -> None:
        """Throw away what is typed and not saved."""

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        return False

    def changed(self, what: set[str]) -> None:
        """Records of these names were changed somewhere: read again what is shown of them."""

    def leave(self, go: Callable[[], None]) -> None:
        """Call `go` when this page may be left: at once, or after asking about unsaved input."""
        if not self.unsaved:
            go()
            return
        answer = self.messages.choose(
            "这一页有还没有保存的内容。", ("保存后离开", "不保存离开", "继续填写"), detail=self.title
        )
        if answer == "保存后离开":
            self.save(go)
        elif answer == "不保存离开":
            self.discard()
            go()
