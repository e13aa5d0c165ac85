"""A restored folder takes the place of the old one by two renames; a power cut between them is mended."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hardship_desktop.store.safefile import sync_folder


@contextmanager
def side_folder(folder: Path) -> Iterator[Path]:
    """An empty hidden folder beside `folder`, gone after the block unless `swap_in` has used it."""
    side = folder.with_name(f".{folder.name}.restoring")
    for left in (side, _ready(folder)):
        if left.exists():
            shutil.rmtree(left)
    side.mkdir(mode=0o700, parents=True)
    try:
        yield side
    finally:
        shutil.rmtree(side, ignore_errors=True)


def swap_in(side: Path, folder: Path, replaced: Path) -> bool:
    """Put `side` in the place of `folder`; what stood there is kept as `replaced` (True), never deleted."""
    ready, had_one = _ready(folder), folder.exists()
    side.rename(ready)
    try:
        if had_one:
            folder.rename(replaced)
        ready.rename(folder)
    except OSError:
        if had_one and not folder.exists():
            replaced.rename(folder)
        shutil.rmtree(ready, ignore_errors=True)
        raise
    sync_folder(folder.parent)
    return had_one


def finish_swap(folder: Path) -> None:
    """If the power went between the two renames, take the second one; else do nothing."""
    if not folder.exists() and _ready(folder).exists():
        _ready(folder).rename(folder)


def _ready(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.restored")
