"""Real widgets on an offscreen screen; whatever a test leaves behind fails it."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any, ClassVar, TypeVar, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.gui.shell.heavy import Report
from hardship_desktop.gui.shell.language import speak_chinese
from hardship_desktop.gui.shell.messages import Messages, Question
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.shell.theme import Theme
from hardship_desktop.services.job import Job
from hardship_desktop.services.reporting import crash_report


class AtOnce(Executor):
    """A pool that runs what it is given before it returns."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run now; the result is there when this returns."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Here:
    """A heavy job run in this process, at once."""

    def __init__(self, job: Job[Any, Any], arguments: Any, report: Report) -> None:
        self._report = report
        try:
            report("done", job.function(arguments, self))
        except Cancelled:
            report("cancelled", None)
        except UserError as error:
            report("failed", error)
        except Exception as error:
            report("crashed", crash_report(error))

    def step(self, done: int, total: int) -> None:
        """Progress of the job."""
        self._report("step", (done, total))

    def cancel(self) -> None:
        """Too late: it has ended."""

    def close(self) -> None:
        """Nothing to close."""


class Later(Here):
    """A heavy job that answers when the test says so: `reports` are those begun, in order."""

    reports: ClassVar[list[Report]] = []

    def __init__(self, job: Job[Any, Any], arguments: Any, report: Report) -> None:
        self.reports.append(report)


class Recorder:
    """Answers questions as told and keeps them; the safe answer when it was told nothing."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.answers: list[str] = []
        self.crashes: list[str] = []
        self.said: list[tuple[str, str]] = []

    def __call__(self, question: Question) -> str:
        self.questions.append(question)
        answer = self.answers.pop(0) if self.answers else question.safe
        assert answer in question.answers
        return answer


@pytest.fixture(scope="session", autouse=True)
def theme(qapp: QApplication) -> Theme:
    """The look, once for all tests."""
    speak_chinese(qapp)
    return Theme(qapp, scheme="light")


@pytest.fixture
def asked() -> Recorder:
    """What was asked and said, and how to answer."""
    return Recorder()


@pytest.fixture
def messages(asked: Recorder) -> Messages:
    """Messages that show no dialog."""
    result = Messages(ask=asked, crash=asked.crashes.append)
    result.said.connect(lambda text, weight: asked.said.append((text, weight)))
    return result


@pytest.fixture
def tasks(asked: Recorder) -> Iterator[Tasks]:
    """Tasks that run at once, in order."""
    result = Tasks(AtOnce(), AtOnce(), Here)
    result.crashed.connect(asked.crashes.append)
    yield result
    result.close()


def typed(*keys: str | Qt.Key) -> None:
    """Type texts and keys where the focus is, in any script."""
    for key in keys:
        for each in key if isinstance(key, str) else [key]:
            focus = QApplication.focusWidget()
            assert focus is not None, "nothing has the focus"
            if isinstance(each, str):
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, ord(each.upper()), Qt.KeyboardModifier.NoModifier, each)
                    QApplication.sendEvent(focus, event)
            else:
                QTest.keyClick(focus, each)


def pressed_with_control(key: Qt.Key) -> None:
    """Press Ctrl and a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)


def _deliver() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


MOMENT = 5.0
"""Seconds for a thread to be gone that has told its end; one that works on stays longer."""


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Close the windows of a test; fail on threads, running timers and windows that stay."""
    before = set(threading.enumerate())
    permanent = set(map(id, qapp.topLevelWidgets()))
    yield
    for window in qapp.topLevelWidgets():
        if id(window) not in permanent and window.parent() is None:
            window.close()
            window.deleteLater()
    _deliver()
    _deliver()
    left = [w for w in qapp.topLevelWidgets() if id(w) not in permanent and w.isVisible()]
    assert not left, f"windows left open: {left}"
    threads = [t for t in threading.enumerate() if t not in before]
    for thread in threads:
        thread.join(MOMENT)
    threads = [t for t in threads if t.is_alive()]
    assert not threads, f"threads left running: {threads}"
    timers = [t for t in _orphans(qapp) if t.isActive()]
    assert not timers, f"timers left running: {timers}"


Found = TypeVar("Found", bound=QObject)


def children(of: QObject, kind: type[Found]) -> list[Found]:
    """All of a kind inside an object (the library's own annotation is too vague)."""
    return cast(list[Found], of.findChildren(kind))


def _orphans(root: QObject) -> list[QTimer]:
    return [timer for timer in children(root, QTimer) if timer.parent() is root]
