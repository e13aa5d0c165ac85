"""Filters above a list: a line to search in, a chip for each thing to choose by, and how much is left."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLineEdit, QMenu, QWidget

from hardship_desktop.domain.lists import Chosen, Filter
from hardship_desktop.gui.look.icons import line_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.chips import Chip, PeriodChip, menu_line
from hardship_desktop.gui.widgets.flow import Flow
from hardship_desktop.gui.widgets.pill import Pill
from hardship_desktop.gui.widgets.search_line import SearchLine

TYPED_AFTER_MS = 150
LEAST_LINE = 150
"""Room that the search line must have beside the chips."""

NAME_IT = "给这组筛选起个名，回车保存"


class FilterBar(QWidget):
    """`changed()` when another choice is made or typed; `chosen` is what to ask the list for; `down()` on
    ↓ or Enter in the line: to what was found; `saved_changed(saved)` when sets of filters are kept.
    """

    changed = Signal()
    down = Signal()
    saved_changed = Signal(dict)

    def __init__(
        self,
        filters: Sequence[Filter],
        *,
        hint: str = "在列表中查找",
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.line = SearchLine()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.line.setClearButtonEnabled(True)
        line_icon(self.line, "filter", QLineEdit.ActionPosition.LeadingPosition)
        self.chips = {
            each.name: PeriodChip(each, today) if each.way == "period" else Chip(each) for each in filters
        }
        self.saved: dict[str, Any] = {}
        self._listed: tuple[str, ...] = ()
        self._told = Pill()
        self._told.setMinimumWidth(metrics().px(96))
        self._list_key = button("", self._drop_list, role="chip", icon="x", tip="不再按粘贴的名单列出")
        self._more = button("更多", self._open_more, role="chip", tip="更多筛选，保存筛选")
        self._clear = button("清除筛选", self.clear, role="quiet")
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(TYPED_AFTER_MS)
        self._wait.timeout.connect(self._changed)
        self.line.textChanged.connect(lambda: self._wait.start())
        self.line.returnPressed.connect(self._go_down)
        self.line.pasted.connect(self.set_list)
        self._quiet = False

    def _lay_out(self) -> None:
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        # Chips beside the line need much room, but must not keep the bar from becoming narrow.
        self._both.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._both.setSpacing(metrics().px(8))
        self._both.addWidget(self.line, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(metrics().px(8))
        self._both.addLayout(self._row)
        self._all_chips = QWidget()
        self.row = Flow(self._all_chips)
        self._row.addWidget(self._all_chips, 1)
        for chip in self.chips.values():
            chip.changed.connect(self._changed)
            self.row.addWidget(chip)
            chip.setHidden(not chip.filter.chip)
        self.row.addWidget(self._list_key)
        self.row.addWidget(self._more)
        # At the right end, with their room kept: they stand still while chips grow and shrink.
        widget: QWidget
        for widget in (self._told, self._clear):
            keep = widget.sizePolicy()
            keep.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(keep)
            self._row.addWidget(widget)
            widget.hide()
        self._list_key.hide()

    @property
    def text(self) -> str:
        """What is typed in the line."""
        return self.line.text().strip()

    def chosen(self, *, binned: bool = False) -> Chosen:
        """What is wanted of the list."""
        return Chosen(self.state(), self.text, binned, self._listed)

    def tell(self, found: int, total: int, noun: str) -> None:
        """Say loudly that rows are left out; nothing where all are shown."""
        self._told.set(f"{found:,} / {total:,} {noun}" if self.chosen().narrowed else "", "amber")

    def state(self) -> dict[str, tuple[str, ...]]:
        """The codes ticked, by filter; filters with none are absent."""
        return {name: chip.chosen for name, chip in self.chips.items() if chip.chosen}

    def set_state(self, state: Mapping[str, Sequence[str]], text: str = "") -> None:
        """Choose as it was saved."""
        self._quiet = True
        self._listed = ()
        for name, chip in self.chips.items():
            chip.choose(state.get(name, ()))
        self.line.setText(text)
        self._wait.stop()
        self._quiet = False
        self._changed()

    def set_list(self, words: Sequence[str]) -> None:
        """Show those who bear one of these names or numbers: a column pasted from a sheet."""
        self._listed = tuple(dict.fromkeys(words))
        self._changed()

    def clear(self) -> None:
        """Show everything again."""
        self.set_state({})

    def _drop_list(self) -> None:
        self.set_list(())

    # What has no chip, and sets of filters

    def _open_more(self) -> None:
        menu = QMenu(self)
        for name in self.saved:
            menu.addAction(name).triggered.connect(partial(self._choose_saved, name))
        menu.addSeparator()
        for chip in self.chips.values():
            if chip.isHidden() and (chip.options or isinstance(chip, PeriodChip)):
                menu.addAction(f"按{chip.filter.label}").triggered.connect(partial(_show, chip))
        menu.addSeparator()
        if self.chosen().narrowed:
            line = menu_line(menu, NAME_IT)
            line.returnPressed.connect(lambda: self.keep(line.text()))
            line.returnPressed.connect(menu.close)
        for name in self.saved:
            menu.addAction(f"删掉“{name}”").triggered.connect(partial(self.forget, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def keep(self, name: str) -> None:
        """Keep what is chosen now under a name."""
        if name.strip():
            picks = {each: list(codes) for each, codes in self.state().items()}
            self.saved[name.strip()] = [picks, self.text]
            self.saved_changed.emit(self.saved)

    def _choose_saved(self, name: str, _: bool = False) -> None:
        self.set_state(*self.saved[name])

    def forget(self, name: str, _: bool = False) -> None:
        """Keep a set of filters no longer."""
        self.saved.pop(name, None)
        self.saved_changed.emit(self.saved)

    def _changed(self) -> None:
        if self._quiet:
            return
        self._clear.setVisible(self.chosen().narrowed)
        self._list_key.setVisible(bool(self._listed))
        self._list_key.setText(f"名单 {len(self._listed)} 个")
        for chip in self.chips.values():
            chip.setVisible(chip.filter.chip or bool(chip.chosen))
        self._arrange()
        self.changed.emit()

    def _go_down(self) -> None:
        """What was just typed is looked for first."""
        if self._wait.isActive():
            self._wait.stop()
            self._changed()
        else:
            self.down.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Down:
            self._go_down()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The chips go below the line where both do not fit beside each other."""
        chips = self.row.sizeHint().width()
        beside = (self._told, self._clear)
        ends = sum(each.sizeHint().width() + self._row.spacing() for each in beside)
        narrow = self.width() < chips + ends + metrics().px(LEAST_LINE)
        self._all_chips.setMinimumWidth(0 if narrow else chips)
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


def _show(chip: Chip, _: bool = False) -> None:
    chip.show()
    chip.open()
