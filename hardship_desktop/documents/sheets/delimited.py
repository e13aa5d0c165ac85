"""CSV and tab-separated text in the encodings that offices use."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from hardship_desktop.documents.sheets.sheet import Cell, Sheet
from hardship_desktop.documents.sheets.sniff import (
    MOST_CELLS,
    damaged,
    not_a_workbook,
    opened,
    too_large,
    unreadable_line,
)

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1b\x1d-\x1f\x7f\ufffe\uffff]")
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SAMPLE_LINES = 30
_MOST_KEPT = 20_000
_END = "\x1a"
"""A line of our own after the last: it is not alone in its row when a quotation mark is still open."""


def read_delimited(path: Path) -> list[Sheet]:
    """One sheet out of comma, semicolon, tab or bar separated text in UTF-8, GB18030 or UTF-16."""
    text = _decode(path)
    delimiter = _delimiter(text)
    rows = _with_quotes(text, delimiter)
    if rows is None:
        plain = csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        rows = _without_quotes(plain, path.name)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) * max(map(len, rows), default=0) > MOST_CELLS:
        raise too_large(path.name)
    return [Sheet(file=path.name, name=path.stem, rows=rows)]


def _with_quotes(text: str, delimiter: str) -> list[list[Cell]] | None:
    """The rows; None when a stray quotation mark swallowed the rest, so that marks must stand as they are."""
    reader = csv.reader(chain(_lines(text), ("\n", _END)), delimiter=delimiter)
    try:
        rows = _all_cells(reader)
    except csv.Error:
        return None
    return rows[:-1] if rows[-1] == [_END] else None


def _without_quotes(reader: Iterable[list[str]], name: str) -> list[list[Cell]]:
    try:
        return _all_cells([text.strip('"') for text in row] for row in reader)
    except csv.Error:
        raise damaged(name) from None


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one at a time: a copy of a large file need not be in memory too."""
    return (found[0] for found in _LINE.finditer(text))


def _all_cells(rows: Iterable[list[str]]) -> list[list[Cell]]:
    kept = _Kept()
    return [[kept[text] for text in row] for row in rows]


class _Kept(dict[str, str]):
    """What a cell's text stands for; words that a file repeats are kept once."""

    def __missing__(self, text: str) -> str:
        value = _unwrap(text) if text.startswith('="') else text
        if len(self) < _MOST_KEPT:
            self[text] = value
        return value


def _unwrap(text: str) -> str:
    """The text of ="0874", which programs write to keep digits as text."""
    found = _FORMULA_TEXT.fullmatch(text)
    return found[1] if found else text


def _decode(path: Path) -> str:
    with opened(path) as file:
        content = file.read()
    furthest = 0
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
            continue
        if not _CONTROLS.search(text):
            return text.removeprefix("\ufeff")
    line = content.count(b"\n", 0, furthest) + 1
    if line > 1 and b"\0" not in content:
        raise unreadable_line(path.name, line)
    raise not_a_workbook(path.name, "无法识别的文件")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    sample = content[:2000]
    if sample.count(0) > len(sample) // 10:
        return ("utf-16-be", "utf-16-le") if sample[0] == 0 else ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030")


def _delimiter(text: str) -> str:
    """The separator that most lines agree on."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE_LINES]
    counts = {mark: sum(min(line.count(mark), 50) for line in lines) for mark in "\t,;|"}
    best = max(counts, key=lambda mark: (sum(mark in line for line in lines), counts[mark]))
    return best if counts[best] else ","
