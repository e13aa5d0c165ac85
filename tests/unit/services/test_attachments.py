"""Attachments: sealed on disk, whole when they come back, and nothing plain left behind."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.file_names import safe_file_name
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.services.attachments import Attachments, Key
from hardship_desktop.services.desk import Desk
from hardship_desktop.store import blobs as blob_store
from hardship_desktop.store.blobs import Blobs
from hardship_desktop.store.change import driver_cursor
from hardship_desktop.store.records import Household

SECRET_TEXT = "家庭经济困难申请书：王秀英".encode()


@pytest.fixture
def household(desk: Desk) -> UUID:
    with desk.change() as change:
        return change.insert(Household, {"archive_no": "5303262026A0001"})


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "申请书.pdf"
    path.write_bytes(b"%PDF-1.4\n" + SECRET_TEXT)
    return path


def added(desk: Desk, household: UUID, path: Path, **values: Any) -> Key:
    changed = Attachments(desk).add(household, path, "application", values=values)
    assert changed.id is not None
    return desk.store.org_id, changed.id


def test_what_was_added_comes_back_to_the_byte(desk: Desk, household: UUID, paper: Path) -> None:
    key = added(desk, household, paper, note="原件", pages=2)
    assert Attachments(desk).read(key) == paper.read_bytes()
    (row,) = Attachments(desk).list((desk.store.org_id, household))
    assert (row["filename"], row["media_type"], row["kind"]) == (
        "申请书.pdf",
        "application/pdf",
        "application",
    )
    assert (row["size"], row["pages"], row["note"], row["here"]) == (paper.stat().st_size, 2, "原件", True)


def test_nothing_plain_lies_in_the_data_folder(desk: Desk, household: UUID, paper: Path) -> None:
    key = added(desk, household, paper)
    Attachments(desk).read(key)
    for path in desk.folder.rglob("*"):
        assert path.is_dir() or SECRET_TEXT not in path.read_bytes()
        assert "申请书" not in path.name


def test_the_same_paper_twice_in_one_household_is_refused(desk: Desk, household: UUID, paper: Path) -> None:
    added(desk, household, paper)
    with pytest.raises(UserError, match="已经在本户"):
        added(desk, household, paper)


def test_the_same_paper_in_two_households_is_kept_once(desk: Desk, household: UUID, paper: Path) -> None:
    with desk.change() as change:
        other = change.insert(Household, {})
    first, second = added(desk, household, paper), added(desk, other, paper)
    assert Attachments(desk).read(first) == Attachments(desk).read(second)
    assert len([path for path in (desk.folder / "blobs").rglob("*") if path.is_file()]) == 1


def test_empty_missing_and_huge_files_are_told(
    desk: Desk, household: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, big = tmp_path / "空.pdf", tmp_path / "大.pdf"
    empty.touch()
    big.write_bytes(b"x" * 5000)
    monkeypatch.setattr(blob_store, "LIMIT", 4000)
    for path, code in ((empty, "empty"), (tmp_path / "没有.pdf", "not_found"), (big, "too_big")):
        with pytest.raises(UserError) as refusal:
            added(desk, household, path)
        assert refusal.value.code == code
    assert Attachments(desk).list((desk.store.org_id, household)) == []


def test_the_limit_is_a_hundred_mebibytes() -> None:
    assert blob_store.LIMIT == 100 * 1024 * 1024


def test_an_unknown_kind_is_refused_before_anything_is_written(
    desk: Desk, household: UUID, paper: Path
) -> None:
    with pytest.raises(UserError) as refusal:
        Attachments(desk).add(household, paper, "no such kind")
    assert refusal.value.field == "kind"
    assert not (desk.folder / "blobs").exists()


def test_saving_a_copy_is_recorded_with_its_reason(
    desk: Desk, household: UUID, paper: Path, tmp_path: Path
) -> None:
    key = added(desk, household, paper)
    out = tmp_path / "out"
    out.mkdir()
    saved = Attachments(desk).save_as(key, out, reason="市总复核")
    assert saved == out / "申请书.pdf"
    assert saved.read_bytes() == paper.read_bytes()
    with pytest.raises(UserError, match="已有"):
        Attachments(desk).save_as(key, out, reason="市总复核")
    with pytest.raises(UserError, match="原因"):
        Attachments(desk).save_as(key, out / "b.pdf", reason=" ")
    assert not (out / "b.pdf").exists()
    with desk.read() as reader:
        notes = driver_cursor(reader.connection).execute("SELECT row_id, reason FROM disclosure").fetchall()
    assert notes == [(key[1].bytes, "市总复核")]


def test_a_damaged_or_missing_content_is_told_and_saves_nothing(
    desk: Desk, household: UUID, paper: Path, tmp_path: Path
) -> None:
    key = added(desk, household, paper)
    (sealed,) = (path for path in (desk.folder / "blobs").rglob("*") if path.is_file())
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"\0")
    target = tmp_path / "copy.pdf"
    with pytest.raises(UserError, match="损坏") as refusal:
        Attachments(desk).save_as(key, target, reason="查看")
    assert refusal.value.code == "attachment_damaged"
    assert not target.exists()
    sealed.unlink()
    with pytest.raises(UserError, match="不在本机"):
        Attachments(desk).read(key)


def test_removed_ones_leave_the_list_and_keep_their_content(desk: Desk, household: UUID, paper: Path) -> None:
    key = added(desk, household, paper)
    Attachments(desk).remove(key[1])
    assert Attachments(desk).list((desk.store.org_id, household)) == []
    assert Attachments(desk).read(key) == paper.read_bytes()


PIECE = 1 << 20


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_contents_of_every_length_survive(tmp_path: Path, size: int) -> None:
    blobs, content = Blobs(tmp_path, b"k" * 32), os.urandom(size)
    sha, length = blobs.put(BytesIO(content))
    assert (length, b"".join(blobs.open(sha))) == (size, content)


def test_every_kind_of_tampering_with_a_sealed_content_is_seen(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path, b"k" * 32)
    sha, _ = blobs.put(BytesIO(os.urandom(2 * PIECE + 10)))
    path = blobs.path(sha)
    whole = path.read_bytes()
    part = PIECE + 16
    swapped = whole[:4] + whole[4 + part : 4 + 2 * part] + whole[4 : 4 + part] + whole[4 + 2 * part :]
    flipped = whole[:100] + bytes([whole[100] ^ 1]) + whole[101:]
    for bad in (
        b"",
        whole[:4],
        whole[: 4 + part],
        whole[:-1],
        whole + b"x",
        swapped,
        flipped,
        b"XXXX" + whole[4:],
    ):
        path.write_bytes(bad)
        with pytest.raises(UserError, match="损坏"):
            list(blobs.open(sha))


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    sha, _ = Blobs(tmp_path, b"k" * 32).put(BytesIO(b"paper"))
    with pytest.raises(UserError, match="损坏"):
        list(Blobs(tmp_path, b"j" * 32).open(sha))


def test_a_name_that_is_no_hash_never_becomes_a_path(tmp_path: Path) -> None:
    for name in ("../../etc/passwd", "", "A" * 64, "g" * 64, "0" * 63 + "/"):
        with pytest.raises(ValueError, match="hash"):
            Blobs(tmp_path, b"k" * 32).path(name)


def test_cancel_leaves_no_content(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int) -> None:
            if total:
                raise Cancelled

    with pytest.raises(Cancelled):
        Blobs(tmp_path, b"k" * 32).put(BytesIO(b"paper"), Stop())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("申请书.pdf", "申请书.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\a.pdf", "C__Windows_a.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ("发票\u202efdp.exe", "发票fdp.exe"),
        ("a\u0000b\nc.png", "abc.png"),
        ("名称. .", "名称"),
        ("...", "附件"),
        ("", "附件"),
        ("王" * 300 + ".jpeg", "王" * 65 + ".jpeg"),
        (".pdf", "pdf"),
    ],
)
def test_file_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


@given(st.text(max_size=200))
def test_no_name_escapes_its_folder_or_breaks_a_system(name: str) -> None:
    safe = safe_file_name(name)
    assert safe
    assert len(safe.encode()) <= 200
    assert Path("/folder", safe).parent == Path("/folder")
    assert safe not in (".", "..")
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe == safe.strip(" .") or safe.startswith(".")
    assert safe_file_name(safe) == safe
