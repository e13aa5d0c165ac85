"""What was recognised of one sheet, to look at and to correct."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from hardship_desktop.documents.sheets.grouping import conclusion
from hardship_desktop.documents.sheets.layout import Column, SheetPlan
from hardship_desktop.domain.codes.base import CodeList, code_list
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice, Day, Integer
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.import_targets import choices, key_of, target_field, target_of
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.editors.choice import ChoiceEditor
from hardship_desktop.gui.widgets.editors.line import LineEditor
from hardship_desktop.gui.widgets.elided import Elided
from hardship_desktop.gui.widgets.flow import Flow

LAYOUTS = code_list(
    "layout",
    "排列方式",
    (
        ("household_rows", "一行一户"),
        ("member_rows.relation", "一行一人，按与户主关系分户"),
        ("member_rows.head", "一行一人，按每行写的户主分户"),
        ("member_rows.number", "一行一人，编号相同的相邻各行是一户"),
        ("member_rows.serial", "一行一人，没有序号的行归上面有序号的一户"),
        ("member_rows.merged", "一行一人，合并单元格里的各行是一户"),
        ("member_rows.blanks", "一行一人，没有编号、住址等的行归上面一户"),
        ("members", "家庭成员表，按户主或档案编号对应"),
        ("none", "不导入这张表"),
    ),
)


def layout_key(plan: SheetPlan) -> str:
    """How a sheet is read, as the code of a choice."""
    return f"{plan.layout}.{plan.grouping or 'relation'}" if plan.layout == "member_rows" else plan.layout


SURE = 0.8
"""Confidence from which on a column need not be looked at."""
_LONG_NUMBER = re.compile(r"(\d{3})\d{4,}[\dXx]?")
_ROW = Integer(minimum=1, maximum=1_000_000)


class SheetEditor(QScrollArea):
    """`changed()` when a column or the layout is corrected; `header_wanted(first, last)` when the
    person says in which rows the header stands."""

    changed = Signal()
    header_wanted = Signal(int, int)

    def __init__(
        self, household: Sequence[Field], person: Sequence[Field], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._today = today
        self._fields = household, person
        self._plan: SheetPlan | None = None
        self.editors: dict[str, ChoiceEditor] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def plan(self) -> SheetPlan | None:
        """The sheet shown, with the corrections made so far."""
        return self._plan

    def show_plan(self, plan: SheetPlan) -> None:
        """Show a sheet; its plan is corrected in place."""
        self._plan = plan
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, metrics().px(8), 0)
        column.setSpacing(metrics().px(10))
        column.addLayout(self._header_row(plan))
        column.addLayout(self._layout_row(plan))
        if plan.layout != "none":
            column.addWidget(label(conclusion(plan), wrap=True))
        self._note = label(level="error", wrap=True)
        self._note.hide()
        column.addWidget(self._note)
        for note in plan.notes:
            column.addWidget(label(note, "warning", wrap=True))
        if plan.left_out:
            rows = "、".join(str(each.row) for each in plan.left_out[:12])
            more = " 等" if len(plan.left_out) > 12 else ""
            column.addWidget(label(f"不当作数据的行（合计、签字、说明）：{rows}{more}", "muted", wrap=True))
        column.addLayout(self._columns_grid(plan))
        column.addStretch(1)
        self.setWidget(inside)

    def _header_row(self, plan: SheetPlan) -> Flow:
        row = Flow()
        self._first = LineEditor(Field("first", "表头首行", _ROW))
        self._last = LineEditor(Field("last", "表头末行", _ROW))
        for editor, number in ((self._first, plan.header_first), (self._last, plan.header_last)):
            editor.set_raw(str(number or 1))
            editor.setFixedWidth(metrics().px(64))
            editor.line.returnPressed.connect(self._ask_header)
        again = QPushButton("重新识别")
        again.clicked.connect(self._ask_header)
        for part in ("表头从第", self._first, "行到第", self._last, "行", again):
            row.addWidget(label(part, "muted") if isinstance(part, str) else part)
        return row

    def _layout_row(self, plan: SheetPlan) -> QHBoxLayout:
        row = QHBoxLayout()
        self._layout_editor = ChoiceEditor(
            Field("layout", "排列方式", Choice(codes=LAYOUTS)), Choice(codes=LAYOUTS)
        )
        self._layout_editor.set_value(layout_key(plan))
        self._layout_editor.edited.connect(self._layout_chosen)
        row.addWidget(label("排列方式", "muted"))
        row.addWidget(self._layout_editor, 1)
        return row

    def _columns_grid(self, plan: SheetPlan) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics().px(14))
        grid.setVerticalSpacing(metrics().px(6))
        for place, word in enumerate(("列", "表里写的", "当作", "")):
            grid.addWidget(label(word, "muted"), 0, place)
        codes = choices(plan, *self._fields)
        self.editors.clear()
        for number, column in enumerate(plan.columns, 1):
            self._column_row(grid, number, column, codes)
        for place, stretch in enumerate((3, 4, 2), 1):
            grid.setColumnStretch(place, stretch)
        return grid

    def _column_row(self, grid: QGridLayout, number: int, column: Column, codes: CodeList) -> None:
        field = target_field(codes, column.header)
        editor = ChoiceEditor(field, Choice(codes=codes))
        editor.set_value(key_of(column.target))
        sure = column.target is None or column.confidence >= SURE
        remark = label(_remark(column), "muted" if sure else "warning", wrap=True)
        samples = Elided(self._samples(column))
        editor.edited.connect(partial(self._column_chosen, editor, column, samples))
        self.editors[column.letter] = editor
        grid.addWidget(label(column.letter, "muted"), number, 0)
        written = QVBoxLayout()
        written.setSpacing(0)
        written.addWidget(label(column.header, wrap=True))
        written.addWidget(samples)
        grid.addLayout(written, number, 1)
        grid.addWidget(editor, number, 2)
        grid.addWidget(remark, number, 3)

    def _samples(self, column: Column) -> str:
        """What stands in a column, masked as what it is taken for; an unknown one may hold any number."""
        target = column.target
        if target is None:
            return "、".join(_LONG_NUMBER.sub(r"\1****", text) for text in column.samples)
        fields = dict(zip(("household", "person"), self._fields, strict=True)).get(target.record, ())
        field = next((each for each in fields if each.name == target.field), None)
        shown: Callable[[str], str] = field.kind.mask if field and field.sensitive else str
        if field and isinstance(field.kind, Day):  # its mask is for days, here stand texts
            shown = _year_only
        return "、".join(map(shown, column.samples))

    def _column_chosen(self, editor: ChoiceEditor, column: Column, samples: Elided) -> None:
        """A whole choice only: a word half typed changes nothing."""
        key = editor.codes.find(editor.raw())
        if key is None or target_of(key) == column.target:
            return
        column.target, column.confidence = target_of(key), 1.0
        samples.show_text(self._samples(column))
        editor.mark("")
        self.changed.emit()

    def _layout_chosen(self) -> None:
        assert self._plan is not None
        chosen = LAYOUTS.find(self._layout_editor.raw())
        if chosen is None or chosen == layout_key(self._plan):
            return
        layout, _, grouping = chosen.partition(".")
        self._plan.layout, self._plan.grouping = layout, grouping  # type: ignore[assignment]
        self.changed.emit()
        # The editor that speaks is one of those that are made anew: it must have ended before it goes.
        QTimer.singleShot(0, self, partial(self.show_plan, self._plan))

    def _ask_header(self) -> None:
        try:
            first, last = self._first.value(self._today()), self._last.value(self._today())
            if not first or not last or not first <= last <= first + 2:
                raise UserError("表头最多三行，例如从第 3 行到第 4 行；请看表格左边的行号。")
        except UserError as error:
            self._note.setText(error.message)
            self._note.show()
            return
        self._note.hide()
        self.header_wanted.emit(first, last)


def _year_only(text: str) -> str:
    return f"{text[:4]}****"


def _remark(column: Column) -> str:
    if column.target is None:
        return f"可能是：{'、'.join(column.suggestions[:2])}" if column.suggestions else ""
    if column.factor > 1:
        return f"金额按 {column.factor:,} 元计"
    return "" if column.confidence >= SURE else "请核对"
