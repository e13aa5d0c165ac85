"""Every page can be worked on at 900x500, which is what 1366x768 has at 150 %, in every size of type."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QWidget

from hardship_desktop.app.pages import PAGES
from hardship_desktop.gui.look.metrics import TYPE_SIZES, TypeSize
from hardship_desktop.gui.pages.household_tabs import TABS
from hardship_desktop.gui.pages.settings import SECTIONS, SettingsPage
from hardship_desktop.gui.shell.theme import Theme
from tests.gui.conftest import children
from tests.gui.pages.bench import Bench, settle

SCREENS = ((1366, 768), (1092, 614), (910, 512), (1280, 720), (900, 500))
"""Logical sizes: 1366x768 at 100, 125 and 150 %, 1920x1080 at 150 %, and the least."""
ROOTS = [spec.name for spec in PAGES if spec.icon]
PLAIN = ["new_household", "import", "print_forms", "aid", "join", "user", "restore"]


@pytest.fixture(params=TYPE_SIZES)
def size(theme: Theme, request: pytest.FixtureRequest) -> Iterator[TypeSize]:
    theme.set_size(request.param)
    yield request.param
    theme.set_size("标准")


@pytest.mark.usefixtures("size")
def test_every_page_can_be_reached_and_worked_on(bench: Bench) -> None:
    bench.given("单雄信")
    for width, height in SCREENS:
        bench.window.resize(width, height)
        settle()
        assert (bench.window.width(), bench.window.height()) == (width, height)
        for name in (*ROOTS, *PLAIN):
            bench.place.open(name)
            settle()
            all_in_reach(bench.window, f"{name} at {width}x{height}")
        bench.place.open(ROOTS[0])


@pytest.mark.usefixtures("size")
def test_every_section_and_tab_can_be_worked_on_at_the_least_size(bench: Bench) -> None:
    key = bench.given("单雄信")
    bench.window.resize(*SCREENS[-1])
    settings = bench.place.open("settings")
    assert isinstance(settings, SettingsPage)
    for section in SECTIONS:
        settings.show_section(section.name)
        settle()
        all_in_reach(bench.window, section.name)
    page = bench.open(key)
    for tab in TABS:
        page.tabs.go_to(tab.name)
        settle()
        all_in_reach(bench.window, tab.name)


def test_the_navigation_has_words_where_its_size_of_type_leaves_room(bench: Bench, theme: Theme) -> None:
    sizes: tuple[TypeSize, ...] = ("标准", "特大", "标准")
    bench.window.resize(1366, 768)
    folded = []
    for size in sizes:
        theme.set_size(size)
        settle()
        folded.append(bench.window.navigation._folded)
    assert folded == [False, True, False]


def all_in_reach(window: QWidget, where: str) -> None:
    """Each button and line in sight stands inside what can be scrolled to, or inside the window itself."""
    for kind in (QAbstractButton, QLineEdit):
        for each in children(window, kind):
            if each.isVisible() and not each.objectName().startswith("qt_"):
                holder = _holder(each, window)
                corner = each.mapTo(holder, QPoint(each.width(), each.height()))
                fits = corner.x() <= holder.width() and corner.y() <= holder.height()
                words = each.property("text") or each.accessibleName()
                assert fits, f"{where}: {words} ends at {corner.toTuple()} of {holder.size().toTuple()}"


def _holder(part: QWidget, window: QWidget) -> QWidget:
    """What is scrolled with the part in it; the window when nothing is."""
    above = part.parentWidget()
    while above is not None and above is not window:
        area = above.parentWidget().parentWidget() if above.parentWidget() else None
        if isinstance(area, QScrollArea) and area.widget() is above:
            return above
        above = above.parentWidget()
    return window
