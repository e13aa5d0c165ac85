"""The everywhere-search: results drop down while one types."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from hardship_desktop.gui.look.icons import line_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.drop_down import DropDown, Offer
from hardship_desktop.gui.widgets.search_line import SearchLine

Find = Callable[[str], Sequence[Offer]]
"""Reads what a text may mean, best first; for a thread."""

AFTER_MS = 150
NOTHING = "没有找到。换一个写法试试，例如拼音首字母；还没有建档的，先新建档案。"


class SearchBox(SearchLine):
    """`found(data)` gives what stands behind the result that was taken. Enter takes the first one unseen
    only where that is `sure` to be meant.
    """

    found = Signal(object)

    def __init__(
        self, find: Find, tasks: Tasks, *, sure: Callable[[str, Sequence[Offer]], bool] = lambda *_: True
    ) -> None:
        super().__init__()
        self._find, self._sure = find, sure
        self._tasks = tasks
        self._asked = 0
        self._open_first = False
        self.setAccessibleName("搜索")
        self.setPlaceholderText("Ctrl+K 搜索姓名、拼音、证件号、电话、住址")
        self.setMaxLength(60)
        self.setMinimumWidth(metrics().px(130))
        line_icon(self, "search", self.ActionPosition.LeadingPosition)
        self.drop_down = DropDown(self, least_width=640)
        self.drop_down.chosen.connect(self._take)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER_MS)
        self._wait.timeout.connect(self._search)
        self.textEdited.connect(self._typed)

    def go(self) -> None:
        """Ctrl+K: come here, what stands here is replaced by typing."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Typed faster than it was found: open the best one when it comes.
            self._open_first = True
            self._search()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._asked += 1
        self._open_first = False
        if text.strip():
            self._wait.start()
        else:
            self._wait.stop()
            self.drop_down.hide()

    def _search(self) -> None:
        self._wait.stop()
        text = self.text().strip()
        if text:
            self._asked += 1
            self._tasks.run(self._find, text, done=partial(self._arrived, self._asked))

    def _arrived(self, asked: int, rows: Sequence[Offer]) -> None:
        if asked != self._asked or not self.hasFocus():
            return
        if not rows:
            self.drop_down.say(NOTHING)
            return
        self.drop_down.show_rows(rows)
        if self._open_first and self._sure(self.text().strip(), rows):
            self.drop_down.take_current()

    def _take(self, data: object) -> None:
        self.clear()
        self.found.emit(data)
