"""What stands in the open for a moment does not outlive the next start."""

from pathlib import Path

import pytest

from hardship_desktop.store.aside import aside_folder, clear_asides


def test_nothing_is_left_after_the_block_even_when_it_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with aside_folder(tmp_path) as folder:
            (folder / "part").write_text("王建国")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_program_left_is_removed_and_a_running_one_keeps_its_own(tmp_path: Path) -> None:
    left = tmp_path / ".aside-killed"
    left.mkdir()
    (left / "part").write_text("王建国")
    with aside_folder(tmp_path) as folder:
        (folder / "part").write_text("李秀英")
        clear_asides(tmp_path)
        assert (folder / "part").read_text() == "李秀英"
    assert not list(tmp_path.iterdir())
