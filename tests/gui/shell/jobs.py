"""Long work for the tests of the process that does it."""

import os
import sys
import time
from pathlib import Path
from typing import Any

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Progress


def count(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Count to a number, and say where and with which key."""
    for number in range(arguments["total"]):
        progress.step(number + 1, arguments["total"])
    return {"pid": os.getpid(), "key": arguments["key"]}


def surroundings(_: str, progress: Progress) -> dict[str, bytes]:
    """What others can see of this process."""
    progress.step(1, 1)
    me = Path("/proc/self")
    return {"argv": (me / "cmdline").read_bytes(), "environment": (me / "environ").read_bytes()}


def loaded(_: None, __: Progress) -> set[str]:
    """What this process has imported."""
    return set(sys.modules)


def endless(_: None, progress: Progress) -> None:
    """Never ends by itself."""
    number = 0
    while True:
        number += 1
        progress.step(number, 10**9)
        time.sleep(0.005)


def refuse(name: str, _: Progress) -> None:
    """A file that cannot be read."""
    raise UserError(f"{name} 已损坏。", code="damaged")


def die(_: None, __: Progress) -> None:
    """As if the system had ended it."""
    os._exit(9)
