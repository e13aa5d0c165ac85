"""The sealed file stands where it was told to, whatever the folder is called."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from hardship_desktop.store.engine import open_engine

KEY = bytes(32)
NAMES = ["a%20b", "100%", "a#b", "it's 库", "a;b&c=d", *([] if sys.platform == "win32" else ["a?b"])]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_of_any_name_holds_its_file(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    engine = open_engine(folder / "office.db", KEY)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE a (b)"))
    engine.dispose()
    assert [each.name for each in folder.iterdir()] == ["office.db"]
    assert list(tmp_path.iterdir()) == [folder]
