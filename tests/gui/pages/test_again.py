"""The window's side of a wrong clock and of an office that comes again from another PC."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.pages.enrol_approve import EnrolApprove
from hardship_desktop.gui.pages.exchange import ExchangePage
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.exchange.enrolment import Enrolment
from tests.gui.conftest import Recorder
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import click, settle, shown
from tests.offices import Office, closing, enrol, open_office, rows_of, write_family


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def clock_limits_ms() -> int:
    """Those of the program itself."""
    return 0


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    county = open_office(tmp_path / "county", "county", "清河县总工会", "530326")
    city = open_office(tmp_path / "city", "city", "云岭市总工会", "530300")
    enrol(county, city)
    with closing(county, city):
        yield county, city


def test_the_city_must_choose_before_it_can_approve_a_known_office(
    offices: tuple[Office, Office],
    tasks: Tasks,
    messages: Messages,
    dialogs: Scripted,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    anew = open_office(tmp_path / "anew", "county", "清河县总工会", "530326")
    request = tmp_path / "申请.enrol"
    asked = Enrolment(anew.desk).request(request)
    anew.desk.store.close()
    dialogs.files, dialogs.targets = [[request]], [tmp_path / "批准.enrol"]
    with shown(offices[1].desk, tasks, messages, dialogs, qtbot) as place:
        page = place.open("approve")
        assert isinstance(page, EnrolApprove)
        page.choose()
        settle()
        for box, group in zip(page.number.boxes, asked.check.split(), strict=True):
            box.setText(group)
        assert page.same.isVisible()
        assert not page._go.isEnabled()
        page.same.click()
        place.window.resize(1366, 768)
        click(page._go)
    assert (tmp_path / "批准.enrol").exists()


def test_a_wrong_date_is_asked_about_in_the_window_and_its_times_are_put_right_there(
    offices: tuple[Office, Office],
    tasks: Tasks,
    messages: Messages,
    dialogs: Scripted,
    asked: Recorder,
    qtbot: QtBot,
) -> None:
    county, city = offices
    family, today = write_family(county, "530326-1"), county.clock.ms
    county.clock.ms = int(datetime(2099, 1, 1, tzinfo=UTC).timestamp() * 1000)
    county.reopen()
    with shown(county.desk, tasks, messages, dialogs, qtbot) as place:
        save = place.services.households.save
        heard: list[object] = []
        asked.answers = ["先不做，我去校正日期", "日期没错，继续", "改正 1 条改动的时间"]
        for address in ("没有保存", "写于 2099 年"):
            work = (family.household, {"address": address})
            tasks.run(save, *work, done=heard.append, failed=heard.append, kind="write")
            settle()
        assert [type(each).__name__ for each in heard] == ["UserError", "Changed"]
        county.clock.ms = today
        page = place.open("exchange")
        assert isinstance(page, ExchangePage)
        page.load()
        settle()
        assert page._mend.isVisible()
        click(page._mend)
        assert not page._mend.isVisible()
    (row,) = rows_of(county, county.desk.store.org_id)["household"]
    assert row["address"] == "写于 2099 年"
    (came,) = city.take(county.send())
    assert came.state == "applied"
