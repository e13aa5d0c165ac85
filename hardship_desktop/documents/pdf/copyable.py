"""The one cure for reportlab's ToUnicode defect.

reportlab 5.1.0 writes a supplementary character (for example 𬭎, U+2CB4E) into the ToUnicode table as
five hex digits. Readers then show the right shape but copy the wrong text. PDF 32000-1, 9.10.3 wants
UTF-16BE there, that is a surrogate pair. `CopyableFont` lets reportlab build its objects and then writes
the table of each subset anew. It leans on how `TTFont.addObjects` names its objects, so
`tests/unit/documents/pdf/test_copyable.py` pins the version: look here again before changing it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

CURED_VERSION = "5.1.0"
_BLOCK = 100  # most entries that one bfchar block may have


class CopyableFont(TTFont):  # type: ignore[misc]  # reportlab carries no types
    """A TrueType font whose text can be copied out of the PDF, whatever plane its characters are in."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path))

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the font's subsets to `doc`, then write their ToUnicode tables in UTF-16BE."""
        state = self.state[doc]
        subsets = list(state.subsets)
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            base = fonts[name].BaseFont
            doc.idToObject[f"toUnicodeCMap:{base}"].content = to_unicode_table(base, subset)


def to_unicode_table(name: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of one subset: byte code -> UTF-16BE, in blocks of at most 100."""
    entries = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset) if point]
    return "\n".join([*_head(name), *_blocks(entries), *_TAIL])


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()


def _blocks(entries: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"


def _head(name: str) -> list[str]:
    return [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]


_TAIL = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
