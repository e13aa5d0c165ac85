"""The pages of the window: roots that stay, and pages on top of them that come and go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from hardship_desktop.domain.rights import Action
from hardship_desktop.gui.shell.page import Page, Takes
from hardship_desktop.gui.shell.room import Room


@dataclass(frozen=True)
class PageSpec:
    """A page as the table declares it: `make(room, ...)` makes it, `help` is its text in `resources/help`.

    One with an `icon` stands in the navigation, `low` at the foot of it, and is made once. Who opens one with
    a `right` must have it; `office` says whose page it is when it is not both a county's and a city's.
    `takes` says which files may be dropped on it.
    """

    name: str
    title: str
    make: Callable[..., Page]
    help: str
    icon: str = ""
    low: bool = False
    right: Action | None = None
    office: Literal["", "county", "city"] = ""
    takes: tuple[Takes, ...] = ()

    def page(self, room: Room, *arguments: Any, **named: Any) -> Page:
        """The page, made now."""
        page = self.make(room, *arguments, **named)
        page.title = page.title or self.title
        page.help, page.takes = self.help, self.takes
        return page


class PageStack(QStackedWidget):
    """Shows one page; `shown(page)` when another one comes up, `told(names)` when records were changed."""

    shown = Signal(object)
    told = Signal(set)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
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

    def open_root(self, spec: PageSpec) -> None:
        """Go to a page of the navigation, when the present one may be left."""
        self._leave_all(lambda: self._show_root(spec))

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
        self.told.emit(what)

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

    def _show_root(self, spec: PageSpec) -> None:
        if spec.name not in self._roots:
            page = spec.page(self._room)
            self._add(page)
            self._roots[spec.name] = page
        self._root = spec.name
        self._show(self._roots[spec.name])

    def _add(self, page: Page) -> None:
        self.addWidget(page)
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
