"""A tab of a household's file: its rows of one sort, and the form of one of them in their place."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hardship_desktop.domain.lists import Column
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.services.desk import Changed
from hardship_desktop.services.gaps import Gap


class RecordsTab(QStackedWidget):
    """Signals: `changed()` when something was saved and the file must be read again; `turned()` when
    a form came up in the place of the list, or went away.
    """

    changed = Signal()
    turned = Signal()

    def __init__(self, room: Room, columns: Sequence[Column], *, noun: str, empty: str) -> None:
        super().__init__()
        self.room = room
        self.noun = noun
        self.table = PlainTable(columns, room.tasks, name=noun)
        self.table.opened.connect(lambda _: self.edit())
        self.bar = QHBoxLayout()
        self.note = label("", "muted")
        self.bar.addWidget(self.note, 1)
        self._empty = label(empty, "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.read_only = False
        self.wanted: UUID | None = None
        """The row to show first, once the rows are there."""
        self._buttons: list[tuple[QPushButton, bool]] = []
        self._for_row: list[QPushButton] = []
        self.list_side = QWidget()
        self.column = column = QVBoxLayout(self.list_side)
        column.setContentsMargins(0, metrics().px(8), 0, 0)
        column.addLayout(self.bar)
        column.addWidget(self._empty, 1)
        column.addWidget(self.table, 1)
        self.addWidget(self.list_side)
        self.record: RecordForm | None = None
        self.currentChanged.connect(lambda _: self.turned.emit())

    def button(
        self, text: str, icon: str, action: Callable[[], None], tip: str = "", *, looks: bool = False
    ) -> None:
        """A button above the list; hidden where the file may only be looked at, unless it only `looks`."""
        result = button(text, action, icon=icon, tip=tip)
        self.bar.addWidget(result)
        self._buttons.append((result, looks))

    def row_button(
        self, text: str, icon: str, action: Callable[[], None], tip: str = "", *, looks: bool = False
    ) -> None:
        """A button for the row with the focus; asleep while there is none."""
        self.button(text, icon, action, tip, looks=looks)
        self._for_row.append(self._buttons[-1][0])

    def show_rows(self, rows: Sequence[dict[str, Any]], *, read_only: bool) -> None:
        """Show the rows of a household; `read_only` hides what changes them."""
        self.read_only = read_only
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        for each, looks in self._buttons:
            each.setVisible(looks or not read_only)
        if rows and not self.table.chosen_ids():
            self.table.selectRow(0)
        for each in self._for_row:
            each.setEnabled(bool(rows))
        if self.wanted in [row["id"] for row in rows]:
            self.table.choose(self.wanted)
            self.wanted = None
            self.show_wanted()

    def show_wanted(self) -> None:
        """The row that was asked for has the focus now; a tab may open it."""

    # What the tabs of each sort say

    def add(self) -> None:
        """Type in a new row."""

    def edit(self) -> None:
        """Open the row with the focus."""

    def fill(self, gap: Gap) -> None:
        """Type in what is missing here."""
        self.add()

    def remove(self) -> None:
        """Move the row with the focus to the bin."""

    def do(self, action: Callable[..., Changed], *args: Any) -> None:
        """Change something and read the file again."""
        tasks, messages = self.room.tasks, self.room.messages
        tasks.run(action, *args, done=self._done, failed=messages.error, kind="write")

    def ask_remove(self, what: str) -> bool:
        """Ask before a row is moved to the bin."""
        return self.room.messages.ask(
            f"把{what}移入回收站？", "移入回收站", detail="可以随时在“历史”中恢复。", dangerous=True
        )

    def _done(self, changed: Changed) -> None:
        self.room.messages.done(changed)
        self.changed.emit()

    # The form in the place of the list

    def open_form(self, form: RecordForm, subject: Subject) -> None:
        """Put a form in the place of the list."""
        if self.record is not form:
            self.addWidget(form)
            form.saved.connect(self._saved)
            form.left.connect(self.show_list)
        self.record = form
        self.setCurrentWidget(form)
        form.begin(subject)

    @property
    def typing(self) -> bool:
        """Whether a form stands in the place of the list."""
        return self.currentWidget() is not self.list_side

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return self.typing and self.record is not None and self.record.is_dirty

    def save(self) -> None:
        """Save what stands in the form."""
        if self.typing and self.record:
            self.record.save()

    def may_leave(self) -> bool:
        """Ask about unsaved input; afterwards the list is shown."""
        if self.typing and self.record and not self.record.may_leave():
            return False
        if self.typing:
            self.show_list()
        return True

    def discard(self) -> None:
        """Throw away what is typed."""
        if self.is_dirty and self.record:
            self.record.discard()

    def show_list(self) -> None:
        """Back to the list."""
        self.setCurrentWidget(self.list_side)
        self.table.setFocus()

    def _saved(self, _: object) -> None:
        self.show_list()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Delete and not self.typing and not self.read_only:
            self.remove()
        elif key == Qt.Key.Key_Insert and not self.typing and not self.read_only:
            self.add()
        else:
            super().keyPressEvent(event)
