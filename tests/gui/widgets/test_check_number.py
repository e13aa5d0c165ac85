"""The number compared by telephone, typed in six groups."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.widgets.check_number import CheckNumber
from tests.gui.conftest import typed

NUMBER = "1234 5678 9012 3456 7890 1234"


@pytest.fixture
def number(qtbot: QtBot) -> Iterator[CheckNumber]:
    widget = CheckNumber()
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is widget)
    widget.boxes[0].setFocus()
    yield widget
    widget.close()


def test_digits_flow_from_group_to_group_without_a_key_between(number: CheckNumber) -> None:
    typed(NUMBER.replace(" ", ""))
    assert number.text() == NUMBER
    assert number.complete


def test_what_is_not_a_digit_is_not_taken_and_full_width_ones_are(number: CheckNumber) -> None:
    typed("１2-3x4")
    assert number.boxes[0].text() == "1234"
    assert not number.complete


def test_enter_goes_on_when_every_digit_is_there(number: CheckNumber) -> None:
    ended: list[bool] = []
    number.ended.connect(lambda: ended.append(True))
    typed("1234" * 5, Qt.Key.Key_Return)
    assert not ended
    typed("5678", Qt.Key.Key_Return)
    assert ended


def test_a_whole_number_can_be_pasted(number: CheckNumber) -> None:
    QApplication.clipboard().setText(f"核对码 {NUMBER}")
    number.boxes[0].paste()
    number.boxes[0].textEdited.emit(number.boxes[0].text())
    assert number.text() == NUMBER


def test_backspace_in_an_empty_group_takes_the_last_digit_of_the_one_before(number: CheckNumber) -> None:
    typed("12345", Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert [box.text() for box in number.boxes[:2]] == ["123", ""]
    assert QApplication.focusWidget() is number.boxes[0]
