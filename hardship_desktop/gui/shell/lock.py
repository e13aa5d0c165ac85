"""The window locked: nothing of the work can be seen until the password is given."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.password import PasswordLine

CheckPassword = Callable[[str], None]
"""Raises UserError when the password of the present user is wrong; for a thread."""


class LockScreen(QFrame):
    """Lies over the whole window until the password was right."""

    def __init__(self, window: QWidget, user: str, check: CheckPassword, tasks: Tasks) -> None:
        super().__init__(window)
        self.hide()
        self.setObjectName("lock")
        self.setAutoFillBackground(True)
        self._window, self._check, self._tasks = window, check, tasks
        self._password = PasswordLine()
        self._password.returnPressed.connect(self._unlock)
        self._note = label(level="error", wrap=True)
        self._caps = label("大写锁定已打开。", "warning")
        self._caps.hide()
        self._password.caps_lock.connect(self._caps.setVisible)
        self._button = button("解锁", self._unlock, role="primary", icon="lock")
        card = Card("已锁定", margin=24)
        card.setFixedWidth(metrics().px(340))
        card.add(label(f"{user}，请输入密码继续工作。未保存的内容还在。", "muted", wrap=True))
        for each in (self._password, self._caps, self._note, self._button):
            card.add(each)
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        window.installEventFilter(self)

    def lock(self) -> None:
        """Cover the window."""
        self._password.clear()
        self._note.clear()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._password.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab must not lead to what lies below.
        (self._button if self._password.hasFocus() else self._password).setFocus()
        return True

    def _unlock(self) -> None:
        self._button.setEnabled(False)
        self._tasks.run(
            self._check, self._password.text(), done=self._right, failed=self._wrong, ended=self._again
        )

    def _right(self, _: None) -> None:
        self.hide()
        self._password.clear()

    def _wrong(self, error: UserError) -> None:
        self._note.setText(error.message)
        self._password.selectAll()
        self._password.setFocus()

    def _again(self) -> None:
        self._button.setEnabled(True)
