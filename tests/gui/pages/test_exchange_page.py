"""数据交换: a county and its city, each with its window, files between them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.gui.pages.enrol_approve import EnrolApprove
from hardship_desktop.gui.pages.enrol_office import EnrolOffice
from hardship_desktop.gui.pages.exchange import ExchangePage
from hardship_desktop.gui.pages.funds import FundsPage
from hardship_desktop.gui.pages.households import HouseholdsPage
from hardship_desktop.gui.pages.picking import household_box, person_box
from hardship_desktop.gui.pages.secret import SecretPage
from hardship_desktop.gui.pages.visits import VisitsPage
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.check_number import CheckNumber
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.searching import Searching
from hardship_desktop.store.records import FundBatch
from tests.damage import flip_byte
from tests.gui.conftest import Recorder, children, typed
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import click, settle, shown
from tests.offices import Office, closing, enrol, open_office, write_family


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Office]:
    office = open_office(tmp_path / "city", "city", "南州市总工会", "530300")
    with closing(office):
        yield office


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Office]:
    office = open_office(tmp_path / "county", "county", "清河县总工会", "530326")
    write_family(office, "53032620200001")
    with closing(office):
        yield office


@pytest.fixture
def at_county(
    county: Office, tasks: Tasks, messages: Messages, dialogs: Scripted, qtbot: QtBot
) -> Iterator[Workplace]:
    with shown(county.desk, tasks, messages, dialogs, qtbot) as place:
        yield place


@pytest.fixture
def at_city(
    city: Office, tasks: Tasks, messages: Messages, dialogs: Scripted, qtbot: QtBot
) -> Iterator[Workplace]:
    with shown(city.desk, tasks, messages, dialogs, qtbot) as place:
        yield place


def exchange(place: Workplace) -> ExchangePage:
    place.window.open("exchange")
    settle()
    page = place.window.page
    assert isinstance(page, ExchangePage)
    return page


def read_out(page: EnrolOffice | EnrolApprove) -> str:
    """The number that stands large on the page."""
    (number,) = (
        label.accessibleName().removeprefix("核对码 ")
        for label in children(page, QLabel)
        if label.accessibleName().startswith("核对码 ")
    )
    return number


def type_number(number: CheckNumber, digits: str) -> None:
    number.boxes[0].setFocus()
    typed(digits.replace(" ", ""))


def test_before_joining_nothing_can_be_sent(at_county: Workplace) -> None:
    page = exchange(at_county)
    assert not page.out_button.isEnabled()
    assert "接入地市" in page.line


def test_the_empty_list_of_a_city_leads_to_its_counties(at_city: Workplace, dialogs: Scripted) -> None:
    settle()
    first = {key.text(): key for key in children(at_city.window, QPushButton) if key.isVisible()}
    assert "县区" in at_city.window.status._items["bundle"].text()
    dialogs.files = [[]]
    click(first["导入数据包"])
    assert isinstance(at_city.window.page, ExchangePage)
    assert dialogs.files == []
    at_city.window.open("households")
    settle()
    click(first["批准接入"])
    assert isinstance(at_city.window.page, EnrolApprove)


def test_an_office_joins_only_with_the_numbers_read_by_telephone(
    at_county: Workplace,
    city: Office,
    county: Office,
    dialogs: Scripted,
    asked: Recorder,
    tmp_path: Path,
) -> None:
    page = exchange(at_county)
    click(page._join)
    joining = at_county.window.page
    assert isinstance(joining, EnrolOffice)
    request, approval = tmp_path / "申请.enrol", tmp_path / "批准.enrol"
    dialogs.targets, dialogs.files = [request], [[approval]]
    joining.request()
    assert read_out(joining)
    answer = Enrolment(city.desk).approve(request, approval, read_out(joining))
    joining.choose()
    assert not joining._go.isEnabled(), "the number is required"
    type_number(joining.number, "0" * 24)
    click(joining._go)
    assert "核对码不一致" in joining._note.text()
    assert Enrolment(county.desk).peers() == []
    joining.number.clear()
    type_number(joining.number, answer.check)
    click(joining._go)
    assert at_county.window.page is page
    assert page.out_button.isEnabled()
    assert "已接入南州市总工会" in asked.said[-1][0]


def test_a_request_is_remembered_until_it_is_answered(
    at_county: Workplace, city: Office, county: Office, dialogs: Scripted, tmp_path: Path
) -> None:
    dialogs.targets = [tmp_path / "1.enrol", tmp_path / "2.enrol"]
    first = joining_page(at_county)
    assert not first._told.text()
    first.request()
    old = read_out(first)
    first.request()
    number = read_out(first)
    assert number != old, "only the latest one can be answered, so only its number is shown"
    first.closed.emit()
    again = joining_page(at_county)
    assert again is not first
    assert read_out(again) == number
    day = county.desk.today
    assert again._told.text().startswith(f"{day.year} 年 {day.month} 月 {day.day} 日已生成接入申请，")
    again.closed.emit()
    assert exchange(at_county).line.endswith("已生成接入申请，正等地市批准；核对码在“接入地市”里")
    county.clock.ms += 91 * 86_400_000
    assert "已过期" in exchange(at_county).line
    late = joining_page(at_county)
    assert late._told.text() == "接入登记文件已过期，请重新办理接入申请。"
    assert late._read_out.isHidden()
    late.closed.emit()
    enrol(county, city)
    assert Enrolment(county.desk).waiting() is None


def joining_page(place: Workplace) -> EnrolOffice:
    click(exchange(place)._join)
    page = place.window.page
    assert isinstance(page, EnrolOffice)
    return page


def test_the_city_approves_only_with_the_number_read_by_telephone(
    at_city: Workplace, county: Office, dialogs: Scripted, asked: Recorder, tmp_path: Path
) -> None:
    page = exchange(at_city)
    click(page._join)
    approving = at_city.window.page
    assert isinstance(approving, EnrolApprove)
    request = tmp_path / "申请.enrol"
    asked_for = Enrolment(county.desk).request(request)
    dialogs.files, dialogs.targets = [[request]], [tmp_path / "批准.enrol", tmp_path / "批准.enrol"]
    approving.choose()
    assert approving._who.text() == "清河县总工会（530326）"
    words = "".join(label.text() for label in children(approving, QLabel))
    assert asked_for.check.split()[0] not in words, "the number is not on this screen"
    type_number(approving.number, "1" * 24)
    click(approving._go)
    assert approving._note.text()
    assert dialogs.proposed == [], "where to write is asked only when the number is right"
    assert not (tmp_path / "批准.enrol").exists()
    approving.number.clear()
    type_number(approving.number, asked_for.check)
    click(approving._go)
    secret = at_city.window.page
    assert isinstance(secret, SecretPage), "the city's bundle key is shown once, to be printed"
    at_city.window.pages.pop()
    assert at_city.window.page is secret, "and not closed by mistake"
    asked.answers = ["已经打印收好"]
    at_city.window.pages.pop()
    assert Enrolment(county.desk).finish(tmp_path / "批准.enrol", read_out(approving)).city == "南州市总工会"


def test_a_bundle_goes_out_and_its_receipt_comes_home(
    at_county: Workplace, city: Office, county: Office, dialogs: Scripted, asked: Recorder, tmp_path: Path
) -> None:
    enrol(county, city)
    page = exchange(at_county)
    assert page.line.startswith("地市还没有确认 ")
    dialogs.folders = [tmp_path]
    click(page.out_button)
    (bundle,) = tmp_path.glob("*.ubx")
    (row,) = page.bundles.rows
    assert (row["state"], row["todo"]) == ("made", "用U盘交给地市，再按“已交出”")
    page.bundles.selectRow(0)
    settle()
    click(page._handed)
    assert page.bundles.rows[0]["state"] == "handed"
    (result,) = city.take(bundle)
    drop(page, Path(result.receipt))
    assert [row["state"] for row in page.bundles.rows if row["way"] == "生成上报包"] == ["applied"]
    assert page.bundles.current_row() == page.bundles.rows[0]  # the newest, whose next step is due
    assert page.line.startswith("改动地市都已收到，上次收到回执")
    assert asked.said[-1][1] == "done"


def test_the_city_takes_bundles_dropped_on_its_window_and_answers(
    at_city: Workplace, city: Office, county: Office, asked: Recorder
) -> None:
    enrol(county, city)
    bundle = county.send()
    page = exchange(at_city)
    foot = at_city.window.status._items["bundle"]
    assert foot.text() == "还没有收到县区的上报包"
    drop(page, bundle)
    assert foot.text().startswith("县区最近上报 20")
    assert HouseholdList(city.desk).totals(Chosen()) == (1, 2)
    assert "回执已写到" in asked.said[-1][0]
    drop(page, bundle)
    assert HouseholdList(city.desk).totals(Chosen()) == (1, 2)


def test_a_countys_first_bundle_brings_its_name_into_the_list(
    at_city: Workplace, city: Office, county: Office
) -> None:
    shown = at_city.window.page
    assert isinstance(shown, HouseholdsPage)
    enrol(county, city)
    drop(exchange(at_city), county.send())
    at_city.window.open("households")
    settle()
    assert {line["office"] for line in shown.list.listing.lines(shown.table.paged.ids)} == {"清河县总工会"}
    assert "清河县总工会" in [name for _, name in shown.filters.chips["org_id"].options]


def test_a_city_finds_its_counties_households_but_writes_nothing_for_them(
    city: Office, county: Office, tasks: Tasks
) -> None:
    enrol(county, city)
    city.take(county.send())
    searching = Searching(city.desk)
    assert searching.find("aygl")
    for box in (household_box(searching, tasks), person_box(searching, tasks)):
        assert box._find("aygl") == []
    at_county = household_box(Searching(county.desk), tasks)
    assert len(at_county._find("aygl")) == 1


def test_a_city_sees_whose_visit_and_whose_money_it_is(
    at_city: Workplace, at_county: Workplace, city: Office, county: Office
) -> None:
    with county.desk.change() as change:
        change.insert(FundBatch, {"name": "县级一批", "year": 2026, "total_fen": 1_000_000})
    enrol(county, city)
    city.take(county.send())
    for place, shown_here in ((at_city, True), (at_county, False)):
        place.window.showNormal()
        place.window.resize(1366, 768)
        for name in ("visits", "funds"):
            place.window.open(name)
            settle()
            page = place.window.page
            assert isinstance(page, VisitsPage | FundsPage)
            line = page.list.listing.lines(page.table.paged.ids)[0]
            texts = {column.label: column.text(line) for column in page.table.paged.columns}
            assert texts.get("单位") == ("清河县总工会" if shown_here else None)
            assert page.table.horizontalScrollBar().maximum() == 0
        assert isinstance(page, FundsPage)
        assert ("office" in page.batches.spec.by_name) == shown_here


def test_a_lost_computer_is_barred_in_the_window(
    at_city: Workplace, city: Office, county: Office, asked: Recorder
) -> None:
    enrol(county, city)
    page = exchange(at_city)
    tabs = children(page, QTabWidget)[0]
    tabs.setCurrentIndex(1)
    assert not page._revoke.isEnabled(), "first a computer is chosen"
    assert not page._note.isVisible(), "what is told of a bundle stands below the bundles"
    page.peers.selectRow(0)
    settle()
    click(page._revoke)
    assert Enrolment(city.desk).peers()[0].revoked_ms is None, "asked first"
    asked.answers = ["停用这台电脑"]
    click(page._revoke)
    assert Enrolment(city.desk).peers()[0].revoked_ms is not None
    assert page.peers.rows[0]["state"] == "out"
    page.peers.selectRow(0)
    settle()
    assert not page._revoke.isEnabled()


def test_a_damaged_bundle_is_refused_with_what_to_do(
    at_city: Workplace, city: Office, county: Office, asked: Recorder
) -> None:
    enrol(county, city)
    bundle = county.send()
    flip_byte(bundle, bundle.stat().st_size // 2)
    page = exchange(at_city)
    drop(page, bundle)
    assert asked.said[-1][1] == "error"
    assert HouseholdList(city.desk).totals(Chosen()) == (0, 0)


def test_what_was_refused_is_not_hidden_by_the_receipt_for_the_rest(
    at_city: Workplace, city: Office, county: Office, asked: Recorder
) -> None:
    enrol(county, city)
    good = county.send()
    damaged = good.with_name("damaged.ubx")
    shutil.copy(good, damaged)
    flip_byte(damaged, damaged.stat().st_size // 2)
    exchange(at_city).take_in([good, damaged])
    text, weight = asked.said[-1]
    assert weight == "error"
    assert "damaged.ubx" in text
    assert "回执已写到" in text


def test_a_lost_bundle_is_made_good_by_the_next_one(at_city: Workplace, city: Office, county: Office) -> None:
    enrol(county, city)
    drop(exchange(at_city), county.send())
    write_family(county, "53032620200002")
    lost = county.send()
    write_family(county, "53032620200003")
    page = exchange(at_city)
    drop(page, county.send())
    assert HouseholdList(city.desk).totals(Chosen())[0] == 3
    drop(page, lost)
    assert HouseholdList(city.desk).totals(Chosen())[0] == 3


def drop(page: ExchangePage, path: Path) -> None:
    """From the file manager onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile("/nowhere/brief.txt")])
    none = Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent, QDropEvent):
        dragged = event(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
        QApplication.sendEvent(page.window(), dragged)
    settle()
