"""Nobody without the sender's key can change a bundle: no flip, cut, append or double is taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.sync.format import read_bundle
from tests.vectors.craft import CITY_READER, FOLDER, NOW_MS, outcome, sample_log, write_good

GOOD = (FOLDER / "good.ubx").read_bytes()


def accepted(path: Path, data: bytes) -> bool:
    """Whether the first pass, which sees every byte, lets the file through."""
    path.write_bytes(data)
    try:
        with read_bundle(path, CITY_READER, NOW_MS):
            return True
    except UserError:
        return False


def flips(data: bytes) -> Iterator[bytes]:
    for place in range(len(data)):
        for mask in (0x01, 0x80):
            yield data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def test_no_flipped_byte_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "a.ubx"
    assert accepted(path, GOOD)
    assert not any(accepted(path, data) for data in flips(GOOD))


def test_no_truncation_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "a.ubx"
    assert not any(accepted(path, GOOD[:size]) for size in range(len(GOOD)))


@pytest.mark.parametrize("tail", [b"\0", b"x" * 72, GOOD, GOOD[-72:]])
def test_nothing_may_be_appended(tail: bytes, tmp_path: Path) -> None:
    assert not accepted(tmp_path / "a.ubx", GOOD + tail)
    assert not accepted(tmp_path / "a.ubx", tail + GOOD)


def test_parts_of_two_bundles_do_not_make_a_third(tmp_path: Path) -> None:
    path = tmp_path / "b.ubx"
    write_good(path)
    other = path.read_bytes()
    size = min(len(GOOD), len(other))
    for cut in range(9, size - 9, 7):
        mixed = GOOD[:cut] + other[cut:]
        assert mixed in (GOOD, other) or not accepted(path, mixed)


def test_a_foreign_signature_under_the_senders_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ubx"
    write_good(path, sample_log())
    signed_elsewhere = path.read_bytes()[:-64] + GOOD[-64:]
    path.write_bytes(signed_elsewhere)
    assert outcome(path) == "bundle_damaged"
