"""Sealed attachments beside the backups: each is copied once, `附件/<office and database>/ab/cdef…`."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from hardship_desktop.store.blobs import Blobs
from hardship_desktop.store.safefile import replace_file
from hardship_desktop.store.sealed_copy import Facts

FOLDER = "附件"


def mirror_folder(place: Path, facts: Facts) -> Path:
    """Where the contents of one database lie; two offices on one disk never share sealed contents."""
    return place / FOLDER / f"{facts.org_code}-{facts.database_id[:8]}"


def mirrored(place: Path, facts: Facts, sha: str) -> Path:
    """Where one content lies."""
    return mirror_folder(place, facts) / sha[:2] / sha[2:]


def not_yet(blobs: Blobs, contents: Iterable[str], place: Path, facts: Facts) -> list[str]:
    """Those that are not at the place in their full size."""
    return [sha for sha in contents if _size(mirrored(place, facts, sha)) != _size(blobs.path(sha))]


def add(
    blobs: Blobs, contents: Sequence[str], place: Path, facts: Facts, step: Callable[[int], None]
) -> None:
    """Copy contents to the place, each durable before the next; `step` counts bytes."""
    for sha in contents:
        target = mirrored(place, facts, sha)
        target.parent.mkdir(parents=True, exist_ok=True)
        with blobs.path(sha).open("rb") as source, replace_file(target) as out:
            shutil.copyfileobj(source, out, 1 << 20)
        step(target.stat().st_size)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1
