"""Households and members with typed values out of recognised sheets."""

from collections.abc import Sequence
from datetime import date

from hardship_desktop.documents.sheets.extracted import Extracted
from hardship_desktop.documents.sheets.layout import Recognition
from hardship_desktop.documents.sheets.sheet import Sheet
from hardship_desktop.domain.fields import Field


def extract(
    sheets: Sequence[Sheet],
    recognition: Recognition,
    *,
    household_fields: Sequence[Field],
    person_fields: Sequence[Field],
    today: date,
) -> Extracted:
    """All households and all problems at once; never raises for anything that stands in a cell."""
    raise NotImplementedError
