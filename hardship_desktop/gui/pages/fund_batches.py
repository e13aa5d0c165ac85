"""The batches of money, each with a bar of what is left."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hardship_desktop.domain.amounts import format_yuan
from hardship_desktop.domain.codes.aid import SOURCE
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.balance import Balance
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.services.aid import left_of


def left_words(left: int) -> str:
    """What is left of money, or by how much too much was paid; `left` in fen."""
    return f"余额 {format_yuan(left)} 元" if left >= 0 else f"超支 {format_yuan(-left)} 元"


class BatchCard(QFrame):
    """One batch; `opened()` on a double click, Enter or F2."""

    opened = Signal()

    def __init__(self, batch: dict[str, Any], *, city: bool) -> None:
        super().__init__()
        self.setProperty("batch", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        total, spent = batch["total_fen"] or 0, batch["spent_fen"]
        left = left_of(batch)
        words = f"{batch['year']} 年 {batch['name']}"
        rest = left_words(left)
        self.setAccessibleName(f"{words}，{rest}")
        self.setToolTip("双击或按回车修改")
        head = QHBoxLayout()
        head.addWidget(label(words, wrap=True), 1)
        head.addWidget(label(rest, "error" if left < 0 else ""))
        source = SOURCE.text(batch["source"]) if batch["source"] else ""
        foot = label(
            " · ".join(
                word
                for word in (
                    batch["office"] if city else "",
                    source,
                    batch["doc_no"],
                    f"已发放 {format_yuan(spent)}，共 {format_yuan(total)} 元",
                )
                if word
            ),
            "muted",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics().px(10), metrics().px(8), metrics().px(10), metrics().px(8))
        column.setSpacing(metrics().px(6))
        column.addLayout(head)
        column.addWidget(Balance(spent, total, f"已发放 {format_yuan(spent)} 元，{rest}"))
        column.addWidget(foot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class BatchList(QScrollArea):
    """All batches; `opened(batch)` when one shall be changed."""

    opened = Signal(object)

    def __init__(self, *, city: bool = False) -> None:
        super().__init__()
        self._city = city
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards: list[BatchCard] = []

    def show_batches(self, batches: Sequence[dict[str, Any]]) -> None:
        """Show these, the newest first."""
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(4))
        self.cards = []
        for batch in batches:
            card = BatchCard(batch, city=self._city)
            card.opened.connect(partial(self.opened.emit, batch))
            self.cards.append(card)
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inside)
