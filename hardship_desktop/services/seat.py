"""A further place at the same desk: what a child process needs to open the file again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hardship_desktop.services.accounts import desk_with_keys
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.vault import Keys


@dataclass(frozen=True)
class Seat:
    """Folder, user and keys; it goes over a pipe only, never to a command line or a file."""

    folder: Path
    owner: str
    keys: Keys

    @classmethod
    def beside(cls, desk: Desk) -> "Seat":
        """For another process of the same user."""
        return cls(desk.folder, desk.opened.owner, desk.opened.keys)

    @contextmanager
    def open(self) -> Iterator[Desk]:
        """The desk, closed again at the end."""
        desk = desk_with_keys(self.folder, self.owner, self.keys)
        try:
            yield desk
        finally:
            desk.store.close()

    def __repr__(self) -> str:
        return f"Seat({self.owner})"
