"""The list of a page: sorted, chosen and copied by keyboard or mouse, columns as the person likes them."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QMenu, QTableView

from hardship_desktop.domain.lists import Column, Row
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.header_layout import HeaderLayout
from hardship_desktop.gui.widgets.paged_model import Fetch, PagedModel
from hardship_desktop.gui.widgets.row_painter import RowPainter
from hardship_desktop.gui.widgets.running import Runs

MOST_COPIED = 5000
"""Rows that go to the clipboard; more is work for a workbook."""

MOST_KEPT, MOST_SEARCHED = 1000, 20_000
"""Rows that stay chosen when a list is read again, and rows that are looked through for them."""


class Table(QTableView):
    """Signals: `opened(id)` on Enter, F2 or a double click; `chosen(ids)` when others are chosen;
    `sort_wanted(name, descending)` on a click on a header; `layout_changed(layout)` to be remembered;
    `menu_wanted(menu)` to add to the context menu; `too_many(count)` when too much was to be copied.
    """

    opened = Signal(object)
    chosen = Signal(object)
    sort_wanted = Signal(str, bool)
    layout_changed = Signal(dict)
    menu_wanted = Signal(QMenu)
    too_many = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        tasks: Runs,
        *,
        key: Callable[[Row], Hashable] = lambda row: row["id"],
        name: str = "列表",
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self.paged = PagedModel(columns, fetch, key, tasks, self)
        self.setModel(self.paged)
        self.setAccessibleName(name)
        self._painter = RowPainter(self.paged, self)
        self.setItemDelegate(self._painter)
        self._look()
        self._layout = HeaderLayout(self, self.paged.columns)
        self._layout.changed.connect(self.layout_changed)
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.paged.ids[index.row()]))
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(lambda: self.chosen.emit(self.chosen_ids()))
        self.selectionModel().selectionChanged.connect(lambda: self._settle.start(0))

    def _look(self) -> None:
        """Frame and ground are no matter of the style sheet: under one Qt draws every row anew to scroll."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(metrics().row)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setFixedHeight(metrics().px(36))
        # A click on a header sorts and chooses nothing; and a header that knows the choice asks every
        # row about it: seconds for a hundred thousand.
        header.sectionPressed.disconnect()
        header.setSelectionModel(QItemSelectionModel(self.paged, header))

    # What it shows

    def show_ids(self, ids: Sequence[Any]) -> None:
        """Show these rows; what was chosen stays chosen where it is still there."""
        kept = dict(zip(self._chosen_numbers(MOST_KEPT), self.chosen_ids()[:MOST_KEPT], strict=False))
        current = self.current_id()
        self.paged.set_ids(ids)
        chosen, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        for number in _places(kept, ids):
            place = self.paged.index(number, 0)
            chosen.select(place, flag.Select | flag.Rows)
            if ids[number] == current:
                chosen.setCurrentIndex(place, flag.NoUpdate)

    def shown_columns(self) -> tuple[str, ...]:
        """The names of the columns shown, from left to right."""
        return tuple(self.paged.columns[number].name for number in self._layout.shown())

    def refresh(self) -> None:
        """Read again what is in sight."""
        self.paged.refresh()

    def show_sorted(self, name: str, *, descending: bool) -> None:
        """Show at a header how the ids are sorted."""
        names = [column.name for column in self.paged.columns]
        header = self.horizontalHeader()
        header.setSortIndicatorShown(name in names)
        if name in names:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(names.index(name), order)
        self._sorted = (name, descending)

    def set_layout(self, layout: Mapping[str, Any]) -> None:
        """Columns as they were left: order, widths, which are hidden."""
        self._layout.restore(layout)

    # What is chosen

    def chosen_ids(self) -> Sequence[Any]:
        """The ids of the rows chosen, from above."""
        ids, ranges = self.paged.ids, self._ranges()
        if len(ranges) == 1:
            return ids[ranges[0][0] : ranges[0][1] + 1]
        return [ids[number] for number in self._chosen_numbers(len(ids))]

    def _ranges(self) -> list[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        return sorted({(chosen.at(n).top(), chosen.at(n).bottom()) for n in range(chosen.count())})

    def _chosen_numbers(self, most: int) -> list[int]:
        numbers = (n for top, bottom in self._ranges() for n in range(top, bottom + 1))
        return list(dict.fromkeys(islice(numbers, most)))

    def current_id(self) -> Any:
        """The id of the row with the focus, None without one."""
        number = self.currentIndex().row()
        return self.paged.ids[number] if 0 <= number < len(self.paged.ids) else None

    def choose(self, wanted: Any) -> None:
        """Choose one row and bring it into sight."""
        if wanted in self.paged.ids:
            number = list(self.paged.ids).index(wanted)
            self.selectRow(number)
            self.scrollTo(self.paged.index(number, 0))

    def copy(self) -> None:
        """Put the rows chosen on the clipboard with the headers, as text and as a table; values, masked."""
        ids = self.chosen_ids()
        if len(ids) > MOST_COPIED:
            self.too_many.emit(len(ids))
        elif ids:
            self._tasks.run(self.paged.lines, ids, done=self._to_clipboard)

    def _to_clipboard(self, lines: list[tuple[str, ...]]) -> None:
        shown = self._layout.shown()
        labels = tuple(column.label for column in self.paged.columns)
        table = [[line[number] for number in shown] for line in [labels, *lines]]
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in cells) for cells in table)
        data = QMimeData()
        data.setText("\n".join("\t".join(cells) for cells in table))
        data.setHtml("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        QApplication.clipboard().setMimeData(data)

    # Keys, mouse and size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if self.current_id() is not None:
                self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = QAction("复制", menu)
        copy.triggered.connect(self.copy)
        copy.setEnabled(bool(self.chosen_ids()))
        menu.addAction(copy)
        self.menu_wanted.emit(menu)
        menu.popup(event.globalPos())

    def column_menu(self) -> QMenu:
        """Which columns are shown, to be ticked."""
        return self._layout.menu()

    def _header_menu(self, place: QPoint) -> None:
        menu = self.column_menu()
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    _sorted: tuple[str, bool] = ("", False)

    def _sort(self, section: int) -> None:
        column = self.paged.columns[section]
        if not column.sortable:
            return
        descending = self._sorted == (column.name, False)
        self.show_sorted(column.name, descending=descending)
        self.sort_wanted.emit(column.name, descending)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_layout"):
            self._painter.forget()
            self.verticalHeader().setDefaultSectionSize(metrics().row)
            self.horizontalHeader().setFixedHeight(metrics().px(36))
            self._layout.fit()


def _places(kept: Mapping[int, Any], ids: Sequence[Any]) -> list[int]:
    """Where rows stand now that stood at these numbers: as a rule, still there."""
    if all(number < len(ids) and ids[number] == each for number, each in kept.items()):
        return list(kept)
    wanted = set(kept.values())
    return [n for n, each in enumerate(ids) if each in wanted] if len(ids) <= MOST_SEARCHED else []
