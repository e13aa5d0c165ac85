"""单位: what is known of this office."""

from functools import partial
from typing import Any

from hardship_desktop.domain.clashes import ChangedMeanwhile
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.pages.clashing import BACK, MINE, which_holds
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.form import Form
from hardship_desktop.gui.widgets.hug import Hug
from hardship_desktop.services.desk import Changed
from hardship_desktop.services.office import FIXED


class UnitSection(Section):
    """Name and code are fixed: they stand in the certificates of the exchange."""

    def __init__(self, room: Room) -> None:
        text = "单位名称和编码在第一次使用时设定，写在数据交换的证书里，以后不能改。"
        super().__init__(room, text)
        desk, office = room.desk, room.services.office
        self._seen: dict[str, Any] = {}
        self._fixed = label("", "large", wrap=True)
        self.add(self._fixed)
        self._line = label("", "muted", wrap=True)
        self.add(self._line)
        self.form = Form(office.open_fields(), today=room.today, columns=2, cards=False)
        self.form.submitted.connect(self._submitted)
        Hug(self.form)
        self.add(self.form)
        self._go = self.key("保存单位资料", self.form.submit, role="primary", icon="device-floppy")
        self._go.setEnabled(desk.may("administer"))
        self.form.set_read_only(not desk.may("administer"))
        self.add_keys()
        self.body.addStretch(1)

    def load(self) -> None:
        if not self.form.is_dirty:
            self.tasks.run(self.services.office.values, done=self._show)

    def _show(self, values: dict[str, Any]) -> None:
        self._seen = values
        fields = {field.name: field for field in self.services.office.fields()}
        self._fixed.setText(values["name"])
        parts = [
            f"{fields[n].label} {fields[n].format(values[n])}" for n in sorted(FIXED - {"name"}) if values[n]
        ]
        self._line.setText("　".join(parts))
        self.form.set_values({field.name: values[field.name] for field in self.services.office.open_fields()})

    def _submitted(self, _: dict[str, Any]) -> None:
        self._save(self.form.changed_values())

    def _save(self, values: dict[str, Any]) -> None:
        self.tasks.run(
            partial(self.services.office.save, values, seen=self._seen),
            done=self._saved,
            failed=partial(self._refused, values),
            kind="write",
        )

    def _saved(self, changed: Changed) -> None:
        self.form.saved()
        self.messages.done(changed)
        self.load()

    def _refused(self, values: dict[str, Any], error: UserError) -> None:
        holds = which_holds(self.messages, error) if isinstance(error, ChangedMeanwhile) else BACK
        if holds == BACK or not isinstance(error, ChangedMeanwhile):
            self.form.show_error(error)
            return
        self._seen = {**self._seen, **error.standing}
        self._save({name: v for name, v in values.items() if holds == MINE or name not in error.standing})
