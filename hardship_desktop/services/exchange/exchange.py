"""Exchange with the other office: send, take in, and see how far each bundle has come."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from hardship_desktop.domain.clock import format_instant
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.backup import safety_copy
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.book import IN, OUT, BundleBook, BundleState, State, Summary, state_of
from hardship_desktop.services.exchange.far_stamps import FarStamps
from hardship_desktop.services.exchange.inbox import Inbox, Refused, TakenIn, entry_of, is_receipt
from hardship_desktop.services.exchange.outbox import (
    Exported,
    Outbox,
    acknowledged,
    counts_text,
    file_digest,
    require_file,
    wanted,
)
from hardship_desktop.services.exchange.peers import Peers
from hardship_desktop.services.exchange.twins import named, settle_twins
from hardship_desktop.services.numbers import numbers_twice
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.folder_lock import FolderLock
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.store.safefile import replace_file
from hardship_desktop.sync.certificates import Role
from hardship_desktop.sync.format import read_header
from hardship_desktop.sync.vector import ranges_to_send

PARKED_FOLDER = "bundles-in"
RECEIPT_FOLDER = "回执"

_OWN = "这是本机自己导出的文件，请交给对方导入。"
_AGAIN = "这个数据包已导入过，没有重复导入。"


@dataclass(frozen=True)
class Imported:
    """What became of one file. `state` is applied, known, parked or refused; `message` a sentence.

    `records` are those new here, `counts` the bundle's records per table; `receipt` is
    the path of the answer to hand back, "" when none is due. `office_id` is hexadecimal.
    """

    file: str
    state: str
    message: str
    code: str = ""
    bundle_id: str = ""
    office: str = ""
    records: int = 0
    conflicts: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    receipt: str = ""
    office_id: str = ""

    @property
    def done(self) -> bool:
        """Whether the exit status may be 0."""
        return self.state in ("applied", "known")


@dataclass(frozen=True)
class Pending:
    """What the other side has not acknowledged: number of changes, and when it last did.

    `attachments` are those whose content it said it lacks, `far` the changes that it would refuse
    for their time.
    """

    records: int
    enrolled: bool
    last_receipt: str
    attachments: int
    far: int


@dataclass(frozen=True)
class Inspected:
    """What anybody can see of a bundle: its plain header, not proved, and the name if it is known here."""

    bundle_id: str
    kind: str
    created: str
    size: int
    sender: str
    sender_device: str
    recipient: str
    origins: int
    for_us: bool
    state: str


@dataclass(frozen=True)
class _File:
    """A file to take: where it lies, its name for people, and its SHA-256."""

    path: Path
    name: str
    digest: bytes
    brings_records: bool


class Exchange:
    """The page 数据交换 and the `bundle` commands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._outbox = Outbox(desk)
        self._inbox = Inbox(desk)
        self._far = FarStamps(desk)
        self._parked = desk.folder / PARKED_FOLDER

    def export(self, folder: Path, progress: Progress | None = None) -> Exported:
        """County: one file with everything not yet acknowledged. City: a receipt for each office.

        Changes stamped far ahead, which the city would refuse with all others, are taken back first.
        """
        self._desk.require("exchange")
        moved = self._far.take_back()
        with plain_faults():
            folder.mkdir(parents=True, exist_ok=True)
        if self._desk.is_city:
            return self._outbox.answer_all(folder)
        made = self._outbox.send(folder, progress or NoProgress())
        return replace(made, message=f"{_taken_back(moved)}{made.message}")

    def import_files(
        self, paths: Sequence[Path], progress: Progress | None = None, *, receipts: Path | None = None
    ) -> list[Imported]:
        """Take bundles in, in any order; those that waited for them follow. A city answers each office.

        `receipts` is the folder for the answers, by default 回执 in the data folder.
        """
        self._desk.require("exchange")
        self._desk.store.require_clock()  # before anybody else's is judged by it
        progress = progress or NoProgress()
        with plain_faults():
            self._parked.mkdir(exist_ok=True)
            lock = FolderLock(self._parked, alone=True)  # another window's copies lie there too
        with closing(lock):
            return self._import(paths, progress, receipts or self._desk.folder / RECEIPT_FOLDER)

    def _import(self, paths: Sequence[Path], progress: Progress, receipts: Path) -> list[Imported]:
        self._tidy()
        files = [self._look(path) for path in paths]
        if any(isinstance(each, _File) and each.brings_records for each in files):
            safety_copy(self._desk, "import", progress)
        results = [each if isinstance(each, Imported) else self._take(each, progress) for each in files]
        results += self._follow(progress, results)
        return self._answer(results, receipts)

    def status(self) -> list[BundleState]:
        """Every bundle, the newest first."""
        with self._desk.read() as reader:
            connection = reader.connection
            names = Peers(connection).names()
            return [state_of(entry, names) for entry in BundleBook(connection).all()]

    def handed(self, bundle_id: str) -> None:
        """Note that a file was given on its way (mailed, carried)."""
        with self._desk.store.local() as connection:
            book = BundleBook(connection)
            entry = book.get(bytes.fromhex(bundle_id))
            if entry is not None and entry.state is State.MADE:
                entry.state, entry.summary.handed_ms = State.HANDED, self._desk.store.now_ms()
                book.keep(entry)

    def take_back(self) -> str:
        """Write changes stamped far ahead anew under stamps of now; gives a sentence."""
        self._desk.require("exchange")
        return _taken_back(self._far.take_back()) or "没有时间错到以后的改动。"

    def pending(self) -> Pending:
        """What is still to be sent; quick enough for the status bar."""
        with self._desk.read() as reader:
            connection = reader.connection
            cities = list(Peers(connection).offices(Role.CITY))
            own = LogReader(connection).of_office(self._desk.store.org_id.bytes)
            have = acknowledged(connection, cities[0]) if cities else {}
            spans = ranges_to_send(own, {origin: mark.seq for origin, mark in have.items()})
            last = BundleBook(connection).last_receipt_ms()
            lacking = len(wanted(connection, self._desk.store.org_id.bytes))
            far = self._far.count(connection)
        count = sum(span.last - span.first + 1 for span in spans)
        return Pending(count, bool(cities), format_instant(last) if last else "", lacking, far)

    def inspect(self, path: Path) -> Inspected:
        """The plain header of any bundle; no key is needed and no personal data stands in it."""
        with plain_faults():
            require_file(path)
            header, size = read_header(path), path.stat().st_size
        with self._desk.read() as reader:
            connection = reader.connection
            names = {**Peers(connection).names(), self._desk.store.org_id.bytes: self._desk.office_name}
            known = BundleBook(connection).get(bytes.fromhex(header.bundle_id))
        return Inspected(
            bundle_id=header.bundle_id,
            kind=header.kind.value,
            created=format_instant(header.created),
            size=size,
            sender=names.get(bytes.fromhex(header.sender.org), "未登记单位"),
            sender_device=header.sender.device,
            recipient=names.get(bytes.fromhex(header.recipient.org), "未登记单位"),
            origins=len(header.sender.origins),
            for_us=header.recipient.org == self._desk.store.org_id.hex,
            state=known.state.words if known else "本机没有登记过",
        )

    def _look(self, path: Path) -> "_File | Imported":
        """A bundle still to be taken, or what is already known of it."""
        name = path.name.encode(errors="replace").decode()  # a stick's file system may give what is no text
        try:
            with plain_faults():
                require_file(path)
                header = read_header(path)
                file = _File(path, name, file_digest(path), not is_receipt(header))
        except UserError as error:
            return Imported(name, "refused", error.message, error.code)
        return self._known(file) or file

    def _known(self, file: "_File") -> Imported | None:
        with self._desk.read() as reader:
            connection = reader.connection
            entry, names = BundleBook(connection).by_digest(file.digest), Peers(connection).names()
        if entry is None or (entry.direction == IN and entry.state is not State.APPLIED):
            return None
        told = _OWN if entry.direction == OUT else _AGAIN
        return Imported(
            file.name,
            "known",
            told,
            bundle_id=entry.id.hex(),
            office=names.get(entry.peer, ""),
            office_id=entry.peer.hex(),
            counts=entry.summary.counts,
        )

    def _take(self, file: "_File", progress: Progress) -> Imported:
        """Work on a copy on the own disk, so that a stick pulled out harms nothing."""
        keep = False
        copy = self._parked / f"{file.digest.hex()}.ubx"
        try:
            with plain_faults():
                self._copy(file.path, copy)
                known = self._known(file)
                return known or self._applied(self._inbox.take(copy, file.digest, file.name, progress), file)
        except Refused as refused:
            keep = refused.error.code in ("bundle_gap", "bundle_too_new")
            return self._refused(refused, file, parked=keep)
        except UserError as error:
            return Imported(file.name, "refused", error.message, error.code)
        finally:
            if not keep:
                copy.unlink(missing_ok=True)

    def _copy(self, path: Path, copy: Path) -> None:
        if path != copy:
            with path.open("rb") as source, replace_file(copy) as out:
                shutil.copyfileobj(source, out, 1 << 20)

    def _applied(self, taken: TakenIn, file: "_File") -> Imported:
        self._desk.store.note_head()
        told = ""
        if taken.counts and taken.records:
            told = f"已导入 {taken.records} 条新改动（包内共 {counts_text(taken.counts)}）。"
        elif taken.attachments:
            told = f"已补收 {taken.attachments} 个附件。"
        if is_receipt(taken.header):
            told = "已收到回执，上报状态已更新。" + _far_told(self.pending().far)
        if taken.records:
            told += self._twice(taken.office)
        if taken.conflicts:
            told += f"有 {taken.conflicts} 处两边都改过，请核对。"
        return Imported(
            file.name,
            "applied",
            (told or "没有新的改动。") + taken.note,
            bundle_id=taken.header.bundle_id,
            office=self._names().get(taken.office, ""),
            office_id=taken.office.hex(),
            records=taken.records,
            conflicts=taken.conflicts,
            counts=taken.counts or {},
        )

    def _twice(self, sender: bytes) -> str:
        """Two files under one archive number are never taken in silently; a county settles what it can."""
        own, settled = self._desk.store.org_id.bytes, ""
        if not self._desk.is_city:
            settled = settle_twins(self._desk)
        with self._desk.read() as reader:
            numbers = numbers_twice(reader.connection, sender if self._desk.is_city else own)
        if not numbers:
            return settled
        return f"{settled}{named(numbers)} 各有两户以上，请核对：是同一户的删去一户，不是的改一个编号。"

    def _refused(self, refused: Refused, file: "_File", *, parked: bool) -> Imported:
        state, error = (State.PARKED if parked else State.REFUSED), refused.error
        summary = Summary(
            file=file.name, received_ms=self._desk.store.now_ms(), reason=error.code, gaps=refused.gaps
        )
        with self._desk.store.local() as connection:
            book = BundleBook(connection)
            if book.get(bytes.fromhex(refused.header.bundle_id)) is None or error.code != "bundle_damaged":
                book.keep(entry_of(refused.header, refused.office, state, file.digest, summary))
        return Imported(
            file.name,
            state.value,
            error.message,
            error.code,
            bundle_id=refused.header.bundle_id,
            office=self._names().get(refused.office, ""),
            office_id=refused.office.hex(),
        )

    def _follow(self, progress: Progress, results: Iterable[Imported]) -> Iterator[Imported]:
        """Bundles that were parked and whose forerunner has now come."""
        fresh = any(each.state == "applied" for each in results)
        while fresh:
            fresh = False
            with self._desk.read() as reader:
                waiting = BundleBook(reader.connection).parked()
            for entry in waiting:
                copy = self._parked / f"{entry.digest.hex()}.ubx"
                if copy.exists():
                    file = _File(copy, entry.summary.file, entry.digest, brings_records=True)
                    result = self._take(file, progress)
                    if result.state != "parked":
                        fresh = fresh or result.state == "applied"
                        yield result

    def _answer(self, results: list[Imported], folder: Path) -> list[Imported]:
        """A city answers every office of which something came; the same file is named in each result."""
        if not self._desk.is_city:
            return results
        known = {org.hex() for org in self._names()}
        answers = {
            office: self._outbox.answer(folder, bytes.fromhex(office))
            for office in dict.fromkeys(each.office_id for each in results if each.bundle_id)
            if office in known
        }
        return [replace(each, receipt=answers.get(each.office_id, "")) for each in results]

    def _tidy(self) -> None:
        """Copies that a broken import left behind."""
        with self._desk.read() as reader:
            waiting = {e.digest.hex() for e in BundleBook(reader.connection).parked()}
        for copy in self._parked.glob("*"):
            if copy.stem not in waiting:
                copy.unlink(missing_ok=True)

    def _names(self) -> dict[bytes, str]:
        with self._desk.read() as reader:
            return Peers(reader.connection).names()


def _taken_back(count: int) -> str:
    return f"已把 {count} 条改动的时间改正为现在，内容没有变。" if count else ""


def _far_told(count: int) -> str:
    if not count:
        return ""
    return (
        f"有 {count} 条改动的时间比今天晚得多（那时电脑的日期不对），地市不能接收；"
        "请确认今天的日期正确，再生成一次上报包，程序会先改正这些时间，内容不变。"
    )
