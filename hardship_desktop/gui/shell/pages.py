"""The pages of the window: roots that stay, and pages on top of them that come and go."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from hardship_desktop.gui.shell.page import Page


@dataclass(frozen=True)
class PageEntry:
    """A page of the navigation; made when it is first opened. `low` stands at the foot."""

    name: str
    title: str
    icon: str
    make: Callable[[], Page]
    low: bool = False


class PageStack(QStackedWidget):
    """Shows one page; `shown(page)` when another one comes up."""

    shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._roots: dict[str, Page] = {}
        self._above: list[Page] = []
        self._root = ""

    @property
    def root(self) -> str:
        """The name of the navigation entry that is open."""
        return self._root

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        if self._above:
            return self._above[-1]
        return self._roots.get(self._root)

    @property
    def below(self) -> Page | None:
        """The page to which Esc goes back, if there is one."""
        if not self._above:
            return None
        return self._above[-2] if len(self._above) > 1 else self._roots.get(self._root)

    def open_root(self, entry: PageEntry) -> None:
        """Go to a page of the navigation, when the present one may be left."""
        self._leave_all(lambda: self._show_root(entry))

    def push(self, page: Page) -> None:
        """Show a page on top of the present one."""
        self._add(page)
        self._above.append(page)
        self._show(page)

    def pop(self) -> None:
        """Go back, when the page in sight may be left."""
        if self._above:
            self._above[-1].leave(self.drop)

    def drop(self) -> None:
        """Take the page in sight away without asking."""
        if self._above:
            self._remove(self._above.pop())
            if self.page:
                self._show(self.page)

    def leave(self, go: Callable[[], None]) -> None:
        """Call `go` when every page may be left."""
        self._leave_all(go)

    def spread(self, what: set[str]) -> None:
        """Tell all pages that records have changed."""
        for page in (*self._roots.values(), *self._above):
            page.changed(what)

    def _leave_all(self, go: Callable[[], None]) -> None:
        page = self.page
        if page is None:
            go()
        elif self._above:
            page.leave(lambda: self._drop_and_leave(go))
        else:
            page.leave(go)

    def _drop_and_leave(self, go: Callable[[], None]) -> None:
        self._remove(self._above.pop())
        self._leave_all(go)

    def _show_root(self, entry: PageEntry) -> None:
        if entry.name not in self._roots:
            page = entry.make()
            self._add(page)
            self._roots[entry.name] = page
        self._root = entry.name
        self._show(self._roots[entry.name])

    def _add(self, page: Page) -> None:
        self.addWidget(page)
        page.opened.connect(self.push)
        page.closed.connect(self.drop)
        page.data_changed.connect(self.spread)

    def _remove(self, page: Page) -> None:
        self.removeWidget(page)
        page.head_buttons.setParent(page)
        page.deleteLater()

    def _show(self, page: Page) -> None:
        self.setCurrentWidget(page)
        self.shown.emit(page)
        page.focus()
        page.load()
