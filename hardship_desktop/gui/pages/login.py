"""Who is there: the first thing on the screen each day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hardship_desktop.domain.codes.base import Code, CodeList
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.editors.choice import ChoiceEditor
from hardship_desktop.gui.widgets.password import PasswordLine
from hardship_desktop.resources import resource

FREE_TRIES = 3
LONGEST_WAIT = 60
MISTYPED = frozenset({"recovery_length", "recovery_character", "recovery_check"})


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong passwords: none for three, then 5, 10, 20, 40, 60."""
    return 0 if failures < FREE_TRIES else min(LONGEST_WAIT, 5 * 2 ** (failures - FREE_TRIES))


class Login(QWidget):
    """`entered(desk)` with a password, `recovered(desk)` with the recovery code: then a new one is set.

    The two callables open the store, on a thread, and raise UserError.
    """

    entered = Signal(object)
    recovered = Signal(object)

    def __init__(
        self,
        office: str,
        users: Sequence[tuple[UUID, str]],
        log_in: Callable[[UUID, str], Any],
        log_in_with_recovery: Callable[[str], Any],
        tasks: Tasks,
        *,
        last_user: UUID | None = None,
    ) -> None:
        super().__init__()
        self._log_in, self._recover, self._tasks = log_in, log_in_with_recovery, tasks
        self._failures, self._seconds, self._by_code = 0, 0, False
        self.setWindowTitle("困难职工帮扶工作台")
        self.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
        codes = CodeList("user", "用户", tuple(Code(str(user), name) for user, name in users))
        self._user = ChoiceEditor(Field("user", "用户", Choice(codes=codes)), Choice(codes=codes))
        known = [str(user) for user, _ in users]
        self._user.set_value(str(last_user) if str(last_user) in known else known[0] if known else None)
        self._password = PasswordLine()
        self._code = QLineEdit()
        self._code.setAccessibleName("恢复码")
        self._code.setPlaceholderText("恢复码，五组，每组五个字符")
        self._caps = label("大写锁定已打开。", "warning")
        self._note = label(level="error", wrap=True)
        self._enter = button("登录", self._go, role="primary")
        self._other = button("忘记密码，用恢复码登录", self._switch, role="quiet")
        self._count_down = QTimer(self)
        self._count_down.setInterval(1000)
        self._count_down.timeout.connect(self._tick)
        self._lay_out(office)
        self._password.caps_lock.connect(self._caps.setVisible)
        for line in (self._password, self._code):
            line.returnPressed.connect(self._go)
        self._user.drop_down.chosen.connect(lambda _: self._other_user())
        self._show_way()

    def _lay_out(self, office: str) -> None:
        self.setMinimumSize(metrics().px(520), metrics().px(480))
        card = Card(margin=28)
        card.setFixedWidth(metrics().px(360))
        card.add(label("困难职工帮扶工作台", "title"))
        card.add(label(office, "muted", wrap=True))
        for widget in (
            self._user,
            self._password,
            self._code,
            self._caps,
            self._note,
            self._enter,
            self._other,
        ):
            card.add(widget)
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def _other_user(self) -> None:
        """A wrong password of the one before must not stay in front of this one's."""
        self._password.clear()
        self._note.clear()
        self._password.setFocus()

    def _switch(self) -> None:
        self._by_code = not self._by_code
        self._note.clear()
        self._show_way()

    def _show_way(self) -> None:
        self._user.setVisible(not self._by_code)
        self._password.setVisible(not self._by_code)
        self._code.setVisible(self._by_code)
        self._caps.hide()
        self._other.setText("返回密码登录" if self._by_code else "忘记密码，用恢复码登录")
        line = self._code if self._by_code else self._password
        line.clear()
        line.setFocus()

    def _go(self) -> None:
        if not self._enter.isEnabled():
            return
        if self._by_code:
            self._try(self._recover, self._code.text(), done=self._recovered)
            return
        self._user.settle()
        user = self._user.value(date.min)
        if user is None:
            self._note.setText("请选择用户。")
        elif not self._password.text():
            self._note.setText("请输入密码。")
        else:
            self._try(self._log_in, UUID(user), self._password.text(), done=self._entered)

    def _try(self, way: Callable[..., Any], *secrets: object, done: Callable[[Any], None]) -> None:
        self._take_keys(False)
        self._enter.setEnabled(False)
        self._enter.setText("正在打开…")
        self._note.clear()
        self._tasks.run(way, *secrets, done=done, failed=self._wrong, ended=self._ready, kind="write")

    def _take_keys(self, wanted: bool) -> None:
        """What is typed while the files are opened must not seem to be taken."""
        for line in (self._password, self._code):
            line.setReadOnly(not wanted)

    def _entered(self, desk: object) -> None:
        self._password.clear()
        self.entered.emit(desk)

    def _recovered(self, desk: object) -> None:
        self._code.clear()
        self.recovered.emit(desk)

    def _wrong(self, error: UserError) -> None:
        self._note.setText(error.message)
        # A recovery code that cannot be one was mistyped; nobody guesses with it.
        if error.code not in MISTYPED:
            self._failures += 1
            self._seconds = wait_after(self._failures)
        line = self._code if self._by_code else self._password
        line.selectAll()
        line.setFocus()

    def _ready(self) -> None:
        self._take_keys(True)
        if self._seconds:
            self._count_down.start()
            self._tell_wait()
        else:
            self._may_enter()

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._tell_wait()
            return
        self._count_down.stop()
        self._may_enter()

    def _may_enter(self) -> None:
        self._enter.setText("登录")
        self._enter.setEnabled(True)

    def _tell_wait(self) -> None:
        self._enter.setText(f"请等 {self._seconds} 秒再试")
