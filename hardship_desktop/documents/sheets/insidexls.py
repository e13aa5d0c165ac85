"""What calamine does not tell of an .xls: hidden rows, faulty formulas, absurd extents ([MS-XLS]).

calamine reserves memory for what the DIMENSIONS record promises, and a wrong one ends the process.
The record is only a hint, so a wrong one is set to nothing before calamine sees the file.
"""

import struct
from collections.abc import Iterator

from hardship_desktop.documents.sheets.compound import BadCompound, Stream, workbook_stream
from hardship_desktop.documents.sheets.inside import SheetNotes
from hardship_desktop.documents.sheets.sniff import MOST_CELLS, damaged, encrypted, too_large

_BOF, _BOUNDSHEET, _FILEPASS, _SST, _DIMENSIONS, _ROW = 0x0809, 0x0085, 0x002F, 0x00FC, 0x0200, 0x0208
_FORMULA, _BOOLERR, _MULRK = 0x0006, 0x0205, 0x00BD
_CELLS = frozenset({_FORMULA, _BOOLERR, _MULRK, 0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6})
_WATCHED = _CELLS | {_BOF, _BOUNDSHEET, _FILEPASS, _SST, _DIMENSIONS, _ROW}
_HIDDEN_ROW = 0x0020
_FAULTS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}


def look_inside_xls(content: bytearray, name: str) -> dict[str, SheetNotes]:
    """Notes by sheet name; wrong DIMENSIONS in `content` are mended in place. Raises UserError."""
    try:
        stream = workbook_stream(content)
        return _Walk(content, stream, name).notes()
    except (BadCompound, struct.error, IndexError):
        raise damaged(name) from None


class _Walk:
    """One pass over all records of the workbook stream."""

    def __init__(self, content: bytearray, stream: Stream, name: str) -> None:
        self._content = content
        self._stream = stream
        self._file = name
        self._names: dict[int, str] = {}
        self._found: dict[str, SheetNotes] = {}

    def notes(self) -> dict[str, SheetNotes]:
        current, sheet = SheetNotes(), ""
        corner = [0, 0]
        for at, kind, body in self._records():
            if kind in _CELLS:
                row, column = struct.unpack_from("<HH", body)
                corner[0], corner[1] = max(corner[0], row), max(corner[1], column, _last_column(kind, body))
                fault = _fault(kind, body)
                if fault:
                    current.faults[row + 1, column + 1] = fault
            elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN_ROW:
                current.hidden.add(struct.unpack_from("<H", body)[0] + 1)
            elif kind == _BOF:
                self._check(corner, sheet)
                sheet = self._names.get(at, "")
                current = self._found.setdefault(sheet, SheetNotes())
                corner = [0, 0]
            else:
                self._other(at, kind, body)
        self._check(corner, sheet)
        return self._found

    def _records(self) -> Iterator[tuple[int, int, bytes]]:
        data, at = self._stream.data, 0
        last = len(data) - 4
        while at <= last:
            kind, length = struct.unpack_from("<HH", data, at)
            if kind in _WATCHED:
                yield at, kind, data[at + 4 : at + 4 + length]
            at += 4 + length

    def _other(self, at: int, kind: int, body: bytes) -> None:
        if kind == _FILEPASS:
            raise encrypted(self._file)
        if kind == _BOUNDSHEET:
            offset, _, length, wide = struct.unpack_from("<IHBB", body)
            text = body[8:].decode("utf-16-le" if wide & 1 else "latin-1", "replace")
            self._names[offset] = text[:length]
        elif kind == _SST and struct.unpack_from("<I", body, 4)[0] > len(self._stream.data):
            raise damaged(self._file)
        elif kind == _DIMENSIONS:
            self._mend_dimensions(at + 4, body)

    def _mend_dimensions(self, at: int, body: bytes) -> None:
        shape = "<IIHH" if len(body) >= 14 else "<HHHH"
        top, bottom, left, right = struct.unpack_from(shape, body)
        if bottom < top or right < left or (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
            for position in range(at, at + struct.calcsize(shape)):
                self._content[self._stream.place(position)] = 0

    def _check(self, corner: list[int], sheet: str) -> None:
        if (corner[0] + 1) * (corner[1] + 1) > MOST_CELLS:
            raise too_large(self._file, sheet)


def _last_column(kind: int, body: bytes) -> int:
    """The last column of a run of numbers; other records hold one cell."""
    return int(struct.unpack_from("<H", body, len(body) - 2)[0]) if kind == _MULRK else 0


def _fault(kind: int, body: bytes) -> str:
    """The error that a cell shows, "" for none."""
    if kind == _BOOLERR and body[7]:
        return _FAULTS.get(body[6], "#N/A")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _FAULTS.get(body[8], "#N/A")
    return ""
