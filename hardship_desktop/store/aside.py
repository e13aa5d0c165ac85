"""Unfinished parts of documents and copies, kept where the next start finds what a power cut left."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.folder_lock import FolderLock

_PREFIX = ".aside-"
_HELD = "held"
"""Open as long as the folder is used: what Windows has in place of the lock."""


@contextmanager
def aside_folder(folder: Path) -> Iterator[Path]:
    """A hidden folder inside the data folder (or another), gone after the block whatever happens."""
    with (
        tempfile.TemporaryDirectory(prefix=_PREFIX, dir=folder, ignore_cleanup_errors=True) as name,
        closing(FolderLock(Path(name))),
        (Path(name) / _HELD).open("xb"),
    ):
        yield Path(name)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A hidden folder in the system's temporary one, where libraries too put their files meanwhile.

    They would leave them there in the open when they fail or are killed.
    """
    system, before = Path(tempfile.gettempdir()), tempfile.tempdir
    clear_asides(system)
    with aside_folder(system) as folder:
        tempfile.tempdir = str(folder)
        try:
            yield folder
        finally:
            tempfile.tempdir = before


def clear_asides(folder: Path) -> None:
    """Remove what killed programs left; a folder that a running one holds, or just begins, stays."""
    for left in folder.glob(f"{_PREFIX}*"):
        try:
            if not any(left.iterdir()):
                continue
            FolderLock(left, alone=True).close()
            (left / _HELD).unlink(missing_ok=True)
        except (UserError, OSError):
            continue
        shutil.rmtree(left, ignore_errors=True)
