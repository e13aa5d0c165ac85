"""The check of everything: pages, log, rows, lists, attachments; in words a clerk can act on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.far_stamps import FarStamps
from hardship_desktop.store.base import Base
from hardship_desktop.store.check import Fault
from hardship_desktop.store.check_derived import check_file, repair_derived
from hardship_desktop.store.check_rows import PLANS
from hardship_desktop.store.local import LogRow
from hardship_desktop.store.records import LABELS, Attachment, Household
from hardship_desktop.store.store import Reader

MOST = 50
"""Findings of one sort that are named one by one; the rest is counted."""

_RESTORE = "请先把整个数据文件夹复制到别处保存，再用最近一份完好的备份恢复。"
_ASK = "这些内容不是经本程序改动的；请对照纸质档案核实，必要时用备份恢复。"
_REPAIR = "点“修复”（check --repair）即可，不影响档案内容。"
SENTENCES: dict[str, tuple[str, str]] = {
    "page_seal": ("{count} 个数据页被改动过或损坏", _RESTORE),
    "page_order": ("数据页内部有 {count} 处错误", _RESTORE),
    "log_gap": ("操作日志缺少第 {first} 到 {last} 条", _RESTORE),
    "log_changed": ("操作日志第 {first} 到 {last} 条之间被改动过或损坏", _RESTORE),
    "log_tail": ("操作日志末尾第 {first} 到 {last} 条被删除", _RESTORE),
    "log_beyond_head": ("操作日志末尾多出第 {first} 到 {last} 条", _RESTORE),
    "log_without_origin": ("有操作日志不属于任何一台电脑", _RESTORE),
    "log_unreadable": ("这条记录的操作日志读不出来", _RESTORE),
    "row_changed": ("这条记录与操作日志不一致", _ASK),
    "row_missing": ("这条记录在操作日志中有，在数据中不见了", _ASK),
    "row_without_log": ("这条记录没有操作日志", _ASK),
    "list_lines": ("户列表有 {count} 行与档案不一致", _REPAIR),
    "search_lines": ("搜索索引有 {count} 处与档案不一致", _REPAIR),
    "stamps_ahead": (
        "{count} 条改动的时间比今天晚得多（那时电脑的日期不对），地市不会接收",
        "先确认电脑日期正确，再点“修复”（check --repair）：内容一字不动，只改正时间。",
    ),
    "attachment_missing": ("附件的内容不在本机", "请从备份恢复，或重新添加原件；市级可等下次数据交换带来。"),
    "attachment_damaged": ("附件的内容已损坏", "请从备份恢复，或重新添加原件。"),
    "rollback": (
        "数据文件比上次使用时旧，可能放回过旧副本",
        "请从较新的备份恢复，或从市总工会取回缺少的记录。",
    ),
}


@dataclass(frozen=True)
class Finding:
    """One damaged thing: what is wrong, where (archive number or ids, no personal data), what to do."""

    what: str
    where: str
    todo: str
    code: str


@dataclass(frozen=True)
class CheckReport:
    """The outcome; `counts` are rows of each table, log records and attachments looked at."""

    findings: list[Finding]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return not self.findings


class Checkup:
    """Checks the data at this desk; changes nothing, except `repair`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._blobs = desk.blobs
        self._far = FarStamps(desk)

    def run(self, progress: Progress | None = None) -> CheckReport:
        """Check everything in one consistent view."""
        progress = progress or NoProgress()
        with self._desk.read() as reader:
            faults = list(self._faults(reader, progress))
            findings = list(self._worded(reader, faults))
            counts = self._counts(reader)
        return CheckReport(findings, counts)

    def repair(self, progress: Progress | None = None) -> None:
        """Make the household list and the search anew from the files; take far stamps back."""
        self._desk.require("write")
        self._far.take_back()
        with self._desk.store.local() as connection:
            repair_derived(connection, progress)

    def _faults(self, reader: Reader, progress: Progress) -> Iterator[Fault]:
        if self._desk.store.notice:
            yield Fault("rollback")
        faults = list(check_file(reader.connection, progress))
        yield from faults
        if any(fault.code.startswith("page") for fault in faults):
            return
        far = self._far.count(reader.connection)
        if far:
            yield Fault("stamps_ahead", count=far)
        yield from self._attachments(reader, progress)

    def _attachments(self, reader: Reader, progress: Progress) -> Iterator[Fault]:
        table = Attachment.__table__
        rows = reader.rows(
            select(table.c.org_id, table.c.id, table.c.sha256).where(table.c.sha256.is_not(None))
        )
        state: dict[str, str] = {}
        for done, row in enumerate(rows):
            progress.step(done, len(rows))
            sha = row["sha256"]
            if sha not in state:
                state[sha] = self._state(sha)
            if state[sha]:
                yield Fault(state[sha], "attachment", row["org_id"].bytes, row["id"].bytes)

    def _state(self, sha: str) -> str:
        """Empty when the content is there and whole, else the fault's code."""
        try:
            for _piece in self._blobs.open(sha):
                pass
        except UserError as error:
            return error.code
        except ValueError:
            return "attachment_damaged"
        return ""

    def _worded(self, reader: Reader, faults: Iterable[Fault]) -> Iterator[Finding]:
        seen: Counter[str] = Counter()
        for fault in faults:
            seen[fault.code] += 1
            if seen[fault.code] <= MOST:
                what, todo = SENTENCES[fault.code]
                text = what.format(count=fault.count, first=fault.first, last=fault.last)
                yield Finding(text, self._where(reader, fault), todo, fault.code)
        for code, count in seen.items():
            if count > MOST:
                what, todo = SENTENCES[code]
                yield Finding(f"同类问题另有 {count - MOST} 处", "", todo, code)

    def _where(self, reader: Reader, fault: Fault) -> str:
        if fault.origin:
            return f"日志 {fault.origin.hex()[:8]}"
        if not fault.row:
            whole = fault.code.startswith(("page", "log", "rollback", "stamps"))
            return "office.db" if whole else "列表与搜索"
        word = LABELS.get(fault.table, fault.table)
        number = self._archive_no(reader, fault)
        home = f"档案 {number} 的" if number else ""
        return f"{home}{word}，编号 {UUID(bytes=fault.row)}"

    def _archive_no(self, reader: Reader, fault: Fault) -> str:
        """The archive number of the household that a row is or belongs to; empty when it cannot be told."""
        plan = PLANS.get(fault.table)
        link = "id" if fault.table == Household.__tablename__ else "household_id"
        if plan is None or (link != "id" and link not in plan.names):
            return ""
        home, table = Household.__table__.alias(), plan.record.__table__
        same = (home.c.org_id == table.c.org_id) & (home.c.id == table.c[link])
        query = select(home.c.archive_no).join_from(table, home, same)
        mine = (table.c.org_id == UUID(bytes=fault.org)) & (table.c.id == UUID(bytes=fault.row))
        return reader.connection.scalar(query.where(mine)) or ""

    def _counts(self, reader: Reader) -> dict[str, int]:
        tables: list[type[Base]] = [*(plan.record for plan in PLANS.values()), LogRow]
        count = select(func.count())
        return {t.__tablename__: reader.connection.scalar(count.select_from(t)) or 0 for t in tables}
