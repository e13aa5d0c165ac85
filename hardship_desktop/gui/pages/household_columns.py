"""The columns of the household list, and the colours that tiers and states have everywhere."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.look.palette import Tone
from hardship_desktop.gui.widgets.columns import Column, Row, column_of
from hardship_desktop.services.household_list import Key
from hardship_desktop.services.households import Households
from hardship_desktop.services.people import People

TIER_TONES: Mapping[str, Tone] = {"deep": "red", "relative": "amber", "accident": "violet", "general": "blue"}
STATUS_TONES: Mapping[str, Tone] = {
    "draft": "grey",
    "applied": "amber",
    "surveyed": "amber",
    "verified": "amber",
    "publicity": "amber",
    "approved": "blue",
    "active": "blue",
    "monitoring": "violet",
    "exited": "green",
}


def tier_tone(row: Row) -> Tone:
    """The colour of a tier; grey for the words of an older generation."""
    return TIER_TONES.get(row.get("tier") or "", "grey")


def status_tone(row: Row) -> Tone:
    """The colour of a file's state."""
    return STATUS_TONES.get(row.get("status") or "", "grey")


def key_of(row: Row) -> Key:
    """The key of a line of the list."""
    return UUID(bytes=row["org_id"]), UUID(bytes=row["id"])


def household_columns(offices: Mapping[bytes, str] | None) -> tuple[Column, ...]:
    """All columns; those beyond the screen's width are hidden at first.

    `offices` are the names by id at a city, looked up as each line is shown; None at a county.
    """
    family = {field.name: field for field in Households.fields()}
    member = {field.name: field for field in People.fields()}

    def of(field: Field, **changes: Any) -> Column:
        return column_of(field, **changes)

    return (
        Column("head_name", "户主", _head, width=160),
        *(() if offices is None else (_office_column(offices),)),
        of(family["archive_no"], width=150),
        of(family["tier"], width=100, tone=tier_tone),
        of(family["status"], label="状态", width=82, tone=status_tone),
        of(family["archive_level"], label="层级", width=70, hidden=offices is not None),
        Column("people", "人口", lambda row: f"{row['people']} 人", width=60, right=True),
        of(family["address"], width=150, stretches=True),
        Column("last_visit", "最近走访", lambda row: row.get("last_visit") or "—", width=102),
        Column("last_aid", "最近帮扶", lambda row: row.get("last_aid") or "—", width=102),
        of(member["id_no"], width=178, sortable=False, hidden=True),
        of(member["phone"], label="电话", width=120, sortable=False, hidden=True),
        of(family["town"], width=110, sortable=False, hidden=True),
        of(family["main_cause"], width=130, sortable=False, hidden=True),
        of(family["opened_on"], width=106, sortable=False, hidden=True),
    )


def _head(row: Row) -> str:
    """The head, and the member through whom alone the search found the household."""
    member = f" · 成员{row['member']}" if row.get("member") else ""
    return (row.get("head_name") or "（未填）") + member


def _office_column(offices: Mapping[bytes, str]) -> Column:
    return Column("office", "单位", lambda row: offices.get(row["org_id"], ""), width=120, sortable=False)
