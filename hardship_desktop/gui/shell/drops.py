"""Files dropped on the window, and what is pasted outside a text field: the page in sight takes them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hardship_desktop.documents.sheets.pasted import pasted_path
from hardship_desktop.gui.shell.page import Page, Takes

NO_ROWS = "剪贴板里没有表格。请在 Excel 或 WPS 里选中几行（连同表头）复制，再到这里粘贴。"
_DRAGGED = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Drops(QObject):
    """Watches one window; `here()` gives the page in sight, None while nothing may be done there."""

    def __init__(self, window: QWidget, here: Callable[[], Page | None]) -> None:
        super().__init__(window)
        self._here = here
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), window).activated.connect(self._paste)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (*_DRAGGED, QEvent.Type.Drop):
            page, paths = self._here(), _files(event.mimeData())
            event.setAccepted(bool(page and page.takes and paths))
            if page and event.isAccepted() and event.type() == QEvent.Type.Drop:
                _give(page, paths)
            return True
        return super().eventFilter(watched, event)

    def _paste(self) -> None:
        page, copied = self._here(), QGuiApplication.clipboard().mimeData()
        if page is None or not page.takes:
            return
        if paths := _files(copied):
            _give(page, paths)
        elif rows := next((each for each in page.takes if each.rows), None):
            if path := pasted_path(copied.text(), copied.html()):
                _hand(page, rows, [path])
            else:
                page.messages.say(NO_ROWS, "warning")


def _files(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _give(page: Page, paths: list[Path]) -> None:
    """Those of the first sort that any of them is; the others are named."""
    sorts = [(each, _of(each, paths)) for each in page.takes]
    chosen, mine = next(((each, found) for each, found in sorts if found), sorts[0])
    if left := [path.name for path in paths if path not in mine]:
        words = "或".join(each.word for each in page.takes)
        page.messages.say(f"没有放进来：{'、'.join(left)}。这里只收{words}。", "warning")
    if mine:
        _hand(page, chosen, mine)


def _of(sort: Takes, paths: list[Path]) -> list[Path]:
    return [path for path in paths if path.suffix.lower() in sort.endings and path.is_file()]


def _hand(page: Page, sort: Takes, paths: list[Path]) -> None:
    if not sort.page:
        page.take_in(paths)
    elif page.room.ways.may(sort.page):
        page.room.ways.open(sort.page, paths)
    else:
        page.messages.say(f"您是只读用户，不能导入{sort.word}。", "warning")
