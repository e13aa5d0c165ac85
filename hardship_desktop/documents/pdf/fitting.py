"""Text that must fit a box: wrapped, made smaller, and what is left over handed back, never clipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from hardship_desktop.documents.pdf.fonts import Face

LEADING = 1.2
ASCENT, DESCENT = 0.88, 0.22  # of the size; Latin tails reach lower than the font's own 0.12
_NO_LINE_START = frozenset("，。、；：！？）》」』】〉…·,.;:!?)%")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of one size (points) that lie inside the box, and the text that found no room."""

    lines: tuple[str, ...]
    size: float
    rest: str = ""

    @property
    def leading(self) -> float:
        """Distance from line to line in points."""
        return self.size * LEADING

    @property
    def height(self) -> float:
        """Height of the block of lines in points."""
        return block_height(len(self.lines), self.size)


def block_height(lines: int, size: float) -> float:
    """Height in points of so many lines at `size`."""
    return (lines - 1) * size * LEADING + size * (ASCENT + DESCENT) if lines else 0.0


def fit(
    face: Face, text: str, width: float, height: float, sizes: Sequence[float], one_line: float = 7.5
) -> Fitted:
    """Set `text` in a box of `width` x `height` points at the largest of `sizes` (falling) that holds it.

    One line is preferred down to the size `one_line`, then it is wrapped. At the smallest size the text that
    finds no room comes back in `rest`.
    """
    text = text.strip()
    if not text:
        return Fitted((), sizes[0])
    if len(text.splitlines()) == 1:
        natural = face.width(text, 1)
        for size in sizes:
            if size < one_line and size != sizes[0]:
                break
            if natural * size <= width and block_height(1, size) <= height:
                return Fitted((text,), size)
    for size in sizes:
        room = _lines_in(height, size)
        if _too_long(face, text, size, width, room):
            continue
        lines = wrap(face, text, size, width)
        if len(lines) <= room:
            return Fitted(tuple(line.strip() for line in lines), size)
    size = sizes[-1]
    lines, room = wrap(face, text, size, width), _lines_in(height, size)
    kept = tuple(line.strip() for line in lines[:room])
    return Fitted(kept, size, "".join(lines[room:]).strip())


def wrap(face: Face, text: str, size: float, width: float) -> list[str]:
    """Cut `text` into lines no wider than `width`; joined again they are the text.

    A line holds at least one character, however narrow the box.
    """
    lines: list[str] = []
    for paragraph in text.splitlines(keepends=True):
        while paragraph:
            end = _line_end(face, paragraph, size, width)
            lines.append(paragraph[:end])
            paragraph = paragraph[end:]
    return lines


def _lines_in(height: float, size: float) -> int:
    return floor((height - size * (ASCENT + DESCENT) + 1e-6) / (size * LEADING)) + 1


def _too_long(face: Face, text: str, size: float, width: float, room: int) -> bool:
    """Cheap refusal before wrapping: the bare lengths already exceed the lines there are."""
    return room < 1 or face.width(text, size) > width * room


def _line_end(face: Face, text: str, size: float, width: float) -> int:
    end, used = 0, 0.0
    for character in text:
        used += face.width(character, size)
        if used > width and end and character not in "\r\n":
            break
        end += 1
    if end == len(text):
        return end
    return _better_break(text, end)


def _better_break(text: str, end: int) -> int:
    """Keep a number or word whole and a comma off the start of a line, where the line allows."""
    best = end
    while best > 1 and _is_word(text[best - 1]) and _is_word(text[best]):
        best -= 1
    if best == 1 and _is_word(text[0]):
        best = end
    if best > 1 and text[best] in _NO_LINE_START:
        best -= 1
    return best


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".-/*,")
