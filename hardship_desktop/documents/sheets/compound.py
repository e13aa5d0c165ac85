"""The compound file ([MS-CFB]) that holds an .xls, read far enough to find its workbook stream."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_END = 0xFFFFFFF0
"""Sector numbers from here on are marks, not sectors."""

_STREAM, _ROOT = 2, 5


class BadCompound(Exception):
    """The file's own tables contradict its size."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream and where each of its equal pieces lies in the file."""

    data: bytes
    offsets: list[int]
    piece: int

    def place(self, position: int) -> int:
        """The file offset of a byte of the stream."""
        return self.offsets[position // self.piece] + position % self.piece


def workbook_stream(content: bytes | bytearray) -> Stream:
    """The stream Workbook, or Book of the oldest files; BadCompound when it cannot be found."""
    try:
        return _Compound(content).workbook()
    except (struct.error, IndexError, ValueError):
        raise BadCompound from None


class _Compound:
    def __init__(self, content: bytes | bytearray) -> None:
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise BadCompound
        self._size: int = 1 << shift
        self._mini: int = 1 << mini_shift
        self._most = len(content) // self._size + 1
        counts = struct.unpack_from("<II", content, 40), struct.unpack_from("<I", content, 64)
        if any(count > self._most for group in counts for count in group):
            raise BadCompound
        self._fat = self._table(self._fat_sectors())

    def workbook(self) -> Stream:
        directory, cutoff, mini_fat = struct.unpack_from("<I4xII", self._content, 48)
        entries = b"".join(self._sector(sector) for sector in self._chain(directory))
        found = {}
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            if kind in (_STREAM, _ROOT):
                found["" if kind == _ROOT else name] = struct.unpack_from("<II", entries, at + 116)
        start, size = found.get("Workbook") or found.get("Book") or (_END, 0)
        if size >= cutoff:
            return self._stream([self._offset(sector) for sector in self._chain(start)], self._size, size)
        container = [self._offset(sector) for sector in self._chain(found.get("", (_END, 0))[0])]
        per_sector = self._size // self._mini
        minis = self._follow(self._table(self._chain(mini_fat)), start, self._most * per_sector)
        places = [container[i // per_sector] + i % per_sector * self._mini for i in minis]
        return self._stream(places, self._mini, size)

    def _stream(self, offsets: list[int], piece: int, size: int) -> Stream:
        data = b"".join(bytes(self._content[at : at + piece]) for at in offsets)[:size]
        if not data:
            raise BadCompound
        return Stream(data, offsets, piece)

    def _fat_sectors(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        further = struct.unpack_from("<I", self._content, 68)[0]
        for _ in range(self._most):
            if further >= _END:
                break
            *more, further = struct.unpack(f"<{self._size // 4}I", self._sector(further))
            sectors += more
        return [sector for sector in sectors if sector < _END]

    def _table(self, sectors: list[int]) -> list[int]:
        table: list[int] = []
        for sector in sectors:
            table += struct.unpack(f"<{self._size // 4}I", self._sector(sector))
        return table

    def _offset(self, sector: int) -> int:
        offset = (sector + 1) * self._size
        if offset >= len(self._content):
            raise BadCompound
        return offset

    def _sector(self, sector: int) -> bytes:
        at = self._offset(sector)
        return bytes(self._content[at : at + self._size]).ljust(self._size, b"\xff")

    def _chain(self, start: int) -> list[int]:
        return self._follow(self._fat, start, self._most)

    def _follow(self, table: list[int], start: int, most: int) -> list[int]:
        def links(sector: int) -> Iterator[int]:
            while sector < _END:
                yield sector
                sector = table[sector]

        chain = list(islice(links(start), most + 1))
        if len(chain) > most:
            raise BadCompound
        return chain
