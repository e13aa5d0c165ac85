"""A report of an unexpected error: where it happened, never with whose data."""

import platform
import traceback
from datetime import datetime
from pathlib import Path

from hardship_desktop import __version__


def describe(error: BaseException) -> str:
    """Program, system and the lines passed through; no message text, for it may hold a person's data."""
    lines = [
        f"hardship-desktop {__version__}",
        f"{platform.system()} {platform.release()} · Python {platform.python_version()}",
    ]
    current: BaseException | None = error
    while current is not None:
        lines.append(type(current).__name__)
        for frame in traceback.extract_tb(current.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def keep_report(error: BaseException, folder: Path) -> Path:
    """Write the report of an error into a folder; gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"error-{datetime.now():%Y%m%d-%H%M%S}.txt"
    path.write_text(describe(error), encoding="utf-8")
    return path
