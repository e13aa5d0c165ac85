"""Which backup, opened with what, and what will be there afterwards."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hardship_desktop.domain.clock import format_instant
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.file_dialogs import BACKUPS, FileDialogs
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.password import PasswordLine
from hardship_desktop.gui.widgets.rows import beside, from_left
from hardship_desktop.services import jobs
from hardship_desktop.services.backup import BackupInfo
from hardship_desktop.services.restore import Secret


class RestoreChoice(QWidget):
    """Checks a backup fully before it offers it; `chosen(path, secret)` after the last question."""

    chosen = Signal(object, object)

    def __init__(self, tasks: Tasks, messages: Messages, dialogs: FileDialogs, *, replaces: bool) -> None:
        super().__init__()
        self._tasks, self._messages, self._dialogs, self._replaces = tasks, messages, dialogs, replaces
        self._path: Path | None = None
        self._asked: tuple[Path, Secret] | None = None
        self._name = label("", "muted", wrap=True)
        self._code = QLineEdit()
        self._code.setPlaceholderText("纸上的恢复码，五组，每组五个字符")
        self._code.setAccessibleName("恢复码")
        self._user = QLineEdit()
        self._user.setPlaceholderText("当时的姓名；只有一人时可不填")
        self._user.setAccessibleName("用户姓名")
        self._password = PasswordLine("当时的密码")
        self._found = label("", "heading", wrap=True)
        self._note = label("", "error", wrap=True)
        self.check_button = button("检查这份备份", self.check, role="primary", icon="shield-check")
        self.restore_button = button("恢复", self._ask, role="primary", icon="arrow-back-up")
        self.restore_button.hide()
        for line in (self._code, self._user, self._password):
            line.textChanged.connect(self._changed)
            line.returnPressed.connect(self.check)
        self._lay_out()
        self._changed()

    def _lay_out(self) -> None:
        which = Card("1　选备份文件")
        which.add(from_left(button("选择备份文件", self.choose, icon="folder-open"), self._name))
        how = Card("2　用恢复码打开，或者用当时的密码")
        how.add(self._code)
        how.add(label("或者", "muted"))
        how.add(beside(self._user, self._password))
        then = Card("3　看清楚再恢复")
        kept = "现在的数据文件夹不会删除，会改名留在旁边。" if self._replaces else ""
        then.add(label(f"备份之后录入的内容不在备份里。{kept}", "muted", wrap=True))
        then.add(self._found)
        then.add(self._note)
        then.add(from_left(self.check_button, self.restore_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(10))
        for card in (which, how, then):
            column.addWidget(card)
        column.addStretch(1)

    def choose(self) -> None:
        """Which file."""
        path = self._dialogs.open_one(self, "选择备份文件", BACKUPS)
        if path:
            self._path = path
            self._name.setText(f"{path.name}　{path.parent}")
            self._changed()
            self._code.setFocus()

    def check(self) -> None:
        """Open the backup fully, which shows that it is whole and that the secret is right."""
        if self._path is None or not self.check_button.isEnabled():
            return
        secret = Secret(self._user.text().strip() or None, self._password.text(), self._code.text().strip())
        asked = self._asked = (self._path, secret)
        self.check_button.setEnabled(False)
        self._note.clear()
        self._tasks.heavy(
            jobs.BACKUP_VERIFY,
            asked,
            title="检查备份",
            unit="步",
            done=partial(self._show, asked),
            failed=partial(self._refused, asked),
            ended=self._ready,
        )

    def _show(self, asked: tuple[Path, Secret], info: BackupInfo) -> None:
        if asked is not self._asked:
            return  # another file or secret was chosen meanwhile
        when = format_instant(info.made_ms)
        households, people = info.counts.get("household", 0), info.counts.get("person", 0)
        self._found.setText(
            f"这份备份完好：{when}，{households:,} 户 {people:,} 人，附件 {info.attachments:,} 个。"
        )
        self.restore_button.setText(f"恢复到 {when}")
        self.restore_button.show()
        self.restore_button.setFocus()
        self.check_button.hide()

    def _refused(self, asked: tuple[Path, Secret], error: UserError) -> None:
        if asked is self._asked:
            self._note.setText(error.message)

    def _ready(self) -> None:
        self.check_button.setEnabled(self._complete)

    @property
    def _complete(self) -> bool:
        return self._path is not None and bool(self._code.text().strip() or self._password.text())

    def _changed(self) -> None:
        """Another file or secret must be checked again."""
        self._asked = None
        self._found.clear()
        self._note.clear()
        self.restore_button.hide()
        self.check_button.show()
        self.check_button.setEnabled(self._complete)

    def _ask(self) -> None:
        assert self._asked is not None
        verb = self.restore_button.text()
        text = "现在的档案会换成备份里的档案。" if self._replaces else "档案会恢复到备份时的样子。"
        detail = "窗口会关闭，恢复好以后请重新登录。" if self._replaces else ""
        if self._messages.ask(text, verb, detail=detail, dangerous=self._replaces):
            self.chosen.emit(*self._asked)
