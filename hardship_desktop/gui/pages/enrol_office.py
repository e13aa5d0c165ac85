"""接入地市: a county asks, the city approves, both compare numbers by telephone."""

from pathlib import Path

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.check_number import CheckNumber, show_number, shown_number
from hardship_desktop.gui.widgets.rows import from_left
from hardship_desktop.services.exchange.enrolment import Joined, Requested, Waiting

REQUEST = "接入申请 (*.enrol)"
APPROVAL = "接入批准 (*.enrol)"


class EnrolOffice(Page):
    """The three steps at the county; the second is the city's."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._approval: Path | None = None
        self.set_head(line="三步，只做一次；以后用U盘就能上报")
        self._first = Card("1　生成接入申请")
        self._first.add(
            label(
                "把申请文件用U盘交给地市，再打电话，把屏幕上的核对码（六组数字）念给他们。",
                "muted",
                wrap=True,
            )
        )
        self._first.add(from_left(button("生成接入申请", self.request, icon="file-export")))
        self._told = label("", "muted", wrap=True)
        self._read_out = shown_number("")
        self._first.add(self._told)
        self._first.add(self._read_out)
        self._tell("")
        self._second = Card("2　等地市批准")
        self._second.add(label("地市核对数字以后，会给您一个批准文件。", "muted", wrap=True))
        self._third = Card("3　完成接入")
        self._third.add(
            label("选批准文件，再请地市在电话里念他们屏幕上的核对码，由您一组一组输入。", "muted", wrap=True)
        )
        self._file = button("选择批准文件", self.choose, icon="folder-open")
        self._name = label("", "muted")
        self._third.add(from_left(self._file, self._name))
        self.number = CheckNumber()
        self.number.changed.connect(self._refresh)
        self.number.ended.connect(self._entered)
        self._note = label("", "error", wrap=True)
        self._third.add(self.number)
        self._third.add(self._note)
        for card in (self._first, self._second, self._third):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self._go = self.primary("完成接入", self.finish, icon="shield-check")
        self._refresh()

    def load(self) -> None:
        """The request made last is still waiting for its answer: its number can be read out again."""
        self.tasks.run(self.services.enrolment.waiting, done=self._waiting, failed=self._ran_out)

    def request(self) -> None:
        """Write the request file and show its number."""
        out = self.room.dialogs.save(
            self, "接入申请存到哪里", REQUEST, f"接入申请-{self.desk.office_code}.enrol"
        )
        if out:
            self.tasks.run(
                self.services.enrolment.request,
                out,
                done=self._requested,
                failed=self.messages.error,
                kind="write",
            )

    def choose(self) -> None:
        """Which approval file."""
        path = self.room.dialogs.open_one(self, "选择地市给的批准文件", APPROVAL)
        if path:
            self._approval = path
            self._name.setText(path.name)
            self.number.clear()
            self.number.boxes[0].setFocus()

    def finish(self) -> None:
        """Accept the approval: only with the number that the city reads out."""
        assert self._approval is not None
        self._note.clear()
        self.tasks.run(
            self.services.enrolment.finish,
            self._approval,
            self.number.text(),
            done=self._finished,
            failed=self._wrong,
            kind="write",
        )

    def _requested(self, made: Requested) -> None:
        self._tell(f"申请文件：{made.path}　请在电话里念给地市：", made.check)
        self.messages.say("申请文件已生成，请交给地市。")

    def _waiting(self, waiting: Waiting | None) -> None:
        if waiting:
            words = "核对码如下，请在电话里念给地市。再生成一次，这份就作废。"
            self._tell(f"{waiting.words}。{words}", waiting.check)

    def _ran_out(self, error: UserError) -> None:
        self._tell(error.message)

    def _tell(self, words: str, check: str = "") -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
        show_number(self._read_out, check)

    def _finished(self, joined: Joined) -> None:
        self.messages.say(joined.message)
        self.data_changed.emit({"peer"})
        self.closed.emit()

    def _wrong(self, error: UserError) -> None:
        self._note.setText(error.message)
        self.number.boxes[0].setFocus()

    def _entered(self) -> None:
        """Enter after the last digit is the blue button."""
        if self._go.isEnabled():
            self._go.click()

    def _refresh(self) -> None:
        self._go.setEnabled(self._approval is not None and self.number.complete)
