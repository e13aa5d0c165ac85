"""Windows of one purpose, shown before there is an open desk or after it was closed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.restore_choice import RestoreChoice
from hardship_desktop.gui.shell.file_dialogs import FileDialogs
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.progress import ProgressPanel
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.new_password import NewPassword
from hardship_desktop.gui.widgets.rows import from_left
from hardship_desktop.resources import resource

TITLE = "困难职工帮扶工作台"


class BareWindow(QWidget):
    """A heading, a line, and something below. `closed()` when the person closes it."""

    closed = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setWindowTitle(f"{TITLE}：{title}")
        self.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
        self.setMinimumWidth(metrics().px(640))
        self.body = QVBoxLayout(self)
        margin = metrics().px(28)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(metrics().px(12))
        self.body.addWidget(label(title, "title"))
        self._text = label(text, "muted", wrap=True)
        self.body.addWidget(self._text)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()


class Waiting(BareWindow):
    """Long work with nothing beside it; `skipped()` where one need not wait for its end."""

    skipped = Signal()

    def __init__(self, title: str, text: str, tasks: Tasks, *, skip: str = "") -> None:
        super().__init__(title, text)
        self.body.addWidget(ProgressPanel(tasks))
        if skip:
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(button(skip, self.skipped.emit))
            self.body.addLayout(row)
            self.closed.connect(self.skipped)
        self.body.addStretch(1)


class RestoreWindow(BareWindow):
    """From a backup, on a PC that has no data yet; `chosen(path, secret)`."""

    chosen = Signal(object, object)

    def __init__(self, folder: Path, tasks: Tasks, messages: Messages, dialogs: FileDialogs) -> None:
        super().__init__("从备份恢复", f"档案会放到“{folder}”。")
        self.choice = RestoreChoice(tasks, messages, dialogs, replaces=False)
        self.choice.chosen.connect(self.chosen)
        self.body.addWidget(self.choice)
        self.body.addWidget(ProgressPanel(tasks))


class SetPassword(BareWindow):
    """After the recovery code a new password; `done()` when it is set."""

    done = Signal()

    def __init__(self, user: str, save: Callable[[str], None], tasks: Tasks) -> None:
        super().__init__("设一个新密码", f"恢复码正确。请为“{user}”设一个新密码，以后用它登录。")
        self._save, self._tasks = save, tasks
        self.password = NewPassword()
        self.password.submitted.connect(self.finish)
        card = Card()
        card.add(self.password)
        self._go = button("设定新密码", self.finish, role="primary", icon="key")
        card.add(from_left(self._go))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.password.setFocus()

    def finish(self) -> None:
        """Set the password and go on."""
        password = self.password.value()
        if password is None:
            return
        self._go.setEnabled(False)
        failed = self.password.show_error
        self._tasks.run(
            self._save, password, done=self._saved, failed=failed, ended=self._ready, kind="write"
        )

    def _saved(self, _: None) -> None:
        self.password.clear()
        self.done.emit()

    def _ready(self) -> None:
        self._go.setEnabled(True)
