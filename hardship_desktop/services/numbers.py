"""Numbers that are printed on paper: they carry the PC's own part, so that no two PCs issue the same."""

import base64
import re
from collections.abc import Collection

from sqlalchemy import select

from hardship_desktop.domain.clock import number_year
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.change import Change
from hardship_desktop.store.origins import origin_of
from hardship_desktop.store.records import Household
from hardship_desktop.store.store import Reader

FIRST_PC = "A"
_COUNTED = 4
_FORM = re.compile(r"Z([0-9]{4})([A-Z][A-Z2-7]{0,2})([0-9]{4})")


def next_number(change: Change, desk: Desk, series: str) -> str:
    """The next number of a series in the present year, inside the caller's transaction.

    `archive` gives 县码6 + 年4 + PC part + 流水4 (model.md: 县码6+年4+流水5, whose
    first place is the PC's); the others a letter before the year.
    """
    part, year = _part(change), number_year(change.now_ms)
    count = change.next_in_series(f"number/{series}/{year}/{part}")
    head = desk.office_code[:6] if series == "archive" else {"form": "Z", "aid": "F"}[series]
    return f"{head}{year}{part}{count:0{_COUNTED}d}"


def free_archive_number(change: Change, desk: Desk, taken: Collection[str | None] = ()) -> str:
    """The next archive number that no file of this office bears or bore; `taken` are passed over too."""
    while True:
        number = next_number(change, desk, "archive")
        used = select(Household.id).where(Household.archive_no == number).limit(1)
        if number not in taken and change.connection.execute(used).first() is None:
            return number


def form_number(reader: Reader, text: str, year: int) -> str | None:
    """The whole number of a printed form by what was typed, 6 for Z2026A0006; None when none such was
    given out here. Digits alone are a number of this year, or of the year before."""
    whole = _FORM.fullmatch(text)
    short = text.isascii() and text.isdigit() and len(text) <= _COUNTED
    known = [whole.groups()] if whole else []
    known += [(str(each), _part(reader), text) for each in (year, year - 1)] if short else []
    for of_year, part, count in known:
        if 0 < int(count) <= reader.last_in_series(f"number/form/{of_year}/{part}"):
            return f"Z{of_year}{part}{int(count):0{_COUNTED}d}"
    return None


def _part(view: Change | Reader) -> str:
    """The PC's letter; a later life of the file (restored, or on another PC) adds two signs of its own."""
    own = origin_of(view.connection)
    return FIRST_PC if own.no == 1 else FIRST_PC + base64.b32encode(own.id)[:2].decode()
