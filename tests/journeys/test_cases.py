"""Odd workbooks of real offices, each brought in by the command line: what `expected.json` says holds."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from hardship_desktop import cli
from tests.cases import Store, check

CASES = Path(__file__).parents[1] / "data" / "cases"
EXPECTED: dict[str, Any] = json.loads((CASES / "expected.json").read_text("utf-8"))

PASSWORD = "qinghe-2026"


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that was set up once, to be copied."""
    folder = tmp_path_factory.mktemp("pattern")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("HARDSHIP_PASSWORD", PASSWORD)
        words = ("--org-code", "530326", "--org-name", "清河县总工会", "--role", "county")
        made = cli.run(
            ["--data", str(folder / "county"), "init", *words, "--recovery-out", str(folder / "recovery.txt")]
        )
    assert made == 0
    return folder


@pytest.fixture
def store(
    set_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Store:
    shutil.copytree(set_up, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HARDSHIP_PASSWORD", PASSWORD)
    capsys.readouterr()
    return Store(tmp_path / "county", capsys)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_case_holds(store: Store, name: str) -> None:
    case = EXPECTED[name]
    check(case, store.take(*(CASES / step for step in case["steps"])))
