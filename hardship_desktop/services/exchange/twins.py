"""One household typed on two PCs of an office: the older file stays, the other goes into the bin."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from hardship_desktop.domain.people import same_person
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.numbers import numbers_twice
from hardship_desktop.store.records import Aid, Attachment, Household, Person, Visit

NAMED = 3


def settle_twins(desk: Desk) -> str:
    """Bin each file whose archive number and head an older one has and to which nothing was added since.

    Every PC comes to the same end, since the older is the one with the smaller id. Gives a sentence.
    """
    with desk.read() as reader:
        twins = _twins(reader.connection, desk.store.org_id)
    if not twins:
        return ""
    with desk.change("exchange") as change:
        for row in twins:
            change.delete(Household, row)
    told = named(list(twins.values()))
    return f"{told} 在另一台电脑上已经建过档，后录的 {len(twins)} 户已移入回收站，可随时恢复。"


def named(numbers: list[str]) -> str:
    """The first archive numbers of many."""
    more = f" 等 {len(numbers)} 个" if len(numbers) > NAMED else ""
    return f"档案编号 {'、'.join(numbers[:NAMED])}{more}"


def _twins(connection: Connection, office: UUID) -> dict[UUID, str]:
    """The files to be binned, with their archive numbers."""
    numbers = numbers_twice(connection, office.bytes)
    if not numbers:
        return {}
    files = defaultdict(list)
    for row in _heads(connection, office):
        files[row["archive_no"]].append(row)
    used = _used(connection, office)
    return {
        later["household"]: number
        for number in numbers
        for later in files[number][1:]
        if same_person(files[number][0], later) and later["household"] not in used
    }


def _heads(connection: Connection, office: UUID) -> list[dict[str, Any]]:
    """Each live file with its head, the older first."""
    home, person = Household.__table__, Person.__table__
    join = home.join(person, (person.c.org_id == home.c.org_id) & (person.c.id == home.c.head_person_id))
    query = select(home.c.id.label("household"), home.c.archive_no, person.c.name, person.c.id_no)
    live = home.c.org_id == office, home.c.deleted.is_(None)
    rows = connection.execute(query.select_from(join).where(*live).order_by(home.c.id)).mappings()
    return [dict(row) for row in rows]


def _used(connection: Connection, office: UUID) -> set[UUID]:
    """Files with a visit, an aid or a paper: they are somebody's work already."""
    return {
        row
        for record in (Visit, Aid, Attachment)
        for row in connection.scalars(
            select(record.household_id).where(record.org_id == office, record.deleted.is_(None)).distinct()
        )
        if row
    }
