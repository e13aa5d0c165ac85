"""Files are written aside and then replaced, so that a power cut leaves the old one."""

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.folder_lock import FolderLock

_PART = re.compile(r"\..+\.[0-9a-f]{8}\.part", re.S)


@contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write; it takes the place of `path` when the block ends well, else it vanishes.

    Only its owner may read it: whatever we write may hold what concerns nobody else.
    What a killed program left in that folder vanishes too.
    """
    clear_parts(path.parent)
    aside = aside_of(path)
    try:
        with ExitStack() as held:
            with open(aside, "xb", opener=_private) as out:
                held.enter_context(_held(aside))
                yield out
                out.flush()
                os.fsync(out.fileno())
            aside.replace(path)
        sync_folder(path.parent)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def aside_of(path: Path) -> Path:
    """A name beside `path` that no other thread or process writes to."""
    if not path.name:  # "", "." or the top of a disk
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


@contextmanager
def _held(aside: Path) -> Iterator[None]:
    """Show that somebody still writes; where a disk knows no locks nothing is ever cleared."""
    with ExitStack() as stack:
        with suppress(OSError):
            stack.enter_context(closing(FolderLock(aside)))
        yield


def clear_parts(folder: Path) -> None:
    """Remove unfinished files of ours that nobody writes any more; an empty one may be just begun."""
    for left in folder.glob(".*.part"):
        with suppress(UserError, OSError):
            if _PART.fullmatch(left.name) and left.stat().st_size:
                FolderLock(left, alone=True).close()
                left.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some shares know no such thing for a folder; the file is in its place all the same.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)
