"""Which sides one visit form needs and what stands on each: more members and long texts get further sides.

The number of sides is always even, so that forms printed on both sides never share a sheet of paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hardship_desktop.documents.pdf.drawing import PROGRAM, Drawing
from hardship_desktop.documents.pdf.fitting import Fitted
from hardship_desktop.documents.pdf.layout import Slot, Template
from hardship_desktop.documents.pdf.visit_data import MemberLine, VisitForm, label_of, member_texts
from hardship_desktop.documents.pdf.visit_layout import MEMBERS_FIRST, MEMBERS_MORE, Templates

_GOES_ON = "→附页"
_FRAME = frozenset({"unit", "number", "page", "foot", "printed"})
_OVERFLOW = "more"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of paper with every text already set."""

    template: Template
    texts: list[tuple[Slot, Fitted]] = field(default_factory=list)


class Sides:
    """Sets one form; `done` are its sides in order."""

    def __init__(self, form: VisitForm, templates: Templates, drawing: Drawing) -> None:
        self.done: list[Side] = []
        self._drawing = drawing
        self._pending = ""
        texts = dict(form.texts())
        texts.update(_numbers(form.members[:MEMBERS_FIRST], 0))
        self._add(templates.front, texts)
        self._add(templates.back, texts)
        for start in range(MEMBERS_FIRST, len(form.members), MEMBERS_MORE):
            self._add_members(templates.members, form.members[start : start + MEMBERS_MORE], start)
        while self._pending or len(self.done) % 2:
            self._add(templates.notes, {})
        self._frame(form)

    def _add_members(self, template: Template, members: tuple[MemberLine, ...], first: int) -> None:
        texts = _numbers(members, first)
        for row, member in enumerate(members):
            texts.update(member_texts(row, member))
        self._add(template, texts, first)

    def _add(self, template: Template, texts: Mapping[str, str], first_member: int = 0) -> None:
        side = Side(template)
        overflow: list[Slot] = []
        for slot in template.slots:
            if slot.key == _OVERFLOW:
                overflow.append(slot)
            elif slot.key not in _FRAME:
                side.texts.append((slot, self._set(slot, texts.get(slot.key, ""), first_member)))
        for slot in overflow:
            fitted = self._drawing.fitted(slot, self._pending)
            self._pending = fitted.rest
            side.texts.append((slot, fitted))
        self.done.append(side)

    def _set(self, slot: Slot, text: str, first_member: int) -> Fitted:
        """Set one value; what finds no room goes to a further side under its name."""
        fitted = self._drawing.fitted(slot, text)
        if not fitted.rest:
            return fitted
        rest = fitted.lines[-1] + fitted.rest
        self._pending += f"{_label(slot.key, first_member)}（续）：{rest}\n"
        return Fitted((*fitted.lines[:-1], _GOES_ON), fitted.size)

    def _frame(self, form: VisitForm) -> None:
        """Number, unit and page on each side, now that it is known how many there are."""
        for number, side in enumerate(self.done, 1):
            texts = {
                "unit": form.unit,
                "number": f"编号 {form.form_no}",
                "page": f"第 {number} 页 / 共 {len(self.done)} 页",
                "foot": PROGRAM,
                "printed": f"打印日期 {form.printed_on.isoformat()}",
            }
            frame = [slot for slot in side.template.slots if slot.key in _FRAME]
            side.texts[:0] = [(slot, self._drawing.fitted(slot, texts[slot.key])) for slot in frame]


def _numbers(members: tuple[MemberLine, ...], first: int) -> dict[str, str]:
    return {f"member.{row}.no": str(first + row + 1) for row in range(len(members))}


def _label(key: str, first_member: int) -> str:
    if key.startswith("member."):
        _, row, column = key.split(".")
        return label_of(f"member.{int(row) + first_member}.{column}")
    return label_of(key)
