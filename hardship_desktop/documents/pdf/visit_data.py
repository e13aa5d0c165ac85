"""What is printed on a household visit form, as plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from hardship_desktop.documents.pdf.visit_fields import AMOUNT_LABELS, MEMBER_LABELS, TICKS, VALUE_LABELS


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of the family, every value already formatted and masked by the caller."""

    name: str = ""
    relation: str = ""
    sex: str = ""
    birth_date: str = ""
    id_no: str = ""
    health: str = ""
    work: str = ""
    income_monthly: str = ""


@dataclass(frozen=True, slots=True)
class VisitForm:
    """What is printed on one visit form; all texts formatted and masked by the caller.

    `form_no` is the number printed on each page, `qr` what the QR code holds beside the page number
    (nothing personal), `unit` the union that prints. `values` has the keys of `VALUE_LABELS`, `ticks` the
    groups of `TICKS` with the Chinese words chosen (a word without a box is written after 其他),
    `amounts` the rows of `AMOUNT_LABELS` with up to twelve months and the total, `months` the twelve
    headings. Whatever is left out is printed empty, to be written by hand.
    """

    form_no: str
    qr: str
    unit: str
    printed_on: date
    archive_no: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    members: tuple[MemberLine, ...] = ()
    ticks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    amounts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError for a name that the form does not have: a mistake of the program."""
        for given, known in ((self.values, VALUE_LABELS), (self.ticks, TICKS), (self.amounts, AMOUNT_LABELS)):
            if unknown := set(given) - set(known):
                raise ValueError(f"not on the visit form: {sorted(unknown)}")
        if len(self.months) > 12 or any(len(row) > 13 for row in self.amounts.values()):
            raise ValueError("the grid has twelve months and a total")
        for group, words in self.ticks.items():
            if not TICKS[group].other and (lost := set(words) - set(TICKS[group].options)):
                raise ValueError(f"no tick box in {group} for {sorted(lost)}")

    @classmethod
    def blank(cls, form_no: str, unit: str, printed_on: date) -> "VisitForm":
        """A form to be filled in by hand; its QR code holds the form number."""
        return cls(form_no, form_no, unit, printed_on)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text that varies from form to form, as (place on the form, text)."""
        yield "number", self.form_no
        yield "unit", self.unit
        yield "archive_no", self.archive_no
        yield from self.values.items()
        for row, member in enumerate(self.members):
            yield from member_texts(row, member)
        for month, text in enumerate(self.months):
            yield f"month.{month}", text
        for key, amounts in self.amounts.items():
            for month, text in enumerate(amounts):
                yield f"amount.{key}.{month}", text
        for group, words in self.ticks.items():
            yield f"{group}.other", "、".join(word for word in words if word not in TICKS[group].options)

    def ticked(self) -> frozenset[tuple[str, str]]:
        """The boxes that carry a tick, as (group, option)."""
        return frozenset((group, word) for group, words in self.ticks.items() for word in words)


def member_texts(row: int, member: MemberLine) -> Iterator[tuple[str, str]]:
    """The texts of one member who stands in this row (from 0) of a table."""
    for column in fields(member):
        yield f"member.{row}.{column.name}", getattr(member, column.name)


def label_of(place: str) -> str:
    """The Chinese name of a place on the form, for messages and for texts that go on overleaf."""
    match place.split("."):
        case ["member", row, column]:
            return f"成员{int(row) + 1} {MEMBER_LABELS[column]}"
        case ["amount", key, _]:
            return AMOUNT_LABELS[key]
        case ["month", _]:
            return "月份"
        case [group, "other"]:
            return TICKS[group].label
        case _:
            return _HEAD_LABELS.get(place) or VALUE_LABELS[place]


_HEAD_LABELS = {"number": "编号", "unit": "单位", "archive_no": "档案编号"}
