"""The list of households: found, sorted, chosen, changed together, put away and brought back."""

from collections.abc import Sequence

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.pages.fill_down import FillDownPage
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.households import HouseholdsPage
from hardship_desktop.gui.shell.head import Title
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.shell.theme import Theme
from hardship_desktop.gui.shell.window import LEAST_SIZE
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.filling import Filling
from hardship_desktop.services.lists import found
from hardship_desktop.services.lists.base import Keys
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.people import People
from tests.gui.conftest import Recorder, children, typed
from tests.gui.pages.bench import ENTER, Bench, pressed, settle
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import shown


def names(page: HouseholdsPage) -> list[str]:
    settle()
    model = page.table.paged
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def three(bench: Bench) -> list[Key]:
    return [
        bench.given("单雄信", {"phone": "13800001234"}, tier="deep", town="金钟街道"),
        bench.given("区小兰", tier="relative", town="者海镇"),
        bench.given("仇铁山", tier="deep", status="applied", town="者海镇"),
    ]


@pytest.mark.usefixtures("three")
def test_the_title_line_counts_households_and_people(bench: Bench) -> None:
    page = bench.list()
    assert page.line == "共 3 户 3 人"
    assert names(page) == ["单雄信", "区小兰", "仇铁山"]


def test_the_title_is_whole_in_the_smallest_window_with_the_largest_type(
    desk: Desk, tasks: Tasks, messages: Messages, dialogs: Scripted, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_size("特大")
    try:
        with shown(desk, tasks, messages, dialogs, qtbot) as place:
            place.window.resize(*LEAST_SIZE)
            qtbot.waitUntil(lambda: place.window.width() == LEAST_SIZE[0])
            settle()
            (title,) = children(place.window.head, Title)
            assert title.text() == "困难职工档案"
            keys = [key for key in children(place.window.head, QPushButton) if key.isVisible()]
            assert max(key.mapTo(place.window, key.rect().topRight()).x() for key in keys) < LEAST_SIZE[0]
    finally:
        theme.set_size("标准")


@pytest.mark.usefixtures("three")
def test_a_step_down_before_the_list_is_read_is_taken_when_it_is_there(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bench.list()
    arrives, show = [], page.list._show
    monkeypatch.setattr(page.list, "_show", lambda *read: arrives.append(read))
    page.filters.line.setFocus()
    page.load()
    typed(Qt.Key.Key_Down)
    assert page.filters.line.hasFocus()
    show(*arrives[-1])
    assert page.table.hasFocus()
    assert len(page.table.chosen_ids()) == 1


def test_an_empty_list_offers_the_first_steps(bench: Bench) -> None:
    page = bench.list()
    assert page.list._stack.currentWidget() is page.list.empty
    assert page.list.empty.title.text() == "还没有困难职工档案"


@pytest.mark.usefixtures("three")
def test_names_sort_by_their_reading_and_the_order_is_kept(bench: Bench) -> None:
    page = bench.list()
    header: QHeaderView = page.table.horizontalHeader()
    header.sectionClicked.emit(0)
    settle()
    assert names(page) == ["区小兰", "仇铁山", "单雄信"]  # ōu, qiú, shàn
    assert names(bench.make_list_again()) == ["区小兰", "仇铁山", "单雄信"]


@pytest.mark.parametrize(("text", "found"), [("小兰", 1), ("sxx", 1), ("人民路", 3), ("没有", 0)])
@pytest.mark.usefixtures("three")
def test_typing_finds_by_name_initials_and_address(bench: Bench, qtbot: QtBot, text: str, found: int) -> None:
    page = bench.list()
    page.filters.line.setFocus()
    typed(text)
    qtbot.waitUntil(lambda: page.line == f"筛选出 {found} / 3 户")
    shown = page.list._stack.currentWidget()
    assert shown is (page.table if found else page.list._nothing)


def test_a_household_found_by_a_member_says_so_beside_its_head(
    bench: Bench, qtbot: QtBot, three: list[Key]
) -> None:
    People(bench.desk).add(three[0][1], {"name": "秦小妹", "relation": "10"})
    page = bench.list()
    page.filters.line.setText("qinxm")
    qtbot.waitUntil(lambda: names(page) == ["单雄信 · 成员秦小妹"])
    page.filters.line.setText("")
    qtbot.waitUntil(lambda: names(page) == ["单雄信", "区小兰", "仇铁山"])


@pytest.mark.usefixtures("three")
def test_a_search_that_was_cut_says_so_above_the_list(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, asked: Recorder
) -> None:
    monkeypatch.setattr(found, "MOST_HITS", 1)
    page = bench.list()
    page.filters.line.setText("清河县")
    qtbot.waitUntil(lambda: bool(asked.said) and "只列出前 1 户" in asked.said[-1][0])


def test_what_is_to_be_filled_in_is_a_filter_and_a_column(bench: Bench, three: list[Key]) -> None:
    People(bench.desk).add(three[1][1], {"name": "秦小妹", "remark": "待补：月收入“不固定”"})
    page = bench.list()
    assert page.filters.chips["open_items"].isHidden(), "it is among the further filters"
    page.filters.chips["open_items"].choose(["1"])
    assert page.line == "筛选出 1 / 3 户"
    (line,) = page.table.paged.lines(page.table.paged.ids)
    assert "秦小妹 月收入" in line


@pytest.mark.usefixtures("three")
def test_chips_narrow_the_list_loudly_and_end_with_the_session(bench: Bench) -> None:
    page = bench.list()
    page.filters.chips["tier"].choose(["deep"])
    assert page.line == "筛选出 2 / 3 户"
    assert page.filters._told.accessibleName() == "2 / 3 户"
    page.filters.chips["town"].choose(["者海镇"])
    assert names(page) == ["仇铁山"]
    again = bench.make_list_again()
    assert len(names(again)) == 3
    assert again.filters._told.accessibleName() == ""


@pytest.mark.usefixtures("three")
def test_enter_opens_the_household(bench: Bench) -> None:
    page = bench.list()
    page.table.setFocus()
    page.table.selectRow(1)
    pressed(ENTER)
    opened = bench.page
    assert isinstance(opened, HouseholdPage)
    assert opened.card._name.text() == "区小兰"
    pressed(Qt.Key.Key_Escape)
    assert bench.page is page


@pytest.mark.usefixtures("three")
def test_a_household_is_found_and_opened_by_keyboard_alone(bench: Bench, qtbot: QtBot) -> None:
    page = bench.list()
    typed("小兰")
    pressed(ENTER)
    qtbot.waitUntil(lambda: names(page) == ["区小兰"])
    pressed(Qt.Key.Key_Down, ENTER)
    assert isinstance(bench.page, HouseholdPage)
    bench.window.pages.drop()
    assert page.table.hasFocus(), "back where one was"


def test_ids_and_telephones_are_masked(bench: Bench, three: list[Key]) -> None:
    page = bench.list()
    names(page)
    texts = page.table.paged.lines([three[0]])[0]
    assert "138****1234" in texts
    assert not any("13800001234" in text for text in texts)


@pytest.mark.usefixtures("three")
def test_nothing_moves_under_the_mouse_when_a_row_is_chosen(bench: Bench) -> None:
    page = bench.list()
    before = page.table.geometry()
    page.table.selectRow(2)
    settle()
    assert page.table.geometry() == before


@pytest.mark.usefixtures("three")
def test_households_go_to_the_bin_after_a_question_and_come_back(bench: Bench, asked: Recorder) -> None:
    page = bench.list()
    page.table.selectAll()
    settle()
    page.table.setFocus()
    pressed(Qt.Key.Key_Delete)
    assert asked.questions[-1].answers == ("移入 3 户", "返回")
    assert page.line == "共 3 户 3 人"
    asked.answers.append("移入 3 户")
    pressed(Qt.Key.Key_Delete)
    assert page.line == "共 0 户 0 人"
    page.list.bin_key.click()
    assert page.line == "回收站中 3 户 3 人"
    page.table.selectRow(0)
    settle()
    page.restore(page.table.chosen_ids())
    page.list.bin_key.click()
    assert page.line == "共 1 户 1 人"


@pytest.mark.usefixtures("three")
def test_a_household_in_the_bin_gets_no_visit_form(bench: Bench, asked: Recorder) -> None:
    key = bench.given("单雄信")
    bench.households.delete_many([key[1]])
    page = bench.list()
    page.list.bin_key.click()
    settle()
    page.print()
    assert bench.page is page
    assert asked.said[-1][0] == "回收站里的户不打印走访表，请先恢复。"


def test_a_column_shown_once_is_shown_again(bench: Bench, qtbot: QtBot) -> None:
    page = bench.list()
    hidden = [column.name for column in page.table.paged.columns].index("phone")
    assert page.table.isColumnHidden(hidden)
    page.table._layout.show_column(hidden, True)
    qtbot.waitUntil(
        lambda: "phone" not in bench.desk.setting("households.columns", {"hidden": ["phone"]})["hidden"]
    )
    assert not bench.make_list_again().table.isColumnHidden(hidden)


@pytest.mark.usefixtures("three")
def test_no_sideways_scrolling_at_the_office_screen(bench: Bench) -> None:
    page = bench.list()
    assert page.table.horizontalScrollBar().maximum() == 0


# Fill down


def fill_page(bench: Bench, keys: list[Key], field: str) -> FillDownPage:
    bench.list()
    page = bench.fill_down(keys)
    page.which.focus_field("which")
    typed(field)
    pressed(ENTER)
    if page._field is None:
        pressed(ENTER)
    return page


def test_several_files_are_changed_at_once_after_the_old_values_are_shown(
    bench: Bench, three: list[Key], asked: Recorder
) -> None:
    page = fill_page(bench, three, "困难类别")
    assert page._said.text() == "困难类别：深度困难 2 户，相对困难 1 户"
    typed("相对困难")
    pressed(ENTER)
    asked.answers.append("修改 3 户")
    pressed(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    assert asked.questions[-1].text == "将修改 3 户的“困难类别”，全部改成“相对困难”。"
    assert {bench.file(key).values["tier"] for key in three} == {"relative"}
    assert bench.page is bench.list()


def test_a_refused_question_changes_nothing(bench: Bench, three: list[Key], asked: Recorder) -> None:
    page = fill_page(bench, three, "困难类别")
    typed("相对困难")
    page.save()
    assert len(asked.questions) == 1
    assert [bench.file(key).values["tier"] for key in three] == ["deep", "relative", "deep"]
    page.discard()


def test_what_contradicts_one_file_is_refused_for_all(
    bench: Bench, three: list[Key], asked: Recorder
) -> None:
    bench.households.save(three[1][1], {"opened_on": bench.desk.today})
    page = fill_page(bench, three, "退出日期")
    typed("20200101")
    pressed(ENTER)
    asked.answers.append("修改 3 户")
    page.save()
    assert "早于建档日期" in page._value.cell("exited_on").note.text()  # type: ignore[union-attr]
    assert [bench.file(key).values["exited_on"] for key in three] == [None] * 3
    page.discard()


def test_addresses_and_numbers_are_never_filled_down(bench: Bench) -> None:
    offered = {field.name for field in Filling.fields()}
    assert not offered & {"archive_no", "address", "head_person_id"}
    with pytest.raises(UserError):
        Filling(bench.desk).standing([], "no_such_field")


@pytest.mark.usefixtures("three")
def test_a_click_on_a_header_sorts_and_chooses_nothing(bench: Bench) -> None:
    page = bench.list()
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 20, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(page) == ["区小兰", "仇铁山", "单雄信"]
    assert list(page.table.chosen_ids()) == []


def test_a_hundred_thousand_households_are_chosen_and_turned_over_without_reading_them(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key,) = [bench.given()]
    many = Keys([(key[0].bytes, number.to_bytes(16, "big")) for number in range(100_000)])
    asked_for: list[int] = []

    def lines(keys: Sequence[Key]) -> list[dict[str, object]]:
        asked_for.append(len(keys))
        return []

    monkeypatch.setattr(HouseholdList, "keys", lambda *_, **__: many)
    page = bench.list()
    page.table.paged._fetch_rows = lines
    page.table.selectAll()
    settle()
    assert page.list._said.text() == "已选 100,000 户"
    bar = page.table.verticalScrollBar()
    for place in range(0, bar.maximum(), bar.maximum() // 50):
        bar.setValue(place)
        settle(1)
    settle()
    assert max(asked_for) == 200
    assert len(asked_for) <= 110


# What every list does


@pytest.mark.usefixtures("three")
def test_a_set_of_filters_is_kept_under_its_name(bench: Bench) -> None:
    page = bench.list()
    page.filters.chips["tier"].choose(["deep"])
    page.filters.keep("深度")
    again = bench.make_list_again()
    again.filters._choose_saved("深度")
    assert len(names(again)) == 2
    again.filters.forget("深度")
    assert bench.make_list_again().filters.saved == {}


@pytest.mark.usefixtures("three")
def test_a_pasted_column_lists_those_households_and_names_the_ones_not_found(
    bench: Bench, asked: Recorder
) -> None:
    page = bench.list()
    QApplication.clipboard().setText("单雄信\t13\n仇铁山\n张三丰\n")
    page.filters.line.setFocus()
    QTest.keyClick(page.filters.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert names(page) == ["单雄信", "仇铁山"]
    assert asked.said[-1][0] == "没有找到：张三丰"
    assert page.line == "筛选出 2 / 3 户"
    page.filters.clear()
    assert len(names(page)) == 3


@pytest.mark.usefixtures("three")
def test_keys_in_the_search_line_touch_no_household(bench: Bench, asked: Recorder) -> None:
    page = bench.list()
    page.table.selectAll()
    page.filters.line.setFocus()
    for key, modifier in (
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(page.filters.line, key, modifier)
    settle()
    assert asked.questions == []


def test_no_key_offers_to_put_away_a_whole_list(bench: Bench, asked: Recorder) -> None:
    for number in range(21):
        bench.given(f"单雄{number}信")
    page = bench.list()
    page.table.setFocus()
    page.table.selectAll()
    settle()
    pressed(Qt.Key.Key_Delete)
    assert asked.questions == []
    assert asked.said[-1][0] == "选了 21 户；一次这么多，请按列表下面的“移入回收站”。"
    next(made for action, made in page.list.buttons.items() if action.deletes).click()
    assert asked.questions[-1].answers == ("移入 21 户", "返回")


@pytest.mark.usefixtures("three")
def test_the_right_button_offers_what_the_row_can_do(bench: Bench) -> None:
    page = bench.list()
    page.table.selectRow(1)
    menu = QMenu(page)
    menu.addAction("复制")
    page.table.menu_wanted.emit(menu)
    offered = [action.text() for action in menu.actions()]
    assert offered == ["打开", "复制", "打印走访表", "批量修改", "移入回收站"]


@pytest.mark.usefixtures("three")
def test_ctrl_f_goes_to_the_search_line(bench: Bench) -> None:
    page = bench.list()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.filters.line.hasFocus()


@pytest.mark.usefixtures("three")
def test_the_list_goes_out_as_it_is_shown(bench: Bench) -> None:
    page = bench.list()
    page.filters.chips["tier"].choose(["deep"])
    bench.dialogs.path = bench.desk.folder.parent / "档案.xlsx"
    page.list._out("sheet")
    rows = list(openpyxl.load_workbook(bench.dialogs.path).worksheets[0].iter_rows(values_only=True))
    assert [row[1] for row in rows[3:]] == ["单雄信", "仇铁山"]
    page.list._out("paper")
    settle()
    assert bench.page.line == "敏感内容已打星号"
