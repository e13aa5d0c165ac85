"""Work off the GUI thread: short work on threads, long work in a process; results come back here."""

import itertools
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.gui.shell.heavy import ChildProcess, Runner, StartHeavy
from hardship_desktop.services.job import A, Job, R
from hardship_desktop.services.reporting import crash_report

T = TypeVar("T")
Done = Callable[[Any], object]
Failed = Callable[[UserError], None]
Ended = Callable[[], None]
Stepped = Callable[[int, int], None]
Settle = Callable[[UserError], bool]
"""Asks the person about an error; True when the work may be tried again."""

_numbers = itertools.count(1)


@dataclass(eq=False)
class Work:
    """One piece of work under way. `title` names it for the person, `unit` is what it counts."""

    title: str
    unit: str
    done: Done | None
    failed: Failed | None
    ended: Ended | None
    progress: Stepped | None = None
    runner: Runner | None = None
    again: Callable[[], object] | None = None
    number: int = field(default_factory=lambda: next(_numbers))

    def cancel(self) -> None:
        """Ask it to stop; it ends at its next step."""
        if self.runner:
            self.runner.cancel()


class Tasks(QObject):
    """The one permanent object that hands results to the GUI thread.

    `done(result)`, `failed(UserError)` and `ended()` (always the last, also
    after a cancel or a crash) run there; they are not called any more when the
    widget they belong to is gone. An error that is not foreseen goes to
    `crashed` as a report; a UserError for which nobody waits goes to `unheard`.
    """

    heavy_started = Signal(object)
    heavy_stepped = Signal(object, int, int)
    heavy_ended = Signal(object)
    crashed = Signal(str)
    unheard = Signal(str)
    _arrived = Signal(object, str, object)

    def __init__(
        self,
        readers: Executor | None = None,
        writer: Executor | None = None,
        start_heavy: StartHeavy = ChildProcess,
    ) -> None:
        super().__init__()
        self._pools = {
            "read": readers or ThreadPoolExecutor(2, thread_name_prefix="read"),
            "write": writer or ThreadPoolExecutor(1, thread_name_prefix="write"),
        }
        self._start_heavy = start_heavy
        self._heavy: set[Work] = set()
        self.settle: Settle | None = None
        """Set by whoever can put the question that an error leaves open."""
        self._open = True
        self._arrived.connect(self._hand_over)

    def run(
        self,
        function: Callable[..., T],
        *args: Any,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
        kind: Literal["read", "write"] = "read",
    ) -> None:
        """Short work: a read on one of two threads, a save on the one that writes."""
        if not self._open:
            return
        work = Work("", "", done, failed, ended)
        work.again = lambda: self._submit(kind, work, function, *args)
        work.again()

    def _submit(self, kind: str, work: Work, function: Callable[..., Any], *args: Any) -> None:
        self._pools[kind].submit(function, *args).add_done_callback(partial(self._finished, work))

    def heavy(
        self,
        job: Job[A, R],
        arguments: A,
        *,
        title: str,
        unit: str = "条",
        done: Callable[[R], object] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
        progress: Stepped | None = None,
    ) -> Work:
        """Long work in a process of its own."""
        work = Work(title, unit, done, failed, ended, progress)
        if self._open:
            work.again = lambda: self._start(work, job, arguments)
            work.again()
        return work

    def _start(self, work: Work, job: Job[Any, Any], arguments: Any) -> None:
        self._heavy.add(work)
        self.heavy_started.emit(work)
        work.runner = self._start_heavy(job, arguments, partial(self._arrived.emit, work))

    def close(self) -> None:
        """Finish what is being saved, drop what is only read, end all long work."""
        self._open = False
        for work in tuple(self._heavy):
            if work.runner:
                work.runner.close()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=pool is self._pools["read"])

    def _finished(self, work: Work, future: Future[Any]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._arrived.emit(work, "done", future.result())
        elif isinstance(error, Cancelled):
            self._arrived.emit(work, "cancelled", None)
        elif isinstance(error, UserError):
            self._arrived.emit(work, "failed", error)
        else:
            self._arrived.emit(work, "crashed", crash_report(error))

    def _hand_over(self, work: Work, word: str, content: Any) -> None:
        if not self._open:
            return
        if word == "step":
            self.heavy_stepped.emit(work, *content)
            _call(work.progress, *content)
            return
        if word == "failed" and self.settle and self.settle(content) and work.again:
            self._release(work)
            work.again()
            return
        try:
            self._conclude(work, word, content)
        finally:
            self._release(work)
            _call(work.ended)

    def _release(self, work: Work) -> None:
        if work in self._heavy:
            self._heavy.discard(work)
            self.heavy_ended.emit(work)

    def _conclude(self, work: Work, word: str, content: Any) -> None:
        if word == "done":
            _call(work.done, content)
        elif word == "failed" and work.failed:
            _call(work.failed, content)
        elif word == "failed":
            self.unheard.emit(content.message)
        elif word == "crashed":
            self.crashed.emit(content)


def _call(function: Callable[..., object] | None, *args: Any) -> None:
    """Call back, unless the widget whose method (or partial of one) it is has been closed meanwhile."""
    owner = getattr(getattr(function, "func", function), "__self__", None)
    if function and not (isinstance(owner, QObject) and not shiboken6.isValid(owner)):
        function(*args)
