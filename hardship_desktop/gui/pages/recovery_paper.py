"""A secret that is shown once, to be printed and put away."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from hardship_desktop.documents.pdf.preview import render_page
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.preview import Paper, Preview

Sheet = Callable[[str, str], bytes]
"""The PDF of a unit's secret: (unit, secret); for a thread."""
Write = Callable[[bytes, Path], None]
"""Writes a file aside and puts it in place; for a thread."""


class RecoveryPaper:
    """Makes the page for a secret of this unit."""

    def __init__(self, unit: str, sheet: Sheet, write: Write, tasks: Tasks, messages: Messages) -> None:
        self._unit, self._sheet, self._write = unit, sheet, write
        self._tasks, self._messages = tasks, messages

    def page(self, title: str, secret: str) -> "SecretPage":
        """The page that shows and prints it."""
        page = SecretPage(title, secret, self._messages)
        self._tasks.run(self._sheet, self._unit, secret, done=partial(self._show, page, title))
        return page

    def _show(self, page: "SecretPage", title: str, pdf: bytes) -> None:
        paper = Paper(title, 1, partial(render_page, pdf), partial(self._write, pdf))
        page.show_preview(Preview(paper, self._tasks, self._messages.say))


class SecretPage(Page):
    """Asks before it is closed: nothing can show the secret again."""

    def __init__(self, title: str, secret: str, messages: Messages) -> None:
        super().__init__(title, messages, help="settings")
        self.set_head(line="只显示这一次：请打印，装入信封密封，交单位负责人保管")
        self.secret_label = label(secret, "heading", wrap=True)
        self.secret_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._card = Card()
        self._card.add(self.secret_label)
        self.body.addWidget(self._card, 1)
        self.primary("已经打印收好", self.closed.emit, icon="check")

    def show_preview(self, preview: Preview) -> None:
        """The sheet, when it is drawn."""
        self._card.add(preview, 1)

    def leave(self, go: Callable[[], None]) -> None:
        """Only when it is on paper."""
        if self.messages.ask(
            f"{self.title}关闭以后不会再显示。", "已经打印收好", back="返回打印", dangerous=True
        ):
            go()
