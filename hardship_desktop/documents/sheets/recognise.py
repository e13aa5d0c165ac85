"""Find headers, columns, households and members in sheets as offices write them."""

from collections.abc import Sequence

from hardship_desktop.documents.sheets.layout import Recognition
from hardship_desktop.documents.sheets.sheet import Sheet
from hardship_desktop.domain.fields import Field


def recognise(
    sheets: Sequence[Sheet], *, household_fields: Sequence[Field], person_fields: Sequence[Field]
) -> Recognition:
    """One plan for each sheet; never raises."""
    raise NotImplementedError
