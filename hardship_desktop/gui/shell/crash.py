"""What is said of an error that nobody foresaw: where it happened, never with whose data."""

import platform
import traceback
from pathlib import PurePath

from hardship_desktop import __version__


def crash_report(error: BaseException) -> str:
    """Kinds of error and places in the program, without messages or values.

    The text of an exception may quote a name or an ID number, so it is left out.
    """
    lines = [f"程序版本 {__version__}，Python {platform.python_version()}，{platform.system()}"]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        for frame in traceback.extract_tb(cause.__traceback__):
            place = "/".join(PurePath(frame.filename).parts[-3:])
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)
