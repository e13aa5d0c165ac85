"""A clerk's morning without the mouse: a new file, a member, a visit, an aid, and back to the list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.households import HouseholdsPage
from hardship_desktop.gui.pages.new_household import NewHouseholdPage
from hardship_desktop.gui.shell.file_dialogs import FileDialogs
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.history import History
from hardship_desktop.services.households import HouseholdFile, Households
from tests.gui.conftest import Recorder, asked, messages, nothing_left, tasks, theme, typed
from tests.gui.pages.bench import ENTER, ESC, ID, OTHER_ID, Bench, control, fill, pressed, settle
from tests.gui.pages.places import OUTSIDE
from tests.offices import Office, closing, open_office, write_family

__all__ = ["asked", "messages", "nothing_left", "tasks", "theme"]
N, S, TAB = Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_Tab


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = open_office(tmp_path / "county", "county", "清河县总工会", "530326")
    with closing(office):
        yield office


@pytest.fixture
def workplace(office: Office, messages: Messages, qtbot: QtBot) -> Iterator[Workplace]:
    """The whole window with its real threads."""
    tasks = Tasks()
    place = Workplace(
        office.desk,
        tasks,
        messages,
        FileDialogs(),
        OUTSIDE,
    )
    place.window.resize(1366, 768)
    place.window.show()
    place.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is place.window)
    yield place
    place.window._may_close = True
    place.window.close()
    place.window.deleteLater()
    tasks.close()


class Clerk:
    """Types, and waits as long as a person would."""

    def __init__(self, workplace: Workplace, qtbot: QtBot) -> None:
        self.window, self.qtbot = workplace.window, qtbot
        self.households = Households(workplace.desk)

    def sees(self, kind: type[Any]) -> Any:
        """Wait for a page of this kind."""
        self.qtbot.waitUntil(lambda: isinstance(self.window.page, kind), timeout=10_000)
        settle()
        return self.window.page

    def file(self) -> HouseholdFile:
        """What is saved of the household in sight."""
        return self.households.open(self.window.page._key)  # type: ignore[union-attr]

    def new_household(self) -> HouseholdPage:
        """Ctrl+N, the head, the household, Ctrl+S."""
        control(N)
        page = self.sees(NewHouseholdPage)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is page.record.form.editor("name").control)
        typed("单雄信")
        pressed(ENTER)
        typed(ID)
        pressed(ENTER)
        fill(page.record.form, phone="13800001234", status="在档", tier="深度", address="人民路12号")
        control(S)
        file: HouseholdPage = self.sees(HouseholdPage)
        self.qtbot.waitUntil(lambda: file.card._name.text() == "单雄信", timeout=10_000)
        return file

    def next_tab(self, page: HouseholdPage, name: str) -> None:
        """Ctrl+Tab until the tab is in sight, then Ctrl+N."""
        for _ in range(8):
            if page.tabs.name == name:
                break
            pressed(TAB, modifier=Qt.KeyboardModifier.ControlModifier)
        assert page.tabs.name == name
        control(N)
        self.qtbot.waitUntil(lambda: page.tabs.current.typing, timeout=10_000)

    def saves(self, page: HouseholdPage) -> None:
        """Ctrl+S, until the list stands there again."""
        control(S)
        self.qtbot.waitUntil(lambda: not page.tabs.current.typing, timeout=10_000)


def test_a_morning_at_the_desk_by_keyboard_alone(workplace: Workplace, qtbot: QtBot, asked: Recorder) -> None:
    clerk = Clerk(workplace, qtbot)
    clerk.sees(HouseholdsPage)
    page = clerk.new_household()

    clerk.next_tab(page, "people")
    typed("单小英")
    pressed(ENTER)
    fill(page.tabs.tab("people").record.form, relation="女儿", id_no=OTHER_ID)
    clerk.saves(page)
    assert [each["name"] for each in clerk.file().people] == ["单雄信", "单小英"]

    clerk.next_tab(page, "visits")
    fill(page.tabs.tab("visits").record.form, visited_on="3.5", visitors="钱进、孙莉", requests="盼孩子助学")
    clerk.saves(page)
    assert clerk.file().visits[0]["visited_on"] == date(2026, 3, 5)

    clerk.next_tab(page, "aids")
    fill(page.tabs.tab("aids").record.form, item="送温暖", amount_fen="1.2万", paid_on="20260306")
    clerk.saves(page)
    assert clerk.file().aids[0]["amount_fen"] == 1_200_000

    qtbot.waitUntil(lambda: page.tabs.tabText(4) == "帮扶 1", timeout=10_000)
    who_did_it = {entry.who for entry in History(workplace.desk).of_household(page._key)}
    assert who_did_it == {"赵敏"}

    pressed(ESC)
    shown = clerk.sees(HouseholdsPage)
    qtbot.waitUntil(lambda: shown.line == "共 1 户 2 人", timeout=10_000)
    qtbot.waitUntil(lambda: shown.table.paged.row(0) is not None, timeout=10_000)
    row = shown.table.paged.row(0)
    assert (str(row["last_visit"]), str(row["last_aid"])) == ("2026-03-05", "2026-03-06")
    assert asked.questions == []
    assert asked.crashes == []


def test_a_city_looks_at_a_county_file_and_changes_nothing(
    city: Office, county: Office, tasks: Tasks, messages: Messages, asked: Recorder, qtbot: QtBot
) -> None:
    family = write_family(county, "A1")
    city.take(county.send())
    key = (county.desk.store.org_id, family.household)
    bench = Bench(city.desk, tasks, messages)
    qtbot.addWidget(bench.window)
    bench.window.resize(1366, 768)
    bench.window.show()
    shown = bench.list()
    assert [column.label for column in shown.table.paged.columns][1] == "单位"
    assert shown.table.paged.lines([key])[0][1] == "清河县总工会"
    shown.table.selectAll()
    settle()
    shown.remove(shown.table.chosen_ids())
    assert asked.said[-1] == ("其他单位的档案只能查看，已略过。", "warning")
    page = bench.open(key)
    settle()
    assert page.line.startswith("其他单位的档案，只能查看")
    assert page.tabs.tab("basics").form.editor("address").read_only
    page.new()
    assert not page.tabs.typing
    page.tabs.go_to("people")
    page.tabs.tab("people").edit()
    assert page.tabs.tab("people").record is not None
    assert page.tabs.tab("people").record.form.editor("name").read_only
    page.save()
    assert bench.file(key).values["address"] == "清河县东街 5 号"
    bench.close()
