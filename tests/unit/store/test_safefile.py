"""A file is replaced whole or not at all, whoever else writes."""

import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest

from hardship_desktop.store.safefile import clear_parts, replace_file, sync_folder


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")

    def fail() -> None:
        with replace_file(target) as out:
            out.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_program_left_goes_with_the_next_file_and_what_is_being_written_stays(
    tmp_path: Path,
) -> None:
    left, foreign = tmp_path / ".名册.xlsx.0123abcd.part", tmp_path / ".film.part"
    for path in (left, foreign):
        path.write_text("王建国")
    with replace_file(tmp_path / "a") as slow:
        assert not left.exists()
        slow.write(b"slow")
        slow.flush()
        with replace_file(tmp_path / "b") as quick:
            quick.write(b"quick")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", ".film.part"}


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_a_place_that_is_no_file_name_is_a_folder(path: str) -> None:
    with pytest.raises(IsADirectoryError), replace_file(Path(path)):
        raise AssertionError


def test_two_threads_may_write_the_same_file(tmp_path: Path) -> None:
    target, together, failures = tmp_path / "a.json", Barrier(2), list[BaseException]()

    def write(content: bytes) -> None:
        try:
            with replace_file(target) as out:
                together.wait(10)
                out.write(content)
        except BaseException as error:
            failures.append(error)
            together.abort()

    threads = [Thread(target=write, args=(content,)) for content in (b"one", b"two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert target.read_bytes() in (b"one", b"two")
    assert list(tmp_path.iterdir()) == [target]


def test_nobody_clears_a_whole_file_away_before_it_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def while_another_writes_here(aside: Path, target: Path) -> Path:
        clear_parts(tmp_path)
        return replace(aside, target)

    monkeypatch.setattr(Path, "replace", while_another_writes_here)
    with replace_file(tmp_path / "a") as out:
        out.write(b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


@pytest.mark.skipif(sys.platform != "linux", reason="another system's /proc")
def test_a_folder_that_cannot_be_made_durable_is_no_error() -> None:
    sync_folder(Path("/proc"))  # fsync is refused there, as on some network shares
