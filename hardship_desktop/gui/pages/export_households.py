"""导出: the list as a workbook, masked unless the asking is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QLineEdit

from hardship_desktop.domain.lists import Chosen
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.file_dialogs import WORKBOOK
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import BigButton
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.services import jobs
from hardship_desktop.services.lists.base import Keys
from hardship_desktop.services.seat import Seat

if TYPE_CHECKING:  # it writes workbooks, in another process
    from hardship_desktop.services.workbooks.exporting import WorkbookExported


class ExportHouseholds(Page):
    """`chosen` is what the list shows."""

    def __init__(self, room: Room, chosen: Chosen) -> None:
        super().__init__(room)
        self._chosen = chosen
        self._busy = False
        self._masked = BigButton("身份证号、电话、账号打星号", "可以放心交给别人")
        self._open = BigButton("不打星号", "可以再导入；会留下谁导出、为什么的记录")
        group = QButtonGroup(self)
        for key in (self._masked, self._open):
            key.setCheckable(True)
            key.clicked.connect(self._refresh)
            group.addButton(key)
        self._masked.setChecked(True)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText("先写明导出的原因，例如：市总核对名单")
        self._reason.setAccessibleName("导出的原因")
        self._reason.setMaximumWidth(metrics().px(520))
        self._open.clicked.connect(self._reason.setFocus)
        self._reason.textChanged.connect(self._refresh)
        card = Card("怎样导出", margin=20)
        for part in (self._masked, self._open, self._reason):
            card.add(part)
        card.add(label("导出的表格和导入用的是同一种排列，Excel、WPS 都能打开。", "muted"))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._go = self.primary("导出名单", self.export, icon="table-export")
        self._refresh()

    def load(self) -> None:
        """How many households that is."""
        self.tasks.run(self.services.lists.keys, self._chosen, done=self._counted)

    def export(self) -> None:
        """Ask where, then write."""
        out = self.room.dialogs.save(self, "导出名单", WORKBOOK, f"困难职工名单-{self.desk.today}.xlsx")
        if out is None:
            return
        self._busy = True
        self._refresh()
        reveal = self._open.isChecked()
        arguments = (Seat.beside(self.desk), str(out), self._chosen, reveal, self._reason.text().strip())
        self.tasks.heavy(
            jobs.EXPORT_HOUSEHOLDS,
            arguments,
            title="导出名单",
            unit="户",
            done=self._exported,
            failed=self.messages.error,
            ended=self._free,
        )

    def _counted(self, keys: Keys) -> None:
        cut = "；找到的不止这些，请把条件写细些" if keys.cut else ""
        self.set_head(line=f"名单中现在列出的全部 {len(keys):,} 户，不论选中没有{cut}")

    def _exported(self, made: WorkbookExported) -> None:
        self.messages.say(f"已导出 {made.households:,} 户 {made.members:,} 人：{Path(made.path).name}")
        self.closed.emit()

    def _free(self) -> None:
        self._busy = False
        self._refresh()

    def _refresh(self) -> None:
        reveal = self._open.isChecked()
        self._reason.setVisible(reveal)
        self._go.setEnabled(not self._busy and (not reveal or bool(self._reason.text().strip())))
