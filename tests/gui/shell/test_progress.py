"""Long work shows a bar with count, speed, remaining time and 取消."""

from typing import Any

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.shell.heavy import Report
from hardship_desktop.gui.shell.progress import ProgressPanel, progress_words
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.job import Job
from tests.gui.conftest import AtOnce, children

THING: Job[Any, None] = Job("thing", "any")


class Held:
    """Work that does what the test tells it."""

    def __init__(self, job: Job[Any, Any], arguments: Any, report: Report) -> None:
        self.report = report
        self.cancelled = False
        arguments.append(self)

    def cancel(self) -> None:
        self.cancelled = True

    def close(self) -> None:
        self.report("cancelled", None)


def test_speed_and_rest_are_said_in_words() -> None:
    assert progress_words(1200, 5000, 3, "户") == "1,200 / 5,000 户 · 每秒 400 户 · 约剩 10 秒"
    assert progress_words(1, 400, 2, "页") == "1 / 400 页 · 约剩 13 分钟"
    assert progress_words(0, 10, 0.2, "户") == "0 / 10 户"


def test_the_bar_comes_late_and_goes_with_the_work(qtbot: QtBot) -> None:
    tasks = Tasks(AtOnce(), AtOnce(), Held)
    panel = ProgressPanel(tasks)
    qtbot.addWidget(panel)
    started: list[Held] = []
    tasks.heavy(THING, started, title="生成上报包")
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible)
    started[0].report("step", (3, 10))
    children(panel, QPushButton)[0].click()
    assert started[0].cancelled
    started[0].report("cancelled", None)
    assert not panel.isVisible()
    tasks.close()


def test_short_work_shows_no_bar(qtbot: QtBot) -> None:
    tasks = Tasks(AtOnce(), AtOnce(), Held)
    panel = ProgressPanel(tasks)
    qtbot.addWidget(panel)
    started: list[Held] = []
    tasks.heavy(THING, started, title="打印")
    started[0].report("done", None)
    qtbot.wait(700)
    assert not panel.isVisible()
    tasks.close()
