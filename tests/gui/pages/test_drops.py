"""Files dropped on the window and rows pasted into it go where they belong."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from hardship_desktop.gui.pages.import_wizard import CHECK, DONE, RECOGNISED, ImportWizard
from hardship_desktop.services.desk import Key
from tests.gui.conftest import Recorder
from tests.gui.pages.bench import Bench, control, fill, settle
from tests.gui.pages.places import click

ROWS = "档案编号\t姓名\t与户主关系\t家庭住址\n53032620200001\t李大山\t户主\t东街1号\n\t李小山\t子\t\n"
TABLE = """<html><body><table>
<tr><th>档案编号</th><th>姓名</th><th>与户主关系</th><th>家庭住址</th></tr>
<tr><td rowspan="2">53032620200001</td><td>李大山</td><td>户主</td><td>东街<br>1号</td></tr>
<tr><td>李小山</td><td>子</td><td></td></tr></table></body></html>"""
COPY, LEFT, NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(bench: Bench, *paths: Path, on: QWidget | None = None) -> bool:
    """From the file manager onto a part of the window; whether it is taken."""
    target, data, place = on or bench.window, files(paths), QPoint(5, 5)
    enter = QDragEnterEvent(place, COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(target, enter)
    last = QDropEvent(place, COPY, data, LEFT, NO_KEY) if enter.isAccepted() else QDragLeaveEvent()
    QApplication.sendEvent(target, last)
    settle()
    return enter.isAccepted()


def paste(bench: Bench, *, text: str = "", html: str = "") -> None:
    """Ctrl+V outside a text field."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)
    bench.list().setFocus()
    control(Qt.Key.Key_V)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "名册.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in ROWS.splitlines():
        book.active.append(line.split("\t"))
    book.save(path)
    return path


@pytest.fixture
def key(bench: Bench) -> Key:
    return bench.given()


@pytest.mark.parametrize("page", ["households", "visits", "funds"])
def test_a_workbook_dropped_on_a_list_opens_the_import_with_it(
    bench: Bench, workbook: Path, page: str
) -> None:
    bench.place.open(page)
    assert drop(bench, workbook)
    assert isinstance(bench.page, ImportWizard)
    assert bench.page.files.paths == [workbook]
    assert QApplication.focusWidget() is bench.page._go


def test_a_drop_is_taken_over_the_rows_and_over_the_search_line_too(
    bench: Bench, key: Key, workbook: Path
) -> None:
    assert bench.file(key).head["name"]
    for part in ("viewport", "line"):
        page = bench.list()
        assert drop(bench, workbook, on=page.table.viewport() if part == "viewport" else page.filters.line)
        assert isinstance(bench.page, ImportWizard)


def test_a_drop_over_a_field_does_not_write_into_it(bench: Bench, key: Key, tmp_path: Path) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"photo")
    page = bench.open(key)
    settle()
    address = page.tabs.tab("basics").form.editor("address")
    before = address.raw()
    assert drop(bench, photo, on=address.control)
    assert address.raw() == before
    assert page.tabs.name == "papers"


def test_what_a_page_does_not_take_is_told_by_name(bench: Bench, tmp_path: Path, asked: Recorder) -> None:
    letter = tmp_path / "来信.docx"
    letter.write_bytes(b"PK")
    bench.list()
    drop(bench, letter)
    assert bench.page is bench.list()
    assert asked.said[-1] == ("没有放进来：来信.docx。这里只收表格。", "warning")


def test_a_reader_is_told_that_nothing_can_be_imported(
    bench: Bench, workbook: Path, asked: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.place, "desk", replace(bench.desk, user_role="reader"))
    page = bench.list()
    drop(bench, workbook)
    assert bench.page is page
    assert asked.said[-1] == ("您是只读用户，不能导入表格。", "warning")


def test_nothing_is_taken_while_the_window_is_locked(bench: Bench, workbook: Path) -> None:
    bench.list()
    bench.window.lock()
    assert not drop(bench, workbook)
    assert not isinstance(bench.page, ImportWizard)


def test_photos_and_pdfs_dropped_on_a_household_become_attachments(
    bench: Bench, key: Key, tmp_path: Path, asked: Recorder
) -> None:
    names = ("身份证.jpg", "诊断.pdf", "空.pdf", "程序.exe")
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_bytes(b"" if path.stem == "空" else f"content of {path.suffix}".encode())
    page = bench.open(key)
    settle()
    drop(bench, *paths)
    assert "程序.exe" in asked.said[-1][0]
    papers = page.tabs.tab("papers")
    fill(papers.record.form, kind="其他")
    control(Qt.Key.Key_S)
    assert {row["filename"] for row in bench.file(key).attachments} == {"身份证.jpg", "诊断.pdf"}
    assert "已添加 2 份附件。没有添加：“空.pdf”" in asked.said[-1][0]


def test_a_household_that_may_only_be_looked_at_takes_nothing(
    bench: Bench, key: Key, tmp_path: Path, asked: Recorder
) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"photo")
    bench.households.delete_many([key[1]])
    bench.open(key)
    settle()
    drop(bench, photo)
    assert asked.said[-1] == ("这一户只能查看，不能添加附件。", "warning")
    assert bench.file(key).attachments == []


@pytest.mark.parametrize(("text", "html"), [(ROWS, ""), ("", TABLE)])
def test_rows_copied_from_a_sheet_are_imported_and_nothing_plain_is_left(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, html: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    paste(bench, text=text, html=html)
    wizard = bench.page
    assert isinstance(wizard, ImportWizard)
    assert "粘贴的内容　　3 行" in wizard.files._list.item(0).text()
    for step in (RECOGNISED, CHECK, DONE):
        click(wizard._go)
        assert wizard.step == step
    (row,) = bench.services.lists.lines(bench.list().table.paged.ids)
    assert row["archive_no"] == "53032620200001"
    assert [each["name"] for each in bench.file(row["key"]).people] == ["李大山", "李小山"]
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in written if "李大山".encode() in path.read_bytes()]


def test_what_is_no_table_is_not_imported(bench: Bench, asked: Recorder) -> None:
    paste(bench, text="李大山")
    assert not isinstance(bench.page, ImportWizard)
    assert asked.said[-1][1] == "warning"


def test_a_file_copied_in_the_file_manager_is_pasted_into_the_rows(
    bench: Bench, key: Key, workbook: Path
) -> None:
    assert bench.file(key).head["name"]
    QApplication.clipboard().setMimeData(files([workbook]))
    bench.list().table.setFocus()
    control(Qt.Key.Key_V)
    assert isinstance(bench.page, ImportWizard)
    assert bench.page.files.paths == [workbook]


def test_what_is_pasted_into_a_field_stays_there(bench: Bench) -> None:
    page = bench.list()
    QApplication.clipboard().setText("李大山\t户主")
    page.filters.line.setFocus()
    control(Qt.Key.Key_V)
    assert bench.page is page
    assert page.filters.line.text().startswith("李大山")
