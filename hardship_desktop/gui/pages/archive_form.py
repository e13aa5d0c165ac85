"""档案表 of one household: asks what may be seen and where to, then a process of its own writes it."""

from functools import partial
from pathlib import Path

from hardship_desktop.gui.pages.household_papers import REASONS
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.services.desk import Key
from hardship_desktop.services.jobs import ARCHIVE_FORM
from hardship_desktop.services.seat import Seat

KINDS = "PDF 文件 (*.pdf);;WPS、Word 文档 (*.docx);;Excel 表格 (*.xlsx)"
MASKED, BACK = "打星号", "返回"


def ask_archive_form(page: Page, key: Key, archive_no: str) -> None:
    """Ask, then write; nothing happens when the person changes their mind."""
    answer = page.messages.choose(
        "档案表上的身份证号、电话、账号要打星号吗？不打星号请选用途。",
        (MASKED, *REASONS, BACK),
        detail="不打星号会留下记录。",
    )
    if answer not in (MASKED, *REASONS):
        return
    out = page.room.dialogs.save(page, "保存档案表", KINDS, f"档案表-{archive_no}.pdf")
    if out:
        page.tasks.heavy(
            ARCHIVE_FORM,
            (Seat.beside(page.desk), out, key, "" if answer == MASKED else answer),
            title="生成档案表",
            unit="份",
            done=partial(_said, page.room),
            failed=page.messages.error,
        )


def _said(room: Room, path: Path) -> None:
    room.messages.say(f"已保存：{path.name}")
