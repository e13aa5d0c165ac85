"""Messages in zstd frames: `[u32 length | u8 type | msgpack]`, each message whole in one frame."""

import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import zstandard

from hardship_desktop.sync.refusals import refusal
from hardship_desktop.sync.wire import MAX_FRAME, MAX_WINDOW, MessageType

_HEAD = struct.Struct(">IB")
_LEVEL = 3

Message = tuple[MessageType, bytes]


class FrameWriter:
    """Packs messages into frames; its counts are right when the iteration has ended."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self._messages = messages
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
        self.plain_size = 0
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        frame = bytearray()
        for kind, body in self._messages:
            if _HEAD.size + len(body) > MAX_FRAME:
                raise refusal("bundle_limits")
            if len(frame) + _HEAD.size + len(body) > MAX_FRAME:
                yield self._close(frame)
                frame = bytearray()
            frame += _HEAD.pack(len(body), kind)
            frame += body
        if frame:
            yield self._close(frame)

    def _close(self, frame: bytearray) -> bytes:
        self.plain_size += len(frame)
        self.count += 1
        return self._compressor.compress(frame)


class MessageReader:
    """Takes messages out of a stream of frames, never holding more than one message and the window."""

    def __init__(self, source: BinaryIO, plain_size: int) -> None:
        self._left = plain_size
        decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        self._stream = decompressor.stream_reader(source, read_across_frames=True)

    def next(self) -> Message:
        """The next message; a stream that ends here is damaged, as END comes before the end."""
        length, kind = _HEAD.unpack(self._exactly(_HEAD.size))
        if length > MAX_FRAME - _HEAD.size:
            raise refusal("bundle_limits")
        if kind not in MessageType.__members__.values():
            raise refusal("bundle_too_new")
        return MessageType(kind), self._exactly(length)

    def finish(self) -> None:
        """After END: nothing may follow, and the header's size must have been true."""
        if self._left or self._read(1):
            raise refusal("bundle_damaged")

    def _exactly(self, size: int) -> bytes:
        if size > self._left:
            raise refusal("bundle_damaged")
        self._left -= size
        parts = []
        while size:
            part = self._read(size)
            if not part:
                raise refusal("bundle_damaged")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except zstandard.ZstdError as error:
            raise refusal("bundle_damaged") from error
