"""Work in a process of its own, so that its memory can be told from ours."""

import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any

from hardship_desktop.services.accounts import desk_with_keys
from hardship_desktop.services.desk import Desk

Work = Callable[[Desk, Path], object]
"""An importable function of an open desk and a folder."""


def in_child(work: Work, desk: Desk, folder: Path) -> tuple[float, float]:
    """Seconds that the work took, and how much more memory the process came to hold, in MB (0 if unknown)."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    opened = desk.opened
    child = context.Process(target=_run, args=(there, work, desk.folder, opened.owner, opened.keys, folder))
    child.start()
    there.close()
    try:
        answer = here.recv()
    finally:
        child.join()
    if isinstance(answer, Exception):
        raise answer
    spent, memory = answer
    return spent, memory


def _run(pipe: Connection, work: Work, data: Path, owner: str, keys: Any, folder: Path) -> None:
    try:
        pipe.send(_measured(work, desk_with_keys(data, owner, keys), folder))
    except Exception as error:
        pipe.send(error)


def _measured(work: Work, desk: Desk, folder: Path) -> tuple[float, float]:
    before, start = _memory("VmRSS"), perf_counter()
    try:
        work(desk, folder)
        return perf_counter() - start, _memory("VmHWM") - before
    finally:
        desk.store.close()


def _memory(which: str) -> float:
    """What the process holds now (VmRSS) or held at most (VmHWM), in MB; 0 where the system does not tell.

    Not by getrusage: on Linux that also counts the process from which this one was started.
    """
    if sys.platform != "linux":
        return 0.0
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(which))
