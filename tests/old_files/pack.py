"""Sealed files in little room: what is sealed cannot be compressed, so databases lie here unsealed.

Page by page SQLCipher's AES is taken off and put back with the vector that each page keeps, so that the
very bytes come out again that the program of then wrote; a test holds them against their hashes.
"""

import json
import tarfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

FOLDER = Path(__file__).parent
COMMITS = sorted(path.name.removesuffix(".tar.xz") for path in FOLDER.glob("*.tar.xz"))
DATABASE = "office.db"
_PAGE, _KEPT, _VECTOR, _SALT = 4096, 80, 16, 16


def pack(folder: Path, out: Path, keys: dict[str, bytes], facts: dict[str, object]) -> None:
    """All files of a folder into an archive; `keys` by the first folder of a path."""
    hashes = {}
    with tarfile.open(out, "w:xz", preset=9) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            name, content = path.relative_to(folder).as_posix(), path.read_bytes()
            hashes[name] = sha256(content).hexdigest()
            _add(archive, name, _turned(content, name, keys, sealing=False))
        told = {**facts, "keys": {name: key.hex() for name, key in keys.items()}, "sha256": hashes}
        _add(archive, "facts.json", json.dumps(told, ensure_ascii=False, indent=1).encode())


def unpack(commit: str, folder: Path) -> dict[str, Any]:
    """The files of a commit as they were, sealed; gives what was noted of them."""
    with tarfile.open(FOLDER / f"{commit}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    facts = json.loads((folder / "facts.json").read_text("utf-8"))
    keys = {name: bytes.fromhex(key) for name, key in facts["keys"].items()}
    for name, known in facts["sha256"].items():
        path = folder / name
        content = _turned(path.read_bytes(), name, keys, sealing=True)
        assert sha256(content).hexdigest() == known, f"{name} is not what was packed"
        path.write_bytes(content)
    return dict(facts)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, BytesIO(content))


def _turned(content: bytes, name: str, keys: dict[str, bytes], *, sealing: bool) -> bytes:
    """A file with the databases in it sealed or unsealed; any other file as it is."""
    key, whole = keys.get(name.split("/", 1)[0], b""), bytearray(content)
    for start, size in _databases(content, name):
        whole[start : start + size] = b"".join(_pages(content[start : start + size], key, sealing))
    return bytes(whole)


def _databases(content: bytes, name: str) -> Iterator[tuple[int, int]]:
    """Where in a file a database stands: it is one, or it lies uncompressed in a backup."""
    if name.endswith(".db"):
        yield 0, len(content)
    elif name.endswith(".hbk"):
        with zipfile.ZipFile(BytesIO(content)) as backup:
            info = backup.getinfo(DATABASE)
            assert info.compress_type == zipfile.ZIP_STORED
            with backup.open(info) as member:
                member.read(1)
            lengths = content[info.header_offset + 26 : info.header_offset + 30]
            ahead = 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            yield info.header_offset + ahead, info.file_size


def _pages(content: bytes, key: bytes, sealing: bool) -> Iterator[bytes]:
    for start in range(0, len(content), _PAGE):
        page = content[start : start + _PAGE]
        clear, body, kept = page[: _SALT if start == 0 else 0], page[:-_KEPT], page[-_KEPT:]
        cipher = Cipher(algorithms.AES256(key[:32]), modes.CBC(kept[:_VECTOR]))
        work = cipher.encryptor() if sealing else cipher.decryptor()
        yield clear + work.update(body[len(clear) :]) + work.finalize() + kept
