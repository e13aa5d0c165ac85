"""A form is filled in by keyboard, says what is wrong beside the field, and loses nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from hardship_desktop.domain.codes.base import CodeList
from hardship_desktop.domain.codes.ethnic import ETHNIC
from hardship_desktop.domain.codes.person import WORK_STATUS
from hardship_desktop.domain.codes.relation import RELATION
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.gui.widgets.editors.masked import Hidden
from hardship_desktop.gui.widgets.editors.matching import matching
from hardship_desktop.gui.widgets.form import DRAFT_AFTER_MS, Form
from hardship_desktop.gui.widgets.hug import Hug
from tests.gui.conftest import children, pressed_with_control, typed
from tests.gui.widgets.fields import FIELDS, TODAY

Key = Qt.Key


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form(FIELDS, today=lambda: TODAY)
    return shown(form, qtbot)


def shown(form: Form, qtbot: QtBot) -> Form:
    qtbot.addWidget(form)
    form.resize(900, 700)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    form.focus_first()
    return form


def note(form: Form, name: str) -> str:
    label = form._cells[name].note
    return label.text() if label.isVisible() else ""


def test_a_record_is_typed_by_keyboard_alone(form: Form) -> None:
    enter = Key.Key_Return
    typed("王敏", enter, "330102199009224006", enter, "19900922", enter, "13800000000", enter)
    typed("sd", enter, "zn", enter, "1", enter, "4人", enter, "1.2万", Key.Key_Tab, "两行")
    assert form.values() == {
        "name": "王敏",
        "id_no": "330102199009224006",
        "birth": date(1990, 9, 22),
        "phone": "13800000000",
        "tier": "deep",
        "causes": ("edu",),
        "dibao": True,
        "size": 4,
        "income": 1_200_000,
        "note": "两行",
    }
    assert form.editor("income").raw() == "12,000.00"


def test_a_short_form_grows_with_what_is_said_in_it(qtbot: QtBot) -> None:
    form = shown(Form(FIELDS[:2], today=lambda: TODAY, columns=1, cards=False), qtbot)
    Hug(form)
    before = form.height()
    assert form.verticalScrollBar().maximum() == 0
    assert not form.check()
    qtbot.waitUntil(lambda: form.height() > before)
    assert form.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("text", "code"), [("2", "relative"), ("xdkn", "relative"), ("相对", "relative"), ("困难", "general")]
)
def test_a_code_is_found_by_number_initials_or_word(form: Form, text: str, code: str) -> None:
    form.focus_field("tier")
    typed(text, Key.Key_Return)
    assert form.editor("tier").value(TODAY) == code


@pytest.mark.parametrize(
    ("typed", "label"),
    [("sy", "失(无)业"), ("shiye", "失(无)业"), ("xg", "下(待)岗"), ("zg", "在岗"), ("tuixiu", "退休")],
)
def test_a_code_is_found_by_the_pinyin_of_another_word_for_it(typed: str, label: str) -> None:
    assert matching(WORK_STATUS, typed)[0].label == label


@pytest.mark.parametrize(
    ("codes", "typed", "label"),
    [
        (ETHNIC, "hz", "汉族"),
        (ETHNIC, "h", "汉族"),
        (ETHNIC, "1", "汉族"),
        (ETHNIC, "01", "汉族"),
        (RELATION, "hz", "户主"),
        (RELATION, "2", "户主"),
        (RELATION, "ne", "女"),
        (RELATION, "n", "女"),
    ],
)
def test_what_is_meant_most_often_comes_first(codes: CodeList, typed: str, label: str) -> None:
    assert matching(codes, typed)[0].label == label


def test_a_code_can_be_taken_with_arrows_and_mouse(form: Form) -> None:
    form.focus_field("tier")
    typed(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert form.editor("tier").value(TODAY) == "relative"
    form.editor("tier").open()
    drop = form.editor("tier").drop_down  # type: ignore[attr-defined]
    place = drop.visualItemRect(drop.item(0)).center()
    QTest.mouseClick(drop.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert form.editor("tier").value(TODAY) == "deep"


@pytest.mark.parametrize("name", ["tier", "causes"])
def test_what_matches_no_entry_is_told_at_once_and_steals_no_key(form: Form, name: str) -> None:
    form.focus_field(name)
    drop = form.editor(name).drop_down  # type: ignore[attr-defined]
    typed("无此项")
    assert drop.isVisible()
    assert [row.sub for row in drop.rows()] == ["没有匹配"]
    typed(Key.Key_Down)
    place = drop.visualItemRect(drop.item(0)).center()
    QTest.mouseClick(drop.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert form.editor(name).raw() == "无此项"
    typed(Key.Key_Return)
    assert not drop.isVisible()
    assert not form.editor(name).control.hasFocus(), "Enter goes on as ever"
    assert note(form, name)
    form.focus_field(name)
    typed("无", Key.Key_Backspace)
    assert len(drop.rows()) > 1


def test_an_old_category_is_kept_but_no_longer_offered(form: Form) -> None:
    form.set_values({"tier": "dibao"})
    form.editor("tier").open()
    offered = [row.data for row in form.editor("tier").drop_down.rows()]  # type: ignore[attr-defined]
    assert "dibao" not in offered
    typed(Key.Key_Return)
    assert form.editor("tier").value(TODAY) == "dibao", "nothing was chosen"


def test_the_successor_of_an_old_category_is_marked_with_its_year(form: Form) -> None:
    form.set_values({"tier": "dibao_edge"})
    form.focus_field("tier")
    form.editor("tier").open()
    drop = form.editor("tier").drop_down  # type: ignore[attr-defined]
    assert [(row.data, row.sub) for row in drop.rows() if row.sub] == [
        ("relative", "2020年起代替“低保边缘户”，请核定")
    ]
    assert drop.rows()[drop.currentRow()].data == "relative"


def test_several_codes_are_ticked(form: Form) -> None:
    form.focus_field("causes")
    typed(Key.Key_Down, Key.Key_Space, Key.Key_Down, Key.Key_Space)
    assert form.editor("causes").value(TODAY) == ("ill", "edu")
    typed(Key.Key_Space, Key.Key_Return)
    assert form.editor("causes").value(TODAY) == ("ill",)


def test_too_many_codes_are_refused(form: Form) -> None:
    form.focus_field("causes")
    typed("大病，上学，失业", Key.Key_Tab)
    form.focus_field("causes")
    form.editor("causes").set_raw("本人大病、子女上学、下岗失业")
    form.focus_field("name")
    assert "最多选 2 项" in note(form, "causes")


def test_a_wrong_value_is_explained_on_leaving_and_not_before(form: Form) -> None:
    form.focus_field("birth")
    typed("2026.13.1")
    assert note(form, "birth") == ""
    typed(Key.Key_Return)
    assert note(form, "birth") != ""
    form.focus_field("birth")
    typed("3.5")
    assert note(form, "birth") == ""
    typed(Key.Key_Return)
    assert form.editor("birth").raw() == "2026-03-05"


def test_an_odd_value_warns_and_stands(form: Form) -> None:
    form.focus_field("phone")
    typed("1380000000", Key.Key_Return)
    assert "11 位" in note(form, "phone")
    assert form.editor("phone").value(TODAY) == "1380000000"


def test_saving_goes_to_the_first_wrong_field(form: Form) -> None:
    saved: list[dict[str, Any]] = []
    form.submitted.connect(saved.append)
    form.focus_field("name")
    typed("王敏", Key.Key_Return)
    assert not form.submit()
    assert QApplication.focusWidget() is form.editor("tier").control
    assert note(form, "tier") == "请填写困难类别。"
    typed("1", Key.Key_Return)
    assert form.submit()
    assert saved[0]["tier"] == "deep"


def test_a_value_being_typed_is_saved_too(form: Form) -> None:
    form.set_values({"name": "王敏", "tier": "deep"})
    form.focus_field("income")
    typed("300")
    assert form.submit()
    assert form.changed_values() == {"income": 30_000}


def test_what_the_service_refuses_stands_beside_its_field(form: Form) -> None:
    form.show_error(UserError("该证件号已在另一户。", field="id_no"))
    assert note(form, "id_no") == "该证件号已在另一户。"
    assert QApplication.focusWidget() is form.editor("id_no").control
    form.show_error(UserError("该户已退档。"))
    assert any(
        label.text() == "该户已退档。" and label.isVisible() for label in children(form, type(form._top))
    )


def test_unsaved_input_is_known_and_taken_back_step_by_step(form: Form) -> None:
    states: list[bool] = []
    form.dirty.connect(states.append)
    form.set_values({"name": "王敏", "tier": "deep"})
    form.focus_field("name")
    typed("王强", Key.Key_Return)
    form.focus_field("income")
    typed("5", Key.Key_Return)
    assert form.changed_values() == {"name": "王强", "income": 500}
    pressed_with_control(Key.Key_Z)
    assert form.changed_values() == {"name": "王强"}
    pressed_with_control(Key.Key_Z)
    assert form.draft() == {}
    assert states == [True, False]


def test_everything_unsaved_can_be_taken_back_at_once(form: Form) -> None:
    form.set_values({"name": "王敏", "tier": "deep"})
    form.focus_field("name")
    typed("王强", Key.Key_Return, "12", Key.Key_Return)
    form.undo_all()
    assert not form.is_dirty
    assert form.editor("name").raw() == "王敏"


def test_a_draft_holds_even_what_is_wrong_and_can_be_put_back(form: Form, qtbot: QtBot) -> None:
    form.set_values({"name": "王敏", "tier": "deep"})
    form.focus_field("birth")
    with qtbot.waitSignal(form.draft_changed) as signal:
        typed("2026.13")
    assert signal.args == [{"birth": "2026.13"}]
    form.set_values({"name": "王敏", "tier": "deep"})
    form.set_draft(signal.args[0])
    assert form.editor("birth").raw() == "2026.13"
    assert form.is_dirty


def test_a_code_half_typed_in_a_draft_is_finished_and_work_goes_on_at_what_is_wrong(form: Form) -> None:
    form.set_draft({"tier": "2", "name": "王敏", "size": "4"})
    assert form.editor("tier").raw() == "相对困难"
    assert form.editor("size").control.hasFocus()
    form.set_draft({"tier": "2", "name": "王敏", "birth": "2026.13"})
    assert form.editor("birth").control.hasFocus()


def test_a_field_derived_from_another_is_filled_in(form: Form) -> None:
    form.filled.connect(lambda name, _: form.fill({"birth": date(1990, 9, 22)}) if name == "id_no" else None)
    form.focus_field("id_no")
    typed("330102199009224006", Key.Key_Return)
    assert form.editor("birth").value(TODAY) == date(1990, 9, 22)


def test_sensitive_values_stand_behind_stars_until_asked_for(qtbot: QtBot) -> None:
    asked: list[str] = []

    def reveal(field: Field, show: Callable[[str], None]) -> None:
        asked.append(field.name)
        show("330102199009224006")

    form = shown(Form(FIELDS, today=lambda: TODAY, reveal=reveal), qtbot)
    form.set_values({"name": "王敏", "tier": "deep", "id_no": Hidden("330102********4006"), "income": 500})
    texts = [line.text() for line in children(form, QLineEdit)]
    assert "330102********4006" in texts
    assert "5.00" in texts
    assert not any("19900922" in text for text in texts)
    assert "id_no" not in form.values()
    form.focus_field("id_no")
    typed(Key.Key_F2)
    assert asked == ["id_no"]
    assert form.values()["id_no"] == "330102199009224006"
    assert not form.is_dirty
    typed("330102199009224", Key.Key_Return)
    assert form.values()["id_no"] == "330102199009224"  # in its place, not before or after it


def test_what_is_typed_is_kept_while_keys_keep_coming(form: Form, qtbot: QtBot) -> None:
    kept: list[dict[str, str]] = []
    form.draft_changed.connect(kept.append)
    form.focus_field("name")
    for letter in "abcdef":
        typed(letter)
        qtbot.wait(80)
    assert kept
    assert DRAFT_AFTER_MS <= 300


def test_an_empty_sensitive_field_is_simply_typed_in(qtbot: QtBot) -> None:
    form = shown(Form(FIELDS, today=lambda: TODAY, reveal=lambda *_: pytest.fail("asked")), qtbot)
    form.focus_field("phone")
    typed("13800000000", Key.Key_Return)
    assert form.editor("phone").value(TODAY) == "13800000000"


def test_a_link_is_shown_and_not_said(form: Form) -> None:
    form.set_values({"name": "王敏", "tier": "deep", "household_id": UUID(int=1)})
    assert "household_id" not in form.values()


def test_the_wheel_changes_no_value(form: Form) -> None:
    form.set_values({"name": "王敏", "tier": "deep"})
    control = form.editor("tier").control
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(control, turn)
    assert not form.is_dirty


def test_every_field_has_its_label_as_accessible_name(form: Form) -> None:
    assert [form.editor(field.name).control.accessibleName() for field in FIELDS] == [f.label for f in FIELDS]


def test_enter_writes_a_new_line_where_there_are_several(form: Form) -> None:
    form.focus_field("note")
    typed("甲", Key.Key_Return, "乙")
    assert form.editor("note").value(TODAY) == "甲\n乙"
    ended: list[int] = []
    form.ended.connect(lambda: ended.append(1))
    pressed_with_control(Key.Key_Return)
    assert ended == [1]


def test_yes_or_no_by_key_and_taken_back(form: Form) -> None:
    form.focus_field("dibao")
    typed("2")
    assert form.editor("dibao").value(TODAY) is False
    typed(Key.Key_Delete)
    assert form.editor("dibao").value(TODAY) is None


def test_a_day_comes_from_the_calendar(form: Form) -> None:
    form.focus_field("birth")
    typed(Key.Key_F2)
    typed(Key.Key_Left, Key.Key_Return)
    assert form.editor("birth").raw() == "2026-03-08"
    assert QApplication.focusWidget() is form.editor("birth").control
