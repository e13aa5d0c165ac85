"""Names of people, offered from those written before by their beginning or by their pinyin."""

import re
from collections.abc import Iterable

from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.pinyin import name_keys
from hardship_desktop.gui.widgets.drop_down import Offer
from hardship_desktop.gui.widgets.editors.drop_line import DropLine

_SEPARATORS = re.compile(r"[、，,；;/|]")
_UNMARKED = -1


class NamesEditor(DropLine):
    """Several names with 、 between them; zm lq becomes 赵敏、李强 when both are known."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._known: tuple[str, ...] = ()
        self.button.setVisible(False)

    def offer(self, names: Iterable[str]) -> None:
        """The names to choose from, the likeliest first."""
        self._known = tuple(names)
        self.button.setVisible(bool(self._known))

    def settle(self) -> None:
        """Write out what is marked in the list, or given by its pinyin."""
        if self.drop_down.moved:
            self.drop_down.take_current()
        parts = self._parts()
        meant = [self._meant(part) for part in parts]
        if meant != parts:
            self._write(meant)
        self.drop_down.hide()

    def _parts(self) -> list[str]:
        parts = [part.strip() for part in _SEPARATORS.split(self.line.text())]
        # Only letters are taken apart at a space: it belongs to many a name of other scripts.
        apart = [part.split() if part.isascii() else [part] for part in parts]
        return [word for words in apart for word in words if word]

    def _typed(self) -> str:
        text = self.line.text()
        return "" if not text or text[-1].isspace() or _SEPARATORS.match(text[-1]) else self._parts()[-1]

    def _meant(self, part: str) -> str:
        found = self._matching(part) if part.isascii() else []
        return found[0] if found else part

    def _matching(self, typed: str) -> list[str]:
        return [name for name in self._known if name.startswith(typed) or _read_as(name, typed.lower())]

    def _show(self, typed: str) -> None:
        left = [name for name in self._matching(typed) if name not in self._parts()]
        # A name that is written stands for itself: only a reading marks the first one offered.
        current = 0 if typed and typed.isascii() else _UNMARKED
        self.drop_down.show_rows([Offer(name, data=name) for name in left], current=current)

    def _take(self, name: str) -> None:
        parts, typed = self._parts(), self._typed()
        self._write([*(parts[:-1] if typed and name in self._matching(typed) else parts), name])

    def _write(self, names: Iterable[str]) -> None:
        self.line.setText("、".join(dict.fromkeys(names)))


def _read_as(name: str, typed: str) -> bool:
    keys = name_keys(name)
    return any(key.startswith(typed) for key in (*keys.full, *keys.initials))
