"""The top of the window: title, line, everywhere-search and the buttons of the page."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.search_box import SearchBox
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.elided import Elided

LONGEST = 200
"""Up to this width, at standard size, a title is never cut short."""


class Title(Elided):
    """Gives way only where it is long."""

    def __init__(self) -> None:
        super().__init__(level="title")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        whole = self.fontMetrics().horizontalAdvance(self.whole)
        return QSize(min(whole, metrics().px(LONGEST)), super().minimumSizeHint().height())


class Head(QWidget):
    """Belongs to the window, shows what the page says of itself."""

    back = Signal()

    def __init__(self, search: SearchBox) -> None:
        super().__init__()
        self._page: Page | None = None
        self._search = search
        self._back = button("", self.back.emit, role="quiet", icon="arrow-left", tip="返回（Esc）")
        self._title = Title()
        self._line = Elided()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(metrics().px(12))
        self._row.addWidget(self._back)
        self._row.addLayout(words, 3)
        self._row.addWidget(search, 2, Qt.AlignmentFlag.AlignVCenter)

    def show_page(self, page: Page, *, can_go_back: bool) -> None:
        """Take over the head of another page."""
        if self._page is not None:
            self._page.head_changed.disconnect(self._refresh)
            self._page.destroyed.disconnect(self._forget)
            self._page.head_buttons.removeEventFilter(self)
            self._row.removeWidget(self._page.head_buttons)
            self._page.head_buttons.setParent(self._page)
            self._page.head_buttons.hide()
        self._page = page
        page.head_changed.connect(self._refresh)
        page.destroyed.connect(self._forget)
        self._row.addWidget(page.head_buttons)
        page.head_buttons.installEventFilter(self)
        self._show_buttons()
        self._back.setVisible(can_go_back)
        self._refresh()

    def _refresh(self) -> None:
        if self._page:
            self._title.show_text(self._page.title)
            self._line.show_text(self._page.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button of the page was shown or hidden."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._show_buttons()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_buttons()

    def _show_buttons(self) -> None:
        if self._page is not None:
            row = self._page.head_buttons.layout()
            keys = [row.itemAt(place).widget() for place in range(row.count())]
            # An empty row would still take the space between.
            self._page.head_buttons.setVisible(not all(key.isHidden() for key in keys))
            # In one line as long as title and search keep their least width beside it.
            others = self._title.minimumSizeHint().width() + self._search.minimumWidth()
            others += self._back.sizeHint().width() + 3 * self._row.spacing()
            line = row.sizeHint().width()
            self._page.head_buttons.setMinimumWidth(line if others + line <= self.width() else 0)

    def _forget(self) -> None:
        self._page = None
