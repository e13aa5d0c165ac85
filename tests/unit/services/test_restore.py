"""From a backup and a secret alone to working data; whatever is damaged changes nothing."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services import restore as restoring
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.backup import Backup
from hardship_desktop.services.checkup import Checkup
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.restore import Secret, restore, verify
from hardship_desktop.store.origins import own_origin
from tests.damage import flip_byte
from tests.unit.services.backups import fill, numbers, rewrite, with_attachment
from tests.unit.services.conftest import PASSWORD

DAY_MS = 86_400_000


@pytest.mark.parametrize("by", ["recovery", "password"])
def test_backup_and_secret_alone_open_on_a_bare_pc(
    desk: Desk,
    stick: Path,
    tmp_path: Path,
    recovery_code: str,
    by: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_attachment(desk, tmp_path)
    info = Backup(desk).create(stick)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "bare-state"))
    secret = Secret(recovery=recovery_code) if by == "recovery" else Secret("李敏", PASSWORD)
    result = restore(info.path, tmp_path / "bare" / "data", secret)
    assert (result.replaced, result.missing) == (None, [])
    other = log_in(result.folder, None, PASSWORD)
    try:
        assert numbers(other) == numbers(desk)
        assert Checkup(other).run().findings == []
        assert other.store.notice == ""
    finally:
        other.store.close()


def test_a_restored_file_writes_under_a_new_origin_from_its_first_change(
    desk: Desk, stick: Path, log_in_here: Callable[[], Desk]
) -> None:
    fill(desk)
    with desk.read() as reader:
        before = own_origin(reader.cursor)
    info = Backup(desk).create(stick)
    desk.store.close()
    result = restore(info.path, desk.folder, Secret(password=PASSWORD))
    again = log_in_here()
    with again.read() as reader:
        cursor = reader.cursor
        own = own_origin(cursor)
        cause, parent, seq = cursor.execute(
            "SELECT cause, parent, parent_seq FROM origin WHERE no = ?", (own.no,)
        ).fetchone()
        count = cursor.execute("SELECT count(*) FROM origin").fetchone()[0]
    assert (cause, parent, seq, count) == ("restore", before.id, before.head_seq, 2)
    assert own.head_seq == 0
    assert again.store.notice == ""
    assert result.replaced is not None
    assert (result.replaced / "office.db").exists()
    assert "替换前" in result.replaced.name


def test_restore_brings_back_the_state_of_the_backup_and_keeps_the_newer_data_aside(
    desk: Desk, stick: Path, log_in_here: Callable[[], Desk]
) -> None:
    fill(desk, 2)
    info = Backup(desk).create(stick)
    fill(desk, 4)
    desk.store.close()
    result = restore(info.path, desk.folder, Secret(password=PASSWORD))
    assert len(numbers(log_in_here())) == 2
    assert result.replaced is not None
    old = log_in(result.replaced, None, PASSWORD)
    assert len(numbers(old)) == 6
    old.store.close()


def test_restore_refuses_while_the_data_is_open(desk: Desk, stick: Path) -> None:
    info = Backup(desk).create(stick)
    with pytest.raises(UserError, match="占用") as refusal:
        restore(info.path, desk.folder, Secret(password=PASSWORD))
    assert refusal.value.code == "locked"
    assert desk.folder.exists()
    assert not list(desk.folder.parent.glob("*.替换前*"))


def test_restore_never_replaces_a_folder_of_other_things(desk: Desk, stick: Path, tmp_path: Path) -> None:
    info = Backup(desk).create(stick)
    other = tmp_path / "照片"
    other.mkdir()
    (other / "全家福.jpg").write_bytes(b"x")
    with pytest.raises(UserError, match="别的文件"):
        restore(info.path, other, Secret(password=PASSWORD))
    assert (other / "全家福.jpg").read_bytes() == b"x"


def damage_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-500])


def damage_longer(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x")


def damage_doubled(path: Path) -> None:
    path.write_bytes(path.read_bytes() * 2)


def damage_last_byte(path: Path) -> None:
    flip_byte(path, -1)


def damage_page(path: Path) -> None:
    flip_byte(path, 20_000)


def damage_empty(path: Path) -> None:
    path.write_bytes(b"")


def damage_other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("照片.jpg", b"x")


def damage_manifest(path: Path) -> None:
    rewrite(path, lambda members: members.update({"manifest.json": b'{"format": 1}'}))


def damage_no_vault(path: Path) -> None:
    rewrite(path, lambda members: members.__delitem__("vault.json"))


def damage_counts(path: Path) -> None:
    def edit(members: dict[str, bytes]) -> None:
        manifest = msgspec.json.decode(members["manifest.json"])
        manifest["facts"]["counts"]["household"] += 1
        members["manifest.json"] = msgspec.json.encode(manifest)

    rewrite(path, edit)


@pytest.mark.parametrize(
    "damage",
    [
        damage_cut,
        damage_longer,
        damage_doubled,
        damage_last_byte,
        damage_page,
        damage_empty,
        damage_other_zip,
        damage_manifest,
        damage_no_vault,
        damage_counts,
    ],
)
def test_each_damage_is_told_and_changes_nothing(
    desk: Desk, stick: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    fill(desk)
    info = Backup(desk).create(stick)
    damage(info.path)
    for attempt in (
        lambda: verify(info.path, Secret(password=PASSWORD)),
        lambda: restore(info.path, tmp_path / "new", Secret(password=PASSWORD)),
    ):
        with pytest.raises(UserError, match="换一份备份") as refusal:
            attempt()
        assert refusal.value.code == "backup_damaged"
    assert not [path for path in tmp_path.iterdir() if "new" in path.name]


def test_a_backup_of_a_newer_program_says_so(desk: Desk, stick: Path, tmp_path: Path) -> None:
    info = Backup(desk).create(stick)

    def newer_format(members: dict[str, bytes]) -> None:
        members["manifest.json"] = b'{"format": 99}'

    def newer_tables(members: dict[str, bytes]) -> None:
        manifest = msgspec.json.decode(members["manifest.json"])
        manifest["facts"]["revision"] = "9999"
        members["manifest.json"] = msgspec.json.encode(manifest)

    for edit in (newer_tables, newer_format):
        rewrite(info.path, edit)
        with pytest.raises(UserError, match="升级") as refusal:
            restore(info.path, tmp_path / "new", Secret(password=PASSWORD))
        assert refusal.value.code == "too_new"


def test_a_wrong_secret_opens_nothing(desk: Desk, stick: Path, tmp_path: Path) -> None:
    info = Backup(desk).create(stick)
    wrong = "00000-00000-00000-00000-00000"
    for secret in (Secret(password="not-this-1"), Secret("张三", PASSWORD), Secret(recovery=wrong)):
        with pytest.raises(UserError):
            restore(info.path, tmp_path / "new", secret)
    assert not [path for path in tmp_path.iterdir() if "new" in path.name]


def test_verify_opens_the_backup_and_every_attachment(desk: Desk, stick: Path, tmp_path: Path) -> None:
    with_attachment(desk, tmp_path)
    info = Backup(desk).create(stick)
    assert info.attachments == 1
    assert verify(info.path, Secret(password=PASSWORD)) == info
    (sealed,) = (path for path in stick.rglob("*") if path.is_file() and path != info.path)
    flip_byte(sealed, -1)
    with pytest.raises(UserError, match="1 个附件") as refusal:
        verify(info.path, Secret(password=PASSWORD))
    assert refusal.value.code == "attachments_missing"
    result = restore(info.path, tmp_path / "new", Secret(password=PASSWORD))
    assert len(result.missing) == 1
    assert "1 个附件" in result.message


def test_a_power_cut_between_the_two_renames_is_mended_at_the_next_start(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch, log_in_here: Callable[[], Desk]
) -> None:
    fill(desk, 2)
    info = Backup(desk).create(stick)
    desk.store.close()

    class PowerCut(BaseException):
        pass

    def cut(side: Path, folder: Path, replaced: Path) -> bool:
        side.rename(folder.with_name(f".{folder.name}.restored"))
        folder.rename(replaced)
        raise PowerCut

    monkeypatch.setattr(restoring, "swap_in", cut)
    with pytest.raises(PowerCut):
        restore(info.path, desk.folder, Secret(password=PASSWORD))
    assert not desk.folder.exists()
    assert len(numbers(log_in_here())) == 2
