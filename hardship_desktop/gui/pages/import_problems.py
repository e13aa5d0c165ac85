"""All problems of the files at once, by sheet, row and column."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from hardship_desktop.documents.sheets.extracted import CellProblem
from hardship_desktop.domain.codes.base import code_list
from hardship_desktop.domain.kinds import Choice, Integer
from hardship_desktop.domain.lists import Column, Row
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.cell_line import CellLine
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.services.workbooks.mending import cell_key

_WORDS = {"error": "不导入", "warning": "提醒"}
SEVERITY = code_list("severity", "轻重", tuple(_WORDS.items()))
VALUE = "value"
MENDED = "已改，只用于这次导入，表格文件不变；请再检查一遍。"
COLUMNS = (
    Column("severity", "", 76, Choice(codes=SEVERITY), tones={"error": "red", "warning": "amber"}),
    Column("file", "文件", 130),
    Column("sheet", "工作表", 90),
    Column("row", "位置", 80, Integer(), show=lambda row: _place(row)),
    Column("who", "姓名", 90),
    Column(VALUE, "表里的值", 150),
    Column("message", "怎么办", 380, stretches=True),
)


class ProblemList(QWidget):
    """Chips for the two kinds, a search, the list, and the way to a marked copy: `annotate_wanted()`.

    A double click or F2 puts right what stands in the cell: `mended(key, text)`
    (services.workbooks.mending).
    """

    annotate_wanted = Signal()
    mended = Signal(str, str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._rows: list[dict[str, object]] = []
        self._chips = {word: QPushButton() for word in ("error", "warning")}
        for chip in self._chips.values():
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self._filter)
        self._search = QLineEdit()
        self._search.setPlaceholderText("在问题里查找：工作表、列、内容")
        self._search.setAccessibleName("在问题里查找")
        self._search.textChanged.connect(self._filter)
        self._annotate = QPushButton("另存为带批注的表格")
        self._annotate.setToolTip("在您自己的表格上，每个有问题的格加一条批注")
        self._annotate.clicked.connect(self.annotate_wanted)
        self.table = PlainTable(COLUMNS, tasks, name="问题")
        self.table.chosen.connect(self._tell)
        self.table.setToolTip("双击或按 F2：改这一格，只用于这次导入，表格文件不变")
        self.table.opened.connect(lambda _: self._open_cell())
        self._cell = CellLine(self.table.viewport())
        self._cell.entered.connect(self._mend)
        self._whole = label("", wrap=True)
        self._whole.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for chip in self._chips.values():
            tools.addWidget(chip)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._annotate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(8))
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)

    def show_problems(self, errors: Sequence[CellProblem], warnings: Sequence[CellProblem]) -> None:
        """Show these, those that keep a household out first."""
        self._rows = [
            {
                "severity": each.severity,
                "file": each.file,
                "sheet": each.sheet,
                "row": each.row,
                "column": each.column,
                "value": each.value,
                "who": each.who,
                "message": each.message,
            }
            for each in (*sorted(errors, key=_order), *sorted(warnings, key=_order))
        ]
        for word, count in (("error", len(errors)), ("warning", len(warnings))):
            self._chips[word].setText(f"{_WORDS[word]} {count}")
            self._chips[word].setChecked(False)
        self._annotate.setEnabled(bool(self._rows))
        self._filter()

    def _tell(self, _: object) -> None:
        """The sentence of the row with the focus, which may be cut short in the list."""
        row = self.table.current_row()
        self._whole.setVisible(row is not None)
        if row is not None:
            words = (row["sheet"], _place(row), row["who"], row["message"])
            self._whole.setText("　".join(str(word) for word in words if word))

    def _open_cell(self) -> None:
        """What stands in the cell, to be typed anew in its place."""
        row = self.table.current_row()
        if row is None or not (row["row"] and row["column"]):
            return
        names = [column.name for column in self.table.paged.columns]
        place = self.table.currentIndex().siblingAtColumn(names.index(VALUE))
        self.table.scrollTo(place)
        self._cell.begin(str(row[VALUE]), self.table.visualRect(place))

    def _mend(self, text: str) -> None:
        row = self.table.current_row()
        if row is None:
            return
        key = cell_key(str(row["file"]), str(row["sheet"]), int(row["row"]), str(row["column"]))
        for each in self._rows:
            if all(each[name] == row[name] for name in ("file", "sheet", "row", "column")):
                each |= {VALUE: text, "message": MENDED}
        self._filter()
        self.table.setFocus()
        self.mended.emit(key, text)

    def _filter(self) -> None:
        """No chip down means both kinds."""
        kinds = [word for word, chip in self._chips.items() if chip.isChecked()] or list(self._chips)
        text = self._search.text().strip().casefold()
        self.table.show_rows(
            [row for row in self._rows if row["severity"] in kinds and (not text or text in _haystack(row))]
        )


def _order(problem: CellProblem) -> tuple[str, str, int, int, str]:
    """As the person reads the own workbook."""
    return problem.file, problem.sheet, problem.row, len(problem.column), problem.column


def _place(row: Row) -> str:
    if row["row"] and row["column"]:
        return f"{row['column']}{row['row']}"
    return f"第 {row['row']} 行" if row["row"] else (f"{row['column']} 列" if row["column"] else "")


def _haystack(row: Row) -> str:
    names = ("file", "sheet", "column", "who", VALUE, "message")
    return " ".join(str(row[name]) for name in names).casefold()
