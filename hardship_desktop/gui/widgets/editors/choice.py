"""One code of a list, or several: by number, label, pinyin initials or mouse."""

from dataclasses import replace
from datetime import date
from typing import Any

from hardship_desktop.domain.codes.base import CodeList
from hardship_desktop.domain.codes.legacy import Successor, successor
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice, Choices
from hardship_desktop.gui.widgets.drop_down import Offer
from hardship_desktop.gui.widgets.editors.drop_line import DropLine
from hardship_desktop.gui.widgets.editors.matching import matching, numbers

NOTHING = "没有匹配"


class _ListEditor(DropLine):
    """A line with a list of codes under it."""

    def __init__(self, field: Field, codes: CodeList) -> None:
        super().__init__(field)
        self.codes = codes
        self._numbers = numbers(codes)

    def _offered(self, code: str, label: str) -> Offer:
        return Offer(title=f"{self._numbers[code]}  {label}", data=code)

    def _show(self, typed: str) -> None:
        rows = [self._offered(entry.code, entry.label) for entry in matching(self.codes, typed)]
        current = next((i for i, row in enumerate(rows) if row.data in self._chosen()), 0)
        if rows:
            self.drop_down.show_rows(rows, current=0 if typed else current)
        else:
            self.drop_down.say(NOTHING)

    def _chosen(self) -> tuple[str, ...]:
        raise NotImplementedError


class ChoiceEditor(_ListEditor):
    """One code; a value of an older generation is kept until another is chosen, its successor is marked."""

    def __init__(self, field: Field, kind: Choice) -> None:
        super().__init__(field, kind.codes)
        self._code: str | None = None

    def value(self, today: date) -> Any:
        # The label of one entry may be a synonym of another: what was chosen stays chosen.
        if self._code is not None and self.line.text() == self.codes.text(self._code):
            return self._code
        return super().value(today)

    def set_value(self, value: Any) -> None:
        self._code = value
        super().set_value(value)

    def settle(self) -> None:
        """Take the entry that is marked when something was typed that is not yet an entry."""
        typed = self.line.text().strip()
        found = matching(self.codes, typed)
        if self.drop_down.moved:
            self.drop_down.take_current()
        elif typed and found and not (self._code and typed == self.codes.text(self._code)):
            self._take(found[0].code)
        self.drop_down.hide()

    def _chosen(self) -> tuple[str, ...]:
        step = self._successor()
        return (step.new,) if step else (self._code,) if self._code else ()

    def _successor(self) -> Successor | None:
        return successor(self.codes.name, self._code) if self._code else None

    def _offered(self, code: str, label: str) -> Offer:
        row, step = super()._offered(code, label), self._successor()
        if self._code is None or step is None or code != step.new:
            return row
        sub = f"{step.since.year}年起代替“{self.codes.text(self._code)}”"
        return replace(row, sub=sub if step.renamed else f"{sub}，请核定")

    def _take(self, code: str) -> None:
        self._code = code
        self.line.setText(self.codes.text(code))
        self.line.selectAll()


class ChoicesEditor(_ListEditor):
    """Several codes, written with 、 between them; Space or the mouse ticks an entry of the list."""

    def __init__(self, field: Field, kind: Choices) -> None:
        super().__init__(field, kind.codes)

    def settle(self) -> None:
        """Finish the last word."""
        if self.drop_down.moved and not self._chosen():
            self.drop_down.take_current()
        parts = self._parts()
        if parts and self.codes.find(parts[-1]) is None:
            found = matching(self.codes, parts[-1])
            if found:
                self._write([*parts[:-1], found[0].label])
        else:
            self._write(parts)
        self.drop_down.hide()

    def _parts(self) -> list[str]:
        text = self.line.text()
        for separator in "，,；;/ ":
            text = text.replace(separator, "、")
        return [part for part in text.split("、") if part]

    def _typed(self) -> str:
        last = self.line.text().replace("，", "、").replace(",", "、").split("、")[-1]
        return "" if self.codes.find(last) else last

    def _chosen(self) -> tuple[str, ...]:
        found = (self.codes.find(part) for part in self._parts())
        return tuple(code for code in found if code)

    def _offered(self, code: str, label: str) -> Offer:
        return Offer(title=f"{self._numbers[code]}  {label}", data=code, checked=code in self._chosen())

    def _take(self, code: str) -> None:
        kept = [part for part in self._parts() if self.codes.find(part) is not None]
        same = [part for part in kept if self.codes.find(part) == code]
        self._write([part for part in kept if part not in same] if same else [*kept, self.codes.text(code)])
        place = self.drop_down.currentRow() if not self._typed() else 0
        rows = [self._offered(entry.code, entry.label) for entry in self.codes.current]
        self.drop_down.show_rows(rows, current=next((i for i, r in enumerate(rows) if r.data == code), place))

    def _write(self, parts: list[str]) -> None:
        labels = [self.codes.text(self.codes.find(part) or part) for part in parts]
        self.line.setText("、".join(dict.fromkeys(labels)))
