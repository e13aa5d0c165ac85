"""What only one place of the program may know, looked for in its sources."""

import re
from pathlib import Path

import pytest

import hardship_desktop

PACKAGE = Path(hardship_desktop.__file__).parent
ROLE = re.compile(r"user_role\s*(?:[=!]=|in\b|not\b)")

DRIVER = re.compile(r"\bcursor\b|driver_c|sqlcipher3|sqlite|exec_driver_sql|PRAGMA|sqlalchemy.text", re.I)
STATEMENT = re.compile(r"""["'](?:SELECT|INSERT|UPDATE|DELETE)\s""")


def _lines(*folders: str) -> list[tuple[str, str]]:
    files = [file for folder in folders for file in sorted((PACKAGE / folder).rglob("*.py"))]
    assert files
    return [(f"{file.relative_to(PACKAGE)}: {line.strip()}", line) for file in files for line in _of(file)]


def _of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("folder", ["app", "cli", "gui", "services"])
def test_nobody_compares_the_role_of_a_user(folder: str) -> None:
    assert [where for where, line in _lines(folder) if ROLE.search(line)] == []


@pytest.mark.parametrize("sign", [DRIVER, STATEMENT])
def test_services_know_neither_the_driver_nor_the_words_of_one_database(sign: re.Pattern[str]) -> None:
    assert [where for where, line in _lines("services", "documents", "sync") if sign.search(line)] == []
