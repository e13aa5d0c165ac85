"""A verified copy of everything before a step that cannot be taken back: upgrade, import, restore."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.store import backup_file
from hardship_desktop.store.aside import aside_folder, clear_asides
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.retention import own_backups, remove
from hardship_desktop.store.sealed_copy import Facts, check_pages, copy_database, read_facts
from hardship_desktop.store.vault import VAULT_NAME

KEEP = 5
_RESERVE = 16 << 20


@dataclass(frozen=True)
class CheckedCopy:
    """A copy whose pages are being checked, with the vault of the same moment.

    `confirm()` waits for the check and raises UserError when a page is damaged: until then nothing counts.
    """

    database: Path
    vault: Path
    facts: Facts
    confirm: Callable[[], None]

    @property
    def size(self) -> int:
        """Bytes of what will be packed."""
        return self.database.stat().st_size + self.vault.stat().st_size


@contextmanager
def checked_copy(engine: Engine, key: bytes, folder: Path, progress: Progress) -> Iterator[CheckedCopy]:
    """A sealed copy inside the data folder, checked while it is used, gone after the block in any case."""
    require_space(folder, (folder / backup_file.DATABASE).stat().st_size)
    clear_asides(folder)
    with aside_folder(folder) as work:
        vault = work / VAULT_NAME
        vault.write_bytes((folder / VAULT_NAME).read_bytes())
        database = work / backup_file.DATABASE
        copy_database(engine, database, progress)
        facts = read_facts(database, key)
        with ThreadPoolExecutor(1) as beside:
            pages = beside.submit(check_pages, database, key)
            yield CheckedCopy(database, vault, facts, pages.result)


def keep_copy(
    engine: Engine, key: bytes, folder: Path, reason: str, now_ms: int, progress: Progress | None = None
) -> Path:
    """Put a backup file of the data folder into its `before-<reason>`; the last five are kept."""
    progress = progress or NoProgress()
    place = folder / f"before-{reason}"
    with plain_faults(), checked_copy(engine, key, folder, progress) as copy:
        place.mkdir(exist_ok=True)
        target = backup_file.free_target(place, copy.facts.org_code, now_ms)
        meter = backup_file.Meter(progress, 2 * copy.size)
        backup_file.pack(
            copy.database,
            copy.vault,
            target,
            facts=copy.facts,
            absent=[],
            made_ms=now_ms,
            confirm=copy.confirm,
            step=meter,
        )
        made = own_backups(place, copy.facts.database_id)
        remove(sorted(made.keys() - {target}, key=made.__getitem__)[: 1 - KEEP])
    return target


def require_space(folder: Path, needed: int) -> None:
    """Raise UserError when the disk of a folder has not `needed` bytes left."""
    free = shutil.disk_usage(folder).free
    if free < needed + _RESERVE:
        raise UserError(
            f"“{folder}”所在磁盘只剩 {free >> 20} MB，需要约 {(needed + _RESERVE) >> 20} MB；"
            "请删除不用的文件或换一个磁盘。",
            code="disk_full",
        )
