"""The bar of long work: count, speed, remaining time and 取消."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.tasks import Tasks, Work
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label

SHOW_AFTER_MS = 600


def progress_words(done: int, total: int, seconds: float, unit: str) -> str:
    """1,200 / 5,000 条 · 每秒 400 条 · 约剩 10 秒; speed and rest only when they mean something."""
    words = f"{done:,} / {total:,} {unit}"
    if seconds < 1 or not done:
        return words
    speed = done / seconds
    rest = (total - done) / speed
    left = f"{rest / 60:.0f} 分钟" if rest >= 90 else f"{max(rest, 1):.0f} 秒"
    return f"{words} · 每秒 {speed:,.0f} {unit} · 约剩 {left}" if speed >= 1 else f"{words} · 约剩 {left}"


class _Line(QFrame):
    """One piece of work."""

    def __init__(self, work: Work, clock: Callable[[], float]) -> None:
        super().__init__()
        self._work, self._clock, self._began = work, clock, clock()
        self._title = label(work.title)
        self._words = label("正在准备…", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(work.title)
        self._cancel = button("取消", self._ask_to_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics().px(20), metrics().px(4), metrics().px(20), metrics().px(4))
        row.setSpacing(metrics().px(14))
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addWidget(self._words)
        row.addWidget(self._cancel)

    def step(self, done: int, total: int) -> None:
        """So far it is."""
        # Qt counts in 32 bits; bytes of a large file do not fit.
        self._bar.setRange(0, 1000)
        self._bar.setValue(done * 1000 // max(total, 1))
        self._words.setText(progress_words(done, total, self._clock() - self._began, self._work.unit))

    def _ask_to_stop(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText("正在取消…")
        self._work.cancel()


class ProgressPanel(QFrame):
    """Comes up 0.6 s after long work has begun and goes with it."""

    def __init__(self, tasks: Tasks, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.setProperty("strip", True)
        self.hide()
        self._clock = clock
        self._lines: dict[int, _Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, metrics().px(4), 0, metrics().px(4))
        self._column.setSpacing(0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SHOW_AFTER_MS)
        self._later.timeout.connect(self.show)
        tasks.heavy_started.connect(self._started)
        tasks.heavy_stepped.connect(self._stepped)
        tasks.heavy_ended.connect(self._ended)

    def _started(self, work: Work) -> None:
        line = _Line(work, self._clock)
        self._lines[work.number] = line
        self._column.addWidget(line)
        if not self.isVisible():
            self._later.start()

    def _stepped(self, work: Work, done: int, total: int) -> None:
        if work.number in self._lines:
            self._lines[work.number].step(done, total)

    def _ended(self, work: Work) -> None:
        line = self._lines.pop(work.number, None)
        if line:
            line.hide()
            line.deleteLater()
        if not self._lines:
            self._later.stop()
            self.hide()
