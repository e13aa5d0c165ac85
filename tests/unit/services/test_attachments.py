"""Attachments: sealed on disk, whole when they come back, and nothing plain left behind."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.attachments import Attachments
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.store import blobs as blob_store
from hardship_desktop.store.records import Household
from tests.damage import flip_byte

SECRET_TEXT = "家庭经济困难申请书：王秀英".encode()


def listed(desk: Desk, household: UUID) -> list[dict[str, Any]]:
    """The attachments of a household as its page has them."""
    return Households(desk).open((desk.store.org_id, household)).attachments


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
    (row,) = listed(desk, household)
    assert (row["filename"], row["media_type"], row["kind"]) == (
        "申请书.pdf",
        "application/pdf",
        "application",
    )
    assert (row["size"], row["pages"], row["note"]) == (paper.stat().st_size, 2, "原件")


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
    assert listed(desk, household) == []


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
        notes = reader.cursor.execute("SELECT row_id, reason FROM disclosure").fetchall()
    assert notes == [(key[1].bytes, "市总复核")]


def test_a_damaged_or_missing_content_is_told_and_saves_nothing(
    desk: Desk, household: UUID, paper: Path, tmp_path: Path
) -> None:
    key = added(desk, household, paper)
    (sealed,) = (path for path in (desk.folder / "blobs").rglob("*") if path.is_file())
    flip_byte(sealed, -1)
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
    assert listed(desk, household) == []
    assert Attachments(desk).read(key) == paper.read_bytes()


def test_the_history_of_a_paper_is_told_without_what_only_the_program_needs(
    desk: Desk, household: UUID, paper: Path
) -> None:
    added(desk, household, paper)
    newest = History(desk).of_household((desk.store.org_id, household))[0]
    assert newest.subject.startswith("附件")
    labels = {label for label, _, _ in newest.fields}
    assert {"附件类型", "附件名称"} <= labels
    assert not labels & {"文件格式", "大小", "内容摘要"}


def test_several_papers_are_added_in_one_action_and_a_refused_one_is_named(
    desk: Desk, household: UUID, paper: Path, tmp_path: Path
) -> None:
    added(desk, household, paper)
    new, empty = tmp_path / "照片.jpg", tmp_path / "空.pdf"
    new.write_bytes(b"photo")
    empty.write_bytes(b"")
    deeds = len(desk.actions)
    changed = Attachments(desk).add_many(household, [paper, new, empty, tmp_path / "没有.pdf"], "other")
    assert len(desk.actions) == deeds + 1
    names = [row["filename"] for row in listed(desk, household)]
    assert names == ["申请书.pdf", "照片.jpg"]
    assert changed.message.startswith("已添加 1 份附件。没有添加：")
    assert all(f"“{name}”：" in changed.message for name in ("申请书.pdf", "空.pdf", "没有.pdf"))


def test_papers_of_which_none_can_be_added_are_refused_by_name(
    desk: Desk, household: UUID, tmp_path: Path
) -> None:
    paths = [tmp_path / "空.pdf", tmp_path / "白.jpg"]
    for path in paths:
        path.write_bytes(b"")
    with pytest.raises(UserError, match=r"“空\.pdf”.*“白\.jpg”"):
        Attachments(desk).add_many(household, paths, "other")
    assert listed(desk, household) == []
