"""A file is replaced whole or not at all, whoever else writes."""

from pathlib import Path
from threading import Barrier, Thread

import pytest

from hardship_desktop.store.safefile import replace_file


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
