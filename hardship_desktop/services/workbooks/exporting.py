"""Workbooks out: the same layout that comes in, masked unless the asking is recorded."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.documents.sheets.row_sheet import Heading
from hardship_desktop.documents.sheets.write import HouseholdOut, write_households
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.services.flows import states_of
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.store.aside import aside_folder
from hardship_desktop.store.base import Record, field_map, fields_of
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.records import Household, Person
from hardship_desktop.store.store import Reader

_CHUNK = 400


@dataclass(frozen=True)
class WorkbookExported:
    """What was written; `masked` is False when sensitive columns stand in the open."""

    path: str
    households: int
    members: int
    masked: bool


class WorkbookOut:
    """Exporting households as a workbook."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def households(
        self,
        out_path: Path | str,
        filter: Chosen | None = None,
        *,
        reveal: bool = False,
        reason: str = "",
        progress: Progress | None = None,
    ) -> WorkbookExported:
        """The households chosen, all by default, with their people.

        `reveal` leaves sensitive columns open; that needs a reason and is recorded, before anything
        is written, with the user. Raises UserError, and Cancelled, leaving no file.
        """
        out = Path(out_path)
        if out.suffix.lower() != ".xlsx":
            raise UserError("导出的文件名应以 .xlsx 结尾，请改文件名。", code="file_name")
        keys = HouseholdList(self._desk).keys(filter or Chosen())
        if reveal:
            self._record(keys, reason)
        members = 0

        def counted(reader: Reader) -> Iterator[HouseholdOut]:
            nonlocal members
            for household in _households(reader, keys):
                members += len(household.persons)
                yield household

        with plain_faults(), aside_folder(self._desk.folder) as aside, self._desk.read() as reader:
            write_households(
                out,
                counted(reader),
                fields_of(Household),
                fields_of(Person),
                masked=not reveal,
                heading=Heading.sealed("困难职工家庭名单", self._desk.office_name, str(self._desk.today)),
                progress=progress or NoProgress(),
                total=len(keys),
                aside=aside,
            )
        return WorkbookExported(str(out), len(keys), members, not reveal)

    def _record(self, keys: Sequence[Key], reason: str) -> None:
        if not reason.strip():
            raise UserError("导出未遮盖的身份证号等，请先写明原因。", field="reason", code="required")
        what = f"导出困难职工档案 {len(keys)} 户，敏感信息未遮盖"
        Disclosures(self._desk).note("household", None, what, reason=reason)


def _households(reader: Reader, keys: Sequence[Key]) -> Iterator[HouseholdOut]:
    """The households in the order of `keys`, a few hundred read at a time."""
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        people: dict[Key, list[dict[str, Any]]] = defaultdict(list)
        for person in _rows(reader, Person, "household_id", some):
            people[person["org_id"], person["household_id"]].append(person)
        households = {(row["org_id"], row["id"]): row for row in _rows(reader, Household, "id", some)}
        states = states_of(reader, [row for _, row in some])
        for key in some:
            if key in households:
                values = {**households[key], "status": states.get(key)}
                yield HouseholdOut(values, _head_first(people[key], values["head_person_id"]))


def _rows(reader: Reader, record: type[Record], link: str, keys: Sequence[Key]) -> list[dict[str, Any]]:
    table = record.__table__
    columns = [table.c.org_id, table.c.id, *(table.c[name] for name in field_map(record))]
    query = select(*columns).where(table.c.deleted.is_(None)).order_by(table.c.id)
    wanted = set(keys)
    rows = reader.rows(query.where(table.c[link].in_([row for _, row in keys])))
    return [row for row in rows if (row["org_id"], row[link]) in wanted]


def _head_first(people: list[dict[str, Any]], head: UUID | None) -> list[dict[str, Any]]:
    return sorted(people, key=lambda each: each["id"] != head)
