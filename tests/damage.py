"""Damage done to files on purpose."""

from pathlib import Path


def flip_byte(path: Path, place: int) -> None:
    """Changes the byte at `place` for certain; a fixed byte written there may be the one that stands."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
