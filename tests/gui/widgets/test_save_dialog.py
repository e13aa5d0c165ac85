"""Where a new file shall be: the ending comes by itself, and nothing is replaced unasked."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.widgets.save_dialog import ask_where_to_save
from tests.gui.conftest import children

KIND = "Excel 表格 (*.xlsx)"


def answer(name: str, questions: list[str]) -> None:
    """Type a name into the dialog that is open and accept it; what it asks then is answered with no."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)

    def refuse() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            questions.append(box.text())
            box.reject()

    children(dialog, QLineEdit)[0].setText(name)
    QTimer.singleShot(0, dialog, refuse)
    dialog.accept()
    if dialog.isVisible():
        dialog.reject()


def test_a_name_without_an_ending_gets_that_of_the_proposal(qtbot: QtBot, tmp_path: Path) -> None:
    parent, questions = QWidget(), list[str]()
    qtbot.addWidget(parent)
    for typed, wanted in (("名单", "名单.xlsx"), ("名单.xls", "名单.xls")):
        QTimer.singleShot(0, parent, lambda typed=typed: answer(typed, questions))
        assert ask_where_to_save(parent, "导出名单", KIND, tmp_path / "困难职工.xlsx") == tmp_path / wanted
    assert questions == []


def test_a_file_that_is_there_is_replaced_only_when_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    parent, questions = QWidget(), list[str]()
    qtbot.addWidget(parent)
    (tmp_path / "名单.xlsx").write_text("old", "utf-8")
    QTimer.singleShot(0, parent, lambda: answer("名单", questions))
    assert ask_where_to_save(parent, "导出名单", KIND, tmp_path / "困难职工.xlsx") is None
    assert len(questions) == 1
    assert "名单.xlsx" in questions[0]
