"""What a kind of value is; plain text of limited length is the plainest.

A kind knows nothing of forms, sheets or tables; all of them ask it. A value is
None when unknown; kinds only ever see values that are known.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from hardship_desktop.domain.changes import WireValue
from hardship_desktop.domain.characters import fold_text
from hardship_desktop.domain.errors import UserError


@dataclass(frozen=True)
class Kind:
    """Plain text of limited length; the other kinds narrow it."""

    wire: ClassVar[type] = str
    right_aligned: ClassVar[bool] = False
    max_length: int = 200

    def parse(self, text: str, *, today: date) -> Any:
        """The value that a person meant; raises UserError with what to write instead."""
        value = fold_text(text)
        self.check(value, today=today)
        return value

    def nothing(self, text: str) -> Any:
        """What 无, - or / mean here: None, nothing is known."""
        return None

    def check(self, value: Any, *, today: date) -> None:
        """Raise UserError when the value cannot stand; `today` is the day at the office."""
        if len(value) > self.max_length:
            raise UserError(f"最多 {self.max_length} 个字，现有 {len(value)} 个字，请缩短。", code="too_long")

    def warnings(self, value: Any, *, today: date) -> tuple[str, ...]:
        """Sentences on what looks odd but may stand."""
        return ()

    def format(self, value: Any) -> str:
        """As a person reads it."""
        return str(value)

    def mask(self, value: Any) -> str:
        """As shown where the value itself must not be seen."""
        return "***"

    def to_wire(self, value: Any) -> WireValue:
        """As stored, logged and sent."""
        return value  # type: ignore[no-any-return]

    def from_wire(self, value: Any) -> Any:
        """The inverse of `to_wire`."""
        return value
