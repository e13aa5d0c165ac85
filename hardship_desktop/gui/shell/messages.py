"""Speaking with the person: a short word, a question, an apology."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.look.style import restyle
from hardship_desktop.services.reporting import crash_report

if TYPE_CHECKING:  # the login needs messages before the store is loaded
    from hardship_desktop.services.desk import Changed

Weight = Literal["done", "warning", "error"]


@dataclass(frozen=True)
class Question:
    """A question that names the consequence; its answers are verbs, the last one is the safe one."""

    text: str
    answers: tuple[str, ...]
    detail: str = ""
    dangerous: bool = False

    @property
    def safe(self) -> str:
        """What Esc and Enter answer."""
        return self.answers[-1]


Ask = Callable[[Question], str]
"""Puts a question and returns the answer chosen."""


def ask_in_dialog(question: Question) -> str:
    """Put the question in a dialog of its own."""
    box = QMessageBox(QApplication.activeWindow())
    notice = len(question.answers) == 1
    box.setWindowTitle("提示" if notice else "请确认")
    icon = QMessageBox.Icon.Information if notice else QMessageBox.Icon.Question
    box.setIcon(QMessageBox.Icon.Warning if question.dangerous else icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question.text)
    box.setInformativeText(question.detail)
    buttons: dict[str, QPushButton] = {}
    for answer in question.answers:
        safe = answer == question.safe
        role = QMessageBox.ButtonRole.RejectRole if safe else QMessageBox.ButtonRole.AcceptRole
        buttons[answer] = box.addButton(answer, role)
        if answer == question.answers[0] and not safe:
            # It was polished when it was added, before it had a role.
            restyle(buttons[answer], "role", "danger" if question.dangerous else "primary")
    box.setDefaultButton(buttons[question.safe])
    box.setEscapeButton(buttons[question.safe])
    box.exec()
    chosen = next(
        (answer for answer, button in buttons.items() if button is box.clickedButton()), question.safe
    )
    box.deleteLater()
    return chosen


def show_crash(report: str) -> None:
    """Apologise, with the report to copy."""
    box = QMessageBox(QApplication.activeWindow())
    box.setWindowTitle("程序出错了")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setText("程序遇到了意外错误，刚才的操作可能没有完成。已保存的数据不受影响。")
    box.setInformativeText("请复制错误报告交给维护人员。报告中没有职工的个人信息。")
    box.setDetailedText(report)
    copy = box.addButton("复制报告", QMessageBox.ButtonRole.ActionRole)
    go_on = box.addButton("继续工作", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    box.exec()
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(report)
    box.deleteLater()


class Messages(QObject):
    """What pages use to speak; the window shows what is said."""

    said = Signal(str, str)
    changed = Signal()
    """What was said last was a change, which can be taken back."""

    def __init__(self, ask: Ask = ask_in_dialog, crash: Callable[[str], None] = show_crash) -> None:
        super().__init__()
        self._ask = ask
        self._crash = crash
        self._apologising = False

    def say(self, text: str, weight: Weight = "done") -> None:
        """A sentence that needs no answer."""
        self.said.emit(text, weight)

    def done(self, what: Changed) -> None:
        """What an action changed; it can be taken back at once."""
        self.say(what.message)
        if what.tables:
            self.changed.emit()

    def error(self, error: UserError | str) -> None:
        """A sentence on what went wrong and how to mend it."""
        self.said.emit(error.message if isinstance(error, UserError) else error, "error")

    def ask(
        self, text: str, action: str, *, back: str = "返回", detail: str = "", dangerous: bool = False
    ) -> bool:
        """Whether the person chooses the action, a verb with its object such as 覆盖 3 户."""
        return self.choose(text, (action, back), detail=detail, dangerous=dangerous) == action

    def choose(
        self, text: str, answers: tuple[str, ...], *, detail: str = "", dangerous: bool = False
    ) -> str:
        """The answer chosen; the last one given is the safe one, taken by Enter and Esc."""
        return self._ask(Question(text, answers, detail, dangerous))

    def crash(self, report: str) -> None:
        """Show one apology at a time, however many errors come at once."""
        if self._apologising:
            return
        self._apologising = True
        try:
            self._crash(report)
        finally:
            self._apologising = False


def install_excepthook(messages: Messages, log: Callable[[str], object]) -> None:
    """Turn every error that nobody caught into the apology and a line in the log."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, UserError):
            messages.error(error)
        else:
            report = crash_report(error)
            log(report)
            messages.crash(report)

    sys.excepthook = hook
