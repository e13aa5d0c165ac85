"""Bundles on their way out: a county's changes to its city, a city's receipts to its counties."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from io import RawIOBase
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy import Connection, delete, insert, select

from hardship_desktop import __version__
from hardship_desktop.domain.changes import ChangeRecord, Shape
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.book import OUT, BundleBook, BundleLine, State, Summary
from hardship_desktop.services.exchange.peers import RECOVERY_SETTING, Peers
from hardship_desktop.store.blobs import Blobs
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.local import Acknowledged
from hardship_desktop.store.outgoing import LogReader, OriginLife
from hardship_desktop.store.records import LABELS, Attachment
from hardship_desktop.store.store import get_setting
from hardship_desktop.store.upgrade import REVISION
from hardship_desktop.sync.certificates import Role
from hardship_desktop.sync.format import Envelope, write_bundle
from hardship_desktop.sync.keys import DeviceKeys
from hardship_desktop.sync.receipt import receipt_manifest, write_receipt
from hardship_desktop.sync.vector import Span, ranges_to_send, requires
from hardship_desktop.sync.wire import (
    MAX_WANTS,
    BlobInfo,
    BundleKind,
    BundleReceipt,
    Manifest,
    Mark,
    OriginInfo,
    Range,
    ReceiptState,
)

ATTACHMENT = Attachment.__tablename__
WANTED = "wanted_attachments"
"""Hashes of the contents that the city lacked when it last answered."""
_STEP = 2000


@dataclass(frozen=True)
class Exported:
    """Files written for other offices; `counts` are change records per table, `message` a sentence."""

    paths: tuple[str, ...]
    bundle_id: str
    records: int
    counts: dict[str, int]
    bytes: int
    message: str


class Outbox:
    """Writes bundles and their lines in the book."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._blobs = desk.blobs
        self._keys = DeviceKeys.from_bytes(desk.opened.keys.device)

    @property
    def _own(self) -> bytes:
        return self._desk.store.org_id.bytes  # another one after an enrolment that goes on from an old one

    def send(self, folder: Path, progress: Progress) -> Exported:
        """County: everything that the city has not acknowledged, in one bundle."""
        with self._desk.store.read_through() as reader:
            connection = reader.connection
            city = self._city(connection)
            log = LogReader(connection)
            have = acknowledged(connection, city)
            spans = ranges_to_send(log.of_office(self._own), {o: mark.seq for o, mark in have.items()})
            manifest, lost = self._manifest(log, self._own, have, spans, wanted(connection, self._own))
            if not spans and not manifest.blobs:
                return Exported((), "", 0, {}, 0, _nothing(lost))
            envelope = self._envelope(connection, BundleKind.DATA, city)
            path = folder / self._name("上报", envelope)
            with plain_faults(), closing(_contents(manifest.blobs, self._blobs)) as contents:
                records = _watched(log, spans, manifest.records, progress)
                write_bundle(path, envelope, manifest, records, contents, self._keys)
        summary = Summary(
            records=manifest.records,
            counts=manifest.counts,
            ends={span.origin.hex(): span.last for span in spans},
        )
        size = self._note(path, envelope, summary)
        told = f"已生成上报文件，共 {manifest.records} 条改动（{counts_text(manifest.counts)}）。"
        if not spans:
            told = f"已生成上报文件，补送 {len(manifest.blobs)} 个附件。"
        if lost:
            told += f"有 {lost} 个附件的内容不在本机或已损坏，未随包，请运行“数据检查”；补回后再上报一次。"
        return Exported((str(path),), envelope.bundle_id.hex(), manifest.records, manifest.counts, size, told)

    def answer(self, folder: Path, office: bytes) -> str:
        """City: the word on each bundle of an office, and those of its records that a PC of it lacks.

        Gives the path.
        """
        with self._desk.read() as reader:
            connection = reader.connection
            log = LogReader(connection)
            have = held_by_all(connection, office)
            spans = ranges_to_send(log.of_office(office), {o: mark.seq for o, mark in have.items()})
            receipts = [_receipt(entry) for entry in BundleBook(connection).received_from(office)]
            lacking = list(map(bytes.fromhex, self._blobs.lacking(attached(connection, office))))
            envelope = self._envelope(connection, BundleKind.DATA if spans else BundleKind.RECEIPT, office)
            path = folder / self._name("补回" if spans else "回执", envelope)
            with plain_faults():
                folder.mkdir(parents=True, exist_ok=True)
                if spans:
                    manifest, _ = self._manifest(log, office, have, spans, ())
                    manifest = replace(manifest, receipts=receipts, wants=lacking[:MAX_WANTS])
                    records = _watched(log, spans, manifest.records, NoProgress())
                    with closing(_contents(manifest.blobs, self._blobs)) as contents:
                        write_bundle(path, envelope, manifest, records, contents, self._keys)
                else:
                    marks = {life.id: Mark(life.seq, life.hash) for life in log.origins.values()}
                    manifest = receipt_manifest(__version__, int(REVISION), marks, receipts, lacking)
                    write_receipt(path, envelope, manifest, self._keys)
        self._note(path, envelope, Summary(records=manifest.records, counts=manifest.counts))
        return str(path)

    def answer_all(self, folder: Path) -> Exported:
        """City: a receipt for every enrolled office."""
        with self._desk.read() as reader:
            offices = list(Peers(reader.connection).offices(Role.COUNTY))
        paths = tuple(self.answer(folder, office) for office in offices)
        told = f"已为 {len(paths)} 个单位生成回执。" if paths else "还没有县区接入，没有可生成的回执。"
        return Exported(paths, "", 0, {}, sum(Path(path).stat().st_size for path in paths), told)

    def _city(self, connection: Connection) -> bytes:
        cities = list(Peers(connection).offices(Role.CITY))
        if not cities:
            raise UserError("本单位还没有接入市总工会，请先办理接入登记再导出。", code="not_enrolled")
        return cities[0]

    def _manifest(
        self,
        log: LogReader,
        office: bytes,
        have: Mapping[bytes, Mark],
        spans: Sequence[Span],
        asked: Iterable[str],
    ) -> tuple[Manifest, int]:
        """The manifest, and how many attachments had to be left out; `asked` the city lacks."""
        triples = [(span.origin, span.first, span.last) for span in spans]
        used = log.shapes(triples)
        counts: dict[str, int] = {}
        for shape, number in used:
            counts[shape.table] = counts.get(shape.table, 0) + number
        blobs, lost = self._attachments(log, triples, [shape for shape, _ in used], asked)
        manifest = Manifest(
            schema_rev=int(REVISION),
            min_reader=1,
            program=__version__,
            have={life.id: Mark(life.seq, life.hash) for life in log.origins.values()},
            requires=requires({origin: mark.seq for origin, mark in have.items()}, log.vector),
            ranges=[
                Range(origin, first, last, log.hash_at(origin, first - 1), log.hash_at(origin, last))
                for origin, first, last in triples
            ],
            origins=[_info(life) for life in log.origins.values() if life.org == office],
            shapes=[shape for shape, _ in used],
            counts=counts,
            blobs=blobs,
        )
        return manifest, lost

    def _attachments(
        self,
        log: LogReader,
        triples: Sequence[tuple[bytes, int, int]],
        shapes: Sequence[Shape],
        asked: Iterable[str],
    ) -> tuple[list[BlobInfo], int]:
        """What the records name and what was asked for; each content is read through once, so that a
        damaged one stops nothing."""
        named = [shape for shape in shapes if shape.table == ATTACHMENT]
        values = log.values_of(triples, named, "sha256")
        hashes = dict.fromkeys(sha for sha in chain(values, asked) if isinstance(sha, str))
        infos = []
        for sha in hashes:
            try:
                size = sum(map(len, self._blobs.open(sha)))
            except (UserError, ValueError):
                continue
            infos.append(BlobInfo(bytes.fromhex(sha), size))
        return infos, len(hashes) - len(infos)

    def _envelope(self, connection: Connection, kind: BundleKind, office: bytes) -> Envelope:
        age_keys = [device.age_key for device in Peers(connection).office(office)]
        if kind is BundleKind.DATA:
            recovery = self._desk.setting(RECOVERY_SETTING)
            age_keys += [recovery] if recovery else []
        now = self._desk.store.now_ms()
        return Envelope(secrets.token_bytes(16), kind, self._own, office, age_keys, now)

    def _name(self, word: str, envelope: Envelope) -> str:
        when = datetime.fromtimestamp(envelope.created_ms / 1000)
        return f"{word}-{self._desk.office_code}-{when:%Y%m%d-%H%M}-{envelope.bundle_id.hex()[:8]}.ubx"

    def _note(self, path: Path, envelope: Envelope, summary: Summary) -> int:
        """Write the bundle's line; a file without its line is taken away again."""
        try:
            summary.file, summary.bytes = path.name, path.stat().st_size
            entry = BundleLine(
                envelope.bundle_id,
                OUT,
                envelope.kind.value,
                envelope.recipient_org,
                envelope.created_ms,
                State.MADE,
                file_digest(path),
                summary,
            )
            with self._desk.store.local() as connection:
                BundleBook(connection).keep(entry)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return summary.bytes


def acknowledged(connection: Connection, peer: bytes) -> dict[bytes, Mark]:
    """What an office last said that it holds."""
    query = select(Acknowledged.origin, Acknowledged.seq, Acknowledged.hash)
    rows = connection.execute(query.where(Acknowledged.peer == peer))
    return {origin: Mark(seq, link) for origin, seq, link in rows}


def held_by_all(connection: Connection, office: bytes) -> dict[bytes, Mark]:
    """City: how far every PC of an office that is in use holds each origin, as far as they said."""
    ever = [each.device for each in Peers(connection).trusted().values() if each.org == office]
    said = [acknowledged(connection, each.device) for each in Peers(connection).office(office)]
    if len(ever) == 1 and not any(said):  # what it said to an older program stands under its office
        said = [acknowledged(connection, office)]
    if not said:
        return {}
    common = set.intersection(*map(set, said))
    return {origin: min((marks[origin] for marks in said), key=lambda mark: mark.seq) for origin in common}


def keep_acknowledged(connection: Connection, peer: bytes, marks: Mapping[bytes, Mark]) -> None:
    """Take down what an office now says that it holds."""
    connection.execute(delete(Acknowledged).where(Acknowledged.peer == peer))
    rows = [{"peer": peer, "origin": o, "seq": mark.seq, "hash": mark.hash} for o, mark in marks.items()]
    if rows:
        connection.execute(insert(Acknowledged), rows)


def attached(connection: Connection, office: bytes) -> list[str]:
    """The contents that the attachments of an office name."""
    table = Attachment.__table__
    query = select(table.c.sha256).distinct()
    mine = table.c.org_id == UUID(bytes=office), table.c.deleted.is_(None), table.c.sha256.is_not(None)
    return list(connection.scalars(query.where(*mine).order_by(table.c.sha256)))


def wanted(connection: Connection, office: bytes) -> list[str]:
    """Those contents of this office that its city has said it lacks."""
    asked = {sha.hex() for sha in get_setting(connection, WANTED, list[bytes]) or ()}
    return [sha for sha in attached(connection, office) if sha in asked] if asked else []


def file_digest(path: Path) -> bytes:
    """SHA-256 of a file; UserError when it is none."""
    require_file(path)
    with plain_faults(), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def require_file(path: Path) -> None:
    """A folder is refused, and a pipe, which would be waited for without end."""
    if path.exists() and not path.is_file():
        raise UserError(f"“{path.name}”不是文件，请选择一个数据包（.ubx）。", code="not_a_file")


def _nothing(lost: int) -> str:
    if not lost:
        return "没有新的改动需要上报，市总工会已收到全部内容。"
    return (
        f"没有新的改动需要上报；市总工会还缺 {lost} 个附件的内容，本机也没有或已损坏，"
        "请运行“数据检查”，补回后再上报一次。"
    )


def counts_text(counts: dict[str, int]) -> str:
    """户档 3、家庭成员 9、走访 2 ..."""
    tables = dict.fromkeys((*LABELS, *counts))
    return "、".join(f"{LABELS.get(each, '其他')} {counts[each]}" for each in tables if each in counts)


def _watched(
    log: LogReader, spans: Iterable[Span], total: int, progress: Progress
) -> Iterator[tuple[bytes, Iterable[ChangeRecord]]]:
    done = 0

    def told(records: Iterable[ChangeRecord]) -> Iterator[ChangeRecord]:
        nonlocal done
        for record in records:
            if not done % _STEP:
                progress.step(done, total)
            done += 1
            yield record

    for span in spans:
        yield span.origin, told(log.records(span.origin, span.first, span.last))


def _contents(infos: Iterable[BlobInfo], blobs: Blobs) -> Any:
    return (cast(BinaryIO, _Pieces(blobs.open(info.sha256.hex()))) for info in infos)


class _Pieces(RawIOBase):
    """A content that comes in pieces, to be read like a file; each read gives one piece at most."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        part, self._rest = (self._rest, b"") if size < 0 else (self._rest[:size], self._rest[size:])
        return part


def _info(life: OriginLife) -> OriginInfo:
    return OriginInfo(
        id=life.id,
        org=life.org,
        device=life.device,
        created=life.created_ms,
        cause=life.cause,
        parent=life.parent,
        parent_seq=life.parent_seq,
    )


def _receipt(entry: BundleLine) -> BundleReceipt:
    told = entry.summary
    return BundleReceipt(
        bundle=entry.id,
        state=ReceiptState(entry.state.value),
        at=told.applied_ms or told.received_ms,
        records=told.records,
        conflicts=told.conflicts,
        rows=told.counts,
        reason=told.reason,
    )
