"""A file that was put back, copied or cloned never gives out a sequence number twice."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hardship_desktop.store.origins import own_origin
from hardship_desktop.store.records import Household
from hardship_desktop.store.store import Store
from tests.unit.store.conftest import USER

Open = Callable[..., Store]


def save(store: Store, times: int = 1) -> None:
    for _ in range(times):
        with store.change(USER) as change:
            change.insert(Household, {"address": "幸福路1号"})


def origins(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as reader:
        cursor = reader.cursor
        return list(cursor.execute("SELECT cause, head_seq, parent_seq FROM origin ORDER BY no").fetchall())


def written(store: Store) -> set[tuple[str, int]]:
    """(origin, seq) of all records."""
    with store.read() as reader:
        rows = reader.cursor.execute(
            "SELECT hex(o.id), l.seq FROM change_log l JOIN origin o ON o.no = l.origin"
        )
        return {(origin, seq) for origin, seq in rows}


def test_the_same_file_on_the_same_pc_goes_on_under_its_origin(store: Store, open_store: Open) -> None:
    save(store, 3)
    store.close()
    again = open_store()
    save(again)
    assert (again.notice, origins(again)) == ("", [("enrol", 4, None)])


def test_a_fresh_file_that_was_never_written_keeps_its_origin(store: Store, open_store: Open) -> None:
    store.close()
    again = open_store()
    assert (again.notice, origins(again)) == ("", [("enrol", 0, None)])


def test_an_old_copy_put_back_writes_under_a_new_origin_and_says_so(
    store: Store, open_store: Open, tmp_path: Path
) -> None:
    save(store, 3)
    store.close()
    old = tmp_path / "old"
    shutil.copytree(tmp_path / "data", old)
    later = open_store()
    save(later, 2)
    lost = written(later)
    later.close()
    shutil.rmtree(tmp_path / "data")
    old.rename(tmp_path / "data")
    again = open_store()
    save(again, 2)
    assert "旧" in again.notice
    assert origins(again) == [("enrol", 3, None), ("rollback", 2, 3)]
    assert len(lost | written(again)) == 7
    again.close()
    assert open_store().notice == ""


def test_an_old_copy_from_before_a_new_origin_is_a_rollback_too(
    store: Store, open_store: Open, tmp_path: Path
) -> None:
    save(store)
    store.close()
    old = tmp_path / "old"
    shutil.copytree(tmp_path / "data", old)
    later = open_store()
    later.new_origin("restore")
    save(later)
    later.close()
    shutil.rmtree(tmp_path / "data")
    old.rename(tmp_path / "data")
    again = open_store()
    assert "旧" in again.notice
    assert [cause for cause, *_ in origins(again)] == ["enrol", "rollback"]


def test_a_folder_cloned_to_another_pc_writes_under_its_own_origin(
    store: Store, open_store: Open, tmp_path: Path
) -> None:
    save(store, 2)
    store.close()
    shutil.copytree(tmp_path / "data", tmp_path / "clone")
    clone = open_store(tmp_path / "clone", state_folder=tmp_path / "other pc")
    own = open_store()
    save(clone)
    save(own)
    assert (clone.notice, origins(clone)) == ("", [("enrol", 2, None), ("clone", 1, 2)])
    assert origins(own) == [("enrol", 3, None)]
    assert len(written(clone) & written(own)) == 2


def test_a_clone_made_before_the_first_record_of_an_origin_is_noticed(
    store: Store, open_store: Open, tmp_path: Path
) -> None:
    store.close()
    shutil.copytree(tmp_path / "data", tmp_path / "clone")
    clone = open_store(tmp_path / "clone", state_folder=tmp_path / "other pc")
    save(clone)
    own = open_store()
    save(own)
    assert not written(clone) & written(own)


def test_a_crash_before_the_witness_was_written_is_no_rollback(
    store: Store, open_store: Open, state: Path
) -> None:
    save(store)
    (witness,) = state.glob("witness-*.json")
    before = witness.read_text()
    save(store)
    store.close()
    witness.write_text(before)
    again = open_store()
    assert (again.notice, len(origins(again))) == ("", 1)


def test_a_file_of_the_same_length_with_another_history_is_noticed(
    store: Store, open_store: Open, state: Path
) -> None:
    save(store)
    store.close()
    (witness,) = state.glob("witness-*.json")
    note = witness.read_text()
    place = note.index('"hash": "') + len('"hash": "')
    witness.write_text(note[:place] + ("0" if note[place] != "0" else "1") + note[place + 1 :])
    assert "旧" in open_store().notice


@pytest.mark.parametrize("content", ["", "{}", "[1]", "rubbish", '{"origin": 1, "seq": "a", "hash": null}'])
def test_an_unreadable_witness_costs_a_new_origin_and_no_work(
    store: Store, open_store: Open, state: Path, content: str
) -> None:
    save(store)
    store.close()
    (witness,) = state.glob("witness-*.json")
    witness.write_text(content)
    again = open_store()
    save(again)
    assert len(origins(again)) == 2


def test_opening_while_another_window_saves_is_no_rollback(store: Store, open_store: Open) -> None:
    save(store)
    for _ in range(20):
        other = open_store()
        save(store)
        save(other)
        assert other.notice == ""
        other.close()
    assert len(origins(store)) == 1


def test_stamps_never_go_back_over_a_new_origin_with_the_clock_set_back(
    store: Store, open_store: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.change(USER) as change:
        row = change.insert(Household, {"address": "幸福路1号"})
    store.close()
    again = open_store()
    again.new_origin("restore")
    two_years = 2 * 365 * 86_400_000
    real = again.now_ms()
    monkeypatch.setattr(again, "now_ms", lambda: real - two_years)
    again.trust_clock()
    with again.change(USER) as change:
        change.update(Household, row, {"address": "幸福路2号"})
    with again.read() as reader:
        cursor = reader.cursor
        stamps = [hlc for (hlc,) in cursor.execute("SELECT hlc FROM change_log ORDER BY origin, seq")]
        assert own_origin(cursor).no == 2
    assert stamps == sorted(stamps)
