"""The far side of long work: runs in a process of its own and knows no Qt."""

import time
from multiprocessing.connection import Connection
from typing import Any

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.services.reporting import crash_report

REPORT_EVERY = 0.05
"""Seconds between two reports of progress."""


class PipeProgress:
    """Reports over the pipe; anything that comes in from there means: stop."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._next = 0.0

    def step(self, done: int, total: int) -> None:
        """Report, not too often; raises Cancelled when asked to stop or when nobody listens."""
        now = time.monotonic()
        if now < self._next and done < total:
            return
        self._next = now + REPORT_EVERY
        try:
            if self._pipe.poll():
                raise Cancelled
            self._pipe.send(("step", (done, total)))
        except OSError:
            raise Cancelled from None


def child_main(pipe: Connection) -> None:
    """Receive a job and its arguments (keys too: never by command line or environment), answer once."""
    job, arguments = pipe.recv()
    try:
        answer: tuple[str, Any] = ("done", job.function(arguments, PipeProgress(pipe)))
    except Cancelled:
        answer = ("cancelled", None)
    except UserError as error:
        answer = ("failed", error)
    except Exception as error:
        answer = ("crashed", crash_report(error))
    try:
        pipe.send(answer)
    except OSError:
        return
    finally:
        pipe.close()
