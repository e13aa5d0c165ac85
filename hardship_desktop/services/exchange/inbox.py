"""One bundle on its way in: checked, then all of it in one transaction, or nothing."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from sqlalchemy import Connection

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Progress
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.book import IN, BundleBook, BundleLine, State, Summary
from hardship_desktop.services.exchange.merging import Merging
from hardship_desktop.services.exchange.outbox import WANTED, acknowledged, keep_acknowledged
from hardship_desktop.services.exchange.peers import Peers
from hardship_desktop.store.blobs import LIMIT
from hardship_desktop.store.foreign import ForeignValueError
from hardship_desktop.store.incoming import Incoming
from hardship_desktop.store.origins import origin_of
from hardship_desktop.store.outgoing import LogReader, OriginLife
from hardship_desktop.store.rebase import rebase
from hardship_desktop.store.store import put_setting
from hardship_desktop.sync.format import Bundle, read_bundle
from hardship_desktop.sync.keys import DeviceKeys
from hardship_desktop.sync.receipt import acknowledgement
from hardship_desktop.sync.refusals import refusal
from hardship_desktop.sync.vector import Gap
from hardship_desktop.sync.wire import BlobChunk, BundleKind, Header, Manifest, OriginInfo

REBASE_LIMIT = 50_000
"""Own records moved to a new origin without asking; more is a case for the support."""

_SPACE = 3
"""Rows, log and journal together take at most three times what stands in a bundle."""


@dataclass
class TakenIn:
    """What became of a bundle that passed its checks; `note` is a further sentence for the person,
    `wants` the contents that its sender lacks."""

    header: Header
    office: bytes
    records: int = 0
    conflicts: int = 0
    counts: dict[str, int] | None = None
    note: str = ""
    attachments: int = 0
    wants: Sequence[bytes] = ()


class Refused(Exception):
    """A proved bundle that could not be taken: parked or refused, with its header and its sender."""

    def __init__(self, header: Header, office: bytes, error: UserError, gaps: list[str]) -> None:
        super().__init__(error.message)
        self.header = header
        self.office = office
        self.error = error
        self.gaps = gaps


class Inbox:
    """Takes bundles that lie on the own disk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._blobs = desk.blobs
        self._keys = DeviceKeys.from_bytes(desk.opened.keys.device)

    @property
    def _own(self) -> bytes:
        return self._desk.store.org_id.bytes

    def take(self, path: Path, digest: bytes, name: str, progress: Progress) -> TakenIn:
        """Apply a bundle; raises Refused for a proved one that is not taken, UserError for any other."""
        stored: list[str] = []
        try:
            with self._desk.store.local() as connection:
                taken = self._take(connection, path, progress, stored)
                if not self._desk.is_city:
                    put_setting(connection, WANTED, list(taken.wants))
                self._note(connection, taken, digest, name)
        except BaseException:
            for sha in stored:
                self._blobs.path(sha).unlink(missing_ok=True)
            raise
        return taken

    def _take(self, connection: Connection, path: Path, progress: Progress, stored: list[str]) -> TakenIn:
        log = LogReader(connection)
        receiver = Peers(connection).receiver(self._own, self._keys, log)
        with read_bundle(path, receiver, self._desk.store.now_ms()) as bundle:
            gaps: list[str] = []
            try:
                self._refuse_reused_id(connection, bundle)
                missing = bundle.missing(log.vector)
                if missing:
                    gaps = [_gap_text(each) for each in missing]
                    raise _gap_error(bundle.signer.org_name, missing)
                self._check_space(bundle.header)
                return self._apply(connection, log, bundle, progress, stored)
            except ForeignValueError as error:
                raise Refused(bundle.header, bundle.signer.org, refusal("bundle_damaged"), gaps) from error
            except UserError as error:
                if not error.code.startswith("bundle_"):
                    raise
                raise Refused(bundle.header, bundle.signer.org, error, gaps) from error

    def _apply(
        self, connection: Connection, log: LogReader, bundle: Bundle, progress: Progress, stored: list[str]
    ) -> TakenIn:
        manifest, taken = bundle.manifest, TakenIn(bundle.header, bundle.signer.org)
        taken.records, taken.counts = bundle.new_records(log.vector), manifest.counts
        incoming = Incoming(connection, manifest.shapes)
        incoming.add_origins(_life(info) for info in _named(manifest))
        done, content, sizes = 0, BytesIO(), {info.sha256: info.size for info in manifest.blobs}
        for part in bundle.contents(log.vector, log.hash_at):
            if isinstance(part, BlobChunk):
                content = self._collect(part, content, sizes[part.sha256], stored)
                continue
            incoming.add(part.origin, part.records, part.payloads, part.links)
            done += len(part.records)
            progress.step(done, taken.records)
        merging = Merging(connection, incoming.derived)
        for write in incoming.writes():
            merging.apply(write)
        incoming.finish()
        taken.conflicts = merging.conflicts
        taken.attachments, taken.wants = len(manifest.blobs), manifest.wants
        taken.note = self._acknowledge(connection, log, bundle)
        return taken

    def _collect(self, part: BlobChunk, content: BytesIO, size: int, stored: list[str]) -> BytesIO:
        """Add a piece; a whole attachment is sealed on disk at once, before the row that names it."""
        if size > LIMIT:
            raise refusal("bundle_limits")
        content.write(part.data)
        if content.tell() < size:
            return content
        sha = part.sha256.hex()
        if not self._blobs.exists(sha):
            stored.append(sha)
            content.seek(0)
            self._blobs.put(content)
        return BytesIO()

    def _acknowledge(self, connection: Connection, log: LogReader, bundle: Bundle) -> str:
        """Take down what the sender holds and says of our bundles; cure an own origin written twice."""
        city, book = bundle.signer.org, BundleBook(connection)
        agreed = {
            origin: mark.seq
            for origin, mark in acknowledged(connection, city).items()
            if mark.seq <= log.vector.get(origin, 0)
        }
        told = acknowledgement(bundle, log.of_office(self._own), log.hash_at)
        for receipt in told.receipts:
            entry = book.answered(receipt)
            if entry is not None and entry.state is State.APPLIED:
                for origin, end in entry.summary.ends.items():
                    agreed[bytes.fromhex(origin)] = max(end, agreed.get(bytes.fromhex(origin), 0))
        here = log.origins.keys() | {part.origin for part in bundle.manifest.ranges}
        held = {origin: mark for origin, mark in told.marks.items() if origin in here}
        for peer in (city, bundle.signer.device):  # the PCs of an office do not all hold the same
            keep_acknowledged(connection, peer, held)
        own = origin_of(connection)
        return self._cure(connection, agreed.get(own.id, 0)) if own.id in told.findings else ""

    def _cure(self, connection: Connection, common: int) -> str:
        head = origin_of(connection).head_seq
        if head - common > REBASE_LIMIT:
            raise UserError(
                f"对方收到的记录与本机不一致（本机数据可能恢复过旧副本），涉及 {head - common} 条，"
                "请先备份，再联系技术支持处理。",
                code="rebase_too_big",
            )
        rebase(connection, common, self._desk.store.now_ms())
        return "对方收到的记录比本机新（本机数据可能恢复过旧副本），已换用新的编号，请重新导出上报。"

    def _refuse_reused_id(self, connection: Connection, bundle: Bundle) -> None:
        known = BundleBook(connection).get(bytes.fromhex(bundle.header.bundle_id))
        if known is not None and (known.direction, known.peer) != (IN, bundle.signer.org):
            raise refusal("bundle_damaged")

    def _check_space(self, header: Header) -> None:
        if shutil.disk_usage(self._desk.folder).free < _SPACE * header.plain_size:
            raise UserError("磁盘剩余空间不够导入这个数据包，请删除不用的文件后再试。", code="disk_full")

    def _note(self, connection: Connection, taken: TakenIn, digest: bytes, name: str) -> None:
        now = self._desk.store.now_ms()
        summary = Summary(
            file=name,
            records=taken.records,
            counts=taken.counts or {},
            conflicts=taken.conflicts,
            received_ms=now,
            applied_ms=now,
        )
        BundleBook(connection).keep(entry_of(taken.header, taken.office, State.APPLIED, digest, summary))


def entry_of(header: Header, office: bytes, state: State, digest: bytes, summary: Summary) -> BundleLine:
    """The line of a received bundle."""
    bundle = bytes.fromhex(header.bundle_id)
    return BundleLine(bundle, IN, header.kind.value, office, header.created, state, digest, summary)


def is_receipt(header: Header) -> bool:
    """Whether a bundle only acknowledges, so that its import changes no record."""
    return header.kind is BundleKind.RECEIPT


def _named(manifest: Manifest) -> Iterable[OriginInfo]:
    """The origins of which records come; others are only told of."""
    wanted = {part.origin for part in manifest.ranges}
    return [info for info in manifest.origins if info.id in wanted]


def _life(info: OriginInfo) -> OriginLife:
    return OriginLife(
        0, info.id, info.device, info.org, info.created, info.cause, info.parent, info.parent_seq, 0, b""
    )


def _gap_text(gap: Gap) -> str:
    return f"来源 {gap.origin.hex()[:8]} 第 {gap.held + 1} 至 {gap.needed} 条"


def _gap_error(office: str, missing: list[Gap]) -> UserError:
    return UserError(
        f"还缺少{office}之前的改动（{'；'.join(map(_gap_text, missing))}），这个包已留存；"
        "请先导入前面的数据包，或让对方导入本次回执后重新导出。",
        code="bundle_gap",
    )
