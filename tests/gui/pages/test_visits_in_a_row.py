"""A round of visits typed from paper, one after another, by real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hardship_desktop.gui.pages.visit_entry import VisitEntryPage
from hardship_desktop.gui.pages.visits import VisitsPage
from hardship_desktop.gui.widgets.editors.names import NamesEditor
from hardship_desktop.gui.widgets.form import Form
from hardship_desktop.services.desk import Key
from hardship_desktop.services.printing import Printing
from tests.gui.conftest import Recorder, typed
from tests.gui.pages.bench import ENTER, Bench, control, pressed, settle

FOUND = (
    "一家三口，夫妻两人失业",
    "低保每月800元",
    "孩子上学费用高",
    "联系技能培训",
    "盼望尽快就业",
)
"""What the papers say from 家庭基本情况 to 诉求与问题, all that is usually filled."""
MOST_KEYS = 20


class Typist:
    """Types texts and counts every key that is none: with Ctrl two."""

    def __init__(self) -> None:
        self.keys = 0

    def text(self, text: str) -> None:
        """Type what the paper says."""
        typed(text)
        settle()

    def enter(self, *, with_control: bool = False) -> None:
        """Go on."""
        self.keys += 2 if with_control else 1
        (control if with_control else pressed)(ENTER)


@pytest.fixture
def homes(bench: Bench) -> list[Key]:
    """Ten households, numbered as this office numbers them."""
    names = ["单雄信", "解缙", "查良镛", "区大相", "仇英", "任伯年", "盖叫天", "曾巩", "华佗", "乐毅"]
    return [bench.given(name, archive_no=f"5303262026A{n:04d}") for n, name in enumerate(names, 1)]


@pytest.fixture
def visits(bench: Bench) -> VisitsPage:
    page: VisitsPage = bench.place.open("visits")
    settle()
    return page


def paper(bench: Bench, number: str, *, first: bool = False) -> int:
    """Type one paper from the box for the household on; the keys it took beyond its text."""
    typist = Typist()
    typist.text(number)
    typist.enter()
    assert isinstance(bench.page, VisitEntryPage)
    for text in ("今天", "赵敏、李强", "家中") if first else ():
        typist.text(text)
        typist.enter()
    for text in FOUND:
        typist.text(text)
        typist.enter(with_control=True)
    for text in ("维持现类别", "20261225") if first else ("20261225",):
        typist.text(text)
        typist.enter()
    typist.enter()
    settle()
    return typist.keys


def entered(bench: Bench, number: str) -> VisitEntryPage:
    """Choose a household on the page of visits."""
    typed(number)
    pressed(ENTER)
    page = bench.page
    assert isinstance(page, VisitEntryPage)
    return page


def form_of(page: VisitEntryPage) -> Form:
    assert page.record is not None
    return page.record.form


def test_ten_papers_take_few_keys_beyond_their_text(
    bench: Bench, homes: list[Key], visits: VisitsPage
) -> None:
    counted = []
    for number in range(1, 11):
        assert QApplication.focusWidget() is visits.box
        counted.append(paper(bench, str(number), first=number == 1))
        assert bench.page is visits
    for key in homes:
        (saved,) = bench.file(key).visits
        assert saved["visited_on"] == bench.desk.today
        assert saved["visitors"] == "赵敏、李强"
        assert (saved["place"], saved["conclusion"], saved["kind"]) == ("家中", "keep", "routine")
        assert (saved["found_basics"], saved["requests"]) == (FOUND[0], FOUND[-1])
    assert max(counted) <= MOST_KEYS, counted


@pytest.mark.usefixtures("homes", "visits")
def test_what_is_carried_over_can_be_let_go_and_held_again(bench: Bench) -> None:
    paper(bench, "1", first=True)
    page = entered(bench, "2")
    form = form_of(page)
    assert form.editor("conclusion").raw() == "维持现类别"
    assert "维持现类别" in page.carry.told.whole
    page.carry.ticks["conclusion"].click()
    assert form.editor("conclusion").raw() == ""
    assert QApplication.focusWidget() is form.editor("conclusion").control
    typed("wjd")
    pressed(ENTER)
    assert not page.carry.ticks["conclusion"].isChecked()
    assert "维持现类别" not in page.carry.told.whole
    form.focus_field("found_basics")
    control(Qt.Key.Key_S)
    form = form_of(entered(bench, "3"))
    assert form.editor("conclusion").raw() == "", "it stays let go"
    assert form.editor("place").raw() == "家中"
    bench.page.carry.ticks["conclusion"].click()
    assert form.editor("conclusion").raw() == "未见到本人"


@pytest.mark.usefixtures("homes", "visits")
def test_what_is_only_carried_over_is_left_without_a_question_but_kept_with_what_is_typed(
    bench: Bench, asked: Recorder
) -> None:
    paper(bench, "1", first=True)
    page = entered(bench, "2")
    assert not page.unsaved
    assert form_of(page).draft() == {}
    pressed(Qt.Key.Key_Escape)
    assert asked.questions == []
    form = form_of(entered(bench, "2"))
    typed("失业")
    assert form.draft() == {
        "visited_on": str(bench.desk.today),
        "visitors": "赵敏、李强",
        "place": "家中",
        "conclusion": "维持现类别",
        "found_basics": "失业",
    }


@pytest.mark.usefixtures("homes", "visits")
def test_visitors_are_offered_by_their_initials(bench: Bench) -> None:
    paper(bench, "1", first=True)
    page = entered(bench, "2")
    page.carry.ticks["visitors"].click()
    editor = form_of(page).editor("visitors")
    assert isinstance(editor, NamesEditor)
    typed("lq")
    assert [row.title for row in editor.drop_down.rows()] == ["李强"]
    typed(" zm")
    pressed(ENTER)
    assert editor.raw() == "李强、赵敏"


@pytest.mark.usefixtures("homes", "visits")
def test_a_new_visitor_is_not_taken_for_a_known_one(bench: Bench) -> None:
    paper(bench, "1", first=True)
    page = entered(bench, "2")
    page.carry.ticks["visitors"].click()
    typed("李、赵")
    pressed(ENTER)
    assert form_of(page).editor("visitors").raw() == "李、赵"


@pytest.mark.usefixtures("homes", "visits")
def test_what_enter_passes_over_is_reached_by_tab(bench: Bench) -> None:
    form = form_of(entered(bench, "1"))
    form.focus_field("place")
    pressed(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.editor("present").control
    form.focus_field("place")
    pressed(ENTER)
    assert QApplication.focusWidget() is form.editor("found_basics").control


@pytest.mark.usefixtures("homes", "visits")
def test_the_end_of_an_archive_number_finds_its_household(bench: Bench) -> None:
    assert entered(bench, "6").title == "录入走访：任伯年"
    pressed(Qt.Key.Key_Escape)
    assert entered(bench, "010").title == "录入走访：乐毅"


def test_a_number_that_may_mean_two_households_opens_neither_unseen(
    bench: Bench, homes: list[Key], visits: VisitsPage
) -> None:
    Printing(bench.desk).prepare(homes[3:5])
    typed("2")
    pressed(ENTER)
    assert bench.page is visits
    form, file = visits.box.drop_down.rows()[:2]
    assert form.title.startswith("走访表")
    assert form.sub.startswith("仇英 · 5303262026A0005")
    assert (file.title, file.sub.split(" · ")[0]) == ("解缙", "5303262026A0002")
    pressed(Qt.Key.Key_Down, ENTER)
    assert bench.page.title == "录入走访：解缙"
