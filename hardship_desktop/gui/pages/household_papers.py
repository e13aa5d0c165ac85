"""The papers of a household: scanned forms, certificates, photographs."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.linked import Choices, choosing, from_form, member_names
from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.pages.records_tab import RecordsTab
from hardship_desktop.gui.shell.file_dialogs import ANY
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.services.attachments import Attachments
from hardship_desktop.services.desk import Changed
from hardship_desktop.services.households import HouseholdFile
from hardship_desktop.services.lists.office import AttachmentList

COLUMNS = tuple(
    replace(column, sensitive=False)  # within its household the name is shown
    for column in AttachmentList.declared.only("kind", "filename", "pages", "dated_on", "size")
)
EMPTY = "还没有附件。申请书、身份证、诊断证明等扫描件和照片可以放在这里，加密保存。"
REASONS = ("核对材料", "上报审批", "归档打印")
PAPERS = "扫描件和照片 (*.pdf *.jpg *.jpeg *.png *.bmp *.tif *.tiff *.doc *.docx *.xls *.xlsx)"


class PapersTab(RecordsTab):
    """附件."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, COLUMNS, noun="附件", empty=EMPTY)
        self._attachments, self._dialogs = room.services.attachments, room.dialogs
        self._file: HouseholdFile | None = None
        self._form: RecordForm | None = None
        self.button("添加附件", "paperclip", self.add, "Insert")
        self.row_button("查看", "eye", self.edit, "F2 或回车", looks=True)
        self.row_button("另存为", "download", self.save_as, looks=True)
        self.row_button("移入回收站", "trash", self.remove, "Delete")

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show the papers, the latest last."""
        self._file = file
        self.show_rows(file.attachments, read_only=read_only)
        self.note.setText(f"{len(file.attachments)} 份" if file.attachments else "")

    def add(self) -> None:
        """Choose a file, then say what it is."""
        path = self._dialogs.open_one(self, "添加附件", PAPERS)
        if path is not None:
            self.add_files([path])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Say what these files are, then add them."""
        if self._file is None:
            return
        household = self._file.id
        offered: dict[str, Choices] = {"person_id": member_names(self._file.people)}
        fields = tuple(f for f in choosing(Attachments.fields(), offered) if f.name != "filename")

        def save(values: dict[str, Any]) -> Changed:
            given = from_form(values, offered)
            return self._attachments.add_many(household, paths, given.pop("kind"), values=given)

        if self._form is not None:
            self.removeWidget(self._form)
            self._form.deleteLater()
        self._form = RecordForm(self.room, fields, verb="添加附件")
        self.open_form(self._form, Subject(f"添加附件：{_named(paths)}", f"attachment:new:{household}", save))

    def edit(self) -> None:
        """Show a picture in the window; other papers are saved as a file first."""
        row = self.table.current_row()
        if row is None or self._file is None:
            return
        if not str(row["media_type"] or "").startswith("image/"):
            self.save_as()
            return
        key, name = (self._file.org_id, row["id"]), row["filename"]
        self.room.tasks.run(
            self._attachments.read,
            key,
            done=partial(self.room.ways.open, "picture", name),
            failed=self.room.messages.error,
        )

    def save_as(self) -> None:
        """Save a plain copy; why is recorded."""
        row = self.table.current_row()
        if row is None or self._file is None:
            return
        reason = self.room.messages.choose(
            "另存的文件不再加密，请说明用途。", (*REASONS, "返回"), detail="会留下记录；用完请及时删除。"
        )
        if reason not in REASONS:
            return
        target = self._dialogs.save(self, "附件另存为", ANY, str(row["filename"] or "附件"))
        if target is None:
            return
        key = (self._file.org_id, row["id"])
        self.room.tasks.run(
            partial(self._attachments.save_as, key, target, reason=reason),
            done=partial(_say_where, self.room.messages),
            failed=self.room.messages.error,
            kind="write",
        )

    def remove(self) -> None:
        """Move the paper with the focus to the bin."""
        row = self.table.current_row()
        if row is not None and self.ask_remove(f"附件“{row['filename']}”"):
            self.do(self._attachments.remove, row["id"])


class PicturePage(Page):
    """A picture, as wide as the window at most."""

    def __init__(self, room: Room, name: str, content: bytes) -> None:
        super().__init__(room, name)
        picture = QPixmap()
        place = QLabel()
        if picture.loadFromData(content):
            width = min(picture.width(), metrics().px(1080))
            place.setPixmap(picture.scaledToWidth(width))
        else:
            place.setText("这张图片打不开，可能已损坏；请另存后用其他程序试试。")
        area = QScrollArea()
        area.setWidgetResizable(True)
        inside = QWidget()
        QVBoxLayout(inside).addWidget(place)
        area.setWidget(inside)
        self.body.addWidget(area)


def _named(paths: Sequence[Path]) -> str:
    return paths[0].name if len(paths) == 1 else f"{paths[0].name} 等 {len(paths)} 份"


def _say_where(messages: Messages, path: Path) -> None:
    messages.say(f"已另存到 {path}")
