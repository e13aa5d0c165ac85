"""The steps of the first run."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFormLayout, QHBoxLayout, QLineEdit

from hardship_desktop.domain.codes.base import code_list
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.kinds import Choice, Digits, PersonName, Text
from hardship_desktop.domain.recovery import fold_recovery
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.style import restyle
from hardship_desktop.gui.widgets.buttons import BigButton, button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.form import Form
from hardship_desktop.gui.widgets.form_cell import LABEL_WIDTH
from hardship_desktop.gui.widgets.hug import Hug
from hardship_desktop.gui.widgets.new_password import RULE, check_twice
from hardship_desktop.gui.widgets.password import ARRIVING, PasswordLine
from hardship_desktop.gui.widgets.wizard import WizardStep
from hardship_desktop.services.accounts import check_password

ROLES = code_list(
    "role", "本单位", [("county", "县（市、区）总工会", "县区"), ("city", "地市总工会", "地市")]
)
UNIT_FIELDS = (
    Field("name", "单位名称", Text(max_length=50), required=True, help="例如 澜川县总工会"),
    Field(
        "code",
        "单位编码",
        Text(max_length=30),
        required=True,
        help="没有编码就填区划代码，例如 539926",
    ),
    Field("division", "行政区划代码", Digits(lengths=(6, 9, 12)), help="6 位数字，例如 539926；可以不填"),
    Field("role", "本单位", Choice(codes=ROLES), required=True),
)
USER_FIELDS = (Field("user_name", "您的姓名", PersonName(), required=True),)
STARTS = (
    ("empty", "从空白开始", "自己新建档案"),
    ("import", "导入表格", "把现有的 Excel、WPS 或 CSV 表格变成档案"),
    ("join", "接入地市", "用U盘与地市互换接入文件，以后才能上报"),
    ("sample", "先看示例", "另用一份虚构的数据试用，不影响您的档案"),
)


def password_words(password: str) -> tuple[str, bool]:
    """How good a password is, in a sentence, and whether it may be used."""
    try:
        check_password(password)
    except UserError as error:
        return error.message, False
    return ("这个密码很好。", True) if len(password) >= 12 else ("可以使用。再长几位更安全。", True)


class FolderStep(WizardStep):
    """Where the files lie; those of another PC come back from a backup."""

    def __init__(self, default: Path, restore: Callable[[], None]) -> None:
        super().__init__("选文件夹", "用这个文件夹")
        self.line = QLineEdit(str(default))
        self.line.setAccessibleName("文件夹")
        self.line.textChanged.connect(lambda _: self.ready_changed.emit())
        self.line.returnPressed.connect(self.ended)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(button("选择…", self._choose, icon="folder-open"))
        card = Card("档案放在哪里")
        card.add(label("放在本机硬盘的一个文件夹里，内容全部加密。不要选U盘或网络盘。", "muted", wrap=True))
        card.add(row)
        self.body.addWidget(card)
        self.body.addWidget(button("这台电脑是换来的？从备份恢复", restore, role="quiet", icon="history"))
        self.body.addStretch()

    @property
    def folder(self) -> Path:
        """The folder chosen."""
        return Path(self.line.text().strip()).expanduser()

    def ready(self) -> bool:
        return bool(self.line.text().strip())

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择文件夹", self.line.text())
        if chosen:
            self.line.setText(chosen)


class UnitStep(WizardStep):
    """Name, code, division, county or city."""

    def __init__(self) -> None:
        super().__init__("填单位")
        self.form = Form(UNIT_FIELDS, today=date.today, columns=1)
        self.form.set_values({"role": "county"})
        self.form.ended.connect(self.ended)
        self.body.addWidget(self.form)

    def enter(self) -> None:
        self.form.focus_first()

    def finish(self, go: Callable[[], None]) -> None:
        if self.form.submit():
            go()

    def values(self) -> Values:
        """What was typed, checked."""
        return self.form.values()


class PersonStep(WizardStep):
    """The first user, who is the administrator; finishing it makes the files."""

    def __init__(self, make: Callable[[Callable[[], None]], None]) -> None:
        super().__init__("姓名和密码", "建立档案库")
        self._make = make
        self.form = Form(USER_FIELDS, today=date.today, columns=1, cards=False)
        Hug(self.form)
        self.password, self.again = PasswordLine("密码"), PasswordLine("再输入一次密码")
        self._caps = label("大写锁定已打开。", "warning")
        self._caps.hide()
        self._strength = label(RULE, "muted", wrap=True)
        card = Card("您是本单位的管理员")
        rows = QFormLayout()
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        rows.setHorizontalSpacing(metrics().px(10))
        for title, line in (("密码 *", self.password), ("再输入一次 *", self.again)):
            words = label(title, "muted")
            words.setFixedWidth(metrics().px(LABEL_WIDTH))
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            rows.addRow(words, line)
        for part in (self.form, rows, self._caps, self._strength):
            card.add(part)
        self.body.addWidget(card)
        self.body.addStretch()
        self.form.ended.connect(partial(self.password.setFocus, ARRIVING))
        self.password.returnPressed.connect(partial(self.again.setFocus, ARRIVING))
        self.again.returnPressed.connect(self.ended)
        self.password.textChanged.connect(self._judge)
        for line in (self.password, self.again):
            line.caps_lock.connect(self._caps.setVisible)

    def enter(self) -> None:
        self.form.focus_first()

    def finish(self, go: Callable[[], None]) -> None:
        if not self.form.submit():
            return
        self.password.setFocus(ARRIVING)
        check_twice(self.password, self.again)
        self._make(go)

    def forget(self) -> None:
        """The passwords are not needed any more."""
        self.password.clear()
        self.again.clear()

    def _judge(self, text: str) -> None:
        words, good = password_words(text)
        self._strength.setText(words)
        restyle(self._strength, "level", "muted" if good else "warning")


class RecoveryStep(WizardStep):
    """The code in large type, to be printed; four characters typed back show that the paper is there."""

    can_go_back = False
    GROUP = 3

    def __init__(self, print_sheet: Callable[[], None], save_sheet: Callable[[], None]) -> None:
        super().__init__("打印恢复码", "恢复码已收好")
        self._code = ""
        self._shown = label(level="large", wrap=True)
        self._back = QLineEdit()
        self._back.setMaxLength(8)
        self._back.textChanged.connect(lambda _: self.ready_changed.emit())
        self._back.returnPressed.connect(self.ended)
        self._ask = label(wrap=True)
        self._ask.setBuddy(self._back)
        self._back.setAccessibleName("抄回恢复码")
        row = QHBoxLayout()
        row.addWidget(button("打印", print_sheet, icon="printer"))
        row.addWidget(button("另存为 PDF", save_sheet, icon="download"))
        row.addStretch()
        card = Card("恢复码只显示这一次")
        card.add(label("忘记密码或电脑坏了，只有凭它和备份才能打开档案。打印后装入信封封好。", wrap=True))
        for each in (self._shown, row, self._ask, self._back):
            card.add(each)
        self.body.addWidget(card)
        self.body.addStretch()

    def show_code(self, code: str) -> None:
        """The code that was made."""
        self._code = code
        self._shown.setText(code)
        self._ask.setText(f"请看着打印件，抄回第 {self.GROUP} 组的前四个字符：")

    def enter(self) -> None:
        self._back.setFocus()

    def ready(self) -> bool:
        return len(self._back.text().strip()) >= 4

    def finish(self, go: Callable[[], None]) -> None:
        wanted = self._code.split("-")[self.GROUP - 1][:4]
        if fold_recovery(self._back.text()) != wanted:
            self._back.setFocus()
            self._back.selectAll()
            raise UserError("抄回的字符与恢复码不一致，请对照打印件再看一遍。", code="recovery_check")
        self._code = ""
        self._shown.clear()
        go()


class StartStep(WizardStep):
    """How to begin."""

    can_go_back = False

    def __init__(self) -> None:
        super().__init__("怎样开始", "开始工作")
        self._group = QButtonGroup(self)
        for name, title, text in STARTS:
            key = BigButton(title, text)
            key.setCheckable(True)
            # Enter goes on with the choice; the arrows and the mouse make it.
            key.setAutoDefault(False)
            key.setObjectName(name)
            self._group.addButton(key)
            self.body.addWidget(key)
        self._group.buttons()[0].setChecked(True)
        self.body.addStretch()

    def enter(self) -> None:
        self._group.checkedButton().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    @property
    def start(self) -> str:
        """empty, import, join or sample."""
        return self._group.checkedButton().objectName()
