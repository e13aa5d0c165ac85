"""A field is declared once: this walks every one and sees it in form, sheet, history and bundle."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.kinds import (
    Area,
    BankCard,
    Choice,
    Choices,
    Day,
    Digits,
    IdNumber,
    Instant,
    Integer,
    Link,
    Money,
    Names,
    PersonName,
    Phone,
    YesNo,
)
from hardship_desktop.gui.widgets.form import Form
from hardship_desktop.services.history import History
from hardship_desktop.services.workbooks.exporting import WorkbookOut
from hardship_desktop.store.base import Record, fields_of
from hardship_desktop.store.records import TRAVELLING, Household, Person
from tests.offices import Office, closing, enrol, open_office, rows_of

IN_A_HOUSEHOLD = [
    record for record in TRAVELLING if "household_id" in {each.name for each in fields_of(record)}
]


FAMILY: tuple[type[Record], ...] = (Household, Person)


def invented(field: Field) -> Any:
    """Some value that the field's kind accepts."""
    kind = field.kind
    match kind:
        case Choices():
            return (kind.codes.current[0].code,)
        case Choice():
            return kind.codes.current[-1].code
        case Link():
            return uuid4()
        case Day():
            return date(2020, 3, 5)
        case YesNo():
            return True
        case Integer():
            return max(kind.minimum, min(2020, kind.maximum))
        case Money() | Area() | Instant():
            return 123_456
        case IdNumber():
            return make_id_number("530326", date(1980, 5, 6), 12)
        case Phone():
            return "13800001234"
        case BankCard():
            return "6222021234567894"
        case Digits():
            return "5" * (kind.lengths[0] if kind.lengths else 6)
        case Names():
            return "王敏、李强"
        case PersonName():
            return f"阿依·{field.label}"
    return f"{field.label}𬭎"


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Office]]:
    """A county with one row of everything, every field filled, and its city, which has received it."""
    folder = tmp_path_factory.mktemp("fields")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        city = open_office(folder / "city", "city", "云岭市总工会", "530300")
        county = open_office(folder / "county", "county", "清河县总工会", "530326")
        enrol(county, city)
        household, head = uuid4(), uuid4()
        links = {"household_id": household, "head_person_id": head, "person_id": head}
        with county.desk.change() as change:
            for record in TRAVELLING:
                values = {each.name: links.get(each.name, invented(each)) for each in fields_of(record)}
                own = {Household: household, Person: head}.get(record)
                # An attachment's hash must name a content that is really there.
                absent = {"sha256": None} if "sha256" in values else {}
                change.insert(record, {**values, **absent, **({"id": own} if own else {})})
        (result,) = city.take(county.send())
        assert result.done, result.message
        with closing(county, city):
            yield county, city


def household_of(office: Office) -> tuple[UUID, UUID]:
    (row,) = rows_of(office, office.desk.store.org_id)["household"]
    return row["org_id"], row["id"]


@pytest.mark.parametrize("record", TRAVELLING, ids=lambda record: str(record.__tablename__))
def test_every_field_has_its_place_in_a_form(record: type[Record], qtbot: QtBot) -> None:
    fields = [each for each in fields_of(record) if not each.own]
    if not fields:
        assert all(each.own for each in fields_of(record))
        return
    form = Form(fields, today=lambda: date(2026, 3, 5), columns=2)
    qtbot.addWidget(form)
    for field in fields:
        assert form.editor(field.name).control.accessibleName() == field.label


def test_every_field_reaches_the_city(offices: tuple[Office, Office]) -> None:
    county, city = offices
    org = county.desk.store.org_id
    sent, received = rows_of(county, org), rows_of(city, org)
    assert sent == received
    for record in TRAVELLING:
        empty = [
            {each.name for each in fields_of(record) if row[each.name] is None} - {"sha256"}
            for row in sent[record.__tablename__]
        ]
        assert set() in empty, record.__tablename__


def test_every_field_of_a_family_stands_in_its_history(offices: tuple[Office, Office]) -> None:
    county, _ = offices
    told = {
        label
        for entry in History(county.desk).of_household(household_of(county))
        for label, _, _ in entry.fields
    }
    records: tuple[type[Record], ...] = (Household, *IN_A_HOUSEHOLD)
    for record in records:
        expected = {
            each.label for each in fields_of(record) if each.kind.wire is not bytes and not each.technical
        }
        assert expected - told == set(), record.__tablename__


def test_every_field_of_households_and_people_stands_in_the_sheet(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    county, _ = offices
    WorkbookOut(county.desk).households(tmp_path / "out.xlsx", reveal=True, reason="测试")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    texts = {str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None}
    for record in FAMILY:
        missing = {each.label for each in fields_of(record) if not each.own} - {
            text.strip("*＊") for text in texts
        }
        assert missing == set(), record.__tablename__


def test_no_sensitive_value_stands_in_a_masked_sheet(offices: tuple[Office, Office], tmp_path: Path) -> None:
    county, _ = offices
    WorkbookOut(county.desk).households(tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    texts = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)
    for record in FAMILY:
        for field in fields_of(record):
            # Other days, which are no secret, are invented as the same day.
            if field.sensitive and not isinstance(field.kind, (Choice, Day)):
                assert field.format(invented(field)) not in texts, field.name
