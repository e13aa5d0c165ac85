"""Sealed contents: every length survives, every kind of tampering is seen."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.store.blobs import Blobs

PIECE = 1 << 20


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_contents_of_every_length_survive(tmp_path: Path, size: int) -> None:
    blobs, content = Blobs(tmp_path, b"k" * 32), os.urandom(size)
    sha, length = blobs.put(BytesIO(content))
    assert (length, b"".join(blobs.open(sha))) == (size, content)


def test_every_kind_of_tampering_with_a_sealed_content_is_seen(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path, b"k" * 32)
    sha, _ = blobs.put(BytesIO(os.urandom(2 * PIECE + 10)))
    path = blobs.path(sha)
    whole = path.read_bytes()
    part = PIECE + 16
    swapped = whole[:4] + whole[4 + part : 4 + 2 * part] + whole[4 : 4 + part] + whole[4 + 2 * part :]
    flipped = whole[:100] + bytes([whole[100] ^ 1]) + whole[101:]
    for bad in (
        b"",
        whole[:4],
        whole[: 4 + part],
        whole[:-1],
        whole + b"x",
        swapped,
        flipped,
        b"XXXX" + whole[4:],
    ):
        path.write_bytes(bad)
        with pytest.raises(UserError, match="损坏"):
            list(blobs.open(sha))


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    sha, _ = Blobs(tmp_path, b"k" * 32).put(BytesIO(b"paper"))
    with pytest.raises(UserError, match="损坏"):
        list(Blobs(tmp_path, b"j" * 32).open(sha))


def test_a_name_that_is_no_hash_never_becomes_a_path(tmp_path: Path) -> None:
    for name in ("../../etc/passwd", "", "A" * 64, "g" * 64, "0" * 63 + "/"):
        with pytest.raises(ValueError, match="hash"):
            Blobs(tmp_path, b"k" * 32).path(name)


def test_cancel_leaves_no_content(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int) -> None:
            if total:
                raise Cancelled

    with pytest.raises(Cancelled):
        Blobs(tmp_path, b"k" * 32).put(BytesIO(b"paper"), Stop())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_equal_content_is_kept_once_and_not_written_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path, b"k" * 32)
    first, _ = blobs.put(BytesIO(b"paper"))
    stamp = blobs.path(first).stat().st_mtime_ns
    second, _ = blobs.put(BytesIO(b"paper"))
    assert (first, stamp) == (second, blobs.path(first).stat().st_mtime_ns)


def test_a_file_that_changes_while_it_is_sealed_is_refused(tmp_path: Path) -> None:
    class Changing(BytesIO):
        def seek(self, place: int, whence: int = 0) -> int:
            self.getbuffer()[0] ^= 1
            return super().seek(place, whence)

    with pytest.raises(UserError, match="改动"):
        Blobs(tmp_path, b"k" * 32).put(Changing(b"paper"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
