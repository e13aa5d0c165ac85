"""Several steps one after the other, with a bar that says where one is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.style import restyle
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label


class WizardStep(QWidget):
    """One step. `verb` names the button that goes on from it."""

    ready_changed = Signal()
    ended = Signal()
    """Enter in the last field: go on."""
    can_go_back = True
    """Whether what was done before can still be changed."""

    def __init__(self, title: str, verb: str = "下一步") -> None:
        super().__init__()
        self.title = title
        self.verb = verb
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(metrics().px(10))

    def enter(self) -> None:
        """It comes up."""

    def ready(self) -> bool:
        """Whether one may go on."""
        return True

    def finish(self, go: Callable[[], None]) -> None:
        """Check or do what the step is for, then call `go`; raises UserError to stay."""
        go()


class Wizard(QWidget):
    """`finished()` after the last step."""

    finished = Signal()

    def __init__(self, steps: Sequence[WizardStep]) -> None:
        super().__init__()
        self._steps = list(steps)
        self._busy = False
        self._stack = QStackedWidget()
        self._names: list[QLabel] = []
        bar = QHBoxLayout()
        bar.setSpacing(metrics().px(18))
        for number, step in enumerate(self._steps, start=1):
            self._names.append(label(f"{number}  {step.title}", "muted"))
            bar.addWidget(self._names[-1])
            self._stack.addWidget(step)
            step.ready_changed.connect(self._show_ready)
            step.ended.connect(self.go_on)
        bar.addStretch()
        self.note = label(level="error", wrap=True)
        self._back = button("返回", self.back)
        self._next = button("", self.go_on, role="primary")
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addWidget(self.note, 1)
        row.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(14))
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        column.addLayout(row)
        self._show(0)

    @property
    def step(self) -> WizardStep:
        """The step in sight."""
        return self._steps[self._stack.currentIndex()]

    def back(self) -> None:
        """One step back."""
        self._show(max(self._stack.currentIndex() - 1, 0))

    def go_on(self) -> None:
        """Finish this step and go to the next."""
        if self._busy:
            return
        self.note.clear()
        if self.step.ready():
            try:
                self.step.finish(self._went_well)
            except UserError as error:
                self.say(error.message)

    def set_busy(self, busy: bool) -> None:
        """While a step is being finished elsewhere."""
        self._busy = busy
        self._show_ready()

    def say(self, text: str, level: str = "error") -> None:
        """Why one cannot go on, or what was done."""
        restyle(self.note, "level", level)
        self.note.setText(text)

    def _went_well(self) -> None:
        if self._stack.currentIndex() + 1 < len(self._steps):
            self._show(self._stack.currentIndex() + 1)
        else:
            self.finished.emit()

    def _show(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        for place, name in enumerate(self._names):
            restyle(name, "level", "step" if place == number else "muted")
        self._next.setText(self.step.verb)
        self._back.setVisible(self.step.can_go_back and number > 0)
        self.note.clear()
        self.step.enter()
        self._show_ready()

    def _show_ready(self) -> None:
        self._next.setEnabled(self.step.ready() and not self._busy)
        self._back.setEnabled(not self._busy)
