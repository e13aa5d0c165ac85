"""Contents of attachments: named by their SHA-256, sealed under a key of their own.

File form: 4 bytes of magic, then pieces of 1 MiB, each under AES-256-GCM with its
number as nonce (the last one marked, so that a cut file is seen). The key is HKDF
(attachments key, hash): one key seals one content, so a counter never repeats.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.store.safefile import replace_file, sync_folder

BLOBS = "blobs"
"""Where the contents lie inside a data folder."""

LIMIT = 100 << 20
"""Largest content in bytes."""

_HASH = re.compile("[0-9a-f]{64}")
_MAGIC = b"HDB1"
_PIECE = 1 << 20
_TAG = 16


class Blobs:
    """The sealed contents in one folder, `<folder>/ab/cdef…`."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._key = key

    def path(self, sha: str) -> Path:
        """Where a content lies; `sha` is 64 hexadecimal digits, anything else is refused."""
        if not _HASH.fullmatch(sha):
            raise ValueError("not a content hash")
        return self.folder / sha[:2] / sha[2:]

    def exists(self, sha: str) -> bool:
        """Whether the content is on this PC."""
        return self.path(sha).is_file()

    def lacking(self, named: Iterable[str]) -> list[str]:
        """Those of some contents that are not on this PC; what is no hash names none."""
        return [sha for sha in named if _HASH.fullmatch(sha) and not self.exists(sha)]

    def put(self, source: BinaryIO, progress: Progress | None = None) -> tuple[str, int]:
        """Seal a content, durable when this returns; gives hash and size. Equal content is kept once."""
        progress = progress or NoProgress()
        sha, size = _measure(source, progress)
        if not self.exists(sha):
            source.seek(0)
            target = self.path(sha)
            target.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(self.folder)
            with replace_file(target) as out:
                self._seal(sha, size, source, out, progress)
        return sha, size

    def open(self, sha: str) -> Iterator[bytes]:
        """The content in pieces; UserError when it is missing or damaged."""
        digest = sha256()
        for piece in self._pieces(sha):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != sha:
            raise _damaged(sha)

    def take(self, sealed: Path, sha: str) -> None:
        """Copy a sealed content from elsewhere (a backup), checked by opening it afterwards."""
        target = self.path(sha)
        target.parent.mkdir(parents=True, exist_ok=True)
        with sealed.open("rb") as source, replace_file(target) as out:
            shutil.copyfileobj(source, out, _PIECE)

    def _seal(self, sha: str, size: int, source: BinaryIO, out: BinaryIO, progress: Progress) -> None:
        cipher, digest, done = self._cipher(sha), sha256(), 0
        out.write(_MAGIC)
        for number in range(max(1, -(-size // _PIECE))):
            piece = source.read(_PIECE)
            digest.update(piece)
            done += len(piece)
            out.write(cipher.encrypt(_nonce(number, last=done >= size), piece, None))
            progress.step(size + done, 2 * size)
        if digest.hexdigest() != sha:
            raise UserError("文件正在被别的程序改动，请关闭那个程序后再添加。", code="changing")

    def _pieces(self, sha: str) -> Iterator[bytes]:
        cipher = self._cipher(sha)
        try:
            with self.path(sha).open("rb") as sealed:
                left = self.path(sha).stat().st_size - len(_MAGIC)
                if sealed.read(len(_MAGIC)) != _MAGIC:
                    raise _damaged(sha)
                number = 0
                while left > 0 or number == 0:
                    part = sealed.read(_PIECE + _TAG)
                    left -= len(part)
                    yield cipher.decrypt(_nonce(number, last=left <= 0), part, None)
                    number += 1
        except FileNotFoundError:
            raise UserError(
                "附件的内容不在本机，请从备份恢复，或等下次数据交换带来。", code="attachment_missing"
            ) from None
        except (InvalidTag, ValueError):
            raise _damaged(sha) from None

    def _cipher(self, sha: str) -> AESGCM:
        derive = HKDF(SHA256(), 32, salt=None, info=b"hardship-desktop attachment " + bytes.fromhex(sha))
        return AESGCM(derive.derive(self._key))


def _measure(source: BinaryIO, progress: Progress) -> tuple[str, int]:
    digest, size = sha256(), 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > LIMIT:
            raise UserError(
                f"文件超过 {LIMIT >> 20} MB，不能作为附件；请压缩图片或分成几个文件。", code="too_big"
            )
        digest.update(piece)
        progress.step(size, 0)
    return digest.hexdigest(), size


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")


def _damaged(sha: str) -> UserError:
    return UserError(
        f"附件 {sha[:8]}… 的内容已损坏，请从备份恢复，或重新添加原件。", code="attachment_damaged"
    )
