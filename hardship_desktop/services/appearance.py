"""How the window looks on this PC: known before anybody logs in, and nothing in it is secret."""

from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from hardship_desktop.store.safefile import replace_file

FILE = "appearance.json"
IDLE_CHOICES = (5, 10, 15, 30, 60)
"""Minutes without a touch after which the window locks itself."""


class Appearance(msgspec.Struct, frozen=True):
    """Size of type, colours, minutes until the lock, the window as it was left (hexadecimal),
    the folder chosen at the first run and the id of the user who logged in last."""

    size: Literal["标准", "大", "特大"] = "标准"
    scheme: Literal["system", "light", "dark"] = "system"
    lock_minutes: int = 15
    shape: str = ""
    folder: str = ""
    last_user: str = ""


def load_appearance(folder: Path) -> Appearance:
    """As it was kept; the usual look when nothing readable was."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Appearance)
    except (OSError, msgspec.DecodeError):
        return Appearance()


def keep_appearance(folder: Path, appearance: Appearance) -> None:
    """Keep it for the next start. Where that cannot be written the look is simply not remembered:
    nothing of the work is lost by it."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with replace_file(folder / FILE) as out:
            out.write(msgspec.json.encode(appearance))
