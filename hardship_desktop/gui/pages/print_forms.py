"""打印走访表: which households, then the pages on the screen, to the printer and as a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from hardship_desktop.documents.pdf.preview import render_page
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.pages.print_choice import ALL, BLANK, CHOSEN, DUE, PrintChoice
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.preview import Paper, Preview
from hardship_desktop.services import jobs
from hardship_desktop.services.desk import Key
from hardship_desktop.services.file_out import write_file
from hardship_desktop.services.lists.households import own_open
from hardship_desktop.services.seat import Seat

if TYPE_CHECKING:  # it draws, in another process; the window need not load what it draws with
    from hardship_desktop.services.printing import Drawn

CHUNK = 500
MANY = 500
"""Forms from which on the person is asked first: paper and minutes."""


class PrintForms(Page):
    """`keys` are households chosen elsewhere; without them the person chooses here."""

    def __init__(self, room: Room, keys: Sequence[Key] = ()) -> None:
        super().__init__(room)
        self._wanted = list(keys)
        self._found: dict[str, Sequence[Key]] = {}
        self._busy = False
        self.choice = PrintChoice(room)
        self.choice.changed.connect(self._refresh)
        self.preview: Preview | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.choice)
        self.body.addWidget(self._stack)
        self._again = self.secondary("重新选择", self._choose_again, icon="arrow-left")
        self._go = self.primary("生成预览", self.go_on, icon="eye")
        self._refresh()

    def load(self) -> None:
        """Count the households that each choice means."""
        self.tasks.run(self._read, done=self._counted)

    def print(self) -> None:
        """Ctrl+P: the print dialog, once the pages are there."""
        if self.preview:
            self.preview.print()
        elif self._go.isEnabled():
            self.go_on()

    def go_on(self) -> None:
        """Draw the forms and show them."""
        keys: Sequence[Key] = ()
        blank, what = 0, self.choice.what
        try:
            if what == BLANK:
                blank = self.choice.blank_count()
        except UserError as error:
            self.messages.error(error)
            return
        if what != BLANK:
            keys = self.choice.chosen() if what == CHOSEN else self._found.get(what, [])
        if len(keys) > MANY and not self.messages.ask(
            f"要打印 {len(keys):,} 户的走访表。",
            f"生成 {len(keys):,} 户",
            detail="需要几分钟；窗口可以照常使用。",
        ):
            return
        self._busy = True
        self._refresh()
        self.tasks.heavy(
            jobs.VISIT_FORMS,
            (Seat.beside(self.desk), list(keys), blank),
            title="生成走访表",
            unit="份",
            done=self._drawn,
            failed=self.messages.error,
            ended=self._free,
        )

    def _read(self) -> tuple[dict[str, Sequence[Key]], list[tuple[Key, str]]]:
        found: dict[str, Sequence[Key]] = {
            DUE: self.services.lists.keys(own_open(self.desk, due=True)),
            ALL: self.services.lists.keys(own_open(self.desk)),
        }
        return found, list(self._named(self._wanted))

    def _named(self, keys: Sequence[Key]) -> Iterator[tuple[Key, str]]:
        for start in range(0, len(keys), CHUNK):
            for line in self.services.lists.lines(keys[start : start + CHUNK]):
                words = (line["head_name"], line["archive_no"], line["address"])
                yield line["key"], "　".join(word for word in words if word)

    def _counted(self, read: tuple[dict[str, Sequence[Key]], list[tuple[Key, str]]]) -> None:
        self._found, named = read
        self.choice.show_counts(len(self._found[DUE]), len(self._found[ALL]))
        if named:
            self.choice.begin(named)
            self._wanted = []

    def _drawn(self, drawn: Drawn) -> None:
        self._choose_again()
        content = drawn.content
        paper = Paper("入户走访表", drawn.pages, partial(render_page, content), partial(write_file, content))
        self.preview = Preview(paper, self.tasks, self.messages.say)
        card = Card()
        if drawn.missing:
            card.add(label(_missing_words(drawn), "warning", wrap=True))
        card.add(self.preview, 1)
        self._stack.addWidget(card)
        self._stack.setCurrentWidget(card)
        self.preview.setFocus()
        self.set_head(line=f"{drawn.forms:,} 份，共 {drawn.pages:,} 页；每页二维码里没有个人信息")
        self._refresh()

    def _choose_again(self) -> None:
        while self._stack.count() > 1:
            card = self._stack.widget(1)
            self._stack.removeWidget(card)
            card.deleteLater()
        self.preview = None
        self._refresh()

    def _free(self) -> None:
        self._busy = False
        self._refresh()

    def _refresh(self) -> None:
        choosing = self.preview is None
        self._again.setVisible(not choosing)
        self._go.setVisible(choosing)
        self._go.setEnabled(choosing and self.choice.ready and not self._busy)
        if choosing:
            self.set_head(line="选好以后先看预览，再打印或另存为 PDF")


def _missing_words(drawn: Drawn) -> str:
    """By name, before anything is printed."""
    names = "；".join(f"{each.where}：{each.character}（{each.code_point}）" for each in drawn.missing[:6])
    more = f" 等 {len(drawn.missing)} 处" if len(drawn.missing) > 6 else ""
    return f"有字没有字形，纸上印成方框和编码，请手写补上：{names}{more}。"
