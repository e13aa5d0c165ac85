"""From a backup and a secret alone to working data again, on this PC or on a bare one (sync D9)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hardship_desktop.domain.clock import NowMs, system_now_ms
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.backup import BackupInfo, info_of
from hardship_desktop.services.folders import state_folder
from hardship_desktop.store import backup_file, mirror, upgrade
from hardship_desktop.store.aside import temporary_folder
from hardship_desktop.store.backup_file import DATABASE, Manifest, Meter
from hardship_desktop.store.blobs import BLOBS, Blobs
from hardship_desktop.store.engine import check_place
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.folder_lock import FolderLock
from hardship_desktop.store.origins import WitnessFile
from hardship_desktop.store.safety import require_space
from hardship_desktop.store.sealed_copy import check_copy
from hardship_desktop.store.swap import side_folder, swap_in
from hardship_desktop.store.vault import VAULT_NAME, Keys, Opened, Vault


@dataclass(frozen=True)
class Secret:
    """What opens a backup: the recovery code, or a user's name (None: the only one) and password."""

    user: str | None = None
    password: str = ""
    recovery: str = ""

    def unlock(self, vault: Vault) -> Opened:
        """Open the vault that came with the backup; UserError when the secret is wrong."""
        if self.recovery:
            return vault.unlock_with_recovery(self.recovery)
        return vault.unlock_by_name(self.user, self.password)

    def __repr__(self) -> str:
        return f"Secret({self.user or ''})"


@dataclass(frozen=True)
class Restored:
    """The restored folder, where the former data went, attachments that could not be brought back."""

    info: BackupInfo
    folder: Path
    replaced: Path | None
    missing: list[str]
    message: str


def verify(path: Path, secret: Secret, progress: Progress | None = None) -> BackupInfo:
    """Open a backup fully: every hash, page, count and attachment; UserError for the first fault."""
    progress = progress or NoProgress()
    with plain_faults(), temporary_folder() as work:
        manifest, keys = _opened(path, work, secret, progress)
        missing = _take_attachments(
            manifest, [path.parent], Blobs(work / BLOBS, keys.attachments), keep=False
        )
        if missing:
            raise UserError(
                f"备份文件完好，但旁边“{mirror.FOLDER}”文件夹里缺少或损坏了 {len(missing)} 个附件"
                f"（摘要 {missing[0][:8]}…）；请再备份一次，并连同“{mirror.FOLDER}”文件夹一起保存。",
                code="attachments_missing",
            )
        return info_of(path, manifest)


def restore(
    path: Path,
    folder: Path,
    secret: Secret,
    *,
    now_ms: NowMs = system_now_ms,
    progress: Progress | None = None,
) -> Restored:
    """Bring back the data of a backup as `folder`; the data that stood there is kept beside it.

    Everything is made and checked in a side folder first, with a new origin of
    the log in it (sync D1), and then swapped in: a failure or 取消 changes nothing.
    """
    progress = progress or NoProgress()
    folder = folder.absolute()
    with plain_faults(), _alone(folder), side_folder(folder) as side:
        check_place(side)
        manifest, keys = _opened(path, side, secret, progress)
        sources = [path.parent, folder, *path.parents[1:2]]
        missing = _take_attachments(manifest, sources, Blobs(side / BLOBS, keys.attachments), keep=True)
        info = info_of(path, manifest)  # now: the backup may lie in the folder that is renamed
        own = upgrade.begin_again(side / DATABASE, keys.database, now_ms())
        replaced = _free_name(folder, now_ms())
        progress.step(1, 1)
        had_one = swap_in(side, folder, replaced)
        witness = WitnessFile(state_folder(), bytes.fromhex(manifest.facts.database_id))
        witness.write(own.id, own.head_seq, own.head_hash)
    return Restored(info, folder, replaced if had_one else None, missing, _message(info, had_one, missing))


def _message(info: BackupInfo, had_one: bool, missing: list[str]) -> str:
    when = f"{datetime.fromtimestamp(info.made_ms / 1000):%Y-%m-%d %H:%M}"
    kept = "原来的数据已改名保留在旁边。" if had_one else ""
    lost = f"有 {len(missing)} 个附件不在备份旁，没有恢复。" if missing else ""
    return f"已恢复到 {when} 的备份。{kept}{lost}备份之后的记录请从市总工会取回或重新录入。"


def _opened(path: Path, work: Path, secret: Secret, progress: Progress) -> tuple[Manifest, Keys]:
    """Unpack into a folder and check all of it against the manifest."""
    manifest = backup_file.read_manifest(path)
    if manifest.facts.revision not in upgrade.REVISIONS:
        raise UserError("这份备份由更新版本的程序建立，请先升级本程序。", code="too_new")
    size = sum(member.size for member in manifest.members)
    require_space(work.parent, size)
    backup_file.unpack(path, work, Meter(progress, size))
    keys = secret.unlock(Vault(work)).keys
    if check_copy(work / DATABASE, keys.database) != manifest.facts:
        raise UserError(f"备份文件“{path.name}”的内容与清单不符，请换一份备份。", code="backup_damaged")
    return manifest, keys


def _take_attachments(manifest: Manifest, sources: list[Path], blobs: Blobs, *, keep: bool) -> list[str]:
    """Copy (or with `keep` off only check) each attachment from the first place that has it whole."""
    missing = []
    for sha in manifest.facts.attachments:
        if sha in manifest.absent:
            continue
        candidates = [mirror.mirrored(place, manifest.facts, sha) for place in sources]
        candidates += [place / BLOBS / sha[:2] / sha[2:] for place in sources]
        if not any(_take(blobs, each, sha) for each in candidates if each.is_file()):
            missing.append(sha)
        if not keep:
            blobs.path(sha).unlink(missing_ok=True)
    return missing


def _take(blobs: Blobs, sealed: Path, sha: str) -> bool:
    blobs.take(sealed, sha)
    try:
        for _piece in blobs.open(sha):
            pass
    except UserError:
        blobs.path(sha).unlink()
        return False
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The target is free: absent, empty, or our own data that no other window has open."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        yield
        return
    ours = (folder / VAULT_NAME).exists() or (folder / DATABASE).exists()
    if not ours and any(folder.iterdir()):
        raise UserError("要恢复到的文件夹里有别的文件，请换一个空文件夹。", code="not_empty")
    lock = FolderLock(folder, alone=True)
    try:
        yield
    finally:
        lock.close()


def _free_name(folder: Path, now_ms: int) -> Path:
    """`<folder>.替换前-时间`, a name not yet taken."""
    while True:
        moment = datetime.fromtimestamp(now_ms / 1000)
        name = folder.with_name(f"{folder.name}.替换前-{moment:%Y%m%d-%H%M%S}")
        if not name.exists():
            return name
        now_ms += 1000
