"""Backups of this office's data: made, verified, kept at up to two places (sync D9)."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select

from hardship_desktop.domain.clock import local_day
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.desk import Desk
from hardship_desktop.store import backup_file, mirror
from hardship_desktop.store.backup_file import Manifest, Meter
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.local import Origin
from hardship_desktop.store.retention import thin_out
from hardship_desktop.store.safety import CheckedCopy, checked_copy, keep_copy, require_space

OVERDUE_DAYS = 3
MOST_PLACES = 2
_PLACES, _DONE = "backup_places", "backup_done"
_DAY_MS = 86_400_000


@dataclass(frozen=True)
class BackupInfo:
    """One backup file: where, bytes, when (UTC ms), rows of each table, attachments it counts on."""

    path: Path
    bytes: int
    made_ms: int
    counts: dict[str, int]
    org_code: str
    attachments: int


@dataclass(frozen=True)
class Place:
    """A backup place; `last_ms` is its newest good backup, `present` whether the disk is there now."""

    path: Path
    present: bool
    last_ms: int | None


@dataclass(frozen=True)
class BackupStatus:
    """For the status bar: the newest good backup and whether it is too old."""

    last_ms: int | None
    days: int
    overdue: bool
    places: list[Place]

    @property
    def text(self) -> str:
        """One short line."""
        if self.last_ms is None:
            return "尚未备份"
        return "今天已备份" if self.days == 0 else f"{self.days} 天前备份"


@dataclass(frozen=True)
class PlaceResult:
    """What became of one place: a backup, or a sentence why not."""

    place: Path
    info: BackupInfo | None
    message: str


class Backup:
    """What a person can do about backups at this desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._blobs = desk.blobs

    def create(self, folder: Path, progress: Progress | None = None) -> BackupInfo:
        """A new, verified backup file in a folder, attachments beside it."""
        progress = progress or NoProgress()
        with plain_faults():
            self._refuse_inside(folder)
            if not folder.is_dir():
                raise UserError(f"备份位置“{folder}”现在不在，请插好U盘或重新选择文件夹。", code="no_place")
            with self._copy(progress) as copy:
                return self._put(copy, folder, progress)

    def run_due(self, progress: Progress | None = None) -> list[PlaceResult]:
        """Back up to every place that is there; UserError when none could be served."""
        progress, results = progress or NoProgress(), []
        places = [place.path for place in self.places()]
        if not places:
            raise UserError("还没有设置备份位置，请在系统设置里选择U盘或文件夹。", code="no_place")
        present = [place for place in places if place.is_dir()]
        if present:
            with plain_faults(), self._copy(progress) as copy:
                results = [self._try(copy, place, progress) for place in present]
        results += [
            PlaceResult(place, None, f"备份位置“{place}”现在不在（U盘未插好？），这次没有备份到那里。")
            for place in places
            if place not in present
        ]
        if not any(result.info for result in results):
            raise UserError("".join(result.message for result in results), code="no_backup")
        return results

    def places(self) -> list[Place]:
        """The places chosen, in order."""
        done = self._desk.setting(_DONE, {})
        chosen = [Path(each) for each in self._desk.setting(_PLACES, [])]
        return [Place(path, path.is_dir(), done.get(str(path), {}).get("ms")) for path in chosen]

    def set_places(self, folders: Sequence[Path]) -> None:
        """Choose up to two folders or removable disks, each outside the data folder and there now."""
        if len(folders) > MOST_PLACES or len({folder.resolve() for folder in folders}) != len(folders):
            raise UserError("备份位置最多两个，并且不能相同。", field="places", code="places")
        for folder in folders:
            self._refuse_inside(folder)
            if not folder.is_dir():
                raise UserError(
                    f"备份位置“{folder}”现在不在，请插好U盘或选择已有的文件夹。",
                    field="places",
                    code="no_place",
                )
        self._desk.set_setting(_PLACES, [str(folder.absolute()) for folder in folders])

    def status(self) -> BackupStatus:
        """How old the newest backup is; a store without any counts from its set-up."""
        done = self._desk.setting(_DONE, {})
        last = max((each["ms"] for each in done.values()), default=None)
        now = self._desk.store.now_ms()
        since = self._born_ms() if last is None else last
        days = max(0, (local_day(now) - local_day(since)).days)
        return BackupStatus(last, days, now - since > OVERDUE_DAYS * _DAY_MS, self.places())

    def due(self, *, at_exit: bool = False) -> bool:
        """Whether to back up now: not yet done today; at exit also when anything was saved since."""
        done = self._desk.setting(_DONE, {})
        newest = max(done.values(), key=lambda each: each["ms"], default=None)
        if newest is None or local_day(newest["ms"]) != self._desk.today:
            return True
        return at_exit and newest["written"] != self._written()

    def _copy(self, progress: Progress) -> AbstractContextManager[CheckedCopy]:
        store = self._desk.store
        return checked_copy(store.engine, store.keys.database, store.folder, progress)

    def _try(self, copy: CheckedCopy, place: Path, progress: Progress) -> PlaceResult:
        try:
            with plain_faults():
                info = self._put(copy, place, progress)
        except UserError as error:
            return PlaceResult(place, None, f"备份到“{place}”没有成功：{error.message}")
        return PlaceResult(place, info, f"已备份到“{place}”。")

    def _put(self, copy: CheckedCopy, place: Path, progress: Progress) -> BackupInfo:
        facts = copy.facts
        here = [sha for sha in facts.attachments if self._blobs.exists(sha)]
        absent = sorted(set(facts.attachments) - set(here))
        missing = mirror.not_yet(self._blobs, here, place, facts)
        to_copy = sum(self._blobs.path(sha).stat().st_size for sha in missing)
        require_space(place, copy.size + to_copy)
        meter = Meter(progress, to_copy + 2 * copy.size)
        mirror.add(self._blobs, missing, place, facts, meter)
        target = backup_file.free_target(place, facts.org_code, self._desk.store.now_ms())
        manifest = backup_file.pack(
            copy.database,
            copy.vault,
            target,
            facts=facts,
            absent=absent,
            made_ms=self._desk.store.now_ms(),
            confirm=copy.confirm,
            step=meter,
        )
        self._note(place, manifest)
        thin_out(place, facts.database_id, target)
        return info_of(target, manifest)

    def _note(self, place: Path, manifest: Manifest) -> None:
        written = sum(head.seq for head in manifest.facts.heads)
        now = {str(place.absolute()): {"ms": manifest.made_ms, "written": written}}
        self._desk.store.edit_setting(_DONE, lambda done: (done or {}) | now)

    def _refuse_inside(self, folder: Path) -> None:
        own, place = self._desk.folder.resolve(), folder.resolve()
        if place == own or own in place.parents:
            raise UserError(
                "备份不能放在数据文件夹里面：磁盘坏了会一起丢失。请选U盘或另一个磁盘上的文件夹。",
                field="places",
                code="inside_data",
            )

    def _born_ms(self) -> int:
        return self._number(select(func.min(Origin.created_ms)))

    def _written(self) -> int:
        return self._number(select(func.sum(Origin.head_seq)))

    def _number(self, query: Select[Any]) -> int:
        with self._desk.read() as reader:
            return int(reader.connection.scalar(query))


def info_of(path: Path, manifest: Manifest) -> BackupInfo:
    """What to tell of a backup file."""
    facts = manifest.facts
    return BackupInfo(
        path,
        path.stat().st_size,
        manifest.made_ms,
        facts.counts,
        facts.org_code,
        len(facts.attachments) - len(manifest.absent),
    )


def safety_copy(desk: Desk, reason: str, progress: Progress | None = None) -> Path:
    """A verified backup in `<data>/before-<reason>` (import, restore …); the last five are kept."""
    store = desk.store
    return keep_copy(store.engine, store.keys.database, store.folder, reason, store.now_ms(), progress)
