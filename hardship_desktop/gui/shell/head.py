"""The top of the window: title, line, everywhere-search and the buttons of the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.search_box import SearchBox
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.elided import Elided


class Head(QWidget):
    """Belongs to the window, shows what the page says of itself."""

    back = Signal()

    def __init__(self, search: SearchBox) -> None:
        super().__init__()
        self._page: Page | None = None
        self._back = button("", self.back.emit, role="quiet", icon="arrow-left", tip="返回（Esc）")
        self._title = label(level="title")
        self._line = Elided()
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
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
            self._row.removeWidget(self._page.head_buttons)
            self._page.head_buttons.setParent(self._page)
            self._page.head_buttons.hide()
        self._page = page
        page.head_changed.connect(self._refresh)
        page.destroyed.connect(self._forget)
        self._row.addWidget(page.head_buttons)
        # An empty row would still take the space between.
        page.head_buttons.setVisible(bool(page.head_buttons.layout().count()))
        self._back.setVisible(can_go_back)
        self._refresh()

    def _refresh(self) -> None:
        if self._page:
            self._title.setText(self._page.title)
            self._line.show_text(self._page.line)
            self._line.setVisible(bool(self._page.line))

    def _forget(self) -> None:
        self._page = None
