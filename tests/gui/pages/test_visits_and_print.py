"""入户走访 and its paper in the window."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.print_choice import ALL, BLANK, CHOSEN, DUE
from hardship_desktop.gui.pages.print_forms import PrintForms
from hardship_desktop.gui.pages.visit_entry import VisitEntryPage
from hardship_desktop.gui.pages.visits import VisitsPage
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.households import Households
from hardship_desktop.services.printed_forms import PaperForm, PrintedForms
from hardship_desktop.services.printing import Printing
from hardship_desktop.services.visits import Visits
from tests.gui.conftest import Recorder, children, typed
from tests.gui.pages.places import click, settle


def household(desk: Desk, name: str, number: str, **values: object) -> Key:
    changed = Households(desk).create(
        {"archive_no": number, "address": "东街1号", "status": "active", **values},
        {"name": name, "relation": "01"},
    )
    assert changed.id is not None
    return desk.store.org_id, changed.id


def visit(desk: Desk, key: Key) -> None:
    values = {"kind": "routine", "visited_on": desk.today, "visitors": "王敏、李强"}
    Visits(desk).record(key[1], values)


@pytest.fixture
def homes(desk: Desk) -> list[Key]:
    """Three open households, the first of them visited this year, and a closed one."""
    keys = [household(desk, name, f"5303262020000{n}") for n, name in enumerate(("单雄信", "𠮷田", "解缙"))]
    visit(desk, keys[0])
    household(desk, "查理", "53032620200009", status="exited", exited_on=date(2020, 1, 1), exit_kind="lifted")
    return keys


@pytest.fixture
def visits(place: Workplace, homes: list[Key]) -> VisitsPage:
    assert len(homes) == 3
    place.window.open("visits")
    settle()
    page = place.window.page
    assert isinstance(page, VisitsPage)
    return page


def open_print(place: Workplace, *keys: Key) -> PrintForms:
    place.open("print_forms", keys)
    settle()
    page = place.window.page
    assert isinstance(page, PrintForms)
    return page


def texts(page: PrintForms) -> str:
    return "".join(label.text() for label in children(page, QLabel))


def test_progress_counts_open_households_only(visits: VisitsPage) -> None:
    assert visits.line.endswith("已走访 1 户，共 3 户")
    assert visits._share.text() == "33%"
    assert "2 户" in visits._due.text()


def test_a_recent_visit_opens_its_household(place: Workplace, visits: VisitsPage) -> None:
    visits.table.selectRow(0)
    visits.table.setFocus()
    typed(Qt.Key.Key_Return)
    settle()
    page = place.window.page
    assert isinstance(page, HouseholdPage)
    assert page._file is not None
    assert page._file.head["name"] == "单雄信"
    assert page.tabs.name == "visits"
    assert page.tabs.tab("visits").record._subject.row == visits.table.paged.ids[0][1]


def test_a_visit_is_begun_by_the_surname_reading_of_the_head(place: Workplace, visits: VisitsPage) -> None:
    visits.new()
    assert QApplication.focusWidget() is visits.box
    typed("xie", Qt.Key.Key_Return)
    settle()
    page = place.window.page
    assert isinstance(page, VisitEntryPage)
    assert page.title == "录入走访：解缙"


def test_the_number_on_the_paper_finds_its_household(
    place: Workplace, visits: VisitsPage, desk: Desk, homes: list[Key]
) -> None:
    number = Printing(desk).prepare(homes[1:])[1].form_no
    assert PrintedForms(desk).find(number) == PaperForm(number, homes[2])
    visits.box.setFocus()
    typed(number.lower(), Qt.Key.Key_Return)
    settle()
    page = place.window.page
    assert isinstance(page, VisitEntryPage)
    assert page.title == "录入走访：解缙"
    assert page.record is not None
    assert page.record.form.editor("form_no").raw() == number


def test_the_last_digits_of_a_number_are_enough(desk: Desk, homes: list[Key]) -> None:
    number = Printing(desk).prepare(homes)[1].form_no
    assert PrintedForms(desk).find("2") == PaperForm(number, homes[1])
    assert PrintedForms(desk).find("4") is None


@pytest.mark.usefixtures("homes")
def test_a_blank_form_is_found_and_its_household_asked_for(
    place: Workplace, visits: VisitsPage, desk: Desk
) -> None:
    number = Printing(desk).prepare((), blank=1)[0].form_no
    visits.box.setFocus()
    typed(number, Qt.Key.Key_Return)
    settle()
    assert place.window.page is visits
    assert number in visits.box.placeholderText()
    visits.box.setFocus()
    typed("xie", Qt.Key.Key_Return)
    settle()
    page = place.window.page
    assert isinstance(page, VisitEntryPage)
    assert page.record is not None
    assert page.record.form.editor("form_no").raw() == number


def test_the_same_form_number_twice_is_asked_about(
    place: Workplace, desk: Desk, homes: list[Key], asked: Recorder
) -> None:
    values = {"kind": "phone", "visited_on": desk.today, "visitors": "赵敏", "form_no": "旧表7"}
    Visits(desk).record(homes[0][1], values)
    page = place.open("visit", homes[1], "旧表7")
    settle()
    page.record.form.fill({**values, "kind": "phone"}, only_empty=False)
    page.save()
    settle()
    assert "旧表7 已经录入过" in asked.questions[-1].text
    assert len(Visits(desk).bearing("旧表7")) == 1
    asked.answers.append("仍然保存")
    page.save()
    settle()
    assert len(Visits(desk).bearing("旧表7")) == 2


@pytest.mark.usefixtures("homes")
def test_the_choices_say_how_many_households_they_mean(place: Workplace) -> None:
    page = open_print(place)
    assert page.choice._keys[DUE].accessibleDescription() == "2 户"
    assert page.choice._keys[ALL].accessibleDescription() == "3 户，已退档的不算"
    click(page._go)
    assert page.preview is not None
    assert page.line.startswith("2 份")


def test_forms_of_households_chosen_elsewhere_are_offered_at_once(place: Workplace, homes: list[Key]) -> None:
    page = open_print(place, homes[2])
    assert page.choice.what == CHOSEN
    assert page.choice.chosen() == [homes[2]]
    page.choice.box.setFocus()
    typed("shan", Qt.Key.Key_Return)
    settle()
    assert page.choice.chosen() == [homes[2], homes[0]]


def test_the_saved_pdf_is_the_document_itself_and_nothing_is_left_behind(
    place: Workplace, homes: list[Key], tmp_path: Path
) -> None:
    page = open_print(place, homes[0])
    before = set(tmp_path.rglob("*.pdf"))
    click(page._go)
    assert page.preview is not None
    assert set(tmp_path.rglob("*.pdf")) == before, "the preview stays in memory"
    page.preview.save_to(tmp_path / "走访表.pdf")
    with pypdfium2.PdfDocument(tmp_path / "走访表.pdf") as document:
        text = document[0].get_textpage().get_text_range()
    assert "单雄信" in text


@pytest.mark.usefixtures("homes")
def test_blank_forms_are_counted_and_checked(place: Workplace, asked: Recorder) -> None:
    page = open_print(place)
    click(page.choice._keys[BLANK])
    page.choice.count.set_raw("0")
    click(page._go)
    assert page.preview is None
    assert asked.said[-1][1] == "error"
    page.choice.count.set_raw("3")
    click(page._go)
    assert page.line.startswith("3 份")


def test_a_character_without_a_glyph_is_named_before_printing(place: Workplace, desk: Desk) -> None:
    key = household(desk, "王\U00031350明", "53032620200077")
    page = open_print(place, key)
    click(page._go)
    assert "请手写补上" in texts(page)
    assert "王\U00031350明" in texts(page) or "U+31350" in texts(page)
