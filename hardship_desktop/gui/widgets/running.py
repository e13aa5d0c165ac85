"""What a widget needs to read or write without waiting; the shell's Tasks is one."""

from collections.abc import Callable
from typing import Any, Literal, Protocol

from hardship_desktop.domain.errors import UserError


class Runs(Protocol):
    """Runs short work elsewhere and calls back here."""

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        ended: Callable[[], None] | None = None,
        kind: Literal["read", "write"] = "read",
    ) -> None:
        """See shell.tasks.Tasks.run."""
