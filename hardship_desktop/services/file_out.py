"""A finished document into a file of the person's choice."""

from pathlib import Path

from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.safefile import replace_file


def write_file(content: bytes, path: Path) -> None:
    """Write aside and replace; UserError when the disk is full, read-only or gone."""
    with plain_faults(), replace_file(path) as out:
        out.write(content)
