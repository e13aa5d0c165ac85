"""A bomb costs the reader little memory (measured where the system can tell)."""

import pytest

from tests.vectors.craft import FOLDER, outcome

resource = pytest.importorskip("resource", reason="only POSIX tells a process's greatest memory")


def test_a_bomb_takes_little_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert outcome(FOLDER / "zstd-bomb.ubx") == "bundle_damaged"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64_000
