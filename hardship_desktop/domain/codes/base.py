"""What a code list is. The lists themselves stand beside this file, one subject each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hardship_desktop.domain.characters import fold_text, fold_width

_NUMBERING = re.compile(r"^[(]?[0-9]{1,2}[).:、-]?(?=[^0-9])|[(][0-9]{1,2}[)]$")
_BOXES = re.compile(r"([☑☒✓✔√■●]|[□☐○])([^☑☒✓✔√■●□☐○]*)")
_EMPTY_BOXES = "□☐○"
_WRITTEN = "="
_LONGEST_WRITTEN = 40


@dataclass(frozen=True, slots=True)
class Code:
    """One entry. `current` is False for words of an older generation, which old files keep."""

    code: str
    label: str
    synonyms: tuple[str, ...] = ()
    current: bool = True


def as_written(word: str) -> str:
    """The value of a word of a workbook that no entry of its list means: kept and shown as it was written."""
    return _WRITTEN + word


def is_written(code: str) -> bool:
    """Whether a value is such a word."""
    return code.startswith(_WRITTEN) and 1 < len(code) <= _LONGEST_WRITTEN + 1


@dataclass(frozen=True)
class CodeList:
    """A list of codes with the document that it comes from.

    A `closed` one decides too much (sex, state of a file) to keep words that no entry means.
    """

    name: str
    label: str
    entries: tuple[Code, ...]
    source: str = ""
    closed: bool = False
    by_code: Mapping[str, Code] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {entry.code: entry for entry in self.entries})

    @cached_property
    def _by_word(self) -> Mapping[str, str]:
        words: dict[str, str] = {}
        for entry in self.entries:
            for word in (entry.code, entry.label, *entry.synonyms):
                words.setdefault(_plain(word), entry.code)
        return words

    def find(self, text: str) -> str | None:
        """The code meant by a code, a label or a usual synonym; None if there is none.

        The number that forms print beside a choice (6患重特大疾病, 2.女, 深度困难(1)) does not count;
        of printed choices with boxes (☑深度困难 □相对困难) it is the one that is ticked.
        """
        plain = _ticked(_plain(text))
        return self._by_word.get(plain) or self._by_word.get(_NUMBERING.sub("", plain))

    def text(self, code: str) -> str:
        """The label; a word kept as written, or a code from a newer version, is shown as it is."""
        entry = self.by_code.get(code)
        return entry.label if entry else code.removeprefix(_WRITTEN)

    @property
    def current(self) -> tuple[Code, ...]:
        """The entries offered for new input."""
        return tuple(entry for entry in self.entries if entry.current)


def _ticked(plain: str) -> str:
    """The only choice whose box before it is ticked; the text itself when it does not begin with a box."""
    if not _BOXES.match(plain):
        return plain
    ticked = [word for box, word in _BOXES.findall(plain) if box not in _EMPTY_BOXES]
    return ticked[0] if len(ticked) == 1 else plain


def _plain(word: str) -> str:
    return fold_width(fold_text(word)).replace(" ", "").casefold()


def code_list(
    name: str, label: str, entries: Iterable[tuple[str, ...]], *, source: str = "", closed: bool = False
) -> CodeList:
    """A list from (code, label, synonym...) rows, all current."""
    codes = tuple(Code(code, text, tuple(more)) for code, text, *more in entries)
    return CodeList(name, label, codes, source, closed)
