"""The window leads to every page by keyboard and loses nothing on the way."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import SimpleNamespace
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.shell.help import help_file
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.pages import PageSpec
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.shell.status import StatusFacts
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.shell.window import MainWindow
from hardship_desktop.gui.widgets.drop_down import Offer
from hardship_desktop.resources import resource
from tests.gui.conftest import Recorder, children, pressed_with_control, typed

Key = Qt.Key


class Paper(Page):
    """A page that notes what it is asked."""

    def __init__(self, room: Room, title: str) -> None:
        super().__init__(room, title)
        self.calls: list[str] = []
        self.heard: list[set[str]] = []
        self.dirty = False
        self.line_edit = QLineEdit()
        self.body.addWidget(self.line_edit)
        self.primary(f"新建{title}", self.new)
        self.secondary("打印", self.print)

    def load(self) -> None:
        self.calls.append("load")

    def new(self) -> None:
        self.calls.append("new")

    def print(self) -> None:
        self.calls.append("print")

    def save(self, then: Callable[[], None] | None = None) -> None:
        self.calls.append("save")
        self.dirty = False
        super().save(then)

    def discard(self) -> None:
        self.dirty = False

    def changed(self, what: set[str]) -> None:
        self.heard.append(what)

    @property
    def unsaved(self) -> bool:
        return self.dirty


def find(text: str) -> Sequence[Offer]:
    return (
        [Offer("范浩", "奖甥路234号", "户档", 1), Offer("范小雨", "", "家庭成员", 2)] if "范" in text else []
    )


def check_password(password: str) -> None:
    if password != "correct horse 9":
        raise UserError("密码不对，请重新输入。")


FACTS = StatusFacts("清河县总工会", "张敏")


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, messages: Messages) -> Iterator[MainWindow]:
    specs = [
        PageSpec(name, title, partial(Paper, title=title), "visits", icon=icon, low=name == "settings")
        for name, title, icon in (
            ("settings", "系统设置", "settings"),
            ("today", "今日待办", "checkbox"),
            ("list", "困难职工档案", "id"),
        )
    ]
    room = cast(Room, SimpleNamespace(desk=None, services=None, tasks=tasks, messages=messages))
    window = MainWindow(room, specs, find=find, facts=FACTS, check_password=check_password)
    window.show_facts(FACTS)
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.open("today")
    yield window
    if shiboken6.isValid(window):
        window._may_close = True
        window.close()


def paper(window: MainWindow) -> Paper:
    assert isinstance(window.page, Paper)
    return window.page


def test_alt_and_a_number_changes_page(window: MainWindow) -> None:
    for number, title in ((Key.Key_2, "困难职工档案"), (Key.Key_3, "系统设置"), (Key.Key_1, "今日待办")):
        QTest.keyClick(window, number, Qt.KeyboardModifier.AltModifier)
        assert paper(window).title == title


def test_the_keys_of_every_page_reach_the_page_in_sight(window: MainWindow) -> None:
    page = paper(window)
    for key in (Key.Key_N, Key.Key_P, Key.Key_S):
        pressed_with_control(key)
    assert page.calls == ["load", "new", "print", "save"]


def test_a_page_on_top_goes_with_esc_and_the_one_below_loads_again(window: MainWindow) -> None:
    below = paper(window)
    window.pages.push(Paper(below.room, "范浩"))
    assert paper(window).title == "范浩"
    QTest.keyClick(window, Key.Key_Escape)
    assert window.page is below
    assert below.calls == ["load", "load"]


def test_unsaved_input_is_asked_about_before_leaving(window: MainWindow, asked: Recorder) -> None:
    page = paper(window)
    page.dirty = True
    window.open("list")
    assert window.page is page
    assert asked.questions[0].answers == ("保存后离开", "不保存离开", "继续填写")
    asked.answers = ["保存后离开"]
    window.open("list")
    assert paper(window).title == "困难职工档案"
    assert "save" in page.calls


def test_closing_asks_too(window: MainWindow, asked: Recorder) -> None:
    paper(window).dirty = True
    assert not window.close()
    assert window.isVisible()
    asked.answers = ["不保存离开"]
    assert window.close()


def test_a_change_is_heard_by_every_page_that_is_open(window: MainWindow) -> None:
    first = paper(window)
    window.open("list")
    paper(window).data_changed.emit({"visit"})
    assert first.heard == [{"visit"}]


def test_the_everywhere_search_finds_and_opens(window: MainWindow, qtbot: QtBot) -> None:
    found: list[object] = []
    window.found.connect(found.append)
    pressed_with_control(Key.Key_K)
    typed("范")
    qtbot.waitUntil(window.search.drop_down.isVisible)
    typed(Key.Key_Down, Key.Key_Return)
    assert found == [2]
    typed("范", Key.Key_Return)
    assert found == [2, 1]


def test_a_search_without_result_says_so_until_something_else_is_typed(window: MainWindow) -> None:
    pressed_with_control(Key.Key_K)
    typed("无")
    for press in ((), (Key.Key_Return,), (Key.Key_Return,)):
        typed(*press)
        window.search._search()
        assert window.search.drop_down.isVisible()
        assert window.search.drop_down.rows()[0].sub.startswith("没有找到。")
    assert window.search.text() == "无"
    typed(Key.Key_Escape)
    assert not window.search.drop_down.isVisible()


def test_every_part_of_the_foot_can_be_clicked(window: MainWindow) -> None:
    clicked: list[str] = []
    window.status_clicked.connect(clicked.append)
    for item in window.status._items.values():
        item.click()
    assert clicked == ["unit", "user", "bundle", "backup"]


def test_what_is_said_stands_over_the_page_and_in_the_foot(window: MainWindow, messages: Messages) -> None:
    messages.say("已保存。下次走访 2026-06-03")
    assert window.toast.text() == window.status.said() == "已保存。下次走访 2026-06-03"


def test_a_long_message_is_shown_whole_and_the_foot_stays_one_line(window: MainWindow) -> None:
    window.status.say("")
    foot = window.status.sizeHint().height()
    for text in ("好。", "回执已写到文件夹，" * 12 + "\n也可以按“写回执”存到U盘。"):
        window._say(text, "done")
        QApplication.processEvents()
        words = window.toast._text
        assert words.height() >= words.heightForWidth(words.width())
        assert window.status.sizeHint().height() == foot


def test_a_button_that_can_be_pressed_no_more_leaves_its_focus_to_the_page(window: MainWindow) -> None:
    page = paper(window)
    page.line_edit.setEnabled(False)
    button = children(page.head_buttons, QPushButton)[-1]
    for goes in (button.setDisabled, button.setHidden):
        button.setFocus()
        goes(True)
        assert page.hasFocus()
        goes(False)


def test_a_locked_window_opens_with_the_password_only(window: MainWindow) -> None:
    window.lock()
    QTest.keyClick(window, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert paper(window).title == "今日待办"
    typed("wrong", Key.Key_Return)
    assert window.locked
    assert "密码不对" in window.lock_screen._note.text()
    typed("correct horse 9", Key.Key_Return)
    assert not window.locked


def test_tab_stays_on_the_lock(window: MainWindow) -> None:
    window.lock()
    for _ in range(5):
        typed(Key.Key_Tab)
        assert window.lock_screen.isAncestorOf(QApplication.focusWidget())


def test_an_untouched_window_locks_itself(window: MainWindow, qtbot: QtBot) -> None:
    window.idle.set_minutes(0.005)
    qtbot.waitUntil(lambda: window.locked)


def test_touching_puts_the_lock_off(window: MainWindow, qtbot: QtBot) -> None:
    window.idle.set_minutes(0.01)
    for _ in range(8):
        qtbot.wait(100)
        QTest.keyClick(window.windowHandle(), Key.Key_Shift)
    assert not window.locked


def test_help_opens_at_the_page_in_sight(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_F1)
    assert window.help.text.source().fileName() == "visits.md"
    assert "入户走访" in window.help.text.toPlainText()
    window.help.close()


def test_help_goes_with_the_window_it_was_opened_from(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_F1)
    help_window = window.help
    window.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(help_window))


def test_every_link_of_the_help_leads_somewhere() -> None:
    pages = list(resource("help").glob("*.md"))
    links = [part.split(")")[0] for page in pages for part in page.read_text("utf-8").split("](")[1:]]
    assert links
    assert [link for link in links if not resource("help", link).is_file()] == []


def test_help_never_leaves_its_folder() -> None:
    assert help_file("../../README").name == "index.md"
    assert help_file("no-such-page").name == "index.md"


def test_size_and_place_are_remembered(window: MainWindow) -> None:
    shape = window.shape()
    window.resize(1366, 690)
    window.restore_shape(shape)
    assert window.height() == 728


def test_the_window_fits_the_office_screen(window: MainWindow) -> None:
    assert window.minimumSizeHint().width() <= 1180
    assert window.minimumSizeHint().height() <= 680


def test_there_is_one_primary_button_and_it_stands_last(window: MainWindow) -> None:
    buttons = children(paper(window).head_buttons, QPushButton)
    order = sorted(buttons, key=lambda button: button.x())
    assert [button.property("role") for button in order] == [None, "primary"]


def test_the_head_stands_still_whatever_a_page_says_or_hides(window: MainWindow, qtbot: QtBot) -> None:
    page = paper(window)
    keys = children(page.head_buttons, QPushButton)
    page.set_head(line="共 3 户")
    qtbot.wait(0)
    height = window.head.sizeHint().height()
    page.set_head(line="")
    qtbot.wait(0)
    assert window.head.sizeHint().height() == height
    for key in keys:
        key.hide()
    qtbot.waitUntil(lambda: window.search.geometry().right() == window.head.rect().right())
    keys[0].show()
    qtbot.waitUntil(lambda: keys[0].isVisible())
    assert window.search.geometry().right() < window.head.rect().right() - keys[0].width()
