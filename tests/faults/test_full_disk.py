"""A disk that is full, a folder that is read-only: one sentence, and nothing half done."""

import os
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import set_up
from hardship_desktop.services.backup import Backup
from hardship_desktop.store import engine
from hardship_desktop.store.faults import plain_faults
from tests.faults.conftest import FIRST, Office
from tests.faults.work import CHEAP, OFFICE

FULL = ("error disk_full", "error disk_error")


def test_saving_on_a_full_disk_keeps_what_was_saved(office: Office) -> None:
    *saved, error = office.output_of("fill_disk", office.data)
    assert error.startswith(FULL)
    assert "没有保存" in error
    there = office.sound()
    assert set(saved) <= there
    assert len(there) == FIRST + 40 * len(saved)


def test_backup_to_a_full_disk_leaves_nothing_behind(office: Office) -> None:
    before = sorted(path.name for path in office.data.iterdir())
    (error,) = office.output_of("back_up_full", office.data, office.stick)
    assert error.startswith(FULL)
    assert list(office.stick.rglob("*")) == []
    assert sorted(path.name for path in office.data.iterdir()) == before
    with office.opened() as desk:
        assert Backup(desk).status().last_ms is None


def test_set_up_on_a_full_disk_leaves_an_empty_folder_and_works_later(office: Office, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    (error,) = office.output_of("set_up_full", fresh)
    assert error.startswith(FULL)
    assert list(fresh.iterdir()) == []
    desk, _ = set_up(fresh, OFFICE, cost=CHEAP)
    desk.store.close()


@pytest.mark.usefixtures("office")
def test_a_set_up_that_was_killed_does_not_block_the_next_one(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "office.db").write_bytes(b"what a killed set-up left")
    desk, _ = set_up(fresh, OFFICE, cost=CHEAP)
    desk.store.close()
    (kept,) = fresh.glob("office.db.*")
    assert kept.read_bytes() == b"what a killed set-up left"


def test_a_disk_that_is_already_full_is_called_full(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    nearly = shutil.disk_usage(office.data)._replace(free=(1 << 20) - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: nearly)
    with pytest.raises(UserError, match="磁盘已满") as refusal, office.opened():
        pass
    assert refusal.value.code == "disk_full"


def test_writing_to_a_read_only_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    with dbapi2.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    connection = dbapi2.connect(f"file:{path}?mode=ro", uri=True)
    with pytest.raises(UserError, match="只读") as refusal, plain_faults():
        connection.execute("INSERT INTO t VALUES (1)")
    connection.close()
    assert refusal.value.code == "read_only"


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(UserError, match="只读"):
        engine.check_place(tmp_path)
