"""Fonts for paper: Chinese text that is drawn, and copied out again, character by character.

reportlab has no fallback between fonts, so each string is cut into runs by coverage.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from hardship_desktop.documents.pdf.copyable import CopyableFont
from hardship_desktop.resources import resource

REGULAR = "NotoSansSC_400Regular.ttf"
BOLD = "NotoSansSC_700Bold.ttf"
FALLBACKS = ("HanaMinB.ttf", "HanaMinA.ttf")
_NOTHING_TO_DRAW = {"Cc", "Cf", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font has, and where it stands on the paper."""

    character: str
    code_point: str
    where: str


class Face:
    """One weight with its fallbacks: measures text and cuts it into runs of one font each."""

    def __init__(self, path: Path, fallbacks: Sequence[Path]) -> None:
        self._paths = (path, *fallbacks)
        self._fonts: list[CopyableFont] = []
        self._home: dict[str, tuple[str | None, float]] = {}
        self._runs: dict[str, tuple[tuple[str | None, str], ...]] = {}

    @property
    def name(self) -> str:
        """Name of the font of this weight, as reportlab knows it."""
        return str(self._load(0).fontName)

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points at `size` points."""
        home = self._home
        try:
            return sum([home[c][1] for c in text]) * size / 1000
        except KeyError:
            return sum([self._find(c)[1] for c in text]) * size / 1000

    def has(self, character: str) -> bool:
        """Whether one of the fonts draws this character."""
        return self._find(character)[0] is not None

    def runs(self, text: str) -> tuple[tuple[str | None, str], ...]:
        """`text` as (font name, part) in order; a part that no font has comes with None."""
        found = self._runs.get(text)
        if found is None:
            found = self._runs[text] = self._cut(text)
        return found

    def _cut(self, text: str) -> tuple[tuple[str | None, str], ...]:
        runs: list[tuple[str | None, str]] = []
        for character in text:
            font = self._find(character)[0]
            if font == "":
                continue
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + character)
            else:
                runs.append((font, character))
        return tuple(runs)

    def _find(self, character: str) -> tuple[str | None, float]:
        """Font ("" when there is nothing to draw, None when nobody has it) and width in thousandths."""
        known = self._home.get(character)
        if known is None:
            known = self._home[character] = self._search(character)
        return known

    def _search(self, character: str) -> tuple[str | None, float]:
        if unicodedata.category(character) in _NOTHING_TO_DRAW or _is_variation_selector(character):
            return "", 0.0
        for index in range(len(self._paths)):
            font = self._load(index)
            if ord(character) in font.face.charToGlyph:
                return font.fontName, float(font.face.getCharWidth(ord(character)))
        return None, 1000.0

    def _load(self, index: int) -> CopyableFont:
        """A fallback weighs 30 MB, so it is read when the first rare character needs it."""
        while len(self._fonts) <= index:
            self._fonts.append(_registered(self._paths[len(self._fonts)]))
        return self._fonts[index]


def _registered(path: Path) -> CopyableFont:
    """The font of this file as reportlab knows it; both weights share one fallback."""
    if path.stem in pdfmetrics.getRegisteredFontNames():
        known = pdfmetrics.getFont(path.stem)
        if isinstance(known, CopyableFont):
            return known
    font = CopyableFont(path.stem, path)
    pdfmetrics.registerFont(font)
    return font


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


class Fonts:
    """The two weights used on paper. Made once and passed to every document."""

    def __init__(self, regular: Path, bold: Path, fallbacks: Sequence[Path] = ()) -> None:
        self.regular = Face(regular, fallbacks)
        self.bold = Face(bold, fallbacks)

    @classmethod
    def standard(cls) -> "Fonts":
        """The fonts that come with the program."""
        fallbacks = [path for name in FALLBACKS if (path := resource("fonts", name)).exists()]
        return cls(resource("fonts", REGULAR), resource("fonts", BOLD), fallbacks)

    def missing(self, text: str, where: str) -> Iterable[MissingGlyph]:
        """The characters of `text` that no font has, each once."""
        for character in dict.fromkeys(text):
            if not self.regular.has(character):
                yield MissingGlyph(character, f"U+{ord(character):04X}", where)
