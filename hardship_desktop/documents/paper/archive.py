"""困难职工档案表: all that is known of one household, section by section, and who signs for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Protocol
from uuid import UUID

from hardship_desktop.documents.paper.blocks import (
    Block,
    Column,
    Document,
    FieldGrid,
    Heading,
    KeepTogether,
    Signature,
    Signatures,
    Table,
    Text,
    Title,
)
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.kinds import Link
from hardship_desktop.store.base import Record, field_map, fields_of
from hardship_desktop.store.records import Aid, AssetItem, ExpenseItem, Household, IncomeItem, Person, Visit

TITLE = "困难职工档案表"
_NUMERALS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六".split(" ")  # noqa: SIM905
_PLEDGE = "以上情况由申请人如实申报，经走访、核对属实；如有变化及时申报更改。"
_MASKED, _OPEN = "敏感信息已遮盖", "含个人敏感信息，请妥善保管"
_MEMBERS = (
    "name",
    "relation",
    "sex",
    "birth_date",
    "id_no",
    "health",
    "work_status",
    "employer",
    "income_monthly",
)
_TABLES: tuple[tuple[str, str, type[Record], tuple[str, ...]], ...] = (
    (
        "家庭收入",
        "incomes",
        IncomeItem,
        ("person_id", "kind", "period_from", "period_to", "amount_fen", "note"),
    ),
    (
        "刚性支出",
        "expenses",
        ExpenseItem,
        ("person_id", "kind", "period_from", "period_to", "self_paid_fen", "note"),
    ),
    ("家庭财产", "assets", AssetItem, ("owner_person_id", "kind", "detail", "value_fen")),
    ("帮扶记录", "aids", Aid, ("paid_on", "person_id", "item", "amount_fen", "remark")),
    ("走访记录", "visits", Visit, ("visited_on", "kind", "visitors", "requests", "conclusion")),
)
_SIGN = (
    Signature("申请人签字", thumb=True),
    Signature("基层工会意见", seal=True),
    Signature("乡镇（街道）工会意见", seal=True),
    Signature("县（市、区）总工会意见", seal=True),
)


class Family(Protocol):
    """A household with everything below it, as plain values, its children under the names in `_TABLES`."""

    @property
    def values(self) -> Values: ...

    @property
    def head(self) -> Values: ...

    @property
    def people(self) -> Sequence[Values]: ...


def archive(family: Family, *, masked: bool, printed_on: date, unit: str) -> Document:
    """The form of one household; sensitive values are hidden when `masked`."""
    number = family.values.get("archive_no") or "（未编号）"
    parts = [*_parts(family, masked)]
    headed = [
        replace(block, text=f"{_NUMERALS[index]}、{block.text}") if isinstance(block, Heading) else block
        for index, part in enumerate(parts)
        for block in part
    ]
    signed = KeepTogether([Text(_PLEDGE, 9), Signatures(_SIGN)])
    title = Title(TITLE, f"档案编号 {number}")
    return Document("archive", [title, *headed, signed], printed_on, unit, note=_MASKED if masked else _OPEN)


def _parts(family: Family, masked: bool) -> Iterator[list[Block]]:
    for section, fields in groupby(_shown(Household), key=lambda each: each.section):
        yield [Heading(section), FieldGrid.of(fields, family.values, masked=masked)]
    head = [each for each in _shown(Person) if family.head.get(each.name) is not None]
    yield [Heading("户主"), FieldGrid.of(head, family.head, masked=masked)]
    yield [
        Heading("家庭成员", f"{len(family.people)} 人"),
        _table(Person, _MEMBERS, family.people, {}, masked),
    ]
    names = {person["id"]: person["name"] or "" for person in family.people}
    for title, child, record, columns in _TABLES:
        rows: Sequence[Values] = getattr(family, child)
        yield [Heading(title), _table(record, columns, rows, names, masked)]


def _shown(record: type[Record]) -> list[Field]:
    """What a form shows; links to other rows say nothing on paper."""
    return [
        each
        for each in fields_of(record)
        if each.section and not each.technical and not isinstance(each.kind, Link)
    ]


def _table(
    record: type[Record],
    columns: Sequence[str],
    rows: Sequence[Values],
    names: dict[UUID, str],
    masked: bool,
) -> Table:
    """Rows of a record; a person is named."""
    fields = [field_map(record)[name] for name in columns]
    persons = [isinstance(each.kind, Link) for each in fields]
    return Table(
        [
            Column(each.label, width=12.0) if linked else Column.of(each, masked=masked)
            for each, linked in zip(fields, persons, strict=True)
        ],
        [
            [
                names.get(row[each.name], "") if linked else row[each.name]
                for each, linked in zip(fields, persons, strict=True)
            ]
            for row in rows
        ],
    )
