"""Whether a data folder is in use: each open store holds the folder, a restore needs it alone.

Likewise a file that is being written: who leaves it there has died.
"""

import errno
import os
import sys
import weakref
from pathlib import Path

from hardship_desktop.domain.errors import UserError

if sys.platform != "win32":
    import fcntl


class FolderLock:
    """A hold on a folder or file until `close`, on any thread, in any process.

    On Windows nothing is held: an open file cannot be removed there, nor its folder
    renamed, and that is all that anybody wants it alone for.
    """

    def __init__(self, folder: Path, *, alone: bool = False) -> None:
        if sys.platform == "win32":
            return
        self._handle = os.open(folder, os.O_RDONLY)
        self._closer = weakref.finalize(self, os.close, self._handle)
        try:
            fcntl.flock(self._handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            self._closer()
            raise UserError("数据正被本机另一个窗口或程序占用，请关闭它后再试。", code="locked") from None
        except OSError:
            self._closer()
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK)) from None  # NFS says EBADF

    def share(self) -> None:
        """Let others in who do not want the folder alone."""
        if sys.platform != "win32":
            fcntl.flock(self._handle, fcntl.LOCK_SH)

    def close(self) -> None:
        """Let go of the folder."""
        if sys.platform != "win32":
            self._closer()
