"""The container: plain signed header, age stream, trailer with signature. Streams in constant memory.

Pass 1 (`Container.verify`) hashes the whole file and checks the signature
before anything encrypted is opened, because age itself does not say who wrote.
"""

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

import msgspec
import pyrage

from hardship_desktop.domain.errors import UserError
from hardship_desktop.sync.decode import decoded
from hardship_desktop.sync.keys import DeviceKeys, verify
from hardship_desktop.sync.refusals import refusal
from hardship_desktop.sync.wire import MAGIC, MAX_HEADER, SUITE, Header

PREFIX = struct.Struct(">4sBI")
_WORDS = b" ENRO"
TRAILER = struct.Struct(">Q64s")
_LENGTH = struct.Struct(">Q")
_SIGNED = b"UBX1-sig"
_BLOCK = 1 << 20
_UNKNOWN_SIZE = 2**63 - 1
_header = msgspec.json.Decoder(Header)


class _Pull:
    """Lets age read from an iterator; remembers the real error, which age turns into text."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")
        self.failure: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._rest:
                self._rest = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except Exception as error:
            self.failure = error
            raise
        part, self._rest = self._rest[:size], self._rest[size:]
        return bytes(part)


def seal(
    out: BinaryIO,
    frames: Iterable[bytes],
    complete: Callable[[int], Header],
    keys: DeviceKeys,
    age_keys: Sequence[str],
) -> Header:
    """Write a container to a new, empty, seekable file.

    `complete(payload_size)` gives the header; it is called once before the
    payload (to reserve its place) and once after it, when all sizes are known.
    """
    reserved = len(msgspec.json.encode(complete(_UNKNOWN_SIZE))) + 3 * len(str(_UNKNOWN_SIZE))
    if reserved > MAX_HEADER:
        raise refusal("bundle_limits")
    start = PREFIX.size + reserved
    out.seek(start)
    source = _Pull(frames)
    try:
        pyrage.encrypt_io(source, out, [pyrage.x25519.Recipient.from_str(key) for key in age_keys])
    except pyrage.EncryptError as error:
        raise source.failure or OSError(str(error)) from error
    end = out.tell()
    header = complete(end - start)
    out.seek(0)
    out.write(PREFIX.pack(MAGIC, SUITE, reserved) + msgspec.json.encode(header).ljust(reserved))
    out.seek(end)
    out.write(_LENGTH.pack(end))
    out.flush()
    out.write(keys.sign(_digest_of(Path(out.name))))
    return header


def _digest_of(path: Path) -> bytes:
    digest = sha256(_SIGNED)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.digest()


class Container:
    """An opened bundle file whose header is read and whose sizes agree; not yet trusted."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        prefix = file.read(PREFIX.size)
        # An enrolment file begins with the same four bytes, and then goes on in words.
        if prefix[: len(MAGIC)] != MAGIC or prefix[len(MAGIC) :] == _WORDS:
            raise refusal("bundle_not_a_bundle")
        if len(prefix) < PREFIX.size:
            raise refusal("bundle_damaged")
        _, suite, header_size = PREFIX.unpack(prefix)
        if suite != SUITE:
            raise refusal("bundle_too_new")
        if header_size > MAX_HEADER:
            raise refusal("bundle_limits")
        self._start = PREFIX.size + header_size
        self.header = decoded(_header.decode, file.read(header_size), "bundle_damaged")
        self._end = self._start + self.header.payload_size
        if size != self._end + TRAILER.size:
            raise refusal("bundle_damaged")

    def verify(self, sign_key: bytes) -> None:
        """Pass 1: the signature is over every byte before it."""
        digest = sha256(_SIGNED)
        self._file.seek(0)
        for block in self._blocks(self._end):
            digest.update(block)
        length, signature = TRAILER.unpack(self._file.read(TRAILER.size))
        digest.update(_LENGTH.pack(length))
        if length != self._end or not verify(sign_key, signature, digest.digest()):
            raise refusal("bundle_damaged")

    def _blocks(self, size: int) -> Iterator[bytes]:
        while size:
            block = self._file.read(min(size, _BLOCK))
            if not block:
                raise refusal("bundle_unreadable")
            size -= len(block)
            yield block

    @contextmanager
    def payload(self, identities: Sequence[str]) -> Iterator[BinaryIO]:
        """Pass 2: the decrypted stream, produced by a thread through a pipe.

        A stream that fails in the middle ends early; whoever reads it finds END missing.
        """
        self._file.seek(self._start)
        source = _Pull(self._blocks(self.header.payload_size))
        keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
        read_end, write_end = os.pipe()
        pump = Thread(target=_decrypt, args=(source, write_end, keys), daemon=True)
        with os.fdopen(read_end, "rb") as stream:
            pump.start()
            try:
                yield stream
            except UserError as error:
                raise _cause(source, error) from error
            finally:
                stream.close()
                pump.join()


def _decrypt(source: _Pull, write_end: int, keys: Sequence[Any]) -> None:
    """Runs in the thread; on a wrong key, damage or a reader gone, the pipe just ends."""
    with os.fdopen(write_end, "wb", buffering=0) as sink:
        try:
            pyrage.decrypt_io(source, sink, keys)
        except (pyrage.DecryptError, OSError, UserError):
            return


def _cause(source: _Pull, error: UserError) -> UserError:
    """A stick pulled out shows as an early end; say so instead of calling the file damaged."""
    if isinstance(source.failure, OSError | UserError):
        return refusal("bundle_unreadable")
    return error
