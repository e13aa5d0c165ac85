"""The near side of long work: starts the process, listens to it, ends it."""

import multiprocessing
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from hardship_desktop.services.child import child_main
from hardship_desktop.services.job import A, Job, R
from hardship_desktop.services.reporting import crash_report

Report = Callable[[str, Any], None]
"""Takes ("step", (done, total)) and at last one of done, failed, cancelled, crashed with its content."""

PATIENCE = 2.0
"""Seconds that a process is given to end by itself."""


class Runner(Protocol):
    """Work that runs elsewhere."""

    def cancel(self) -> None:
        """Ask it to stop."""

    def close(self) -> None:
        """Stop it for good and wait for its end."""


StartHeavy = Callable[[Job[Any, Any], Any, Report], Runner]
"""Starts a job with its arguments; reports may come from another thread."""


class ChildProcess:
    """One job in one process, with a thread here that waits for what it says."""

    def __init__(self, job: Job[A, R], arguments: A, report: Report) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, self._far_end = context.Pipe()
        self._process = context.Process(target=child_main, args=(self._far_end,), daemon=True)
        self._task = (job, arguments)
        self._report = report
        self._thread = threading.Thread(target=self._listen, name="heavy", daemon=True)
        self._sending = threading.Lock()
        self._started = threading.Event()
        self._thread.start()

    def cancel(self) -> None:
        """The work stops at its next step."""
        self._started.wait(PATIENCE)
        # A process that has just ended reads no more: then there is nothing left to stop.
        with self._sending, suppress(OSError):
            if not self._pipe.closed:
                self._pipe.send("cancel")

    def close(self) -> None:
        """At the end of the program: no process and no thread stays behind."""
        self._started.wait(PATIENCE)
        # The process object says ValueError when it has ended and was closed meanwhile,
        # AttributeError when the system would not start it.
        with suppress(ValueError, AttributeError):
            self._process.terminate()
        self._thread.join(PATIENCE)

    def _listen(self) -> None:
        word, content = self._begin()
        while word == "step":
            self._report(word, content)
            word, content = self._receive()
        self._end()
        self._report(word, content)

    def _begin(self) -> tuple[str, Any]:
        try:
            self._process.start()
            self._pipe.send(self._task)
        except Exception as error:  # no memory for a process, or something that cannot be sent
            return "crashed", crash_report(error)
        finally:
            del self._task
            self._far_end.close()
            self._started.set()
        return self._receive()

    def _receive(self) -> tuple[str, Any]:
        try:
            word, content = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join(PATIENCE)
            return "crashed", f"后台进程意外结束（{self._process.exitcode}）"
        except Exception as error:  # an answer that cannot be read
            return "crashed", crash_report(error)
        return word, content

    def _end(self) -> None:
        with self._sending:
            self._pipe.close()
        if self._process.pid is not None:
            self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()
