"""A secret that is shown once, to be printed and put away."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from hardship_desktop.documents.pdf.preview import render_page
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.preview import Paper, Preview
from hardship_desktop.services.file_out import write_file
from hardship_desktop.services.recovery_papers import recovery_sheet


class SecretPage(Page):
    """Asks before it is closed: nothing can show the secret again."""

    def __init__(self, room: Room, title: str, secret: str) -> None:
        super().__init__(room, title)
        self.set_head(line="只显示这一次：请打印，装入信封密封，交单位负责人保管")
        self.secret_label = label(secret, "heading", wrap=True)
        self.secret_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._card = Card()
        self._card.add(self.secret_label)
        self.body.addWidget(self._card, 1)
        self.primary("已经打印收好", self.closed.emit, icon="check")
        self.tasks.run(recovery_sheet, room.desk.office_name, secret, done=self._show_sheet)

    def _show_sheet(self, pdf: bytes) -> None:
        paper = Paper(self.title, 1, partial(render_page, pdf), partial(write_file, pdf))
        self._card.add(Preview(paper, self.tasks, self.messages.say), 1)

    def leave(self, go: Callable[[], None]) -> None:
        """Only when it is on paper."""
        if self.messages.ask(
            f"{self.title}关闭以后不会再显示。", "已经打印收好", back="返回打印", dangerous=True
        ):
            go()
