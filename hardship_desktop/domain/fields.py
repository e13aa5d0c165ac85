"""A field is declared once; forms, sheets, history, search and bundles derive from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hardship_desktop.domain.amounts import blank
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.kinds import Choice, Kind

Values = Mapping[str, Any]
"""Field name to value; an absent name means "not said", None means "empty"."""

When = tuple[str, frozenset[str]]
"""Name of a choice, and those of its codes with which a field has a meaning."""


class WrongField(ValueError):
    """A declaration that cannot stand, named in a sentence; raised at import."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is known of a household, a person, a visit ...

    `headers` are the other words that sheets use for it; `group` ties fields
    that a merge must take from the same side (sync D3); `own` fields are set
    by the program and never typed or imported; `technical` ones are besides of no
    interest to a person, and the history leaves them out. `rare` ones are hardly ever filled.
    One with a `when` belongs to some codes of another field only.
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
    when: When | None = None

    def belongs(self, values: Values) -> bool:
        """Whether this field has a meaning beside these values."""
        return self.when is None or values.get(self.when[0]) in self.when[1]

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


def checked_fields(record: str, fields: Sequence[Field]) -> tuple[Field, ...]:
    """The declared fields of a record; WrongField when one belongs to what does not exist."""
    by_name = {each.name: each for each in fields}
    for each in fields:
        if each.when is None:
            continue
        name, codes = each.when
        kind = by_name[name].kind if name in by_name else None
        if not isinstance(kind, Choice):
            raise WrongField(f"{record}.{each.name} belongs to what is no choice of {record}: {name}.")
        for unknown in sorted(codes - {entry.code for entry in kind.codes.entries}):
            raise WrongField(f"{record}.{each.name} belongs to a code that {name} lacks: {unknown}.")
    return tuple(fields)


def belonging(fields: Iterable[Field], said: Values, standing: Values) -> dict[str, Any]:
    """What is said, and None for what stands and belongs to it no longer.

    Raises UserError, naming the field, when something is said that does not belong.
    """
    fields = tuple(fields)
    labels, whole, clean = {each.name: each for each in fields}, {**standing, **said}, dict(said)
    for each in fields:
        if each.when is None or whole.get(each.name) is None or each.belongs(whole):
            continue
        if said.get(each.name) is not None:
            raise UserError(_misplaced(each, labels[each.when[0]]), field=each.name, code="when")
        clean[each.name] = None
    return clean


def _misplaced(field: Field, other: Field) -> str:
    assert field.when is not None
    codes = "、".join(f"“{other.format(code)}”" for code in sorted(field.when[1]))
    return f"只有{other.label}为{codes}时才填写{field.label}，请清空它，或改选{other.label}。"
