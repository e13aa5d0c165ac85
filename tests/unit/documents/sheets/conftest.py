"""The sample workbooks, and the whole way from a file to households."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hardship_desktop.documents.sheets.extract import extract
from hardship_desktop.documents.sheets.extracted import Extracted
from hardship_desktop.documents.sheets.grid import Sheet, read_file
from hardship_desktop.documents.sheets.recognise import recognise
from hardship_desktop.documents.sheets.tables import tables_of
from hardship_desktop.domain.fields import Field
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records.household import Household
from hardship_desktop.store.records.person import Person

TODAY = date(2026, 3, 1)


@pytest.fixture
def workbooks() -> Path:
    return Path(__file__).parents[3] / "data" / "workbooks"


@pytest.fixture
def household_fields() -> tuple[Field, ...]:
    return fields_of(Household)


@pytest.fixture
def person_fields() -> tuple[Field, ...]:
    return fields_of(Person)


@pytest.fixture
def take() -> Callable[[list[Sheet]], Extracted]:
    """Recognise and extract sheets that were read or made by hand."""

    def all_of(sheets: list[Sheet]) -> Extracted:
        household, person = fields_of(Household), fields_of(Person)
        sheets = tables_of(sheets, household_fields=household, person_fields=person)
        plan = recognise(sheets, household_fields=household, person_fields=person)
        return extract(sheets, plan, household_fields=household, person_fields=person, today=TODAY)

    return all_of


@pytest.fixture
def take_file(take: Callable[[list[Sheet]], Extracted], workbooks: Path) -> Callable[[str | Path], Extracted]:
    """Read one of the samples, or any file, and take it whole."""

    def from_file(name: str | Path) -> Extracted:
        return take(read_file(workbooks / name))

    return from_file
