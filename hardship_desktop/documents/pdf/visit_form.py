"""The household visit form 困难职工入户走访表, blank or filled, from plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date
from operator import length_hint
from typing import BinaryIO

from hardship_desktop.documents.pdf.fonts import Fonts, MissingGlyph
from hardship_desktop.documents.pdf.visit_fields import AMOUNT_LABELS, MEMBER_LABELS, TICKS, VALUE_LABELS
from hardship_desktop.domain.progress import NoProgress, Progress


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of the family, every value already formatted and masked by the caller."""

    name: str = ""
    relation: str = ""
    sex: str = ""
    birth: str = ""
    id_number: str = ""
    health: str = ""
    work: str = ""
    monthly_income: str = ""


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

    @classmethod
    def blank(cls, form_no: str, unit: str, printed_on: date) -> "VisitForm":
        """A form to be filled in by hand; its QR code holds the form number."""
        return cls(form_no, form_no, unit, printed_on)
