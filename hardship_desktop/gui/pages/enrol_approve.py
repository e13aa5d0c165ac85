"""批准接入: the city looks at a request, types the number it hears, and answers."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.pages.enrol_office import APPROVAL, REQUEST
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.check_number import CheckNumber, shown_number
from hardship_desktop.gui.widgets.rows import from_left
from hardship_desktop.services.exchange.enrolment import Again, Approved, Asked


class EnrolApprove(Page):
    """The window requires the number: without it nobody knows whose request it is."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._request: Path | None = None
        self.set_head(line="核对县区的接入申请")
        self._who = label("", "heading", wrap=True)
        self.number = CheckNumber()
        self.number.changed.connect(self._refresh)
        self.number.ended.connect(self._entered)
        self._note = label("", "error", wrap=True)
        self._asked = Card("1　选县区的申请文件，并在电话里核对")
        self._asked.add(from_left(button("选择申请文件", self.choose, icon="folder-open")))
        self._asked.add(self._who)
        self._asked.add(
            label(
                "请县区在电话里念他们屏幕上的核对码，由您一组一组输入；不一致就不能批准。",
                "muted",
                wrap=True,
            )
        )
        self._asked.add(self.number)
        self._again = self._make_choice()
        self._asked.add(self._again)
        self._asked.add(self._note)
        self._answer = Card("2　把批准文件交给县区，并在电话里念数字")
        self._answer.hide()
        self.body.addWidget(self._asked)
        self.body.addWidget(self._answer)
        self.body.addStretch(1)
        self._go = self.primary("批准接入", self.approve, icon="shield-check")
        self._refresh()

    def _make_choice(self) -> QWidget:
        """For an office that is enrolled already; which of the two, only the city can know."""
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(label("这个单位已经从另一台电脑接入过。现在这一台是：", "heading", wrap=True))
        self.same = QRadioButton("重新安装，接续原单位（原来的电脑坏了或不用了，从此停用）")
        self.second = QRadioButton("增加一台电脑（原来的电脑继续使用）")
        for each in (self.same, self.second):
            each.toggled.connect(self._refresh)
            rows.addWidget(each)
        box.hide()
        return box

    @property
    def again(self) -> Again | None:
        """What was chosen."""
        chosen = Again.SAME if self.same.isChecked() else Again.SECOND if self.second.isChecked() else None
        return None if self._again.isHidden() else chosen

    def choose(self) -> None:
        """Which request file."""
        path = self.room.dialogs.open_one(self, "选择县区的接入申请", REQUEST)
        if path:
            self._request = path
            self.tasks.run(self.services.enrolment.look, path, done=self._looked, failed=self._wrong)

    def approve(self) -> None:
        """Certify the office and write the answer; where to is asked once the number is right."""
        assert self._request is not None
        self._note.clear()
        asked = (self._request, self.number.text())
        self.tasks.run(
            self.services.enrolment.compare, *asked, done=partial(self._write, *asked), failed=self._wrong
        )

    def _write(self, request: Path, check: str, _: None) -> None:
        out = self.room.dialogs.save(self, "批准文件存到哪里", APPROVAL, "接入批准.enrol")
        if out is None:
            return
        self.tasks.run(
            self.services.enrolment.approve,
            request,
            out,
            check,
            self.again,
            done=self._approved,
            failed=self._wrong,
            kind="write",
        )

    def _looked(self, asked: Asked) -> None:
        # The number is not shown here: it must come from the other side of the telephone.
        self._who.setText(f"{asked.office}（{asked.org_code}）")
        self._again.setVisible(asked.known)
        self._note.clear()
        self.number.clear()
        self.number.boxes[0].setFocus()

    def _approved(self, made: Approved) -> None:
        self._go.setEnabled(False)
        self._answer.add(label(f"批准文件：{made.path}", "muted", wrap=True))
        self._answer.add(label(f"请在电话里念给{made.office}，由他们输入：", "muted"))
        self._answer.add(shown_number(made.check))
        self._answer.show()
        self.messages.say(f"已批准{made.office}接入。")
        self.data_changed.emit({"peer"})
        if made.recovery_key:
            self.room.ways.open("secret", "数据包恢复密钥", made.recovery_key)

    def _wrong(self, error: UserError) -> None:
        self._note.setText(error.message)

    def _entered(self) -> None:
        """Enter after the last digit is the blue button."""
        if self._go.isEnabled():
            self._go.click()

    def _refresh(self) -> None:
        chosen = self._again.isHidden() or self.again is not None
        self._go.setEnabled(self._request is not None and self.number.complete and chosen)
