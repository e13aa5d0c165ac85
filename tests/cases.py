"""One workbook case: what the command line says of its files, and what stands in the store afterwards."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hardship_desktop import cli

Case = Mapping[str, Any]
"""What `tests/data/cases/expected.json` says of a case; README.md there says what the words mean."""


@dataclass
class Store:
    """An office of its own, spoken to by commands."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    said: dict[str, Any] = field(default_factory=dict)

    def command(self, *words: str) -> dict[str, Any]:
        """One command's answer, whether it was refused or not."""
        cli.run(["--data", str(self.folder), "--json", *words])
        answer = json.loads(self.capsys.readouterr().out)
        assert isinstance(answer, dict)
        return answer

    def take(self, *paths: Path) -> "Store":
        """Import the files one after the other; what the last one said is kept."""
        for path in paths:
            self.said = self.command("import", "households", str(path))
        return self

    @property
    def messages(self) -> list[str]:
        """Everything that the last import told."""
        told = [*self.said.get("rejected", ()), *self.said.get("warnings", ())]
        error = [self.said["error"]] if "error" in self.said else []
        return [each["message"] for each in (*told, *error)]

    @property
    def told(self) -> str:
        """The messages with the cells they speak of."""
        told = [*self.said.get("rejected", ()), *self.said.get("warnings", ())]
        return "\n".join([*self.messages, *(each["value"] for each in told)])

    def people(self) -> list[dict[str, Any]]:
        """Everyone in the store in the open, each with the household's values."""
        out = self.folder / "out.xlsx"
        self.command("export", "households", str(out), "--reveal", "--reason", "test")
        homes, people = map(_rows, openpyxl.load_workbook(out))
        out.unlink()
        by_number = {each["档案编号"]: each for each in homes}
        return [{**by_number[each["档案编号"]], **each} for each in people]


def _rows(sheet: Any) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    header = next(row for row in rows if "档案编号" in row)
    return [dict(zip(header, row, strict=True)) for row in rows[rows.index(header) + 1 :] if any(row)]


def check(case: Case, store: Store) -> None:
    """Assert everything that the case asks for."""
    people = store.people()
    names = [each["姓名"] for each in people]
    homes = {each["姓名"]: each["档案编号"] for each in people}
    told = store.told
    for name in case.get("persons", ()):
        assert name in names or name in told, f"{name} is lost: {names} {told}"
    for name in case.get("persons_or_told", ()):
        assert name in names or any(word in told for word in case["told_any"]), told
    for name in case.get("nobody", ()):
        assert name not in names
    for one, other in case.get("apart", ()):
        assert homes.get(one, one) != homes.get(other, other), f"{one} and {other} were joined"
    for one, other in case.get("together", ()):
        assert homes.get(one, one) == homes.get(other, other), f"{one} and {other} were parted: {told}"
    if "imported" in case:
        assert len(people) == case["imported"], told
    if case.get("no_number_in_names"):
        assert not any(sum(map(str.isdigit, name)) >= 6 for name in names)
    _check_values(case, people, told)
    _check_told(case, people, told)


def _check_values(case: Case, people: Sequence[Mapping[str, Any]], told: str) -> None:
    for name, values in case.get("values", {}).items():
        for label, value in values.items():
            shown = [str(each[label]) for each in people if each["姓名"] == name]
            instead = case.get("told_instead") and label in told
            assert value in shown or instead, f"{name} {label}: {shown} {told}"
    for name, values in case.get("not_values", {}).items():
        for label, value in values.items():
            wrong = any(each[label] == value for each in people if each["姓名"] == name)
            assert not wrong or any(word in told for word in case.get("told_instead_words", ())), told


def _check_told(case: Case, people: Sequence[Mapping[str, Any]], told: str) -> None:
    if "told" in case and not any(word in told for word in case["told"]):
        instead = case.get("or_value", {})
        assert instead, f"told: {told}"
        for name, values in instead.items():
            assert [values] == [
                {label: each[label] for label in values} for each in people if each["姓名"] == name
            ]
    assert not any(word in told for word in case.get("not_told", ()))
