"""The backup file (.hbk): the sealed database, its vault and a manifest in one stored zip.

Everything in it is as sealed as in the data folder; the manifest holds counts,
hashes and the office's code, no personal data.
"""

import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from hardship_desktop import __version__
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Progress
from hardship_desktop.store.safefile import replace_file
from hardship_desktop.store.sealed_copy import Facts

NAME, SUFFIX = "帮扶备份", ".hbk"
PATTERN = f"{NAME}-*{SUFFIX}"
DATABASE, VAULT, MANIFEST = "office.db", "vault.json", "manifest.json"
_FORMAT = 1
_PIECE = 1 << 20
_END_BYTES = 22
_MANIFEST_LIMIT = 256 << 20


class Member(msgspec.Struct, frozen=True):
    """One file inside; `sha256` in hexadecimal, `size` in bytes."""

    name: str
    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself; `absent` are attachments that were not on the PC when it was made."""

    format: int
    program: str
    made_ms: int
    facts: Facts
    absent: list[str]
    members: list[Member]


def backup_name(org_code: str, made_ms: int) -> str:
    """The file's name: office code and local time, nothing else."""
    return f"{NAME}-{org_code}-{datetime.fromtimestamp(made_ms / 1000):%Y%m%d-%H%M%S}{SUFFIX}"


def free_target(folder: Path, org_code: str, made_ms: int) -> Path:
    """A name in the folder that no file has yet; an older backup is never overwritten."""
    while (target := folder / backup_name(org_code, made_ms)).exists():
        made_ms += 1000
    return target


def pack(
    database: Path,
    vault: Path,
    target: Path,
    *,
    facts: Facts,
    absent: list[str],
    made_ms: int,
    confirm: Callable[[], None],
    step: Callable[[int], None],
) -> Manifest:
    """Write a backup, read it back from its disk and only then give it its name.

    `confirm` raises when what was packed is not sound after all; `step` counts bytes.
    """
    with replace_file(target) as out:
        with zipfile.ZipFile(out, "w") as archive:
            members = [_put(archive, DATABASE, database, step), _put(archive, VAULT, vault, step)]
            manifest = Manifest(_FORMAT, __version__, made_ms, facts, absent, members)
            archive.writestr(MANIFEST, msgspec.json.encode(manifest))
        out.flush()
        os.fsync(out.fileno())
        _forget_cached(out)
        check_members(Path(out.name), step)
        confirm()
    return manifest


def _put(archive: zipfile.ZipFile, name: str, source: Path, step: Callable[[int], None]) -> Member:
    with source.open("rb") as content, archive.open(name, "w", force_zip64=True) as out:
        digest, size = _pour(content, out, step)
    return Member(name, digest, size)


def _pour(source: IO[bytes], out: IO[bytes] | None, step: Callable[[int], None]) -> tuple[str, int]:
    digest, size = sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if out:
            out.write(piece)
        step(len(piece))
    return digest.hexdigest(), size


def _forget_cached(out: BinaryIO) -> None:
    """Make the read-back come from the disk, not from memory, where the system allows it."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        if path.exists() and not path.is_file():
            raise _damaged(path)
        with zipfile.ZipFile(path) as archive:
            if not _is_exact(path, archive):
                raise _damaged(path)
            yield archive
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError):
        raise _damaged(path) from None


def _is_exact(path: Path, archive: zipfile.ZipFile) -> bool:
    """Nothing stands before the first member or after the archive's end record."""
    with path.open("rb") as file:
        file.seek(-_END_BYTES, os.SEEK_END)
        end = file.read()
    first = min((each.header_offset for each in archive.infolist()), default=0)
    return first == 0 and end.startswith(b"PK\x05\x06") and end.endswith(b"\x00\x00")


def _damaged(path: Path) -> UserError:
    return UserError(f"备份文件“{path.name}”损坏或没有复制完整，请换一份备份。", code="backup_damaged")


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself; UserError when it is no backup, damaged, or of a newer program."""
    with _archive(path) as archive:
        if archive.getinfo(MANIFEST).file_size > _MANIFEST_LIMIT:
            raise _damaged(path)
        raw = archive.read(MANIFEST)
    try:
        if msgspec.json.decode(raw)["format"] > _FORMAT:
            raise UserError("这份备份由更新版本的程序建立，请先升级本程序。", code="too_new")
        return msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, KeyError, TypeError):
        raise _damaged(path) from None


def check_members(path: Path, step: Callable[[int], None]) -> Manifest:
    """Read the whole file and compare every hash."""
    return _read_members(path, None, step)


def unpack(path: Path, folder: Path, step: Callable[[int], None]) -> Manifest:
    """Take database and vault out into a folder, each compared with its hash and made durable."""
    return _read_members(path, folder, step)


def _read_members(path: Path, folder: Path | None, step: Callable[[int], None]) -> Manifest:
    manifest = read_manifest(path)
    if [member.name for member in manifest.members] != [DATABASE, VAULT]:
        raise _damaged(path)
    with _archive(path) as archive:
        for member in manifest.members:
            with archive.open(member.name) as source:
                if folder is None:
                    found = _pour(source, None, step)
                else:
                    with replace_file(folder / member.name) as out:
                        found = _pour(source, out, step)
            if found != (member.sha256, member.size):
                raise _damaged(path)
    return manifest


class Meter:
    """Adds up pieces of work for a progress bar; its call is also where 取消 takes effect."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self, amount: int) -> None:
        self._done += amount
        self._progress.step(min(self._done, self._total), self._total)
