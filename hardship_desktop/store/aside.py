"""Unfinished parts of documents in the open, kept where the next start finds what a power cut left."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.folder_lock import FolderLock

_PREFIX = ".aside-"


@contextmanager
def aside_folder(folder: Path) -> Iterator[Path]:
    """A hidden folder inside the data folder, gone after the block whatever happens."""
    with TemporaryDirectory(prefix=_PREFIX, dir=folder, ignore_cleanup_errors=True) as name:
        lock = FolderLock(Path(name))
        try:
            yield Path(name)
        finally:
            lock.close()


def clear_asides(folder: Path) -> None:
    """Remove what killed programs left; a folder that a running one holds stays."""
    for left in folder.glob(f"{_PREFIX}*"):
        try:
            FolderLock(left, alone=True).close()
        except (UserError, OSError):
            continue
        shutil.rmtree(left, ignore_errors=True)
