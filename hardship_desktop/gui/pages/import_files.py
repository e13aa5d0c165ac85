"""The first step of an import: which files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from hardship_desktop.documents.sheets.pasted import place_of
from hardship_desktop.gui.look.icons import set_icon
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.file_dialogs import WORKBOOKS, FileDialogs
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label

_STEPS = (
    "先看认出了什么，认错的列可以改。",
    "再把全部问题一次列出来，档案里要改动的内容左右对照给您看。",
    "最后才写入：要么全部成功，要么一户不动。同一个表导入两次，第二次什么也不改。",
)


class FilesStep(QFrame):
    """Files by button, dropped or pasted; `changed()` when there are others."""

    changed = Signal()

    def __init__(self, dialogs: FileDialogs) -> None:
        super().__init__()
        self._dialogs = dialogs
        self.paths: list[Path] = []
        self._list = QListWidget()
        self._list.setProperty("drop", True)
        self._list.setAccessibleName("要导入的文件")
        self._list.setMaximumHeight(metrics().px(150))
        self._list.hide()
        self._remove = button("去掉选中的文件", self.remove_current, icon="x")
        self._remove.hide()
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_icon(picture, "table-import", "muted", 48)
        hint = label("把表格拖到这里，把复制的行粘贴到这里，或者", "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose_button = button("选择文件", self.choose, icon="folder-open")
        kinds = label("Excel（.xlsx、.xls）、WPS、.ods、CSV，可以一次选几个", "muted")
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._card = Card(margin=24)
        self._card.body.addStretch(1)
        for each in (picture, hint):
            self._card.add(each)
        self._card.add(self._centred(self.choose_button))
        self._card.add(kinds)
        self._card.add(self._list)
        self._card.add(self._centred(self._remove))
        self._card.body.addSpacing(metrics().px(18))
        for number, step in enumerate(_STEPS, 1):
            line = label(f"{number}. {step}", "muted")
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._card.add(line)
        self._card.body.addStretch(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    @staticmethod
    def _centred(part: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(part)
        row.addStretch(1)
        return row

    def choose(self) -> None:
        """Ask for files."""
        self.add(self._dialogs.open_many(self, "选择要导入的表格", WORKBOOKS))

    def add(self, paths: Sequence[Path]) -> None:
        """Further files; one named twice counts once."""
        fresh = [path for path in paths if path not in self.paths]
        if fresh:
            self.paths += fresh
            self._show()

    def remove_current(self) -> None:
        """Leave out the file that is marked."""
        place = self._list.currentRow()
        if place >= 0:
            del self.paths[place]
            self._show()

    def _show(self) -> None:
        self._list.clear()
        self._list.addItems([f"{path.name}　　{place_of(path)}" for path in self.paths])
        self._list.setCurrentRow(len(self.paths) - 1)
        self._list.setVisible(bool(self.paths))
        self._remove.setVisible(bool(self.paths))
        self.changed.emit()
