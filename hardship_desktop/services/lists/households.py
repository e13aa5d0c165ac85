"""困难职工档案: all households, each by its line that is kept ready."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, select, union_all

from hardship_desktop.domain.codes.household import ARCHIVE_LEVEL, STATUS, TIER
from hardship_desktop.domain.kinds import Day, Integer, PersonName
from hardship_desktop.domain.lists import Chosen, Column, Count, Fields, Filter, ListSpec, Row, Tone
from hardship_desktop.domain.notes import LIKE, open_items
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.lists.base import Keys
from hardship_desktop.services.lists.found import bearers, homes_of, search_hits
from hardship_desktop.services.lists.table import LINE, TableListing, Where, same
from hardship_desktop.services.visits import VISITED
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.local import LINE_SORTS
from hardship_desktop.store.records import Household, Person
from hardship_desktop.store.scanned import scanned
from hardship_desktop.store.store import Reader

HOUSEHOLD, PERSON = Household.__table__, Person.__table__
FAMILY, HEAD = Fields("household", fields_of(Household)), Fields("person", fields_of(Person))
TIER_TONES: Mapping[str, Tone] = {"deep": "red", "relative": "amber", "accident": "violet", "general": "blue"}
STATUS_TONES: Mapping[str, Tone] = {
    **dict.fromkeys(("applied", "returned", "surveyed", "verified", "publicity"), "amber"),
    **dict.fromkeys(("approved", "active"), "blue"),
    "monitoring": "violet",
    "exited": "green",
}
OFFICE = Column("office", "单位", 120, city=True)
"""Whose row it is; for a city, which sees those of many counties."""

OFFICES = Filter("org_id", "单位", "scope", city=True)
OPEN_ITEMS = Filter("open_items", "待补", options=(("1", "有待补的"),), chip=False)
"""What a workbook said and could not be read, of the household or of its people."""

NOT_VISITED = (("90", "90 天未走访"), ("180", "半年未走访"), ("365", "一年未走访"))
NEVER_IS_LONGEST = frozenset({"last_visit", "last_aid"})
"""Orders in which those without a day stand before the oldest day: nobody has waited longer."""


def _head(row: Row) -> str:
    """The head, and the member through whom alone the search found the household."""
    return (row["head_name"] or "（未填）") + (f" · 成员{row['member']}" if row.get("member") else "")


def _codes(entries: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((entry.code, entry.label) for entry in entries)


def own_open(desk: Desk, *, due: bool = False) -> Chosen:
    """The files of this office that are open; those `due` were not yet visited this year."""
    picks = {"status": VISITED, "org_id": (str(desk.store.org_id),)}
    if due:
        picks["not_visited"] = (str(desk.today.timetuple().tm_yday - 1),)
    return Chosen(picks)


class HouseholdList(TableListing):
    """Its orders come from indexes: a hundred thousand keys in 50 ms."""

    declared = ListSpec(
        "households",
        "困难职工档案",
        "户",
        FAMILY.others(
            Column("head_name", "户主", 130, PersonName(), show=_head),
            OFFICE,
            FAMILY.column("archive_no", 150),
            FAMILY.column("tier", 100, tones=TIER_TONES),
            FAMILY.column("status", 82, label="状态", tones=STATUS_TONES),
            FAMILY.column("archive_level", 76, label="层级", county=True),
            Column("people", "人口", 56, Integer()),
            HEAD.column("employer", 112, label="工作单位", county=True),
            FAMILY.column("address", 150, stretches=True),
            Column("last_visit", "最近走访", 104, Day(), empty="—"),
            Column("last_aid", "最近帮扶", 104, Day(), empty="—"),
            HEAD.column("id_no", 178, hidden=True),
            HEAD.column("phone", 120, label="电话", hidden=True),
            FAMILY.column("town", 110, hidden=True),
            FAMILY.column("main_cause", 130, hidden=True),
            FAMILY.column("opened_on", 106, hidden=True),
            Column("open_items", "待补", 180, hidden=True, sortable=False),
        ),
        filters=(
            OFFICES,
            Filter("status", "状态", options=_codes(STATUS.current)),
            Filter("tier", "类别", options=_codes(TIER.entries)),
            Filter("archive_level", "层级", options=_codes(ARCHIVE_LEVEL.current)),
            Filter("town", "镇街"),
            Filter("not_visited", "走访时间", options=NOT_VISITED),
            OPEN_ITEMS,
        ),
        counts=(Count("people", "人"),),
        sort=("archive_no", False),
        hint="姓名、拼音首字母、身份证号、住址",
        bin=True,
    )
    table = LINE
    joins = (
        (HOUSEHOLD, same(LINE, HOUSEHOLD)),
        (PERSON, (PERSON.c.org_id == HOUSEHOLD.c.org_id) & (PERSON.c.id == HOUSEHOLD.c.head_person_id)),
    )
    values: ClassVar[Mapping[str, ColumnElement[Any]]] = {
        **{c.name: HOUSEHOLD.c[c.name] for c in declared.columns if c.name in HOUSEHOLD.c},
        **{name: PERSON.c[name] for name in ("employer", "id_no", "phone")},
        **{name: LINE.c[name] for name in LINE_SORTS if name in LINE.c},
        "head_person_id": HOUSEHOLD.c.head_person_id,
        "open_items": HOUSEHOLD.c.remark,
    }
    orders: ClassVar[Mapping[str, ColumnElement[Any]]] = {"head_name": LINE.c.head_reading}

    def condition(self, name: str, codes: tuple[str, ...]) -> Where:
        if name == "open_items":
            noted: Where = LINE.c.id.in_(_with_open_items())
            return noted
        if name != "not_visited":
            return super().condition(name, codes)
        since = self._desk.today - timedelta(days=max(map(int, codes)))
        longest: Where = LINE.c.last_visit.is_(None) | (LINE.c.last_visit < since.isoformat())
        return longest

    def plain(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """Read from the index of the list's order instead of sorting what its own index gives."""
        return scanned(value)

    def search(self, reader: Reader, text: str) -> tuple[Where, Keys]:
        hits, cut = search_hits(reader, text)
        people = homes_of(reader, hits)
        return LINE.c.id.in_(people), Keys((), cut=cut, people=people)

    def listed(self, reader: Reader, words: Sequence[str]) -> tuple[Where, Sequence[str]]:
        homes, missing = bearers(reader, words)
        return LINE.c.id.in_(homes), missing

    def counted(self) -> list[Where]:
        """All have people >= 0; asked for, it leads to the index that holds them, a tenth of the work."""
        return [LINE.c.people >= 0]

    def without_value(self, ordered: Any, name: str, descending: bool) -> ColumnElement[Any]:
        first: ColumnElement[Any] = ordered.nulls_first()
        longest = name in NEVER_IS_LONGEST and not descending
        return first if longest else super().without_value(ordered, name, descending)

    def finish(self, reader: Reader, rows: list[dict[str, Any]], keys: Sequence[Any]) -> None:
        """`member` is the name of one of the people found where the head is not among them; `open_items`
        says what is open of whom.
        """
        self._tell_open(reader, rows)
        people = getattr(keys, "people", {})
        found = {row["id"]: people[row["id"].bytes] for row in rows if people.get(row["id"].bytes)}
        first = {home: UUID(bytes=members[0]) for home, members in found.items()}
        query = select(PERSON.c.id, PERSON.c.name).where(PERSON.c.id.in_(first.values()))
        names = {row["id"]: row["name"] for row in reader.rows(query)} if first else {}
        for row in rows:
            head = row["head_person_id"]
            if row["id"] in found and not (head and head.bytes in found[row["id"]]):
                row["member"] = names.get(first[row["id"]])

    def _tell_open(self, reader: Reader, rows: list[dict[str, Any]]) -> None:
        homes = {row["id"]: [*open_items(row["open_items"])] for row in rows}
        query = select(PERSON.c.household_id, PERSON.c.name, PERSON.c.remark).where(
            PERSON.c.household_id.in_(homes), PERSON.c.deleted.is_(None), PERSON.c.remark.like(LIKE)
        )
        for person in reader.rows(query):
            name = person["name"] or "（未填姓名）"
            homes[person["household_id"]] += [f"{name} {each}" for each in open_items(person["remark"])]
        for row in rows:
            row["open_items"] = "、".join(homes[row["id"]]) or None


def _with_open_items() -> Any:
    """The households whose remark, or that of one of their people, keeps something open."""
    home, person = HOUSEHOLD.alias(), PERSON.alias()
    of_people = select(person.c.household_id).where(person.c.remark.like(LIKE), person.c.deleted.is_(None))
    return union_all(select(home.c.id).where(home.c.remark.like(LIKE)), of_people)
