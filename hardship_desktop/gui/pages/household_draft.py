"""Input kept while it is typed, and offered again after a crash or a power cut."""

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout

from hardship_desktop.domain.clock import format_instant
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.form import Form

BASE = "="
"""Before the name of a field: what was saved in it when the draft was typed."""


class DraftStrip(QFrame):
    """A line above a form; there only while an older draft waits for an answer."""

    def __init__(self, room: Room, form: Form) -> None:
        super().__init__()
        self._form, self._drafts = form, room.services.drafts
        self._tasks, self._messages = room.tasks, room.messages
        self._key = ""
        self._offered: dict[str, str] = {}
        self.setProperty("card", True)
        self._text = label("", "warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics().px(12), metrics().px(6), metrics().px(12), metrics().px(6))
        row.addWidget(self._text, 1)
        for word, action in (("继续编辑", self.take), ("丢弃", self.throw_away)):
            row.addWidget(button(word, action))
        self.hide()
        form.draft_changed.connect(self._keep)

    def begin(self, key: str) -> None:
        """The form now stands for this key; an older draft of it is looked for."""
        self._key, self._offered = key, {}
        self.hide()
        self._tasks.run(self._drafts.find, key, done=partial(self._found, key))

    def finish(self) -> None:
        """What was typed is saved or given up."""
        self._offered = {}
        self.hide()
        if self._key:
            self._tasks.run(self._drafts.drop, self._key, kind="write")

    def take(self) -> None:
        """继续编辑: put the draft into the form."""
        texts, self._offered = self._offered, {}
        self.hide()
        self._form.set_draft(texts)
        for name in texts:
            base = texts.get(BASE + name)
            if base is not None and base != (now := self._form.cell(name).base):
                self._form.cell(name).say(f"后来有人改成了“{now or '空'}”，请核对", wrong=False)

    def throw_away(self) -> None:
        """丢弃: forget the draft; what was typed since stays."""
        if self._messages.ask("上次没有保存的内容丢弃以后找不回来。", "丢弃", dangerous=True):
            self.finish()
            self._form.focus_first()

    def _found(self, key: str, found: tuple[int, dict[str, str]] | None) -> None:
        if found is None or key != self._key or not found[1]:
            return
        when, self._offered = found
        self._text.setText(f"发现 {format_instant(when)[5:]} 未保存的内容。")
        self.show()

    def _keep(self, texts: dict[str, str]) -> None:
        if not self._key:
            return
        # An offer that was not yet answered must not be overwritten by the first new key.
        kept = {**self._offered, **texts, **{BASE + name: self._form.cell(name).base for name in texts}}
        if kept:
            self._tasks.run(self._drafts.keep, self._key, kept, kind="write")
        else:
            self._tasks.run(self._drafts.drop, self._key, kind="write")
