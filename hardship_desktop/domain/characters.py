"""Folding of characters that look alike but are stored differently.

Private-use characters are those that GBK and GB 18030-2000 had to borrow; Unicode and GB 18030-2022 have
given them real places (standards.md, character sets). Rare characters of the supplementary planes are kept.
"""

import re
import unicodedata

HAN = "\u3005\u3007\u3400-\u9fff\ue000-\uf8ff\ufa0e-\ufa29\U00020000-\U0003ffff\U000f0000-\U0010fffd"
"""Han characters for use inside a regular expression's brackets; private use counts as Han."""

_BORROWED = """
2E81 20087 20089 200CC 2E84 3473 3447 2E88 2E8B 9FB4 359E 361A 360E 2E8C 2E97 396E 3918 9FB5 39CF
39DF 3A73 39D0 9FB6 9FB7 3B4E 3C6E 3CE0 2EA7 215D7 9FB8 2EAA 4056 415F 2EAE 4337 2EB3 2EB6 2EB7
2298F 43B1 43AC 2EBB 43DD 44D6 4661 464C 9FB9 4723 4729 477C 478D 2ECA 4947 497A 497D 4982 4983 4985
4986 499F 499B 49B7 49B6 9FBA 241FE 4CA3 4C9F 4CA0 4CA1 4C77 4CA2 4D13 4D14 4D15 4D16 4D17 4D18 4D19
4DAE 9FBB
"""
"""Where the characters belong that GBK fonts have at U+E815 to U+E864 (GBK FE50 to FEA0)."""
_MOVED = {
    **dict(zip(range(0xE78D, 0xE797), (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A)), strict=True)),
    **dict(zip(range(0xE7E7, 0xE7F4), (0x303E, *range(0x2FF0, 0x2FFC)), strict=True)),
    **{code: int(real, 16) for code, real in enumerate(_BORROWED.split(), 0xE815)},
    0xE7C7: 0x1E3F,
    0xE7C8: 0x01F9,
}
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_LETTERS = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_SPACES = dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_TEXT = _MOVED | _RADICALS | _LETTERS | _SPACES
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-", 0xFFE5: "¥"}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_PLAIN = re.compile(r"[ -~\u00b7\u4e00-\u9fff、。，；：（）《》]*")
"""Nearly all text: nothing in it is ever folded, so the rest can be left away."""
_GAPS = re.compile(r"[\s\-‐‑–—_'’‘]")
_LIKE_X = str.maketrans(dict.fromkeys("×хХχΧ✕✖", "X"))


def fold_text(text: str) -> str:
    """Text as it is stored: one form of each character, nothing invisible, no space at the ends.

    Full-width letters and digits become plain ones; Chinese punctuation stays. Canonical
    compatibility ideographs fold by NFC, so the twelve unified ones (U+FA0E ...) stay.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    if _PLAIN.fullmatch(text):
        return text.strip(" ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_TEXT)).strip()


def fold_width(text: str) -> str:
    """Like fold_text, with full-width punctuation made plain too: for numbers, amounts and days."""
    folded = fold_text(text)
    return folded if folded.isascii() else folded.translate(_WIDTH)


def normalise_id(text: str) -> str:
    """A document number without spaces and dashes, in plain characters, with capital letters.

    Signs that only look like an X (multiplication sign, Greek, Cyrillic) become one.
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    return _GAPS.sub("", fold_width(text)).upper().translate(_LIKE_X)


def short(text: str) -> str:
    """The text as it may be quoted in a message."""
    return text if len(text) <= 20 else text[:20] + "…"
