"""The second step of an import: what was recognised, sheet by sheet."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from hardship_desktop.documents.sheets.layout import Recognition, SheetPlan
from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.import_sheet import LAYOUTS, SheetEditor, layout_key
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.services.workbooks.results import FileRecognition, Overrides


class RecognisedStep(QWidget):
    """Sheets at the left, the one chosen at the right; `header_wanted(path, sheet, first, last)`."""

    header_wanted = Signal(str, str, int, int)

    def __init__(
        self, household: Sequence[Field], person: Sequence[Field], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._plans: list[tuple[str, SheetPlan]] = []
        self._files: list[FileRecognition] = []
        self._list = QListWidget()
        self._list.setAccessibleName("工作表")
        self._list.setProperty("drop", True)
        self._list.setWordWrap(True)
        self._list.currentRowChanged.connect(self._show_sheet)
        self._problems = label(level="error", wrap=True)
        self.editor = SheetEditor(household, person, today)
        self.editor.changed.connect(self._corrected)
        self.editor.header_wanted.connect(self._header_wanted)
        left = Card("工作表", margin=12)
        left.setFixedWidth(metrics().px(250))
        left.add(self._list, 1)
        left.add(self._problems)
        self._right = Card(" ", margin=16)
        self._right.add(self.editor, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().px(12))
        row.addWidget(left)
        row.addWidget(self._right, 1)

    def show_files(self, files: Sequence[FileRecognition]) -> None:
        """Show what was recognised; the first sheet that would be taken is chosen."""
        self._files = list(files)
        self._plans = [(each.path, plan) for each in files for plan in each.recognition.sheets]
        self._list.clear()
        for path, plan in self._plans:
            item = QListWidgetItem(_line(path, plan, several=len(files) > 1))
            item.setToolTip(f"{Path(path).name} · {plan.place}")
            self._list.addItem(item)
        problems = [f"{Path(each.path).name}：{each.problem.message}" for each in files if each.problem]
        self._problems.setText("\n".join(problems))
        self._problems.setVisible(bool(problems))
        taken = [n for n, (_, plan) in enumerate(self._plans) if plan.layout != "none"]
        self._list.setCurrentRow(taken[0] if taken else 0)
        self._right.setVisible(bool(self._plans))

    def replace(self, path: str, plan: SheetPlan) -> None:
        """A sheet recognised again with its header where the person said."""
        for number, (known, old) in enumerate(self._plans):
            if known == path and old.place == plan.place:
                self._plans[number] = (path, plan)
                self._corrected()
                self._list.setCurrentRow(number)
                self._show_sheet(number)

    def overrides(self) -> Overrides:
        """What is to be read how, with the corrections."""
        return {
            each.path: Recognition([plan for path, plan in self._plans if path == each.path])
            for each in self._files
            if not each.problem
        }

    @property
    def anything(self) -> bool:
        """Whether any sheet would be taken."""
        return any(plan.layout != "none" for _, plan in self._plans)

    def _show_sheet(self, number: int) -> None:
        if 0 <= number < len(self._plans):
            plan = self._plans[number][1]
            words = f"{plan.place}　{plan.title}" if plan.title and plan.title != plan.sheet else plan.place
            self._right.heading.setText(words)
            self.editor.show_plan(plan)

    def _corrected(self) -> None:
        several = len(self._files) > 1
        for number, (path, plan) in enumerate(self._plans):
            self._list.item(number).setText(_line(path, plan, several=several))

    def _header_wanted(self, first: int, last: int) -> None:
        path, plan = self._plans[self._list.currentRow()]
        self.header_wanted.emit(path, plan.place, first, last)


def _line(path: str, plan: SheetPlan, *, several: bool) -> str:
    name = f"{Path(path).stem} · {plan.place}" if several else plan.place
    if plan.layout == "none":
        return f"{name}\n不导入"
    taken, rest = len(plan.columns) - len(plan.not_taken), len(plan.not_taken)
    return f"{name}\n{LAYOUTS.text(layout_key(plan)).partition('，')[0]}\n认出 {taken} 列，{rest} 列不导入"
