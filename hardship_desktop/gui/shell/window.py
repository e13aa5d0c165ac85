"""The main window: navigation only."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.drops import Drops
from hardship_desktop.gui.shell.head import Head
from hardship_desktop.gui.shell.help import HelpWindow
from hardship_desktop.gui.shell.idle import IdleWatch
from hardship_desktop.gui.shell.lock import CheckPassword, LockScreen
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.navigation import Navigation
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.pages import PageSpec, PageStack
from hardship_desktop.gui.shell.progress import ProgressPanel
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.shell.search_box import Find, SearchBox
from hardship_desktop.gui.shell.status import StatusBar, StatusFacts
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.shell.toast import Toast
from hardship_desktop.resources import resource
from hardship_desktop.services.desk import Changed, Deed

LEAST_SIZE = (900, 500)
"""What is left of a screen of 1366x768 at 150 %; what has no room there is scrolled to."""
ROOM_FOR_WORDS = 1120
"""Width, at standard type, from which on the navigation has words beside its pictures."""


class Squeezed(QVBoxLayout):
    """Asks for the least height only, also with lines in it that are broken."""

    def hasHeightForWidth(self) -> bool:
        return False


class MainWindow(QMainWindow):
    """Signals: `found(data)` of a search result; `status_clicked(what)`; `closing()` before it goes."""

    found = Signal(object)
    status_clicked = Signal(str)
    closing = Signal()

    def __init__(
        self,
        room: Room,
        specs: Sequence[PageSpec],
        *,
        find: Find,
        facts: StatusFacts,
        check_password: CheckPassword,
        lock_minutes: float = 15,
    ) -> None:
        super().__init__()
        self._specs = {spec.name: spec for spec in specs}
        self._room = room
        self._may_close = False
        self.setWindowTitle("困难职工帮扶工作台")
        self.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
        self.setMinimumSize(*LEAST_SIZE)
        self.navigation = Navigation([spec for spec in specs if spec.icon], facts.unit)
        self.search = SearchBox(find, room.tasks)
        self.head = Head(self.search)
        self.pages = PageStack(room)
        self.status = StatusBar()
        self.help = HelpWindow()
        self.destroyed.connect(self.help.deleteLater)
        self._lay_out(room.tasks)
        self.toast = Toast(self)
        self.lock_screen = LockScreen(self, facts.user, check_password, room.tasks)
        Drops(self, lambda: None if self.locked else self.page)
        self.idle = IdleWatch(lock_minutes, self)
        self._connect(room.messages)
        self._keys()

    def _lay_out(self, tasks: Tasks) -> None:
        right = Squeezed()
        margin = metrics().px(20)
        right.setContentsMargins(margin, metrics().px(12), margin, metrics().px(12))
        right.setSpacing(metrics().px(12))
        right.addWidget(self.head)
        right.addWidget(self.pages, 1)
        page = QWidget()
        page.setProperty("plain", True)
        page.setLayout(right)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(area, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(ProgressPanel(tasks))
        column.addWidget(self.status)
        centre = QWidget()
        centre.setLayout(column)
        self.setCentralWidget(centre)

    def _connect(self, messages: Messages) -> None:
        self.navigation.wanted.connect(self.open)
        self.pages.shown.connect(self._shown)
        self.head.back.connect(self.pages.pop)
        self.search.found.connect(self.found)
        self.status.clicked.connect(self.status_clicked)
        self.idle.idle.connect(self.lock)
        messages.said.connect(self._say)
        messages.changed.connect(self._offer_undo)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def _keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+K", self.search.go),
            ("F1", lambda: self.help.open(self.page.help if self.page else "index")),
            ("Ctrl+S", lambda: self._ask_page("save")),
            ("Ctrl+N", lambda: self._ask_page("new")),
            ("Ctrl+P", lambda: self._ask_page("print")),
            ("Ctrl+Z", self._take_back),
            ("F5", lambda: self._ask_page("load")),
            ("Esc", self.pages.pop),
            ("Alt+Left", self.pages.pop),
            ("Ctrl+L", self.lock),
        ]
        for number, name in enumerate(self._in_order(), start=1):
            keys.append((f"Alt+{number}", partial(self.open, name)))
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(lambda act=act: self._act(act))

    def _in_order(self) -> list[str]:
        roots = [spec for spec in self._specs.values() if spec.icon]
        return [spec.name for spec in sorted(roots, key=lambda spec: spec.low)]

    def _act(self, act: Callable[[], object]) -> None:
        if not self.locked:
            act()

    def _ask_page(self, what: str) -> None:
        if what == "save":
            # The word that an input method still holds was typed too.
            QGuiApplication.inputMethod().commit()
        if self.page:
            getattr(self.page, what)()

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        return self.pages.page

    @property
    def locked(self) -> bool:
        """Whether the password is being waited for."""
        return not self.lock_screen.isHidden()

    def open(self, name: str, *arguments: Any, **named: Any) -> Page | None:
        """Go to a page of the navigation, or put another on top; gives the page then in sight."""
        spec = self._specs[name]
        if spec.icon:
            self.pages.open_root(spec)
            self.navigation.show_current(self.pages.root)
        else:
            self.pages.push(spec.page(self._room, *arguments, **named))
        return self.page

    def show_facts(self, facts: StatusFacts) -> None:
        """Bring the foot up to date."""
        self.status.show_facts(facts)
        self.navigation.set_unit(facts.unit)

    def lock(self) -> None:
        """Cover everything until the password is given."""
        self.help.hide()
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QMessageBox | QFileDialog):
            # It may name a person; closing it gives its safe answer.
            modal.close()
        self.lock_screen.lock()

    def shape(self) -> bytes:
        """Size and place, to be remembered."""
        return bytes(self.saveGeometry().data())

    def restore_shape(self, shape: bytes | None) -> None:
        """As it was left; the first time as large as the screen."""
        if not shape or not self.restoreGeometry(QByteArray(shape)):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _shown(self, page: Page) -> None:
        for bar in (self._area.horizontalScrollBar(), self._area.verticalScrollBar()):
            bar.setValue(0)
        self.head.show_page(page, can_go_back=self.pages.below is not None)
        self.navigation.show_current(self.pages.root)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """A button that goes or cannot be pressed any more leaves its focus to the page: with Qt's
        choice, the navigation, the next Enter would lead away from the work.
        """
        if old is None or new is None or not isValid(old) or not self.navigation.isAncestorOf(new):
            return
        if self.page and not (old.isEnabled() and old.isVisible()):
            self.page.setFocus()

    def _say(self, text: str, weight: str) -> None:
        self.status.say(text)
        self.toast.say(text, weight)

    def _offer_undo(self) -> None:
        self.toast.offer("撤销", partial(self._take_back, self._room.services.undo.last), "Ctrl+Z")

    def _take_back(self, deed: Deed | None = None) -> None:
        room = self._room
        take_back = partial(room.services.undo.take_back, deed)
        room.tasks.run(take_back, done=self._taken_back, failed=room.messages.error, kind="write")

    def _taken_back(self, changed: Changed) -> None:
        self._say(changed.message, "done")
        self.pages.spread(set(changed.tables))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_navigation()

    def _fold_navigation(self) -> None:
        self.navigation.fold(self.width() < metrics().px(ROOM_FOR_WORDS))

    def event(self, event: QEvent) -> bool:
        # A menu or list that loses its window must not stay over another program.
        if event.type() == QEvent.Type.WindowDeactivate:
            self.search.drop_down.hide()
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._fold_navigation()  # another size of type needs another width for its words
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            self.pages.leave(self._allow_close)
        if not self._may_close:
            event.ignore()
            return
        self.closing.emit()
        self.help.close()
        super().closeEvent(event)

    def _allow_close(self) -> None:
        """Now, or later when a page has saved first: then close again."""
        self._may_close = True
        QTimer.singleShot(0, self, self.close)
