"""Checking the values of a record before it is saved."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hardship_desktop.domain.fields import Field, Values


def checked(fields: Sequence[Field], values: Values, *, today: date, partial: bool = False) -> dict[str, Any]:
    """The declared values among `values`, each checked; raises UserError with the field at fault.

    `partial` is for a change of some fields: required ones may then be absent, not empty.
    """
    clean: dict[str, Any] = {}
    for field in fields:
        if partial and field.name not in values:
            continue
        value = values.get(field.name)
        if value == "" or value == ():
            value = None
        field.check(value, today=today)
        if field.name in values:
            clean[field.name] = value
    return clean
