"""From nothing to work, and in again the next day."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.recovery import normalise_recovery_code
from hardship_desktop.gui.pages.first_run import FirstRun
from hardship_desktop.gui.pages.first_run_steps import password_words
from hardship_desktop.gui.pages.login import Login, wait_after
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.accounts import NewOffice
from tests.gui.conftest import Recorder, children, typed

Key = Qt.Key
ZHANG, LI = UUID(int=1), UUID(int=2)
CODE = "ABCDE-FGH1J-0KM1P-QRSTV-WXYZ0"


def log_in(user: UUID, password: str) -> str:
    if password != "correct horse 9":
        raise UserError("密码不对，请重新输入（注意大小写和输入法）。", code="wrong_password")
    return f"desk of {user.int}"


def recover(code: str) -> str:
    if len(code) < len(CODE):
        normalise_recovery_code(code)
    if code != CODE:
        raise UserError("恢复码不对。")
    return "desk"


def shown(widget: Login | FirstRun, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is widget)


@pytest.fixture
def login(qtbot: QtBot, tasks: Tasks) -> Login:
    users = [(ZHANG, "张敏"), (LI, "李强")]
    login = Login("清河县总工会", users, log_in, recover, tasks, last_user=LI)
    shown(login, qtbot)
    return login


def texts(widget: Login | FirstRun) -> list[str]:
    return [label.text() for label in children(widget, QLabel) if label.isVisible() and label.text()]


def press(widget: Login | FirstRun, text: str) -> None:
    found = [key for key in children(widget, QPushButton) if key.text() == text and key.isVisible()]
    assert found, f"no button {text}"
    found[0].click()


def test_the_user_of_last_time_types_only_the_password(login: Login) -> None:
    entered: list[object] = []
    login.entered.connect(entered.append)
    typed("correct horse 9", Key.Key_Return)
    assert entered == ["desk of 2"]


def test_while_the_files_are_opened_nothing_typed_seems_to_be_taken(login: Login) -> None:
    seen: list[tuple[str, bool]] = []

    def slow(user: UUID, password: str) -> str:
        typed("x")
        seen.append((login._enter.text(), login._enter.isEnabled()))
        return log_in(user, password)

    login._log_in = slow
    typed("falsch", Key.Key_Return)
    assert seen == [("正在打开…", False)]
    assert login._password.text() == "falsch"
    assert (login._enter.text(), login._enter.isEnabled()) == ("登录", True)
    typed("y")
    assert login._password.text() == "y"


def test_another_user_is_chosen_from_the_list(login: Login) -> None:
    entered: list[object] = []
    login.entered.connect(entered.append)
    login._user.open()
    login._user.drop_down.chosen.emit(str(ZHANG))
    typed("correct horse 9", Key.Key_Return)
    assert entered == ["desk of 1"]


def test_a_wrong_password_does_not_stay_for_the_next_user(login: Login) -> None:
    entered: list[object] = []
    login.entered.connect(entered.append)
    typed("wrong", Key.Key_Return)
    login._user.open()
    login._user.drop_down.chosen.emit(str(ZHANG))
    typed("correct horse 9", Key.Key_Return)
    assert entered == ["desk of 1"]


def test_wrong_passwords_make_one_wait_longer_and_longer(login: Login) -> None:
    assert [wait_after(n) for n in range(1, 9)] == [0, 0, 5, 10, 20, 40, 60, 60]
    for _ in range(3):
        typed("wrong", Key.Key_Return)
    assert any("密码不对" in text for text in texts(login))
    assert not login._enter.isEnabled()
    assert login._enter.text() == "请等 5 秒再试"
    for _ in range(5):
        login._tick()
    assert login._enter.isEnabled()


def test_the_recovery_code_opens_too(login: Login) -> None:
    recovered: list[object] = []
    login.recovered.connect(recovered.append)
    press(login, "忘记密码，用恢复码登录")
    typed(CODE, Key.Key_Return)
    assert recovered == ["desk"]


def test_a_mistyped_recovery_code_is_told_without_a_wait(login: Login) -> None:
    press(login, "忘记密码，用恢复码登录")
    for _ in range(5):
        typed("ABC", Key.Key_Return)
    assert any("应为 25 个字符" in text for text in texts(login))
    assert login._enter.isEnabled()


@pytest.mark.parametrize(
    ("password", "good"),
    [("short1", False), ("onlyletters", False), ("abc12345", True), ("correct horse 9", True)],
)
def test_a_password_is_judged_in_a_sentence(password: str, good: bool) -> None:
    words, accepted = password_words(password)
    assert accepted is good
    assert words.endswith("。")


MakeRun = Callable[..., FirstRun]


@pytest.fixture
def offices() -> list[tuple[Path, NewOffice]]:
    return []


@pytest.fixture
def run(
    qtbot: QtBot,
    tasks: Tasks,
    messages: Messages,
    tmp_path: Path,
    offices: list[tuple[Path, NewOffice]],
    monkeypatch: pytest.MonkeyPatch,
) -> FirstRun:
    def set_up(folder: Path, office: NewOffice) -> tuple[object, str]:
        office.check()
        offices.append((folder, office))
        return "desk", CODE

    monkeypatch.setattr("hardship_desktop.gui.pages.first_run.set_up", set_up)
    first = FirstRun(tasks, messages, folder=tmp_path / "档案")
    shown(first, qtbot)
    return first


def test_enter_alone_leads_from_the_folder_to_the_code(
    run: FirstRun, offices: list[tuple[Path, NewOffice]]
) -> None:
    typed(Key.Key_Return)
    typed("清河县总工会", Key.Key_Return, "530326", Key.Key_Return, "530326", Key.Key_Return, Key.Key_Return)
    typed("张敏", Key.Key_Return, "correct horse 9", Key.Key_Return, "correct horse 9", Key.Key_Return)
    assert [office.name for _, office in offices] == ["清河县总工会"]
    assert CODE in texts(run)
    typed("0KM1", Key.Key_Return)
    assert run.wizard.step is run.start
    done: list[str] = []
    run.done.connect(lambda _, start: done.append(start))
    typed(Key.Key_Down, Key.Key_Return)
    assert done == ["import"]


def test_a_password_typed_again_takes_the_place_of_the_wrong_one(
    run: FirstRun, offices: list[tuple[Path, NewOffice]]
) -> None:
    press(run, "用这个文件夹")
    typed("清河县总工会", Key.Key_Return, "530326", Key.Key_Return, "530326")
    press(run, "下一步")
    typed("张敏", Key.Key_Return, "short", Key.Key_Return, "short", Key.Key_Return)
    assert offices == []
    typed("correct horse 9", Key.Key_Return, "correct horse 9", Key.Key_Return)
    assert offices[0][1].password == "correct horse 9"


def to_the_code(run: FirstRun) -> None:
    press(run, "用这个文件夹")
    typed("清河县总工会", Key.Key_Return, "530326", Key.Key_Return, "530326")
    press(run, "下一步")
    typed("张敏", Key.Key_Return, "correct horse 9", Key.Key_Return, "correct horse 9")
    press(run, "建立档案库")


def test_an_office_is_set_up_by_keyboard(
    run: FirstRun, offices: list[tuple[Path, NewOffice]], tmp_path: Path
) -> None:
    done: list[tuple[object, str]] = []
    run.done.connect(lambda desk, start: done.append((desk, start)))
    to_the_code(run)
    folder, office = offices[0]
    assert folder == tmp_path / "档案"
    assert (office.name, office.code, office.role, office.user_name) == (
        "清河县总工会",
        "530326",
        "county",
        "张敏",
    )
    assert CODE in texts(run)
    typed("okml")
    press(run, "恢复码已收好")
    run.start._group.buttons()[1].click()
    press(run, "开始工作")
    assert done == [("desk", "import")]


def test_the_code_must_be_copied_from_the_paper(run: FirstRun) -> None:
    to_the_code(run)
    typed("AAAA")
    press(run, "恢复码已收好")
    assert "抄回的字符与恢复码不一致，请对照打印件再看一遍。" in texts(run)
    assert CODE in texts(run)


def test_two_different_passwords_are_refused(run: FirstRun, offices: list[tuple[Path, NewOffice]]) -> None:
    press(run, "用这个文件夹")
    typed("清河县总工会", Key.Key_Return, "530326")
    press(run, "下一步")
    typed("张敏", Key.Key_Return, "correct horse 9", Key.Key_Return, "correct horse 8")
    press(run, "建立档案库")
    assert offices == []
    assert "两次输入的密码不一样，请重新输入。" in texts(run)


def test_a_refused_unit_is_mended_where_it_was_typed(run: FirstRun) -> None:
    press(run, "用这个文件夹")
    typed("清河县总工会", Key.Key_Return, "5")
    press(run, "下一步")
    typed("张敏", Key.Key_Return, "correct horse 9", Key.Key_Return, "correct horse 9")
    press(run, "建立档案库")
    assert run.wizard.step is run.unit
    assert any("单位编码应为" in text for text in texts(run))


def test_the_code_is_not_lost_by_closing_without_a_question(run: FirstRun, asked: Recorder) -> None:
    to_the_code(run)
    assert not run.close()
    assert asked.questions[0].safe == "返回打印恢复码"
    asked.answers = ["不要恢复码，关闭"]
    assert run.close()
