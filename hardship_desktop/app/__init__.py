"""Desk -> services -> pages -> window: the only part that knows them all."""

import os
import sys
from pathlib import Path

from hardship_desktop.app.start import Start
from hardship_desktop.services.demo import Demo


def has_display() -> bool:
    """Whether a window can be shown here."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def open_window(folder: Path) -> int:
    """Open the program on a data folder; gives the exit status when its last window is closed."""
    return Start(folder).run()


def open_demo_window(demo: Demo) -> int:
    """Open the program on the invented county, already logged in."""
    return Start(demo.county_data, password=demo.password).run()
