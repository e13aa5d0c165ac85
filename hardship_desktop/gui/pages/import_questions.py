"""What only a person can decide, one card for each household concerned."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hardship_desktop.domain.codes.base import code_list
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice as ChoiceKind
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.editors.choice import ChoiceEditor
from hardship_desktop.services.workbooks.results import Answers, Choice, Question, WordQuestion

_AS_WRITTEN = "as-written"

COMPARE = "左右对照"
WORDS: dict[Choice, str] = {
    "skip": "这一户先不导入",
    "both": "两户都登记此人",
    "same": "是同一户，更新它",
    "new": "是另一户，另编号",
    "rename": "是同一人，改用表里的姓名",
    "keep": "是同一人，姓名照旧",
    "apart": "是另一人，号码先留空",
}


class QuestionList(QScrollArea):
    """`answered()` with each answer; a question without one leaves its household out."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, str] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_questions(
        self, questions: Sequence[Question], answers: Answers, words: Sequence[WordQuestion] = ()
    ) -> None:
        """Show the questions with the answers given so far."""
        self.answers = dict(answers)
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, metrics().px(6), metrics().px(8), 0)
        column.setSpacing(metrics().px(12))
        self.words: dict[str, ChoiceEditor] = {}
        if words:
            hint = "这些词不在选项中。选好的记住，下次同样的词不再问；不选的照原样保留。"
            column.addWidget(label(hint, "muted", wrap=True))
        for word in words:
            column.addLayout(self._word(word))
        if questions:
            column.addWidget(label("没有回答的户不导入，其他户不受影响。", "muted"))
        for question in questions:
            column.addLayout(self._question(question))
        column.addStretch(1)
        self.setWidget(inside)

    def _question(self, question: Question) -> QVBoxLayout:
        place = f"{question.file} · {question.sheet} 第 {question.row} 行"
        keys = QHBoxLayout()
        keys.setSpacing(metrics().px(8))
        group = QButtonGroup(self)
        for choice in question.choices:
            key = QPushButton(WORDS[choice])
            key.setProperty("role", "chip")
            key.setCheckable(True)
            key.setChecked(self.answers.get(question.key) == choice)
            key.setAccessibleName(f"{place}：{WORDS[choice]}")
            key.clicked.connect(partial(self._answer, question.key, choice))
            group.addButton(key)
            keys.addWidget(key)
        sides = _beside(question)
        compare = QPushButton(COMPARE)
        compare.setProperty("role", "chip")
        compare.setCheckable(True)
        compare.setAccessibleName(f"{place}：{COMPARE}")
        compare.toggled.connect(sides.setVisible)
        keys.addWidget(compare)
        keys.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(metrics().px(4))
        column.addWidget(label(place, "muted"))
        column.addWidget(label(question.message, wrap=True))
        column.addLayout(keys)
        column.addWidget(sides)
        return column

    def _word(self, word: WordQuestion) -> QVBoxLayout:
        entries = [(_AS_WRITTEN, "照原样保留"), *word.options]
        codes = code_list("word", word.label, entries)
        kind = ChoiceKind(codes=codes)
        editor = ChoiceEditor(Field("word", word.message, kind), kind)
        said = self.answers.get(word.key)
        if said is not None:
            editor.set_value(said or _AS_WRITTEN)
        editor.edited.connect(partial(self._word_answered, word.key, editor))
        editor.setFixedWidth(metrics().px(320))
        self.words[word.key] = editor
        column = QVBoxLayout()
        column.setSpacing(metrics().px(4))
        column.addWidget(label(word.message, wrap=True))
        column.addWidget(editor)
        return column

    def _word_answered(self, key: str, editor: ChoiceEditor) -> None:
        """A whole choice only: a word half typed answers nothing."""
        code = editor.codes.find(editor.raw())
        said = "" if code == _AS_WRITTEN else code
        if said is not None and self.answers.get(key) != said:
            self.answers[key] = said
            self.answered.emit()

    def _answer(self, key: str, choice: Choice) -> None:
        self.answers[key] = choice
        self.answered.emit()


def _beside(question: Question) -> QWidget:
    """The household on file at the left, the rows of the workbook at the right; what differs is in amber."""
    sides = QWidget()
    sides.setProperty("plain", True)
    grid = QGridLayout(sides)
    grid.setContentsMargins(metrics().px(12), 0, 0, metrics().px(8))
    grid.setHorizontalSpacing(metrics().px(20))
    for column, heading in enumerate(("", "档案里", "表里")):
        grid.addWidget(label(heading, "muted"), 0, column)
    for row, side in enumerate(question.sides, 1):
        level = "warning" if side.differs else ""
        grid.addWidget(label(side.label, "muted"), row, 0)
        grid.addWidget(label(side.known or "—", level, wrap=True), row, 1)
        grid.addWidget(label(side.said or "—", level, wrap=True), row, 2)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    sides.hide()
    return sides
