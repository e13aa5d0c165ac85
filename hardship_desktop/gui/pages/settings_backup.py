"""备份: where, when, whether it is good, and back from it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from hardship_desktop.gui.look.icons import set_icon
from hardship_desktop.gui.look.style import restyle
from hardship_desktop.gui.pages.restore_choice import RestoreChoice
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.services import jobs
from hardship_desktop.services.backup import MOST_PLACES, BackupStatus, PlaceResult
from hardship_desktop.services.lists.office import BackupList, place_row
from hardship_desktop.services.seat import Seat


class BackupSection(Section):
    """Tells of "backup" after one, so that the foot of the window can say so."""

    def __init__(self, room: Room) -> None:
        text = "至少一个位置放在U盘或另一块硬盘上。每天和退出时自动备份，每份都打开检查过。"
        super().__init__(room, text)
        self._backup = room.services.backup
        self._paths: list[Path] = []
        self._state = label("", "heading")
        self.add(self._state)
        self.table = PlainTable(BackupList.declared.columns, room.tasks, name="备份位置")
        self.add(self.table, 1)
        self.now_button = self.key("立即备份", self.back_up, icon="device-floppy")
        self.add_button = self.key("添加位置", self.add_place, icon="usb")
        self.remove_button = self.key("去掉这个位置", self.remove_place, icon="x")
        self.key("从备份恢复", self.restore, icon="history")
        self.add_keys()
        self.table.chosen.connect(lambda _: self._refresh())
        self._refresh()

    def load(self) -> None:
        self.tasks.run(self._backup.status, done=self._show)

    def back_up(self) -> None:
        """To every place that is there."""
        if not self._paths:
            self.messages.error("还没有设置备份位置，请先按“添加位置”选U盘或文件夹。")
            return
        self.now_button.setEnabled(False)
        self.tasks.heavy(
            jobs.BACKUP_RUN,
            (Seat.beside(self.desk),),
            title="备份",
            unit="步",
            done=self._made,
            failed=self.messages.error,
            ended=self._ended,
        )

    def add_place(self) -> None:
        """A further folder or removable disk."""
        folder = self.room.dialogs.folder(self, "选择U盘或另一块硬盘上的文件夹")
        if folder:
            self._set([*self._paths, folder])

    def remove_place(self) -> None:
        """Back up there no more; what is there stays."""
        row = self.table.current_row()
        if row is not None and self.messages.ask(
            f"以后不再备份到“{row['path']}”。", "去掉这个位置", detail="那里已有的备份文件不会删除。"
        ):
            self._set([path for path in self._paths if str(path) != row["path"]])

    def restore(self) -> None:
        """Choose a backup to go back to."""
        self.room.ways.open("restore")

    def _set(self, paths: list[Path]) -> None:
        done = self._reload
        self.tasks.run(self._backup.set_places, paths, done=done, failed=self.messages.error, kind="write")

    def _reload(self, _: object) -> None:
        self.load()
        self.room.ways.tell({"backup"})

    def _made(self, results: list[PlaceResult]) -> None:
        missed = any(each.info is None for each in results)
        self.messages.say("".join(each.message for each in results), "warning" if missed else "done")
        self.room.ways.tell({"backup"})

    def _ended(self) -> None:
        self.now_button.setEnabled(True)
        self.load()

    def _show(self, status: BackupStatus) -> None:
        self._paths = [place.path for place in status.places]
        words = status.text + ("，请尽快备份" if status.overdue else "")
        if not self._paths:
            words = "还没有备份位置：请先按“添加位置”，选U盘或另一块硬盘"
        elif not any(place.last_ms for place in status.places):
            # The last one may lie in a place that was taken off the list.
            words = "这里还没有备份：请按“立即备份”"
        self._state.setText(words)
        self.table.show_rows(map(place_row, status.places))
        self._refresh()

    def _refresh(self) -> None:
        first, then = self.now_button, self.add_button
        if not self._paths:
            first, then = then, first
        restyle(first, "role", "primary")
        restyle(then, "role", "")
        set_icon(self.now_button, "device-floppy", "white" if self._paths else "text", 16)
        set_icon(self.add_button, "usb", "text" if self._paths else "white", 16)
        self.now_button.setEnabled(bool(self._paths))
        self.add_button.setEnabled(len(self._paths) < MOST_PLACES)
        self.remove_button.setEnabled(self.table.current_row() is not None)


class RestorePage(Page):
    """从备份恢复, inside the window."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.choice = RestoreChoice(room.tasks, room.messages, room.dialogs, replaces=True)
        self.choice.chosen.connect(room.outside.restore)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.choice)
        self.choice.setProperty("plain", True)
        self.body.addWidget(area)
