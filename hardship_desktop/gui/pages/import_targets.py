"""Where a column of a workbook may go, as a list of choices for a person."""

from collections.abc import Sequence

from hardship_desktop.documents.sheets.headings import IS_HEAD
from hardship_desktop.documents.sheets.layout import Layout, SheetPlan, Target
from hardship_desktop.domain.codes.base import Code, CodeList
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice

NOWHERE = "-"
SERIAL = Target("serial", "")


def key_of(target: Target | None) -> str:
    """A target as the code of a choice."""
    return NOWHERE if target is None else f"{target.record}.{target.field}.{target.group}"


def target_of(key: str | None) -> Target | None:
    """The inverse of `key_of`; no choice means nowhere."""
    if not key or key == NOWHERE:
        return None
    record, field, group = key.split(".")
    return Target(record, field, int(group))  # type: ignore[arg-type]


def people_of(layout: Layout, groups: int) -> list[str]:
    """How the persons of one row are called, by group."""
    if layout == "member_rows":
        return ["本人"]
    if layout == "members":
        return ["户主", "本人"]
    return ["户主", *(f"成员{number}" for number in range(1, groups + 1))]


def choices(plan: SheetPlan, household: Sequence[Field], person: Sequence[Field]) -> CodeList:
    """Nowhere first, then the household's fields, then those of each person in the row and one more."""
    groups = max((column.target.group for column in plan.columns if column.target), default=0)
    entries = [Code(NOWHERE, "不导入"), Code(key_of(SERIAL), "序号（同一户的行序号相同）")]
    entries += [
        Code(key_of(Target("household", field.name)), f"户 · {field.label}", (field.label,))
        for field in household
        if not field.own
    ]
    for group, who in enumerate(people_of(plan.layout, groups + 1)):
        entries += [
            Code(key_of(Target("person", field.name, group)), f"{who} · {field.label}", (field.label,))
            for field in (*person, IS_HEAD)
            if not field.own
        ]
    known = {entry.code for entry in entries}
    entries += [
        Code(key_of(column.target), column.header)
        for column in plan.columns
        if column.target and key_of(column.target) not in known
    ]
    return CodeList("target", "当作", tuple(entries))


def target_field(codes: CodeList, header: str) -> Field:
    """The choice as a field, so that it gets the same editor as any other."""
    return Field("target", f"{header} 当作", Choice(codes=codes))
