"""恢复码 and 数据检查."""

from hardship_desktop.domain.lists import Column
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.services import jobs
from hardship_desktop.services.checkup import CheckReport
from hardship_desktop.services.job import Job
from hardship_desktop.services.seat import Seat

REPAIRABLE = frozenset({"list_lines", "search_lines", "stamps_ahead"})
COLUMNS = (
    Column("what", "发现", 300),
    Column("where", "在哪里", 220),
    Column("todo", "怎么办", 400, stretches=True),
)


class RecoverySection(Section):
    """恢复码."""

    def __init__(self, room: Room) -> None:
        text = (
            "忘记全部密码或电脑损坏时，凭纸上的恢复码和备份打开档案。"
            "信封被拆开、怀疑泄露或管理员调离时，换一个新的。"
        )
        super().__init__(room, text)
        self._renew = self.key("更换恢复码并打印", self.renew, role="primary", icon="key")
        self._renew.setEnabled(room.desk.may("administer"))
        self.add_keys()
        self.body.addStretch(1)

    def renew(self) -> None:
        """Make a new one; the printed old one is void."""
        if self.messages.ask(
            "更换后，旧的那张恢复码马上作废。",
            "更换恢复码",
            detail="以前的备份仍要用旧的恢复码打开，请不要马上销毁旧的那张。",
            dangerous=True,
        ):
            self.tasks.run(
                self.services.accounts.renew_recovery,
                done=self._made,
                failed=self.messages.error,
                kind="write",
            )

    def _made(self, code: str) -> None:
        self.room.ways.open("secret", "恢复码", code)


class CheckSection(Section):
    """数据检查."""

    def __init__(self, room: Room) -> None:
        text = "检查档案、记录和附件有没有损坏或被别的程序改动。大的档案库需要几分钟，窗口可以照常使用。"
        super().__init__(room, text)
        self._state = label("", "heading", wrap=True)
        self.add(self._state)
        self.table = PlainTable(COLUMNS, room.tasks, name="检查结果")
        self.table.hide()
        self.add(self.table, 1)
        self.go_button = self.key("开始检查", self.check, role="primary", icon="shield-check")
        self.repair_button = self.key("修复", self.repair, icon="refresh")
        self.repair_button.hide()
        self.add_keys()
        self.body.addStretch(1)

    def check(self) -> None:
        """Check everything."""
        self._run(jobs.DATA_CHECK, "数据检查")

    def repair(self) -> None:
        """Make lists and search anew from the files, put wrong times right, then check again."""
        self._run(jobs.DATA_REPAIR, "修复")

    def _run(self, job: Job[tuple[Seat], CheckReport], title: str) -> None:
        self.go_button.setEnabled(False)
        self.repair_button.setEnabled(False)
        self.tasks.heavy(
            job,
            (Seat.beside(self.desk),),
            title=title,
            done=self._show,
            failed=self.messages.error,
            ended=self._ended,
        )

    def _show(self, report: CheckReport) -> None:
        counts = report.counts
        looked = f"共检查 {counts.get('household', 0):,} 户 {counts.get('person', 0):,} 人"
        self._state.setText(
            f"一切完好。{looked}。" if report.ok else f"发现 {len(report.findings)} 处问题。{looked}。"
        )
        self.table.setVisible(not report.ok)
        rows = [{"what": f.what, "where": f.where, "todo": f.todo} for f in report.findings]
        self.table.show_rows(rows)
        self.repair_button.setVisible(any(f.code in REPAIRABLE for f in report.findings))

    def _ended(self) -> None:
        self.go_button.setEnabled(True)
        self.repair_button.setEnabled(True)
