"""How long work reports and is stopped, known to every layer."""

from typing import Protocol


class Cancelled(Exception):
    """The person pressed 取消; the work stops and leaves nothing half done."""


class Progress(Protocol):
    """Somewhere to say how far the work is."""

    def step(self, done: int, total: int) -> None:
        """Report `done` of `total`; raises Cancelled when the person has asked to stop."""


class NoProgress:
    """Nobody watches."""

    def step(self, done: int, total: int) -> None:
        """Do nothing."""
