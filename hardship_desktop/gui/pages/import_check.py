"""The third step of an import: everything that would happen, before anything happens."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from hardship_desktop.domain.kinds import Integer
from hardship_desktop.domain.lists import Column
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.import_problems import ProblemList
from hardship_desktop.gui.pages.import_questions import QuestionList
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.tick_table import TickTable
from hardship_desktop.services.workbooks.results import ADDED, DryRun, Outcome, Refused

CHANGES = (
    Column("household", "户", 220),
    Column("who", "谁", 80),
    Column("label", "项目", 130),
    Column("old", "档案里现在是", 220),
    Column("new", "导入后变成", 220, stretches=True),
)
NEW = (
    Column("head", "户主", 120),
    Column("members", "人口", 70, Integer()),
    Column("archive_no", "档案编号", 160, empty="自动编号"),
    Column("sheet", "工作表", 180),
    Column("row", "行", 100, Integer(), show=lambda row: f"第 {row['row']} 行", stretches=True),
)


_MOST_SHEETS = 3


class CheckStep(QWidget):
    """`annotate_wanted()` for a marked copy; `answered()` when a question was answered, or a household
    or a change left out.
    """

    annotate_wanted = Signal()
    answered = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._sums = label("", "heading", wrap=True)
        self._hint = label("", "muted", wrap=True)
        self._sheets = label("", "muted", wrap=True)
        self.problems = ProblemList(tasks)
        self.problems.annotate_wanted.connect(self.annotate_wanted)
        self.problems.mended.connect(self._mended)
        self.questions = QuestionList()
        self.questions.answered.connect(self.answered)
        self.changes = TickTable(CHANGES, tasks, name="将要改动的内容")
        self.new = TickTable(NEW, tasks, name="将要新增的户")
        for table in (self.changes, self.new):
            table.ticked.connect(self._ticked)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for part in (self.questions, self.problems, self.changes, self.new):
            self.tabs.addTab(part, "")
        card = Card(margin=16)
        card.add(self._sums)
        card.add(self._hint)
        card.add(self._sheets)
        card.add(self.tabs, 100)
        card.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(10))
        column.addWidget(card)

    def show_dry_run(self, run: DryRun) -> None:
        """Show all of it; the tab that needs the person first is in front."""
        self._run = run
        self._tell(run)
        self.problems.show_problems(run.rejected, run.warnings)
        self.questions.show_questions(run.questions, run.answers, run.words)
        changes = list(_changes(run))
        self.changes.show_rows(changes)
        self.new.show_rows(
            [
                {
                    "of": h.place,
                    "head": h.head,
                    "members": h.members,
                    "archive_no": h.archive_no,
                    "sheet": h.sheet,
                    "row": h.row,
                }
                for h in run.new
            ]
        )
        asked = len(run.questions) + len(run.words)
        counts = (asked, len(run.rejected) + len(run.warnings), len(changes), len(run.new))
        words = ("要您回答", "问题和提醒", "将要改动", "将要新增")
        for place, (word, count) in enumerate(zip(words, counts, strict=True)):
            self.tabs.setTabText(place, f"{word} {count}")
            self.tabs.setTabVisible(place, bool(count))
        self.tabs.setCurrentIndex(next((n for n, count in enumerate(counts) if count), 1))
        self.tabs.setVisible(any(counts))

    def chosen(self) -> DryRun:
        """The run without the households and the changes that were left out."""
        return self._run.without(self.new.dropped, self.changes.dropped)

    def _mended(self, key: str, text: str) -> None:
        self.questions.answers[key] = text
        self.answered.emit()

    def _ticked(self) -> None:
        self._tell(self.chosen())
        self.answered.emit()

    def _tell(self, run: DryRun) -> None:
        self._sums.setText(sums(run))
        self._hint.setText(_hint(run))
        self._sheets.setText(_sheets(run))


def sums(run: Outcome) -> str:
    """导入 298 户 897 人，更新 0 户；2 户不导入."""
    words = f"新增 {run.imported.households} 户 {run.imported.members} 人，更新 {run.updated.households} 户"
    if run.same:
        words += f"，{run.same} 户没有变化"
    return f"{words}；{run.left_out} 户不导入。" if run.left_out else f"{words}。"


def _sheets(run: Outcome) -> str:
    """How the rows of each sheet were gathered, and how many households that makes."""
    said = [sheet.sentence for file in run.files for sheet in file.sheets if sheet.rows]
    more = f" 另有 {len(said) - _MOST_SHEETS} 张表。" if len(said) > _MOST_SHEETS else ""
    return "\n".join(said[:_MOST_SHEETS]) + more


def _hint(run: DryRun) -> str:
    if run.dropped or run.refused:
        return "没有打勾的这次不导入，档案里照旧；以后再导入这个表，还会问到。"
    if run.questions:
        return "先回答问题，再看改动；没有写入任何内容。"
    if run.left_out:
        return (
            "姓名或号码有错、还要您回答的户不导入；在表格里改好以后再导入一次，已导入的户不会重复。"
            "现在还没有写入任何内容。"
        )
    if not run.writes:
        return "表格里的内容档案里都有了，不用导入。" if run.same else "表格里没有找到可以导入的户。"
    return "请看一看将要写入的内容；不想导入的户或改动，去掉前面的勾。现在还没有写入任何内容。"


def _changes(run: DryRun) -> Iterator[dict[str, Any]]:
    for each in run.changed:
        household = f"{each.head} {each.archive_no}"
        for change in each.changes:
            of = (each.place, *change.what)
            yield _line(of, household, change.who, change.label, change.old, change.new)
        for name in each.added:
            yield _line((each.place, name, ADDED), household, name, "家庭成员", "", "新增此人")


def _line(of: Refused, household: str, who: str, label: str, old: str, new: str) -> dict[str, Any]:
    return {"of": of, "household": household, "who": who, "label": label, "old": old, "new": new}
