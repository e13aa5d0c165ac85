"""数据交换: a bundle out, a bundle in, and how far each has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.file_dialogs import BUNDLES as BUNDLE_FILES
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import BigButton, button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.services import jobs
from hardship_desktop.services.exchange.book import BundleState
from hardship_desktop.services.exchange.exchange import Imported, Pending
from hardship_desktop.services.exchange.outbox import Exported
from hardship_desktop.services.exchange.peers import PeerDevice
from hardship_desktop.services.job import A, Job, R
from hardship_desktop.services.lists.exchange import BundleList, PeerList, bundle_row, peer_row
from hardship_desktop.services.seat import Seat

SUFFIX = ".ubx"


@dataclass(frozen=True)
class Read:
    """All that the page shows, read at once."""

    pending: Pending
    bundles: list[BundleState]
    peers: list[PeerDevice]
    joining: str


def _with_foot(list_: QWidget, note: QWidget, key: QWidget) -> QWidget:
    """A list with what belongs to it below: a note and a button."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(list_, 1)
    foot = QHBoxLayout()
    foot.addWidget(note, 1)
    foot.addWidget(key)
    column.addLayout(foot)
    return side


class ExchangePage(Page):
    """A county sends and takes receipts; a city takes in and writes receipts."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._city = room.desk.is_city
        self._enrolled = False
        self._busy = False
        self._far = 0
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        out = (
            ("写回执", "每个县区一个文件，交回县区")
            if self._city
            else ("生成上报包", "地市还没有确认收到的全部改动")
        )
        # A county's work is to report, a city's to take in.
        self.out_button = BigButton(*out, self.export, icon="file-export", main=not self._city)
        self.in_button = BigButton(
            "导入数据包",
            "选 .ubx 文件，或把文件拖到窗口里",
            self.choose,
            icon="file-import",
            main=self._city,
        )
        self._join = self.secondary(
            "批准接入" if self._city else "接入地市", self._open_enrolment, icon="key"
        )
        self._mend = self.secondary("改正时间", self.mend_times, icon="history")
        self._note = label("", "muted", wrap=True)
        self.bundles = PlainTable(BundleList.declared.columns, self.tasks, name="数据包")
        self.bundles.chosen.connect(lambda _: self._refresh())
        self.peers = PlainTable(PeerList.declared.columns, self.tasks, name="接入的单位")
        self._handed = button("已交出", self.mark_handed, icon="check")
        self.peers.chosen.connect(lambda _: self._refresh())
        self._revoke = button("停用这台电脑", self.revoke, role="danger")

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(metrics().px(12))
        for key in (self.in_button, self.out_button) if self._city else (self.out_button, self.in_button):
            keys.addWidget(key, 1)
        steps = () if self._city else (("接入地市", self._open_enrolment),)
        text = "生成或导入第一个数据包以后，这里会写明它到了哪一步。"
        first = Empty("还没有数据包", text, icon="package", steps=steps)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.bundles)
        self._stack.addWidget(first)
        self._stack.addWidget(Empty("还没有数据包", text, icon="package"))
        card = Card()
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.addTab(_with_foot(self._stack, self._note, self._handed), "数据包")
        peers = _with_foot(self.peers, QWidget(), self._revoke)
        tabs.addTab(peers, "接入的县区" if self._city else "接入的地市")
        card.add(tabs, 1)
        self._revoke.setVisible(self._city)
        self.body.addLayout(keys)
        self.body.addWidget(card, 1)

    # What the window asks

    def load(self) -> None:
        """Read the state of everything."""
        self.tasks.run(self._read, done=self._show)

    def changed(self, what: set[str]) -> None:
        """Any record changed here waits to be sent."""
        if self.isVisible() or "peer" in what:
            self.load()

    def new(self) -> None:
        """Ctrl+N: the next bundle out."""
        if self.out_button.isEnabled():
            self.export()

    # Steps

    def export(self) -> None:
        """Write a bundle, or a city's receipts, into a folder."""
        folder = self.room.dialogs.folder(self, "选择U盘或文件夹")
        if folder:
            title = "写回执" if self._city else "生成上报包"
            self._run(jobs.BUNDLE_EXPORT, folder, title, self._exported)

    def choose(self) -> None:
        """Choose files to take in."""
        self.take_in(self.room.dialogs.open_many(self, "选择数据包或回执", BUNDLE_FILES))

    def take_in(self, paths: list[Path]) -> None:
        """Take files in, in any order."""
        if paths and not self._busy:
            self._run(jobs.BUNDLE_IMPORT, paths, "导入数据包", self._imported)

    def mark_handed(self) -> None:
        """Note that the bundle with the focus was given away."""
        row = self.bundles.current_row()
        if row is not None:
            done = self._reload
            self.tasks.run(
                self.services.exchange.handed, row["id"], done=done, failed=self.messages.error, kind="write"
            )

    def revoke(self) -> None:
        """Take no more bundles from the PC with the focus."""
        row = self.peers.current_row()
        if row is None or not self.messages.ask(
            f"以后不再接收{row['office']}这台电脑的数据包。",
            "停用这台电脑",
            detail="电脑丢失或报废时使用；要再用，须重新接入。",
            dangerous=True,
        ):
            return
        self.tasks.run(
            self.services.enrolment.revoke,
            row["id"],
            done=self._reload,
            failed=self.messages.error,
            kind="write",
        )

    def mend_times(self) -> None:
        """Write changes that were stamped far ahead anew, as they are, under stamps of now."""
        if self.messages.ask(
            f"{self._far} 条改动的时间比今天晚得多（那时电脑的日期不对），地市不能接收。",
            f"改正 {self._far} 条改动的时间",
            detail=f"改成现在的时间，内容一字不动。请先确认今天是 {self.desk.today}。",
        ):
            self.tasks.run(
                self.services.exchange.take_back,
                done=self._mended,
                failed=self.messages.error,
                kind="write",
            )

    def _mended(self, told: str) -> None:
        self.messages.say(told)
        self.load()

    def _run(self, job: Job[tuple[Seat, A], R], argument: A, title: str, done: Callable[[R], None]) -> None:
        self._busy = True
        self._refresh()
        self.tasks.heavy(
            job,
            (Seat.beside(self.desk), argument),
            title=title,
            done=done,
            failed=self.messages.error,
            ended=self._free,
        )

    def _free(self) -> None:
        self._busy = False
        self._refresh()
        self.load()

    def _reload(self, _: object) -> None:
        self.load()

    def _exported(self, made: Exported) -> None:
        self.bundles.setCurrentIndex(QModelIndex())
        names = "、".join(Path(path).name for path in made.paths)
        self.messages.say(f"{made.message}{f'文件：{names}' if names else ''}")
        self.data_changed.emit({"bundle"})

    def _imported(self, results: list[Imported]) -> None:
        self.bundles.setCurrentIndex(QModelIndex())
        bad = [each for each in results if not each.done]
        lines = [f"{each.file}：{each.message}" for each in (bad or results)]
        receipt = next((each.receipt for each in results if each.receipt), "")
        if receipt:
            lines.append(f"回执已写到 {Path(receipt).parent}，也可以按“写回执”存到U盘。")
        self.messages.say("\n".join(lines), "error" if bad else "done")
        self.data_changed.emit({"bundle", "household", "person", "visit", "aid", "fund_batch"})

    def _open_enrolment(self) -> None:
        self.room.ways.open("approve" if self._city else "join")

    # What is shown

    def _read(self) -> Read:
        return Read(
            self.services.exchange.pending(),
            self.services.exchange.status(),
            self.services.enrolment.peers(),
            self._joining(),
        )

    def _joining(self) -> str:
        """How far a county is that has not joined yet."""
        try:
            waiting = self.services.enrolment.waiting()
        except UserError as error:
            return error.message
        if waiting is None:
            return "还没有接入地市：先按“接入地市”，只做一次"
        return f"{waiting.words}；核对码在“接入地市”里"

    def _show(self, read: Read) -> None:
        self._far = read.pending.far
        self._enrolled = read.pending.enrolled if not self._city else bool(read.peers)
        self.bundles.show_rows([bundle_row(each) for each in read.bundles])
        if read.bundles and self.bundles.current_row() is None:
            # The newest has a next step: its button must be in sight.
            self.bundles.selectRow(0)
        self._stack.setCurrentIndex(0 if read.bundles else 2 if self._enrolled else 1)
        self.peers.show_rows([peer_row(each) for each in read.peers])
        self.set_head(line=self._line(read))
        self._refresh()

    def _line(self, read: Read) -> str:
        if self._city:
            offices = {each.org_code for each in read.peers if each.revoked_ms is None}
            waiting = sum(each.state == "parked" for each in read.bundles)
            return f"已接入 {len(offices)} 个县区" + (f"，{waiting} 个包在等前面的包" if waiting else "")
        if not self._enrolled:
            return read.joining
        count = read.pending.records
        if read.pending.far:
            return f"{read.pending.far:,} 条改动的时间比今天晚得多，地市不能接收：按“改正时间”，内容不变"
        words = f"地市还没有确认 {count:,} 条改动" if count else "改动地市都已收到"
        if read.pending.attachments:
            words += f"，还缺 {read.pending.attachments:,} 个附件，再导出一次就会补上"
        return f"{words}，上次收到回执 {read.pending.last_receipt}" if read.pending.last_receipt else words

    def _refresh(self) -> None:
        writer = self.desk.may("exchange")
        row = self.bundles.current_row()
        self.out_button.setEnabled(self._enrolled and writer and not self._busy)
        self.in_button.setEnabled(writer and not self._busy)
        self._mend.setVisible(bool(self._far) and writer)
        self._join.setVisible(self._city or not self._enrolled)
        self._join.setEnabled(self.desk.may("administer"))
        can_hand = row is not None and row["state"] == "made" and str(row["way"]).startswith("生成")
        self._handed.setVisible(can_hand)
        peer = self.peers.current_row()
        may_bar = peer is not None and peer["state"] == "in" and self.desk.may("administer")
        self._revoke.setEnabled(may_bar)
        self._note.setText(f"{row['file']}　{row['todo']}" if row else "")
