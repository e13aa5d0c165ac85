"""导入表格 in the window, on real workbooks and a real store."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.domain.identity import id_mask, make_id_number
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.gui.pages.import_targets import NOWHERE, key_of
from hardship_desktop.gui.pages.import_wizard import CHECK, DONE, FILES, RECOGNISED, ImportWizard
from hardship_desktop.gui.shell.theme import Theme
from hardship_desktop.gui.shell.window import LEAST_SIZE
from hardship_desktop.gui.widgets.elided import Elided
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.lists.households import HouseholdList
from tests.gui.conftest import Recorder, children
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import click, settle
from tests.sheets import write_sheet

WORKBOOKS = Path(__file__).parents[2] / "data" / "workbooks"
HEAD = ["档案编号", "姓名", "身份证号", "与户主关系", "家庭住址", "联系电话"]
LI = make_id_number("530326", date(1970, 3, 4), 11)
WANG = make_id_number("530326", date(1975, 8, 9), 22)


def workbook(path: Path, *rows: list[str | int | float], title: str = "困难职工花名册") -> Path:
    """A small roster with a title line above its header."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名册"
    for row in ([title], HEAD, *rows):
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "名册.xlsx",
        ["53032620200001", "李大山", LI, "户主", "东街1号", "13800000001"],
        ["", "李小山", "", "子", "", ""],
        ["53032620200002", "王秀英", WANG, "户主", "西街2号", "13800000002"],
    )


@pytest.fixture
def wizard(place: Workplace) -> ImportWizard:
    place.open("import")
    page = place.window.page
    assert isinstance(page, ImportWizard)
    settle()
    return page


def go(wizard: ImportWizard) -> None:
    click(wizard._go)


def to_check(wizard: ImportWizard, *paths: Path) -> None:
    """Choose, recognise, check."""
    wizard.files.add(paths)
    go(wizard)
    assert wizard.step == RECOGNISED
    go(wizard)
    assert wizard.step == CHECK


def count(desk: Desk) -> tuple[int, ...]:
    return HouseholdList(desk).totals(Chosen())


def test_what_stands_in_a_column_is_shown_masked_as_what_it_is_taken_for(
    wizard: ImportWizard, roster: Path
) -> None:
    wizard.files.add([roster])
    go(wizard)
    shown = [each.whole for each in children(wizard.recognised.editor, Elided)]
    assert shown[1] == "李大山、李小山"
    assert shown[2] == f"{id_mask(LI)}、{id_mask(WANG)}"
    assert shown[5] == "138****0001、138****0002"
    wizard.recognised.editor.editors["C"].set_value(NOWHERE)
    wizard.recognised.editor.editors["C"].edited.emit()
    assert [each.whole for each in children(wizard.recognised.editor, Elided)][2] == "530****、530****"


def test_the_columns_fit_the_smallest_window_with_the_largest_type(
    place: Workplace, wizard: ImportWizard, roster: Path, theme: Theme
) -> None:
    theme.set_size("特大")
    try:
        place.window.resize(*LEAST_SIZE)
        wizard.files.add([roster])
        go(wizard)
        settle()
        editor = wizard.recognised.editor
        assert editor.widget().minimumSizeHint().width() <= editor.viewport().width()
    finally:
        theme.set_size("标准")


def test_a_workbook_goes_in_and_the_end_says_what_happened(
    wizard: ImportWizard, roster: Path, dialogs: Scripted, desk: Desk
) -> None:
    dialogs.files = [[roster]]
    assert not wizard._go.isEnabled()
    click(wizard.files.choose_button)
    assert wizard.step == FILES
    go(wizard)
    go(wizard)
    assert count(desk) == (0, 0), "nothing is written before the last button"
    assert wizard._go.text() == "导入 2 户"
    go(wizard)
    assert wizard.step == DONE
    assert count(desk) == (2, 3)
    words = [label.text() for label in children(wizard, type(wizard.check_step._sums))]
    assert "导入 2 户 3 人，更新 0 户。" in words


def test_the_list_behind_the_wizard_has_the_new_households(
    place: Workplace, wizard: ImportWizard, roster: Path
) -> None:
    to_check(wizard, roster)
    go(wizard)
    click(next(b for b in children(wizard, QPushButton) if b.text() == "查看名单"))
    assert place.window.page is not wizard
    assert place.window.page is not None
    assert "2 户 3 人" in place.window.page.line


def test_a_file_can_be_dropped_on_the_window(wizard: ImportWizard, roster: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(roster)), QUrl("https://example.invalid/x.xlsx")])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent, QDropEvent):
        dragged = event(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, none)
        QApplication.sendEvent(wizard.window(), dragged)
    assert wizard.files.paths == [roster]
    assert wizard._go.isEnabled()


def test_all_problems_stand_there_at_once_with_their_cells(wizard: ImportWizard, desk: Desk) -> None:
    to_check(wizard, WORKBOOKS / "faulty.xlsx")
    problems = wizard.check_step.problems.table.rows
    errors = [row for row in problems if row["severity"] == "error"]
    assert len(errors) >= 5
    assert all(row["message"] for row in problems)
    assert any((row["row"], row["column"]) == (2, "D") for row in errors)
    warned = wizard.check_step.problems._chips["warning"]
    click(warned)
    assert {row["severity"] for row in wizard.check_step.problems.table.rows} == {"warning"}
    assert count(desk) == (0, 0)


def test_a_column_sent_nowhere_is_not_imported(wizard: ImportWizard, roster: Path, desk: Desk) -> None:
    wizard.files.add([roster])
    go(wizard)
    plan = wizard.recognised.editor.plan
    assert plan is not None
    phone = next(column for column in plan.columns if column.header == "联系电话")
    assert key_of(phone.target) == "person.phone.0"
    wizard.recognised.editor.editors[phone.letter].set_value(NOWHERE)
    assert key_of(phone.target) == NOWHERE
    go(wizard)
    go(wizard)
    keys = HouseholdList(desk).keys(Chosen())
    assert [line["phone"] for line in HouseholdList(desk).lines(keys)] == [None, None]


def test_the_header_can_be_said_to_stand_elsewhere(wizard: ImportWizard, roster: Path) -> None:
    wizard.files.add([roster])
    go(wizard)
    editor = wizard.recognised.editor
    editor._first.set_raw("1")
    editor._last.set_raw("1")
    editor._ask_header()
    assert editor.plan is not None
    assert (editor.plan.header_first, editor.plan.header_last) == (1, 1)
    editor._first.set_raw("5")
    editor._ask_header()
    assert "表头最多三行" in editor._note.text()


def test_the_same_file_again_has_nothing_to_write(
    place: Workplace, wizard: ImportWizard, roster: Path
) -> None:
    to_check(wizard, roster)
    go(wizard)
    place.window.open("households")
    place.open("import")
    again = place.window.page
    assert isinstance(again, ImportWizard)
    to_check(again, roster)
    assert "2 户没有变化" in again.check_step._sums.text()
    assert again._go.text() == "完成"
    go(again)
    assert place.window.page is not again, "nothing is unsaved, nothing is asked"


def test_old_and_new_stand_side_by_side_and_overwriting_is_asked_about(
    place: Workplace, wizard: ImportWizard, roster: Path, tmp_path: Path, asked: Recorder, desk: Desk
) -> None:
    to_check(wizard, roster)
    go(wizard)
    place.window.open("households")
    place.open("import")
    again = place.window.page
    assert isinstance(again, ImportWizard)
    newer = workbook(
        tmp_path / "新名册.xlsx", ["53032620200001", "李大山", LI, "户主", "南街9号", "13800000001"]
    )
    to_check(again, newer)
    (change,) = again.check_step.changes.rows
    assert (change["label"], change["old"], change["new"]) == ("家庭住址", "东街1号", "南街9号")
    go(again)
    assert asked.questions[-1].answers == ("覆盖 1 户", "返回")
    addresses = {line["address"] for line in _lines(desk)}
    assert addresses == {"东街1号", "西街2号"}, "the safe answer writes nothing"
    asked.answers = ["覆盖 1 户"]
    go(again)
    assert {line["address"] for line in _lines(desk)} == {"南街9号", "西街2号"}


def test_each_change_is_refused_by_its_box_and_a_household_without_any_is_left_out(
    place: Workplace, wizard: ImportWizard, roster: Path, tmp_path: Path, asked: Recorder, desk: Desk
) -> None:
    to_check(wizard, roster)
    go(wizard)
    place.window.open("households")
    place.open("import")
    again = place.window.page
    assert isinstance(again, ImportWizard)
    newer = workbook(
        tmp_path / "新名册.xlsx",
        ["53032620200001", "李大山", LI, "户主", "南街9号", "13900000001"],
        ["53032620200002", "王秀英", WANG, "户主", "北街8号", "13800000002"],
    )
    to_check(again, newer)
    changes = again.check_step.changes
    assert [row["label"] for row in changes.rows] == ["家庭住址", "手机号码", "家庭住址"]
    assert [changes.paged.cell(row, 0)[0] for row in range(3)] == ["是"] * 3, "a box for each change"
    assert again._go.text() == "更新 2 户"
    box = changes.visualRect(changes.paged.index(0, 0)).center()
    QTest.mouseClick(changes.viewport(), Qt.MouseButton.LeftButton, pos=box)
    settle()
    assert again._go.text() == "更新 2 户", "its telephone is still changed"
    changes.selectRow(1)
    QTest.keyClick(changes, Qt.Key.Key_Space)
    assert again._go.text() == "更新 1 户"
    assert again.check_step._sums.text().startswith("新增 0 户 0 人，更新 1 户；1 户不导入")
    QTest.keyClick(changes, Qt.Key.Key_Space)
    asked.answers = ["覆盖 2 户"]
    go(again)
    lines = {line["head_name"]: (line["address"], line["phone"]) for line in _lines(desk)}
    assert lines == {"李大山": ("东街1号", "13900000001"), "王秀英": ("北街8号", "13800000002")}


def test_a_person_in_two_households_is_asked_about(
    place: Workplace, wizard: ImportWizard, roster: Path, tmp_path: Path, desk: Desk
) -> None:
    to_check(wizard, roster)
    go(wizard)
    place.window.open("households")
    place.open("import")
    again = place.window.page
    assert isinstance(again, ImportWizard)
    other = workbook(
        tmp_path / "另一户.xlsx",
        ["53032620200003", "张三丰", make_id_number("530326", date(1960, 1, 1), 5), "户主", "北街3号", ""],
        ["", "王秀英", WANG, "母亲", "", ""],
    )
    to_check(again, other)
    (question,) = again._dry_run.questions if again._dry_run else ()
    assert question.kind == "in_two_households"
    assert again.check_step.tabs.currentWidget() is again.check_step.questions
    assert not again._go.isEnabled()
    keys = {key.text(): key for key in children(again.check_step.questions, QPushButton)}
    label = next(each for each in children(again.check_step.questions, QLabel) if each.text() == "西街2号")
    assert not label.isVisible()
    click(keys["左右对照"])
    assert label.isVisible()
    sides = {side.label: (side.known, side.said, side.differs) for side in question.sides}
    assert sides["家庭住址"] == ("西街2号", "北街3号", True)
    assert sides["与户主关系"] == ("户主", "母亲", True)
    assert sides["身份证号"] == (id_mask(WANG), WANG, False)
    assert sides["家庭成员"] == ("王秀英", "张三丰、王秀英", True)
    click(keys["两户都登记此人"])
    assert again._go.text() == "再检查一遍"
    go(again)
    assert again._go.text() == "导入 1 户"
    go(again)
    assert count(desk) == (3, 5)


def test_a_cell_is_put_right_in_its_place_for_this_import_and_the_file_stays(
    wizard: ImportWizard, tmp_path: Path, desk: Desk
) -> None:
    path = workbook(tmp_path / "名册.xlsx", ["53032620200001", "李大山", LI[:-1], "户主", "东街1号", ""])
    before = path.read_bytes()
    to_check(wizard, path)
    table = wizard.check_step.problems.table
    (wrong,) = [row for row in table.rows if row["severity"] == "error"]
    assert (wrong["who"], wrong["row"], wrong["column"]) == ("李大山", 3, "C")
    assert not wizard._go.isEnabled()
    wizard.check_step.tabs.setCurrentWidget(wizard.check_step.problems)
    table.selectRow(0)
    table.setFocus()
    line = wizard.check_step.problems._cell
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert line.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert not wizard._go.isEnabled(), "Esc takes it back"
    QTest.keyClick(table, Qt.Key.Key_F2)
    line.setText(LI)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert table.rows[0]["value"] == LI
    assert wizard._go.text() == "再检查一遍"
    go(wizard)
    assert wizard._go.text() == "导入 1 户"
    go(wizard)
    assert wizard.step == DONE
    assert count(desk) == (1, 1)
    assert path.read_bytes() == before


def test_problems_come_back_as_comments_in_the_own_workbook(
    wizard: ImportWizard, dialogs: Scripted, tmp_path: Path
) -> None:
    to_check(wizard, WORKBOOKS / "faulty.xlsx")
    dialogs.targets = [tmp_path / "批注.xlsx"]
    click(wizard.check_step.problems._annotate)
    sheet = openpyxl.load_workbook(tmp_path / "批注.xlsx").worksheets[0]
    assert sheet["D2"].comment is not None
    assert dialogs.proposed == ["faulty-批注.xlsx"]


def test_going_away_in_the_middle_is_asked_about(
    place: Workplace, wizard: ImportWizard, roster: Path, asked: Recorder
) -> None:
    wizard.files.add([roster])
    go(wizard)
    place.window.open("visits")
    assert place.window.page is wizard
    assert asked.questions[-1].answers == ("放弃这次导入", "继续导入")
    asked.answers = ["放弃这次导入"]
    place.window.open("visits")
    assert place.window.page is not wizard


def _lines(desk: Desk) -> list[dict[str, object]]:
    lists = HouseholdList(desk)
    return lists.lines(lists.keys(Chosen()))


def test_what_was_concluded_of_a_sheet_is_said_and_can_be_changed(
    wizard: ImportWizard, tmp_path: Path
) -> None:
    path = write_sheet(
        tmp_path / "街道.xlsx",
        ["姓名", "身份证号", "家庭住址"],
        ["李大山", LI, "东街1号"],
        ["王秀英", WANG, ""],
    )
    to_check(wizard, path)
    assert "读出 2 户 2 人" in wizard.check_step._sheets.text()
    wizard.go_back()
    editor = wizard.recognised.editor
    assert any(text.text().startswith("一行一户：") for text in children(editor, QLabel))
    editor._layout_editor.set_value("member_rows.blanks")
    settle()
    assert any("归上面一户" in text.text() for text in children(editor, QLabel))
    go(wizard)
    assert "读出 1 户 2 人" in wizard.check_step._sheets.text()
