"""Numbers that are printed on paper: they carry the PC's own part, so that no two PCs issue the same."""

import base64
from collections.abc import Collection

from hardship_desktop.services.desk import Desk
from hardship_desktop.store.change import Change
from hardship_desktop.store.origins import own_origin

FIRST_PC = "A"


def next_number(change: Change, desk: Desk, series: str, year: int) -> str:
    """The next number of a series in this year, inside the caller's transaction.

    `archive` gives 县码6 + 年4 + PC part + 流水4 (model.md: 县码6+年4+流水5, whose
    first place is the PC's); the others a letter before the year.
    """
    cursor = change.cursor
    part = _part(cursor)
    key = f"number/{series}/{year}/{part}"
    cursor.execute(
        "INSERT INTO setting VALUES (?, '1') ON CONFLICT (key)"
        " DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)",
        (key,),
    )
    (count,) = cursor.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    head = desk.office_code[:6] if series == "archive" else {"form": "Z", "aid": "F"}[series]
    return f"{head}{year}{part}{int(count):04d}"


def free_archive_number(change: Change, desk: Desk, taken: Collection[str | None] = ()) -> str:
    """The next archive number that no file of this office bears or bore; `taken` are passed over too."""
    cursor = change.cursor
    while True:
        number = next_number(change, desk, "archive", desk.today.year)
        used = cursor.execute("SELECT 1 FROM household WHERE archive_no = ? LIMIT 1", (number,))
        if number not in taken and used.fetchone() is None:
            return number


def _part(cursor: object) -> str:
    """The PC's letter; a later life of the file (restored, or on another PC) adds two signs of its own."""
    own = own_origin(cursor)
    return FIRST_PC if own.no == 1 else FIRST_PC + base64.b32encode(own.id)[:2].decode()
