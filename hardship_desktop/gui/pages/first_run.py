"""The first run: from nothing to a working office in less than three minutes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from hardship_desktop.documents.pdf.preview import render_page
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.first_run_steps import (
    FolderStep,
    PersonStep,
    RecoveryStep,
    StartStep,
    UnitStep,
)
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.preview import Paper, Preview
from hardship_desktop.gui.widgets.wizard import Wizard
from hardship_desktop.resources import resource
from hardship_desktop.services.accounts import NewOffice, set_up
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.file_out import write_file
from hardship_desktop.services.recovery_papers import recovery_sheet


class FirstRun(QWidget):
    """`done(desk, start)` at the end, with start one of empty, import, join, sample;
    `restore_wanted()` when the files shall come back from a backup.
    """

    done = Signal(object, str)
    restore_wanted = Signal()

    def __init__(self, tasks: Tasks, messages: Messages, *, folder: Path) -> None:
        super().__init__()
        self._tasks, self._messages = tasks, messages
        self._desk: Desk | None = None
        self._preview: Preview | None = None
        self.setWindowTitle("困难职工帮扶工作台：第一次使用")
        self.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
        self.folder = FolderStep(folder, self.restore_wanted.emit)
        self.unit = UnitStep()
        self.person = PersonStep(self._make)
        self.recovery = RecoveryStep(self._print, self._save)
        self.start = StartStep()
        self.wizard = Wizard([self.folder, self.unit, self.person, self.recovery, self.start])
        self.wizard.finished.connect(self._finished)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setMinimumSize(metrics().px(720), metrics().px(560))
        column = QVBoxLayout(self)
        margin = metrics().px(28)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(metrics().px(12))
        column.addWidget(label("欢迎使用困难职工帮扶工作台", "title"))
        column.addWidget(self.wizard, 1)

    def _make(self, go: Callable[[], None]) -> None:
        """Make the files with what was typed; `go` on when they are there."""
        values = self.unit.values()
        office = NewOffice(
            name=values["name"],
            code=values["code"],
            role=values["role"],
            division=values["division"] or "",
            user_name=self.person.form.values()["user_name"],
            password=self.person.password.text(),
        )
        self.wizard.set_busy(True)
        self._tasks.run(
            set_up,
            self.folder.folder,
            office,
            done=partial(self._made, office.name, go),
            failed=self._refused,
            ended=self._not_busy,
            kind="write",
        )

    def _not_busy(self) -> None:
        self.wizard.set_busy(False)

    def _made(self, unit: str, go: Callable[[], None], made: tuple[Desk, str]) -> None:
        self._desk, code = made
        self.person.forget()
        self.recovery.show_code(code)
        self._tasks.run(recovery_sheet, unit, code, done=self._show_sheet)
        go()

    def _show_sheet(self, pdf: bytes) -> None:
        paper = Paper("恢复码", 1, partial(render_page, pdf), partial(write_file, pdf))
        self._preview = Preview(paper, self._tasks, self._say)
        self._preview.setParent(self)
        self._preview.hide()

    def _say(self, text: str, weight: str) -> None:
        """There is no window yet whose foot could say it."""
        if isValid(self):
            self.wizard.say(text, "error" if weight == "error" else "muted")
            self.wizard.step.enter()

    def _refused(self, error: UserError) -> None:
        if error.field in ("name", "code", "division", "role"):
            self.wizard.back()
            self.unit.form.show_error(error)
        self.wizard.say(error.message)

    def _print(self) -> None:
        if self._preview:
            self._preview.print()

    def _save(self) -> None:
        if self._preview:
            self._preview.save_as()

    def _finished(self) -> None:
        desk, self._desk = self._desk, None
        self.done.emit(desk, self.start.start)

    def closeEvent(self, event: QCloseEvent) -> None:
        unfinished = self._desk is not None and self.wizard.step is self.recovery
        if unfinished and not self._messages.ask(
            "恢复码还没有抄回。关闭以后它不会再显示。",
            "不要恢复码，关闭",
            back="返回打印恢复码",
            dangerous=True,
        ):
            event.ignore()
            return
        super().closeEvent(event)
