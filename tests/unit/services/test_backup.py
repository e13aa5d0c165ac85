"""Backups: whole, verified, and never in each other's way."""

import errno
import shutil
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.backup import Backup, safety_copy
from hardship_desktop.services.checkup import Checkup
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.restore import Secret, restore, verify
from hardship_desktop.store import backup_file
from hardship_desktop.store.backup_file import read_manifest
from tests.unit.services.backups import StopAt, fill, rewrite, with_attachment
from tests.unit.services.conftest import PASSWORD

DAY_MS = 86_400_000


def test_a_backup_is_one_file_that_says_what_is_in_it(desk: Desk, stick: Path) -> None:
    fill(desk)
    info = Backup(desk).create(stick)
    assert [path.name for path in stick.iterdir()] == [info.path.name]
    assert info.path.name.startswith("帮扶备份-530326-2")
    assert info.path.suffix == ".hbk"
    assert (info.counts["household"], info.counts["person"], info.org_code) == (3, 3, "530326")
    with zipfile.ZipFile(info.path) as archive:
        assert archive.namelist() == ["office.db", "vault.json", "manifest.json"]
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}


def test_nothing_personal_can_be_read_in_it(desk: Desk, stick: Path) -> None:
    fill(desk)
    content = Backup(desk).create(stick).path.read_bytes()
    for word in ("王秀英", "5303262026A", "清河县第一"):
        assert word.encode() not in content


def test_a_full_disk_is_told_before_anything_is_written(
    desk: Desk, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = Backup(desk).create(stick)
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    for attempt in (
        lambda: Backup(desk).create(stick),
        lambda: restore(info.path, tmp_path / "new", Secret(password=PASSWORD)),
    ):
        with pytest.raises(UserError, match="磁盘") as refusal:
            attempt()
        assert refusal.value.code == "disk_full"
    assert list(stick.iterdir()) == [info.path]


def test_a_stick_that_loses_bytes_is_noticed_before_the_backup_gets_its_name(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_a_byte(out: object) -> None:
        with Path(out.name).open("r+b") as written:  # type: ignore[attr-defined]
            written.seek(9000)
            written.write(b"\0" * 16)

    monkeypatch.setattr(backup_file, "_forget_cached", lose_a_byte)
    with pytest.raises(UserError, match="损坏"):
        Backup(desk).create(stick)
    assert list(stick.iterdir()) == []
    assert Backup(desk).status().last_ms is None


@pytest.mark.parametrize("moment", [1, 2, 4])
def test_cancel_leaves_nothing_behind(desk: Desk, stick: Path, tmp_path: Path, moment: int) -> None:
    fill(desk)
    before = {path.name for path in desk.folder.iterdir()}
    with pytest.raises(Cancelled):
        Backup(desk).create(stick, StopAt(moment))
    assert list(stick.rglob("*.hbk*")) == []
    assert {path.name for path in desk.folder.iterdir()} == before
    info = Backup(desk).create(stick)
    with pytest.raises(Cancelled):
        restore(info.path, tmp_path / "new", Secret(password=PASSWORD), progress=StopAt(min(moment, 2)))
    assert not [path for path in tmp_path.iterdir() if "new" in path.name]


def test_cancel_stops_the_copy_of_a_large_database(desk: Desk, stick: Path) -> None:
    fill(desk, 3000)
    with pytest.raises(Cancelled):
        Backup(desk).create(stick, StopAt(1))
    assert list(stick.iterdir()) == []


def test_attachments_are_copied_once_and_never_shared_between_offices(
    desk: Desk, stick: Path, tmp_path: Path
) -> None:
    with_attachment(desk, tmp_path)
    Backup(desk).create(stick)
    (sealed,) = (path for path in stick.rglob("*") if path.is_file() and path.suffix != ".hbk")
    assert sealed.parent.parent.name.startswith("530326-")
    stamp = sealed.stat().st_mtime_ns
    Backup(desk).create(stick)
    assert sealed.stat().st_mtime_ns == stamp


def test_an_attachment_that_is_not_here_does_not_stop_backups(
    desk: Desk, stick: Path, tmp_path: Path
) -> None:
    with_attachment(desk, tmp_path)
    shutil.rmtree(desk.folder / "blobs")
    info = Backup(desk).create(stick)
    assert info.attachments == 0
    assert len(read_manifest(info.path).absent) == 1
    assert verify(info.path, Secret(password=PASSWORD)) == info


def test_a_backup_made_while_others_save_is_one_consistent_moment(
    desk: Desk, stick: Path, tmp_path: Path, log_in_here: Callable[[], Desk]
) -> None:
    fill(desk, 300)
    other, stop = log_in_here(), threading.Event()

    def keep_saving() -> None:
        while not stop.is_set():
            fill(other, 1)

    saver = threading.Thread(target=keep_saving)
    saver.start()
    try:
        backups = [Backup(desk).create(stick) for _ in range(3)]
    finally:
        stop.set()
        saver.join()
    for info in backups:
        assert info.counts["household"] == info.counts["person"] >= 300
    result = restore(backups[1].path, tmp_path / "new", Secret(password=PASSWORD))
    restored = log_in(result.folder, None, PASSWORD)
    assert Checkup(restored).run().findings == []
    restored.store.close()


def test_two_backups_in_one_second_are_two_files(desk: Desk, stick: Path) -> None:
    for _ in range(3):
        Backup(desk).create(stick)
    assert len(list(stick.glob("*.hbk"))) == 3


def test_a_place_inside_the_data_folder_is_refused(desk: Desk) -> None:
    inside = desk.folder / "备份"
    inside.mkdir()
    for attempt in (lambda: Backup(desk).set_places([inside]), lambda: Backup(desk).create(inside)):
        with pytest.raises(UserError, match="数据文件夹里面"):
            attempt()


def test_at_most_two_places_and_each_must_be_there(desk: Desk, stick: Path, tmp_path: Path) -> None:
    backup = Backup(desk)
    for bad in ([stick, stick], [stick, tmp_path / "没有"], [stick, tmp_path, tmp_path / "state"]):
        with pytest.raises(UserError):
            backup.set_places(bad)
    assert backup.places() == []


def test_a_missing_stick_is_skipped_with_a_sentence_when_the_other_place_works(
    desk: Desk, stick: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "D盘"
    disk.mkdir()
    backup = Backup(desk)
    backup.set_places([stick, disk])
    stick.rmdir()
    done, skipped = backup.run_due()
    assert done.info is not None
    assert done.place == disk
    assert skipped.info is None
    assert "不在" in skipped.message
    assert not stick.exists()
    assert [place.present for place in backup.places()] == [False, True]
    shutil.rmtree(disk)
    with pytest.raises(UserError, match="不在"):
        backup.run_due()


def test_status_turns_red_after_three_days(desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup, start = Backup(desk), desk.store.now_ms()
    assert (backup.status().overdue, backup.status().text) == (False, "尚未备份")
    assert backup.due()
    backup.create(stick)
    assert not backup.due()
    assert not backup.due(at_exit=True)
    fill(desk, 1)
    assert backup.due(at_exit=True)
    monkeypatch.setattr(desk.store, "now_ms", lambda: start + 2 * DAY_MS)
    assert (backup.status().days, backup.status().overdue, backup.due()) == (2, False, True)
    monkeypatch.setattr(desk.store, "now_ms", lambda: start + 4 * DAY_MS)
    assert (backup.status().text, backup.status().overdue) == ("4 天前备份", True)


def test_an_office_that_never_backs_up_is_told_after_three_days(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = desk.store.now_ms() + 4 * DAY_MS
    monkeypatch.setattr(desk.store, "now_ms", lambda: later)
    assert Backup(desk).status().overdue


def test_old_backups_are_thinned_and_files_of_others_stay(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = desk.store.now_ms()
    first = Backup(desk).create(stick)
    foreign = stick / "帮扶备份-530327-20200101-000000.hbk"
    rewrite_id = b'"database_id":"' + b"0" * 32

    def other_office(members: dict[str, bytes]) -> None:
        manifest = members["manifest.json"]
        place = manifest.index(b'"database_id":"')
        members["manifest.json"] = manifest[:place] + rewrite_id + manifest[place + len(rewrite_id) :]

    shutil.copy(first.path, foreign)
    rewrite(foreign, other_office)
    broken = stick / "帮扶备份-530326-20200101-000000.hbk"
    broken.write_bytes(b"x")
    for day in range(1, 16):
        monkeypatch.setattr(desk.store, "now_ms", lambda day=day: start + day * DAY_MS)
        Backup(desk).create(stick)
    own = [path for path in stick.glob("*.hbk") if path not in (foreign, broken)]
    assert 7 <= len(own) <= 10
    assert foreign.exists()
    assert broken.exists()


def test_an_old_backup_that_another_program_holds_does_not_spoil_the_new_one(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, unlink = desk.store.now_ms(), Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".hbk":
            raise PermissionError(errno.EACCES, "in use")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    for day in range(10):
        monkeypatch.setattr(desk.store, "now_ms", lambda day=day: start + day * DAY_MS)
        Backup(desk).create(stick)
    assert len(list(stick.glob("*.hbk"))) == 10


def test_a_backup_made_with_the_clock_set_back_survives(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = desk.store.now_ms()
    for day in range(15):
        monkeypatch.setattr(desk.store, "now_ms", lambda day=day: start + day * DAY_MS)
        Backup(desk).create(stick)
    monkeypatch.setattr(desk.store, "now_ms", lambda: start - 900 * DAY_MS)
    assert Backup(desk).create(stick).path.exists()


def test_safety_copies_are_real_backups_and_the_last_five_stay(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_attachment(desk, tmp_path)
    start, copies = desk.store.now_ms(), []
    for second in range(7):
        monkeypatch.setattr(desk.store, "now_ms", lambda second=second: start + 1000 * second)
        copies.append(safety_copy(desk, "import"))
    assert [copy.exists() for copy in copies] == [False, False, True, True, True, True, True]
    assert copies[-1].parent == desk.folder / "before-import"
    desk.store.close()
    result = restore(copies[-1], desk.folder, Secret(password=PASSWORD))
    assert result.missing == []


def test_what_a_power_cut_left_on_the_stick_is_cleared_later(desk: Desk, stick: Path) -> None:
    left, foreign = stick / ".帮扶备份-530326-20260101-000000.hbk.0123abcd.part", stick / ".film.part"
    for path in (left, foreign):
        path.write_bytes(b"x")
    (desk.folder / ".aside-left").mkdir()
    (desk.folder / ".aside-left" / "office.db").write_bytes(b"x")
    Backup(desk).create(stick)
    assert not left.exists()
    assert foreign.exists()
    assert not list(desk.folder.glob(".aside-*"))
