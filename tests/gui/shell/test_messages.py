"""Questions name what happens; errors are explained without personal data."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.shell.messages import (
    Messages,
    Question,
    ask_in_dialog,
    install_excepthook,
    show_crash,
)
from tests.gui.conftest import Recorder


def test_a_question_answered_with_its_verb_is_a_yes(messages: Messages, asked: Recorder) -> None:
    asked.answers = ["覆盖 3 户"]
    assert messages.ask("3 户已有档案。", "覆盖 3 户")
    assert not messages.ask("3 户已有档案。", "覆盖 3 户")
    assert asked.questions[0].answers == ("覆盖 3 户", "返回")


def _in_dialog(act: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    if act == "esc":
        box.reject()
    else:
        next(button for button in box.buttons() if button.text() == act).click()


@pytest.mark.parametrize(("act", "answer"), [("移入回收", "移入回收"), ("esc", "返回")])
def test_the_dialog_gives_the_answer_pressed(act: str, answer: str) -> None:
    QTimer.singleShot(0, lambda: _in_dialog(act))
    assert (
        ask_in_dialog(Question("移入回收后 30 天内可以恢复。", ("移入回收", "返回"), dangerous=True))
        == answer
    )


def test_a_crash_report_can_be_copied() -> None:
    QTimer.singleShot(0, lambda: _in_dialog("复制报告"))
    show_crash("ValueError\n  shell/x.py:1 f")
    assert QApplication.clipboard().text() == "ValueError\n  shell/x.py:1 f"


@pytest.fixture
def hooked(messages: Messages) -> Iterator[list[str]]:
    log: list[str] = []
    before = sys.excepthook
    install_excepthook(messages, log.append)
    yield log
    sys.excepthook = before


def _raise(error: Exception) -> None:
    try:
        raise error
    except Exception as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_an_uncaught_error_is_logged_and_shown_without_its_text(hooked: list[str], asked: Recorder) -> None:
    _raise(KeyError("330102199009224006"))
    assert hooked == asked.crashes
    assert "builtins.KeyError" in hooked[0]
    assert "test_messages.py" in hooked[0]
    assert "3301" not in hooked[0]


def test_an_uncaught_user_error_is_only_said(hooked: list[str], asked: Recorder) -> None:
    _raise(UserError("磁盘已满，请清理后再试。"))
    assert asked.said == [("磁盘已满，请清理后再试。", "error")]
    assert hooked == []
