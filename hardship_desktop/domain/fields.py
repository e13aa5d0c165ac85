"""A field is declared once; forms, sheets, history, search and bundles derive from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hardship_desktop.domain.amounts import blank
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.kinds import Kind

Values = Mapping[str, Any]
"""Field name to value; an absent name means "not said", None means "empty"."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is known of a household, a person, a visit ...

    `headers` are the other words that sheets use for it; `group` ties fields
    that a merge must take from the same side (sync D3); `own` fields are set
    by the program and never typed or imported; `technical` ones are besides of no
    interest to a person, and the history leaves them out. `rare` ones are hardly ever filled.
    """

    name: str
    label: str
    kind: Kind
    section: str = ""
    required: bool = False
    sensitive: bool = False
    in_list: bool = False
    own: bool = False
    technical: bool = False
    rare: bool = False
    headers: tuple[str, ...] = ()
    group: str = ""
    help: str = ""

    def parse(self, text: str, *, today: date) -> Any:
        """The value of what was typed, for a blank what the kind makes of it; UserError names this field."""
        if blank(text):
            return self.kind.nothing(text)
        try:
            return self.kind.parse(text, today=today)
        except UserError as error:
            raise UserError(error.message, field=self.name, code=error.code) from None

    def check(self, value: Any, *, today: date) -> None:
        """Raise UserError, naming this field, when the value cannot stand."""
        try:
            if value is None or value in ("", ()):
                if self.required:
                    raise UserError(f"请填写{self.label}。", code="required")
                return
            self.kind.check(value, today=today)
        except UserError as error:
            raise UserError(error.message, field=self.name, code=error.code) from None

    def format(self, value: Any, *, masked: bool = False) -> str:
        """As a person reads it; `masked` hides a sensitive value."""
        if value is None:
            return ""
        return self.kind.mask(value) if masked and self.sensitive else self.kind.format(value)
