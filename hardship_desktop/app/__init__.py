"""Desk -> services -> pages -> window: the only part that knows them all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hardship_desktop.app.garbage import nothing_to_collect

if TYPE_CHECKING:
    from hardship_desktop.app.start import Start
    from hardship_desktop.services.demo import Demo


def has_display() -> bool:
    """Whether a window can be shown here."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def begin(folder: Path | None, password: str = "") -> Start:
    """The program with its first window in sight; with a password it is the one behind the login."""
    with nothing_to_collect():
        from hardship_desktop.app.start import Start

        start = Start(folder, password=password)
        start.begin()
    return start


def open_window(folder: Path | None) -> int:
    """Open the program on a data folder, None for the usual one.

    Gives the exit status when its last window is closed.
    """
    return begin(folder).run()


def open_demo_window(demo: Demo) -> int:
    """Open the program on the invented county, already logged in."""
    return begin(demo.county_data, demo.password).run()
