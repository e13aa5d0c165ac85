"""What every page is given: one open desk and all that serves it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from hardship_desktop.gui.shell.file_dialogs import FileDialogs
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.appearance import Appearance
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.restore import Secret
from hardship_desktop.services.services import Services


class Ways(Protocol):
    """From page to page, by the names in the table of pages."""

    def open(self, name: str, *arguments: Any, **named: Any) -> Any:
        """Go to a page of the navigation, or put another on top; gives the page then in sight."""

    def may(self, name: str) -> bool:
        """Whether this user at this office may open the page."""

    def tell(self, what: set[str]) -> None:
        """Every page hears that records of these names were changed."""


@dataclass(frozen=True)
class Outside:
    """What only the program around the window can do: `choose` a look, `restore` a backup."""

    appearance: Appearance
    choose: Callable[[str, object], object]
    restore: Callable[[Path, Secret], object]


@dataclass(frozen=True)
class Room:
    """One for each window."""

    desk: Desk
    services: Services
    tasks: Tasks
    messages: Messages
    dialogs: FileDialogs
    ways: Ways
    outside: Outside

    def today(self) -> date:
        """The day at this desk."""
        return self.desk.today
