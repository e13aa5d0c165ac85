"""Visit forms on paper: which households, what is known of them, masked as paper must be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from hardship_desktop.documents.pdf.fonts import Fonts, MissingGlyph
from hardship_desktop.documents.pdf.visit_fields import FAMILY_PLACES, FLAGS, HEAD_PLACES
from hardship_desktop.documents.pdf.visit_form import MemberLine, VisitForm, missing_glyphs, write_visit_forms
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.households import HouseholdFile, read_file
from hardship_desktop.services.lists.base import numbered
from hardship_desktop.services.lists.households import HouseholdList, own_open
from hardship_desktop.services.numbers import next_number
from hardship_desktop.services.printed_forms import remember
from hardship_desktop.store.base import field_map
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.records import Household, Person
from hardship_desktop.store.safefile import replace_file

FAMILY = field_map(Household)
MEMBER = field_map(Person)


@dataclass(frozen=True)
class Drawn:
    """A run that is not on any disk: the PDF and what stands in it."""

    content: bytes
    forms: int
    pages: int
    missing: tuple[MissingGlyph, ...]


@dataclass(frozen=True)
class Printed:
    """What a run made: forms, pages, and characters that no font has."""

    path: Path
    forms: int
    pages: int
    missing: tuple[MissingGlyph, ...]


class Printing:
    """Printing what goes out to homes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def choose(self, archive_numbers: Sequence[str] = ()) -> Sequence[Key]:
        """Households by archive number, or all files that are open; UserError names a number not found."""
        lists = HouseholdList(self._desk)
        if not archive_numbers:
            return lists.keys(own_open(self._desk))
        by_number = numbered(self._desk, archive_numbers)
        unknown = [number for number in archive_numbers if number not in by_number]
        if unknown:
            raise UserError(f"没有档案编号为 {unknown[0]} 的户，请核对编号。", code="archive_no")
        return [by_number[number] for number in archive_numbers]

    def due(self) -> Sequence[Key]:
        """Open households of this office not yet visited this year."""
        return HouseholdList(self._desk).keys(own_open(self._desk, due=True))

    def visit_forms(self, out: Path, keys: Sequence[Key] = (), *, blank: int = 0) -> Printed:
        """Write the forms of these households, or `blank` empty ones, as one PDF; each gets its number."""
        forms = self.prepare(keys, blank=blank)
        fonts = Fonts.standard()
        with plain_faults(), replace_file(out) as file:
            pages = write_visit_forms(forms, file, fonts=fonts)
        return Printed(out, len(forms), pages, tuple(missing_glyphs(forms, fonts)))

    def draw(self, keys: Sequence[Key] = (), *, blank: int = 0, progress: Progress | None = None) -> Drawn:
        """The forms as a PDF in memory, for the preview: nothing is left behind on a disk."""
        forms = self.prepare(keys, blank=blank, progress=progress)
        fonts, file = Fonts.standard(), BytesIO()
        pages = write_visit_forms(forms, file, fonts=fonts, progress=progress or NoProgress())
        return Drawn(file.getvalue(), len(forms), pages, tuple(missing_glyphs(forms, fonts)))

    def prepare(
        self, keys: Sequence[Key], *, blank: int = 0, progress: Progress | None = None
    ) -> list[VisitForm]:
        """The forms as plain values; their numbers are used up from here on."""
        total = len(keys) + blank
        if not total:
            raise UserError("没有要打印的户；请先选择，或打印空白表。", code="empty")
        with self._desk.read() as reader:
            files = [read_file(reader, key) for key in keys]
        with self._desk.change("print") as change:
            numbers = [next_number(change, self._desk, "form") for _ in range(total)]
            remember(change, numbers[: len(keys)], keys)
        unit, today = self._desk.office_name, self._desk.today
        filled = [self._form(file, number) for file, number in zip(files, numbers, strict=False)]
        if progress:
            progress.step(0, total)
        return [*filled, *(VisitForm.blank(number, unit, today) for number in numbers[len(files) :])]

    def _form(self, file: HouseholdFile, number: str) -> VisitForm:
        return VisitForm(
            form_no=number,
            qr=number,
            unit=self._desk.office_name,
            printed_on=self._desk.today,
            archive_no=file.values["archive_no"] or "",
            values={name: text for name, text in _values(file) if text},
            members=tuple(_member(each) for each in file.people),
            ticks=_ticks(file),
        )


def _text(fields: dict[str, Field], values: dict[str, Any], name: str) -> str:
    field = fields[name]
    masked = name in ("id_no", "birth_date", "bank_card")
    return field.format(values.get(name), masked=masked)


def _values(file: HouseholdFile) -> Iterator[tuple[str, str]]:
    family, head = file.values, file.head
    for name in FAMILY_PLACES:
        yield name, _text(FAMILY, family, name)
    for name in HEAD_PLACES:
        yield name, _text(MEMBER, head, name)
    yield "household_size", str(family.get("household_size") or len(file.people))
    visited = [each["visited_on"] for each in file.visits if each["visited_on"]]
    yield "last_visited_on", str(max(visited)) if visited else ""


def _ticks(file: HouseholdFile) -> dict[str, tuple[str, ...]]:
    ticks = {"flags": tuple(word for name, word in FLAGS.items() if file.values.get(name))}
    if file.values.get("housing_type"):
        ticks["housing_type"] = (_text(FAMILY, file.values, "housing_type"),)
    return ticks


def _member(person: dict[str, Any]) -> MemberLine:
    work = [_text(MEMBER, person, name) for name in ("identity", "work_status", "employer")]
    return MemberLine(
        name=_text(MEMBER, person, "name"),
        relation=_text(MEMBER, person, "relation"),
        sex=_text(MEMBER, person, "sex"),
        birth_date=_text(MEMBER, person, "birth_date"),
        id_no=_text(MEMBER, person, "id_no"),
        health=_text(MEMBER, person, "health"),
        work=" ".join(dict.fromkeys(part for part in work if part)),
        income_monthly=_text(MEMBER, person, "income_monthly"),
    )
