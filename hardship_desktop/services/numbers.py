"""Numbers that are printed on paper: they carry the PC's own part, so that no two PCs issue the same."""

import base64
import re
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, func, select

from hardship_desktop.domain.clock import number_year
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.change import Change
from hardship_desktop.store.origins import origin_of
from hardship_desktop.store.records import Household
from hardship_desktop.store.store import Reader, get_setting, put_setting

FIRST_PC = "A"
LETTER = "pc_letter"
"""The letter that the city gave this PC, and the number of the origin that bears it alone."""
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


def numbers_twice(connection: Connection, office: bytes) -> list[str]:
    """Archive numbers that several households of an office bear."""
    table = Household.__table__
    query = select(table.c.archive_no).where(
        table.c.org_id == UUID(bytes=office), table.c.deleted.is_(None), table.c.archive_no.is_not(None)
    )
    twice = query.group_by(table.c.archive_no).having(func.count() > 1).order_by(table.c.archive_no)
    return list(connection.scalars(twice))


def _part(view: Change | Reader) -> str:
    """The PC's letter; a later life of the file (restored, or on another PC) adds two signs of its own."""
    own, given = origin_of(view.connection), get_setting(view.connection, LETTER) or [FIRST_PC, 1]
    letter, origin = str(given[0]), given[1]
    return letter if own.no == origin else letter + base64.b32encode(own.id)[:2].decode()


def give_letter(connection: Connection, letter: str) -> None:
    """The city's word: this PC's letter among those of its office."""
    put_setting(connection, LETTER, [letter, origin_of(connection).no])
