"""规则参数: dated values with their documents."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QStackedWidget

from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.kinds import Choice
from hardship_desktop.domain.lists import Row
from hardship_desktop.domain.parameter_words import NAMES, typed
from hardship_desktop.gui.pages.record_form import Subject
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.shell.file_dialogs import PARAMETERS
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.resources import resource
from hardship_desktop.services.desk import Changed
from hardship_desktop.services.lists.office import ParameterList
from hardship_desktop.services.parameters import Parameters, read_parameters


class ParametersSection(Section):
    """A list; a changed standard is a new line from its day on, never an old line rewritten."""

    def __init__(self, room: Room) -> None:
        text = (
            "低保标准、倍数、限额等，每项都有生效日期和文号。标准变了就加一条新的，以前的认定仍按以前的标准。"
        )
        super().__init__(room, text)
        desk, self._parameters = room.desk, room.services.parameters
        self._list = ParameterList(desk)
        self.table = PlainTable(self._list.spec.columns, room.tasks, name="规则参数")
        self.table.opened.connect(lambda _: self.edit())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            Empty(
                "还没有规则参数",
                "这里会列出低保标准、走访间隔、帮扶限额等。先载入一份预设，再逐项核对成本县的数。",
                icon="list-check",
                steps=(("载入预设", self.choose_preset),) if desk.may("write") else (),
            )
        )
        self.add(self._stack, 1)
        writer = desk.may("write")
        self.key("添加参数", self.add_one, role="primary", icon="plus").setEnabled(writer)
        self._edit = self.key("修改", self.edit, icon="edit")
        self._preset = self.key("载入预设", self.choose_preset, icon="download")
        self._preset.setEnabled(writer)
        self.add_keys()

    def load(self) -> None:
        self.tasks.run(self._list.all, done=self._show)

    def _show(self, rows: list[Row]) -> None:
        self.table.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._edit.setEnabled(bool(rows))

    def add_one(self) -> None:
        """A new value from a day on."""
        values = {"valid_from": self.desk.today}
        self._form("添加参数", "添加参数", Subject("", "parameter:new", self._add, values=values))

    def edit(self) -> None:
        """Correct the parameter with the focus, for instance its last day."""
        row = self.table.current_row()
        if row is None:
            return
        subject = Subject(
            "",
            f"parameter:{row['id']}",
            partial(self._save, row),
            values={**row, "doc_no": row["raw"][1]},
            seen={**row, "value": row["raw"][0], "doc_no": row["raw"][1]},
            row=row["id"],
            org=row["org_id"],
            table="parameter",
            read_only=not self.desk.may("write"),
        )
        self._form("修改参数", "保存参数", subject)

    def choose_preset(self) -> None:
        """Presets that come with the program, and any other file of that format."""
        menu = QMenu(self)
        menu.setObjectName("presets")
        for name, path in presets():
            menu.addAction(name, partial(self.load_file, path))
        menu.addSeparator()
        menu.addAction("从文件载入…", self._load_other)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._preset.mapToGlobal(self._preset.rect().bottomLeft()))

    def load_file(self, path: Path) -> None:
        """Take all parameters of a file, from today on where it says no day."""
        if self.messages.ask(
            "预设里的数值会加到参数列表里，同名同日的会被覆盖。",
            "载入预设",
            detail="请随后核对每一项，把本县的低保标准填上。",
        ):
            load = partial(self._parameters.load, path, valid_from=self.desk.today)
            self.tasks.run(load, done=self._loaded, failed=self.messages.error, kind="write")

    def _load_other(self) -> None:
        path = self.room.dialogs.open_one(self, "选择参数文件", PARAMETERS)
        if path:
            self.load_file(path)

    def _loaded(self, count: int) -> None:
        self.messages.say(f"已载入 {count} 项参数，请逐项核对。")
        self.load()

    def _add(self, values: dict[str, Any]) -> Changed:
        return self._parameters.add({**values, "value": typed(values["key"], values["value"])})

    def _save(self, row: Row, values: dict[str, Any], *, seen: Values) -> Changed:
        given = dict(values)
        if values.keys() & {"key", "value"}:
            key = str(values.get("key", row["key"]))
            given["value"] = typed(key, str(values.get("value", row["value"])))
        return self._parameters.save(row["id"], given, seen=seen)

    def _form(self, title: str, verb: str, subject: Subject) -> None:
        self.room.ways.open("parameter", title, verb, _form_fields(), subject)


def presets() -> Iterator[tuple[str, Path]]:
    """Name and file of each preset that comes with the program, the one for everybody first."""
    files = resource("parameters").glob("*.json")
    for path in sorted(files, key=lambda path: (path.stem != "default", path)):
        yield read_parameters(path).name or path.stem, path


def _form_fields() -> tuple[Field, ...]:
    """With the amounts in yuan."""
    fields = Parameters.fields()
    return tuple(
        replace(field, kind=Choice(codes=NAMES)) if field.name == "key" else _value_field(field)
        for field in fields
    )


def _value_field(field: Field) -> Field:
    if field.name != "value":
        return field
    return replace(field, help="金额写元；是或否；低于或不高于；几项之间用顿号。")
