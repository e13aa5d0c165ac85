"""A report of an unexpected error: where it happened, never with whose data."""

import platform
import traceback
from datetime import datetime
from pathlib import Path, PurePath

from hardship_desktop import __version__


def crash_report(error: BaseException) -> str:
    """Kinds of error and places in the program, without messages or values.

    The text of an exception may quote a name or an ID number, so it is left out.
    """
    system = f"{platform.system()} {platform.release()}"
    lines = [f"程序版本 {__version__}，Python {platform.python_version()}，{system}"]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        for frame in traceback.extract_tb(cause.__traceback__):
            place = "/".join(PurePath(frame.filename).parts[-3:])
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def keep_report(report: str, folder: Path) -> Path | None:
    """Write a report into a folder; gives its path, None where nothing can be written."""
    path = folder / f"error-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{report}\n", encoding="utf-8")
    except OSError:
        return None
    return path
