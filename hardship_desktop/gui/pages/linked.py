"""Links to other rows as lists to choose from: a member of the household, a batch of money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from hardship_desktop.domain.codes.base import Code, CodeList
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.kinds import Choice, Link

Choices = Sequence[tuple[UUID, str]]
"""The rows offered: id and what the person reads."""


def choosing(fields: Iterable[Field], offered: Mapping[str, Choices]) -> tuple[Field, ...]:
    """The fields that can be typed; a link named in `offered` becomes a list, other links are left out."""
    return tuple(
        _as_choice(field, offered[field.name]) if field.name in offered else field
        for field in fields
        if not field.own and (field.name in offered or not isinstance(field.kind, Link))
    )


def to_form(values: Values, offered: Mapping[str, Choices]) -> dict[str, Any]:
    """Ids of rows as the codes of those lists."""
    return {n: str(v) if n in offered and v is not None else v for n, v in values.items()}


def from_form(values: Values, offered: Mapping[str, Choices]) -> dict[str, Any]:
    """The codes as ids again."""
    return {n: UUID(v) if n in offered and v is not None else v for n, v in values.items()}


def member_names(people: Iterable[Mapping[str, Any]]) -> Choices:
    """The members of a household by name; those of the same name are told apart by their birth year."""
    people = list(people)
    names = [each["name"] or "（未填姓名）" for each in people]
    return [
        (each["id"], _apart(name, each) if names.count(name) > 1 else name)
        for each, name in zip(people, names, strict=True)
    ]


def _apart(name: str, person: Mapping[str, Any]) -> str:
    birth = person.get("birth_date")
    return f"{name}（{birth.year} 年生）" if birth else f"{name}（{str(person['id'])[-4:]}）"


def _as_choice(field: Field, offered: Choices) -> Field:
    entries = tuple(Code(str(row), text) for row, text in offered)
    return replace(field, kind=Choice(codes=CodeList(field.name, field.label, entries)))
