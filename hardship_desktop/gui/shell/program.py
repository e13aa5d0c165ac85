"""The running program: one application, its look, its threads, and the window in sight."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hardship_desktop.gui.look.metrics import TypeSize
from hardship_desktop.gui.shell.language import ask_for_chinese_days, speak_chinese
from hardship_desktop.gui.shell.messages import Messages, install_excepthook
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.shell.theme import Scheme, Theme


class Program:
    """`log` takes the report of an error that nobody foresaw; nothing personal stands in it.

    `all_closed` is called when the person has closed the last window.
    """

    def __init__(
        self,
        *,
        size: TypeSize,
        scheme: Scheme,
        log: Callable[[str], object],
        all_closed: Callable[[], None],
    ) -> None:
        ask_for_chinese_days()
        known = QApplication.instance()
        self._app = known if isinstance(known, QApplication) else QApplication(["hardship-desktop"])
        speak_chinese(self._app)
        self.theme = Theme(self._app, size=size, scheme=scheme)
        self.messages = Messages()
        self.tasks = Tasks()
        install_excepthook(self.messages, log)
        self.tasks.crashed.connect(log)
        self.tasks.crashed.connect(self.messages.crash)
        self.tasks.unheard.connect(self.messages.error)
        self._app.setQuitOnLastWindowClosed(False)
        self._all_closed = self._app.lastWindowClosed.connect(all_closed)
        self.ended = False
        self._window: QWidget | None = None

    def run(self) -> int:
        """Work until `quit`."""
        return self._app.exec()

    def quit(self) -> None:
        """End all work and the program."""
        self.ended = True
        self._app.disconnect(self._all_closed)  # type: ignore[call-overload]  # the stub forgot this form
        self.tasks.close()
        self._app.quit()

    def show(self, window: QWidget) -> None:
        """Put a window in the place of the one in sight."""
        old, self._window = self._window, window
        if old is not None and not (
            window.testAttribute(Qt.WidgetAttribute.WA_Moved) or window.isMaximized()
        ):
            # Where the person is looking, not where the desktop has room beside the one that goes.
            window.adjustSize()
            window.move(old.geometry().center() - window.rect().center())
        window.show()
        if old is not None:
            old.hide()
            old.deleteLater()
