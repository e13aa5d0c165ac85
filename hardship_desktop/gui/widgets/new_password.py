"""A password typed twice, judged while it is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.style import restyle
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.password import ARRIVING, PasswordLine
from hardship_desktop.services.accounts import check_password

RULE = "密码至少 8 位，要有字母、数字或符号中的两种。"


def check_twice(first: PasswordLine, again: PasswordLine) -> None:
    """UserError when the password is weak or the two differ."""
    check_password(first.text())
    if first.text() != again.text():
        again.setFocus(ARRIVING)
        raise UserError("两次输入的密码不一样，请重新输入。", field="password", code="differs")


class NewPassword(QWidget):
    """`submitted()` on Enter in the last line."""

    submitted = Signal()

    def __init__(self, *, ask_old: bool = False) -> None:
        super().__init__()
        self.old, self.first, self.again = (
            PasswordLine("现在的密码"),
            PasswordLine("新密码"),
            PasswordLine("再输入一次新密码"),
        )
        self._caps = label("大写锁定已打开。", "warning")
        self._caps.hide()
        self.note = label(RULE, "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(8))
        for each in (self.old, self.first, self.again, self._caps, self.note):
            each.setMaximumWidth(metrics().px(420))
            column.addWidget(each)
        self.old.setVisible(ask_old)
        for line, following in ((self.old, self.first), (self.first, self.again)):
            line.returnPressed.connect(following.setFocus)
        self.again.returnPressed.connect(self.submitted)
        for line in (self.old, self.first, self.again):
            line.caps_lock.connect(self._caps.setVisible)
        self.setFocusProxy(self.old if ask_old else self.first)

    def value(self) -> str | None:
        """The password; None when it is weak or the two differ, which then stands beside it."""
        try:
            check_twice(self.first, self.again)
        except UserError as error:
            self.show_error(error)
            return None
        self._say(RULE, "muted")
        return self.first.text()

    def show_error(self, error: UserError) -> None:
        """Say under the lines what is wrong; the line to be typed again has the focus."""
        self._say(error.message, "error")
        lines = {"weak_password": self.first, "differs": self.again}
        lines.get(error.code, self.old if self.old.isVisible() else self.first).setFocus(ARRIVING)

    def _say(self, sentence: str, level: str) -> None:
        self.note.setText(sentence)
        restyle(self.note, "level", level)

    def clear(self) -> None:
        """Forget what was typed."""
        self._say(RULE, "muted")
        for line in (self.old, self.first, self.again):
            line.clear()
