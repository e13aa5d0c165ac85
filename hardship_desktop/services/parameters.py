"""Dated rule parameters of this office: each with its document number, none a constant."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.parameters import check_parameter
from hardship_desktop.services.checking import checked, refuse_first
from hardship_desktop.services.desk import Changed, Desk
from hardship_desktop.services.saving import save
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.records import Parameter


class ParameterLine(msgspec.Struct):
    """One parameter in a file for `params load`."""

    key: str
    value: str
    valid_from: date | None = None
    valid_to: date | None = None
    doc_no: str | None = None
    note: str | None = None


class ParameterFile(msgspec.Struct):
    """A file of parameters, such as the presets under resources/parameters."""

    parameters: list[ParameterLine]
    name: str = ""
    about: str = ""
    valid_from: date | None = None


class Parameters:
    """The parameters in force and their history."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def fields() -> tuple[Field, ...]:
        """The fields of a parameter."""
        return fields_of(Parameter)

    def all(self) -> list[dict[str, Any]]:
        """Every parameter of this office, by name and then by date."""
        table = Parameter.__table__
        query = select(table).where(table.c.deleted.is_(None), table.c.org_id == self._desk.store.org_id)
        with self._desk.read() as reader:
            return reader.rows(query.order_by(table.c.key, table.c.valid_from))

    def in_force(self, day: date) -> dict[str, dict[str, Any]]:
        """The parameter of each name that holds on a day."""
        return {row["key"]: row for row in self.all() if holds(row, day)}

    def add(self, values: Values) -> Changed:
        """A new value from a day on."""
        clean = self._checked(values)
        with self._desk.change() as change:
            row = change.insert(Parameter, clean)
        return Changed(frozenset({"parameter"}), row, "已保存参数。")

    def save(self, row: UUID, values: Values, *, seen: Values | None = None) -> Changed:
        """Correct a parameter, for instance its last day."""
        with self._desk.change() as change:
            clean = self._checked({**change.get(Parameter, row), **values})
            changed = save(change, Parameter, row, clean, seen)
        return Changed.saved("parameter", row, changed)

    def load(self, path: Path, *, valid_from: date | None = None) -> int:
        """Take parameters from a JSON file; all or none; gives how many were new or changed.

        A line without its own day holds from the file's `valid_from`, else from the one given here.
        """
        file = read_parameters(path)
        known = {(row["key"], row["valid_from"]): row for row in self.all()}
        count = 0
        with self._desk.change() as change:
            for line in file.parameters:
                line.valid_from = line.valid_from or file.valid_from or valid_from
                clean = self._checked(msgspec.structs.asdict(line))
                old = known.get((line.key, clean["valid_from"]))
                if old:
                    count += bool(change.update(Parameter, old["id"], clean))
                else:
                    change.insert(Parameter, clean)
                    count += 1
        return count

    def _checked(self, values: Values) -> dict[str, Any]:
        clean = checked(self.fields(), values, today=self._desk.today)
        refuse_first(check_parameter(clean))
        return clean


def holds(row: Values, day: date) -> bool:
    """Whether a parameter is in force on a day; its last day counts."""
    return bool(row["valid_from"] <= day and (row["valid_to"] is None or day <= row["valid_to"]))


def read_parameters(path: Path) -> ParameterFile:
    """The parameters in a JSON file: an object with `parameters`, or just their list."""
    if path.exists() and not path.is_file():
        raise UserError("请选择一个参数文件（.json）。", code="not_a_file")
    with plain_faults():
        raw = path.read_bytes()
    try:
        if raw.lstrip().startswith(b"["):
            return ParameterFile(msgspec.json.decode(raw, type=list[ParameterLine]))
        return msgspec.json.decode(raw, type=ParameterFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UserError(
            "参数文件不是规定的格式：应为 JSON，每项有 key、value、valid_from 和 doc_no。", code="format"
        ) from None
