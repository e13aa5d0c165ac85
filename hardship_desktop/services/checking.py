"""Checking the values of a record before it is saved."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values, belonging
from hardship_desktop.domain.people import Problem


def checked(fields: Sequence[Field], values: Values, *, today: date, partial: bool = False) -> dict[str, Any]:
    """The declared values among `values`, each checked; raises UserError with the field at fault.

    `partial` is for a change of some fields: required ones may then be absent, not empty, and whether
    they belong is seen when they are saved.
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
    return clean if partial else belonging(fields, clean, {})


def refuse_first(problems: Iterable[Problem]) -> None:
    """Raise UserError for the first problem that is no mere warning."""
    for problem in problems:
        if not problem.warning:
            raise UserError(problem.message, field=problem.field, code=problem.code)
