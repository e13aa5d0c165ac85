"""Files are written aside and then replaced, so that a power cut leaves the old one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write; it takes the place of `path` when the block ends well, else it vanishes.

    Only its owner may read it: whatever we write may hold what concerns nobody else.
    """
    aside = aside_of(path)
    try:
        with open(aside, "xb", opener=_private) as out:
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
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
