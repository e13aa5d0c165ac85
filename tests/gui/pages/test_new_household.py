"""A new file is typed from the first field to the last without touching the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from hardship_desktop.domain.lists import Chosen
from hardship_desktop.gui.pages.entry_page import EntryPage
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.new_household import NewHouseholdPage, new_household_fields
from hardship_desktop.gui.widgets.form import Form
from hardship_desktop.services.lists.households import HouseholdList
from tests.gui.conftest import Recorder, typed
from tests.gui.pages.bench import ENTER, ESC, ID, Bench, control, fill, note, pressed, settle

S, N = Qt.Key.Key_S, Qt.Key.Key_N


def started(bench: Bench) -> NewHouseholdPage:
    bench.list()
    control(N)
    page = bench.page
    assert isinstance(page, NewHouseholdPage)
    settle()
    return page


def form_of(page: EntryPage) -> Form:
    assert page.record is not None
    return page.record.form


def saved(bench: Bench) -> tuple[int, ...]:
    return HouseholdList(bench.desk).totals(Chosen())


def test_a_whole_household_is_typed_by_keyboard_alone(bench: Bench) -> None:
    page = started(bench)
    typed("单雄信")
    pressed(ENTER)
    typed(ID)
    pressed(ENTER)
    assert form_of(page).editor("sex").raw() == "女"
    assert form_of(page).editor("birth_date").raw() == "1980-05-06"
    pressed(ENTER, ENTER)
    typed("13800001234")
    for name, text in {
        "ethnic": "彝",
        "employer": "清河县水泥厂",
        "income_monthly": "0.18万",
        "status": "在档",
        "tier": "1",
        "household_size": "3",
        "address": "人民路12号",
        "main_cause": "本人大病",
        "opened_on": "20200301",
    }.items():
        pressed(ENTER)
        assert steps_to(page, name)
        typed(text)
    control(S)
    opened = bench.page
    assert isinstance(opened, HouseholdPage)
    file = bench.file(opened._key)
    assert (file.head["name"], file.head["income_monthly"], file.head["ethnic"]) == ("单雄信", 180_000, "07")
    assert file.head["is_applicant"] is True
    assert (file.values["tier"], file.values["main_cause"]) == ("deep", "own_illness")
    assert file.values["archive_no"].endswith("A0001")
    assert saved(bench) == (1, 1)


def steps_to(page: NewHouseholdPage, name: str) -> bool:
    """Press Enter from field to field until this one is reached."""
    form = form_of(page)
    for _ in new_household_fields():
        if form.editor(name).control.hasFocus():
            return True
        lines = isinstance(QApplication.focusWidget(), QPlainTextEdit)
        (control if lines else pressed)(ENTER)
    return False


def test_a_wrong_id_number_is_explained_at_once_and_keeps_the_file_from_being_made(bench: Bench) -> None:
    page = started(bench)
    wrong = ID[:-1] + ("1" if ID[-1] != "1" else "2")
    fill(form_of(page), name="单雄信", id_no=wrong)
    assert "校验码" in note(form_of(page), "id_no")
    control(S)
    assert saved(bench) == (0, 0)
    assert form_of(page).editor("id_no").control.hasFocus()
    fill(form_of(page), id_no=ID)
    assert note(form_of(page), "id_no") == ""
    control(S)
    assert saved(bench) == (1, 1)


def test_somebody_who_has_a_file_is_noticed_as_soon_as_the_number_is_left(bench: Bench) -> None:
    bench.given("单雄信", {"id_no": ID})
    page = started(bench)
    fill(form_of(page), name="单雄信", id_no=ID, phone="13800001234")
    assert "已登记在档案" in note(form_of(page), "id_no")
    control(S)
    assert saved(bench) == (1, 1)
    page.discard()


def test_a_missing_name_is_asked_for(bench: Bench) -> None:
    page = started(bench)
    control(S)
    assert note(form_of(page), "name") == "请填写姓名。"
    assert form_of(page).editor("name").control.hasFocus()


def test_a_new_file_begun_is_offered_again_after_a_crash(bench: Bench, qtbot: QtBot) -> None:
    page = started(bench)
    fill(form_of(page), name="单雄信", address="人民路12号")
    qtbot.waitUntil(lambda: bench.services.drafts.keys() == ["household:new"], timeout=3000)
    bench.window.pages.drop()  # as a crash: nobody is asked
    again = started(bench)
    assert again.record is not None
    assert again.record.draft.isVisible()
    again.record.draft.take()
    assert form_of(again).editor("address").raw() == "人民路12号"
    control(S)
    assert saved(bench) == (1, 1)
    assert bench.services.drafts.keys() == []


def test_leaving_asks_first_and_can_save(bench: Bench, asked: Recorder) -> None:
    page = started(bench)
    fill(form_of(page), name="单雄信")
    pressed(ESC)
    assert bench.page is page
    asked.answers.append("不保存离开")
    pressed(ESC)
    assert bench.page is not page
    assert saved(bench) == (0, 0)


def test_head_and_household_share_no_field_name() -> None:
    names = [field.name for field in new_household_fields()]
    assert len(names) == len(set(names))


# Visit and aid entry as pages of their own


def test_a_visit_note_is_typed_for_the_household_chosen(bench: Bench) -> None:
    key = bench.given()
    bench.list()
    page = bench.visit(key)
    settle()
    assert page.title == "录入走访：单雄信"
    fill(form_of(page), form_no="A2026-7", visited_on="今天", visitors="钱进、孙莉")
    control(S)
    assert [visit["form_no"] for visit in bench.file(key).visits] == ["A2026-7"]
    assert bench.page is not page


def test_an_aid_is_typed_for_a_person_found_by_initials(bench: Bench, qtbot: QtBot) -> None:
    key = bench.given("单雄信")
    bench.list()
    page = bench.aid()
    settle()
    page.picker.setFocus()
    typed("sxx")
    pressed(ENTER)
    qtbot.waitUntil(lambda: page.record is not None)
    form = form_of(page)
    assert form.editor("person_id").raw() == "单雄信"
    fill(form, item="送温暖", amount_fen="1000", paid_on="今天", method="现金")
    control(S)
    (aid,) = bench.file(key).aids
    assert (aid["amount_fen"], aid["method"]) == (100_000, "cash")
    assert page.record is None
    assert page.picker.hasFocus()


def test_more_than_is_left_of_the_money_is_asked_about(bench: Bench, qtbot: QtBot, asked: Recorder) -> None:
    key = bench.given("单雄信")
    bench.services.aids.add_batch({"name": "送温暖", "year": 2026, "source": "city", "total_fen": 100_000})
    bench.list()
    page = bench.aid()
    page.picker.setFocus()
    typed("sxx")
    pressed(ENTER)
    qtbot.waitUntil(lambda: page.record is not None)
    fill(form_of(page), item="送温暖", batch_id="送温暖", amount_fen="1200", paid_on="今天", method="现金")
    assert form_of(page).editor("batch_id").raw() == "2026 送温暖（余额 1,000.00 元）"
    control(S)
    assert asked.questions[-1].text == "“送温暖”余额 1,000.00 元，登记这一笔会超支 200.00 元。"
    assert bench.file(key).aids == [], "the safe answer writes nothing"
    asked.answers.append("仍然登记")
    control(S)
    assert len(bench.file(key).aids) == 1


def test_an_aid_without_amount_or_goods_is_refused(bench: Bench, qtbot: QtBot) -> None:
    key = bench.given("单雄信")
    bench.list()
    page = bench.aid()
    page.picker.setFocus()
    typed("sxx")
    pressed(ENTER)
    qtbot.waitUntil(lambda: page.record is not None)
    fill(form_of(page), item="送温暖")
    control(S)
    assert "请填写金额" in note(form_of(page), "amount_fen")
    assert bench.file(key).aids == []
    page.discard()
