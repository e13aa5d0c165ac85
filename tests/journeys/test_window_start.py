"""From the double click to the window and back: login, recovery, backup at the end, return from a backup."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hardship_desktop.app.start import NEVER_BACKED_UP
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.gui.pages.bare_windows import SetPassword, Waiting
from hardship_desktop.gui.pages.first_run import FirstRun
from hardship_desktop.gui.pages.login import Login
from hardship_desktop.gui.shell.window import MainWindow
from hardship_desktop.services import accounts
from hardship_desktop.services.accounts import NewOffice, log_in, set_up
from hardship_desktop.services.appearance import Appearance, keep_appearance
from hardship_desktop.services.backup import Backup
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.folders import state_folder
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.households import HouseholdList
from tests.gui.conftest import Recorder, asked, nothing_left, theme, typed
from tests.gui.pages.places import click, settle
from tests.journeys.screen import ENTER, Person, started
from tests.offices import CHEAP, PASSWORD

__all__ = ["asked", "nothing_left", "theme"]


@pytest.fixture(autouse=True)
def own_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, str]:
    """The folder of an office with one household, and its recovery code."""
    folder = tmp_path / "data"
    desk, code = set_up(folder, NewOffice("清河县总工会", "530326", "county", "赵敏", PASSWORD), cost=CHEAP)
    add_household(desk, "范浩")
    desk.store.close()
    return folder, code


@pytest.fixture
def person(office: tuple[Path, str], asked: Recorder, qtbot: QtBot) -> Iterator[Person]:
    """Before the login."""
    with started(office[0], asked) as start:
        start.begin()
        yield Person(start, qtbot)


def add_household(desk: Desk, name: str) -> None:
    Households(desk).create({"status": "active"}, {"name": name, "relation": "01"})


def count(folder: Path, password: str = PASSWORD) -> int:
    desk = log_in(folder, None, password)
    households, _ = HouseholdList(desk).totals(Chosen())
    desk.store.close()
    return households


def seen(person: Person, kind: type[QWidget]) -> Callable[[], bool]:
    return lambda: isinstance(person.window(), kind)


def enter(person: Person, password: str = PASSWORD) -> None:
    """Type the password and wait for the window."""
    login = person.window()
    assert isinstance(login, Login)
    login.activateWindow()
    login._password.setFocus()
    login._password.setText(password)
    click(login._enter)
    person.until(seen(person, MainWindow))
    settle()


def close(person: Person) -> None:
    person.window().close()
    person.until(lambda: person.start._program.ended)


def test_who_never_backed_up_is_told_at_the_end(person: Person, asked: Recorder) -> None:
    enter(person)
    close(person)
    assert [question.text for question in asked.questions] == [NEVER_BACKED_UP]


def test_a_folder_with_data_asks_who_is_there_and_a_wrong_password_opens_nothing(person: Person) -> None:
    login = person.window()
    assert isinstance(login, Login)
    login._password.setText("falsch-1")
    click(login._enter)
    person.until(lambda: bool(login._note.text()))
    assert "密码不对" in login._note.text()
    person.until(login._enter.isEnabled)
    enter(person)
    assert person.page().line == "共 1 户 1 人"
    close(person)


def test_an_error_that_nobody_foresaw_is_told_at_the_login_too(
    person: Person, asked: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(accounts, "log_in_as", fails)
    login = person.window()
    assert isinstance(login, Login)
    login._password.setText(PASSWORD)
    login._go()
    person.until(lambda: bool(asked.crashes))
    assert [report.count("ZeroDivisionError") for report in asked.crashes] == [1]
    asked.crashes.clear()


def test_a_new_folder_begins_with_the_first_run(tmp_path: Path, asked: Recorder, qtbot: QtBot) -> None:
    with started(tmp_path / "neu", asked) as start:
        start.begin()
        assert isinstance(Person(start, qtbot).window(), FirstRun)


def test_a_folder_that_is_asked_for_is_opened_and_not_the_remembered_one(
    office: tuple[Path, str], tmp_path: Path, asked: Recorder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = tmp_path / "usual"
    monkeypatch.setattr("hardship_desktop.app.start.default_data_folder", lambda: usual)
    keep_appearance(state_folder(), Appearance(folder=str(office[0])))
    with started(usual, asked) as start:
        start.begin()
        assert isinstance(Person(start, qtbot).window(), FirstRun)
    with started(None, asked) as start:
        start.begin()
        assert isinstance(Person(start, qtbot).window(), Login)


def test_the_recovery_code_leads_to_a_new_password_and_the_old_one_is_void(
    person: Person, office: tuple[Path, str]
) -> None:
    folder, code = office
    login = person.window()
    assert isinstance(login, Login)
    click(login._other)
    login._code.setText(code.lower())
    click(login._enter)
    person.until(seen(person, SetPassword))
    window = person.window()
    assert isinstance(window, SetPassword)
    window.activateWindow()
    window.password.first.setFocus()
    typed("kurz", ENTER, "kurz", ENTER)
    assert window.password.note.property("level") == "error"
    window.password.clear()
    window.password.first.setFocus()
    typed("xinmima-9", ENTER, "xinmima-9", ENTER)
    person.until(seen(person, MainWindow))
    close(person)
    assert count(folder, "xinmima-9") == 1


def test_what_was_written_is_backed_up_when_the_window_is_closed(
    person: Person, office: tuple[Path, str], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    enter(person)
    assert person.start.workplace is not None
    Backup(person.start.workplace.desk).set_places([stick])
    person.window().close()
    assert isinstance(person.window(), Waiting)
    person.until(lambda: person.start._program.ended)
    assert len(list(stick.glob("*.hbk"))) == 1
    assert count(office[0]) == 1


def test_the_wait_for_the_backup_can_be_skipped(
    person: Person, office: tuple[Path, str], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    enter(person)
    assert person.start.workplace is not None
    Backup(person.start.workplace.desk).set_places([stick])
    person.window().close()
    person.press("跳过，直接退出")
    assert person.start._program.ended
    assert not list(stick.glob("*.hbk"))
    assert count(office[0]) == 1


def test_a_stick_that_is_not_there_keeps_nobody_from_going_home(person: Person, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    enter(person)
    assert person.start.workplace is not None
    Backup(person.start.workplace.desk).set_places([stick])
    stick.rmdir()
    close(person)


def test_a_backup_is_brought_back_and_the_former_folder_kept(
    person: Person, office: tuple[Path, str], tmp_path: Path
) -> None:
    folder, code = office
    stick = tmp_path / "stick"
    stick.mkdir()
    enter(person)
    place = person.start.workplace
    assert place is not None
    path = place.services.backup.create(stick).path
    add_household(place.desk, "单雄信")
    place.window.open("settings")
    page = person.page()
    page.show_section("backup")  # type: ignore[attr-defined]
    page.section.restore()  # type: ignore[attr-defined]
    choice = person.page().choice  # type: ignore[attr-defined]
    person.dialogs.files = [[path]]
    choice.choose()
    choice._code.setText(code)
    click(choice.check_button)
    person.until(lambda: not choice.restore_button.isHidden())
    person.start._program.messages._ask = lambda question: question.answers[0]
    click(choice.restore_button)
    person.until(seen(person, Login))
    assert count(folder) == 1
    assert [each.name for each in folder.parent.glob("data.替换前-*")]
    enter(person)
    assert person.page().line == "共 1 户 1 人"
    close(person)


def test_an_older_file_put_back_is_noticed_and_said_once(
    office: tuple[Path, str], asked: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    folder, _ = office
    shutil.copytree(folder, tmp_path / "copy")
    desk = log_in(folder, None, PASSWORD)
    add_household(desk, "单雄信")
    desk.store.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "copy", folder)
    with started(folder, asked) as start:
        said: list[str] = []
        start._program.messages.said.connect(lambda text, _: said.append(text))
        start.begin()
        person = Person(start, qtbot)
        enter(person)
        assert any("比上次使用时旧" in each for each in said)
        close(person)


def test_the_look_chosen_is_there_at_the_next_start(person: Person, own_state_folder: Path) -> None:
    enter(person)
    person.start._choose("size", "大")
    assert person.start._program.theme.size == "大"
    close(person)
    (kept,) = own_state_folder.rglob("appearance.json")
    assert json.loads(kept.read_text())["size"] == "大"


def test_two_windows_on_one_folder_see_each_others_work(person: Person, office: tuple[Path, str]) -> None:
    enter(person)
    second = log_in(office[0], None, PASSWORD)
    add_household(second, "单雄信")
    second.store.close()
    person.start.workplace.window.open("visits")  # type: ignore[union-attr]
    person.start.workplace.window.open("households")  # type: ignore[union-attr]
    person.until(lambda: person.page().line == "共 2 户 2 人")
    close(person)
