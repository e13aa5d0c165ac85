"""Invented offices on real files: a city, counties, and what a clerk there does in a morning."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.services.accounts import NewOffice, log_in, set_up
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.exchange.exchange import Exchange, Imported
from hardship_desktop.store.blobs import Blobs
from hardship_desktop.store.records import TRAVELLING, Aid, Attachment, Household, Person, Visit
from hardship_desktop.store.vault import Cost

CHEAP = Cost(memory_kib=1024, passes=1, lanes=1)
PASSWORD = "qinghe-2026"
START_MS = 1_780_000_000_000


@dataclass
class Clock:
    """A clock that stands unless it is told to go on; every look moves it by a millisecond."""

    ms: int = START_MS

    def __call__(self) -> int:
        self.ms += 1
        return self.ms


@dataclass
class Office:
    """An office with its desk; `post` is the folder where its files for others lie."""

    desk: Desk
    post: Path
    clock: Clock = field(default_factory=Clock)

    @property
    def exchange(self) -> Exchange:
        return Exchange(self.desk)

    def send(self) -> Path:
        """Export and give the one file that was made."""
        (path,) = self.exchange.export(self.post).paths
        return Path(path)

    def take(self, *paths: Path) -> list[Imported]:
        return self.exchange.import_files(paths, receipts=self.post)

    def reopen(self) -> None:
        """Close the program and start it again."""
        folder = self.desk.folder
        self.desk.store.close()
        self.desk = log_in(folder, None, PASSWORD, now_ms=self.clock)


def open_office(folder: Path, role: str, name: str, code: str) -> Office:
    """A newly set-up office in a folder of its own."""
    clock = Clock()
    office = NewOffice(name, code, role, "赵敏", PASSWORD)
    desk, _ = set_up(folder / "data", office, cost=CHEAP, now_ms=clock)
    post = folder / "post"
    post.mkdir()
    return Office(desk, post, clock)


def enrol(county: Office, city: Office) -> str | None:
    """The county joins the city, check numbers compared; gives the recovery key when it was made now."""
    request, approval = county.post / "接入.enrol", city.post / "批准.enrol"
    asked = Enrolment(county.desk).request(request)
    answer = Enrolment(city.desk).approve(request, approval, asked.check)
    Enrolment(county.desk).finish(approval, answer.check)
    return answer.recovery_key


@contextmanager
def closing(*offices: Office) -> Iterator[None]:
    """Let go of the files at the end."""
    try:
        yield
    finally:
        for office in offices:
            office.desk.store.close()


@dataclass(frozen=True)
class Family:
    """Ids of what `write_family` wrote."""

    household: UUID
    head: UUID
    child: UUID
    visit: UUID
    aid: UUID


def write_family(office: Office, number: str, name: str = "欧阳𬸚") -> Family:
    """A household with two people, a visit and an aid, in one change."""
    with office.desk.change() as change:
        household = change.insert(Household, {"archive_no": number, "address": "清河县东街 5 号"})
        head = change.insert(Person, {"household_id": household, "name": name, "relation": "01"})
        child = change.insert(Person, {"household_id": household, "name": "阿依古丽·买买提"})
        change.update(Household, household, {"head_person_id": head})
        visit = change.insert(
            Visit, {"household_id": household, "visited_on": date(2026, 3, 5), "visitors": "钱进、孙莉"}
        )
        aid = change.insert(
            Aid,
            {
                "household_id": household,
                "person_id": head,
                "paid_on": date(2026, 3, 6),
                "amount_fen": 200_000,
            },
        )
    return Family(household, head, child, visit, aid)


def blobs_of(office: Office) -> Blobs:
    """The sealed contents of an office."""
    return office.desk.blobs


def attach(office: Office, household: UUID, content: bytes) -> str:
    """An attachment of a household; gives its hash."""
    sha, size = blobs_of(office).put(BytesIO(content))
    with office.desk.change() as change:
        change.insert(
            Attachment, {"household_id": household, "filename": "证明.jpg", "sha256": sha, "size": size}
        )
    return sha


def rows_of(office: Office, org: UUID) -> dict[str, list[dict[str, Any]]]:
    """Every travelling row of an office by table, by value, without what is local to a file."""
    with office.desk.read() as reader:
        return {
            record.__tablename__: [
                {name: value for name, value in row.items() if name != "stamp_origin"}
                for row in reader.rows(
                    select(record.__table__).where(record.org_id == org).order_by(record.id)
                )
            ]
            for record in TRAVELLING
        }
