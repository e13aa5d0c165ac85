"""Several files changed at once: one field, one value, the old values counted before."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from hardship_desktop.domain.codes.base import Code, CodeList
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.form import Form
from hardship_desktop.services.desk import Changed, Key

MOST_SHOWN = 8


class FillDownPage(Page):
    """批量修改."""

    def __init__(self, room: Room, keys: Sequence[Key]) -> None:
        super().__init__(room)
        self._keys = keys
        self._fields = {field.name: field for field in room.services.filling.fields()}
        self._field: Field | None = None
        self._value: Form | None = None
        self._seen: list[tuple[str, int]] | None = None
        self._then: Callable[[], None] | None = None
        self._go = self.primary(f"修改 {len(keys):,} 户", self.save, icon="edit")
        self._go.setEnabled(False)
        self.set_head(line=f"已选 {len(keys):,} 户")
        self.which = Form([_which(tuple(self._fields.values()))], today=room.today, columns=1, cards=False)
        self.which.filled.connect(lambda _, name: self._choose(name))
        self._said = label("选好要改的一项，会先列出这些户现在填的内容。", "muted", wrap=True)
        self._card = Card("改哪一项")
        self._card.add(self.which)
        self._now = Card("现在填的内容")
        self._now.add(self._said)
        self._new = Card("改成什么")
        for card in (self._card, self._now, self._new):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.which.setMaximumWidth(metrics().px(560))
        self.which.setFixedHeight(self.which.widget().sizeHint().height() + 4)

    def load(self) -> None:
        """Go to the first field."""
        if self._field is None:
            self.which.focus_first()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Ask, naming the consequence, and change all files in one transaction."""
        if self._field is None or self._value is None:
            return
        self._then = then
        try:
            value = self._value.values()[self._field.name]
        except UserError:
            self._value.check()
            return
        shown = self._field.format(value) or "空"
        count = f"{len(self._keys):,} 户"
        if self.messages.ask(
            f"将修改 {count}的“{self._field.label}”，全部改成“{shown}”。",
            f"修改 {count}",
            detail="原来的内容留在各户的历史里。",
        ):
            rows: list[UUID] = [row for _, row in self._keys]
            self._go.setEnabled(False)
            self.tasks.run(
                partial(
                    self.services.households.change_many, rows, {self._field.name: value}, seen=self._seen
                ),
                done=self._done,
                failed=self._refused,
                ended=self._ready,
                kind="write",
            )

    def _refused(self, error: UserError) -> None:
        if self._value:
            self._value.show_error(error)
        self._read_standing()

    def _ready(self) -> None:
        self._go.setEnabled(True)

    def discard(self) -> None:
        """Throw away the value."""
        if self._value:
            self._value.undo_all()

    @property
    def unsaved(self) -> bool:
        """Whether a value is typed and not yet used."""
        return self._value is not None and self._value.is_dirty

    def _choose(self, name: str | None) -> None:
        if name is None or (self._field and self._field.name == name):
            return
        self._field, self._seen = self._fields[name], None
        if self._value is not None:
            self._value.hide()
            self._value.deleteLater()
        self._value = Form([self._field], today=self.room.today, columns=1, cards=False)
        self._value.setFixedHeight(self._value.widget().sizeHint().height() + 30)
        self._value.setMaximumWidth(metrics().px(560))
        self._value.ended.connect(self._go.setFocus)
        self._new.add(self._value)
        self._go.setEnabled(True)
        self._value.focus_first()
        self._read_standing()

    def _read_standing(self) -> None:
        if self._field:
            name = self._field.name
            standing = partial(self.services.filling.standing, list(self._keys), name)
            self.tasks.run(standing, done=partial(self._show_standing, name))

    def _show_standing(self, name: str, counts: list[tuple[str, int]]) -> None:
        if self._field is None or self._field.name != name:
            return
        self._seen = counts
        words = [f"{text} {count:,} 户" for text, count in counts[:MOST_SHOWN]]
        more = f"，另有 {len(counts) - MOST_SHOWN} 种" if len(counts) > MOST_SHOWN else ""
        self._said.setText(f"{self._field.label}：" + "，".join(words) + more)

    def _done(self, changed: Changed) -> None:
        if self._value:
            self._value.saved()
        self.messages.done(changed)
        self.data_changed.emit(set(changed.tables))
        if self._then:
            self._then()
        else:
            self.closed.emit()


def _which(fields: tuple[Field, ...]) -> Field:
    codes = CodeList("field", "项目", tuple(Code(field.name, field.label) for field in fields))
    return Field("which", "项目", Choice(codes=codes))
