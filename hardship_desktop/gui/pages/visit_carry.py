"""沿用上一户: what of a visit stands in the next one too, since a round of visits has much in common."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from hardship_desktop.domain.fields import Values
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.elided import Elided
from hardship_desktop.gui.widgets.form import Form

CARRIED = {"visited_on": "日期", "visitors": "走访人", "place": "地点", "conclusion": "结论", "kind": "类型"}
HELD = "visits.held"


class VisitCarry(QWidget):
    """A line above the form of a visit: what is held, to be let go, and what stands there by it.

    `last` is what the visit before had; it outlives the line.
    """

    def __init__(self, room: Room, last: dict[str, Any]) -> None:
        super().__init__()
        self._room, self._last = room, last
        self._form: Form | None = None
        held = room.desk.setting(HELD, list(CARRIED))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().px(16))
        row.addWidget(label("沿用上一户：", "muted"))
        self.ticks = {name: QCheckBox(word) for name, word in CARRIED.items()}
        for name, tick in self.ticks.items():
            tick.setChecked(name in held)
            tick.toggled.connect(lambda on, name=name: self._turned(name, on))
            row.addWidget(tick)
        self.told = Elided("", "muted")
        row.addWidget(self.told, 1)

    def begin(self, form: Form) -> Values:
        """Put what is held into the form of the next visit; gives what was put there."""
        self._form = form
        held = {n: v for n, v in self._last.items() if v is not None and self.ticks[n].isChecked()}
        form.give(held)
        self._tell()
        return held

    def keep(self, values: Values) -> None:
        """A visit was saved: the next one may go on from it."""
        self._last.update({name: values.get(name) for name in CARRIED})

    def _tell(self) -> None:
        """The fields themselves may be out of sight."""
        assert self._form is not None
        cells = {n: self._form.editor(n) for n, tick in self.ticks.items() if tick.isChecked()}
        given = [each.field.format(self._last.get(n)) for n, each in cells.items()]
        self.told.show_text(" · ".join(filter(None, given)))

    def _turned(self, name: str, on: bool) -> None:
        held = [each for each, tick in self.ticks.items() if tick.isChecked()]
        self._room.tasks.run(self._room.desk.set_setting, HELD, held, kind="write")
        if self._form is None:
            return
        self._tell()
        value, editor = self._last.get(name), self._form.editor(name)
        if value is None:
            return
        if on and not editor.raw():
            self._form.give({name: value})
        elif not on and editor.raw() == editor.field.format(value):
            self._form.give({name: None})
            self._form.focus_field(name)
