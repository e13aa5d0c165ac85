"""Filters, wizard and preview."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from hardship_desktop.documents.pdf.preview import render_page
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Filter
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.gui.widgets.filters import FilterBar
from hardship_desktop.gui.widgets.password import PasswordLine
from hardship_desktop.gui.widgets.preview import Paper, Preview
from hardship_desktop.gui.widgets.wizard import Wizard, WizardStep
from tests.gui.conftest import Recorder, children, typed

TIER = Filter(
    "tier", "类别", options=(("deep", "深度困难"), ("relative", "相对困难"), ("accident", "意外致困"))
)


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar([TIER])
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_a_chip_says_what_is_chosen(bar: FilterBar) -> None:
    chip = bar.chips["tier"]
    assert chip.text() == "全部类别"
    chip.choose(["relative", "deep"])
    assert (chip.text(), bar.state()) == ("类别：深度困难、相对困难", {"tier": ("deep", "relative")})
    chip.choose(["relative", "deep", "accident"])
    assert chip.text() == "类别：3 项"


def test_chips_go_below_the_line_where_both_do_not_fit(bar: FilterBar, qtbot: QtBot) -> None:
    def corner() -> QPoint:
        return bar.chips["tier"].mapTo(bar, QPoint())

    bar.resize(900, 40)
    qtbot.waitUntil(lambda: corner().x() > bar.line.geometry().right())
    bar.resize(160, 80)
    qtbot.waitUntil(lambda: corner().y() > bar.line.geometry().bottom())
    bar.resize(900, 40)
    qtbot.waitUntil(lambda: corner().x() > bar.line.geometry().right())


def test_the_list_of_a_chip_stays_open_while_one_ticks(bar: FilterBar) -> None:
    bar.chips["tier"].click()
    menu = children(bar, QMenu)[0]
    for box in children(menu, QCheckBox)[:2]:
        box.click()
    assert menu.isVisible()
    assert bar.state() == {"tier": ("deep", "relative")}
    menu.hide()


def test_typing_is_told_once_and_clearing_shows_all(bar: FilterBar, qtbot: QtBot) -> None:
    changes: list[str] = []
    bar.changed.connect(lambda: changes.append(bar.text))
    bar.line.setFocus()
    bar.line.setText("范")
    bar.line.setText("范浩")
    qtbot.waitUntil(lambda: bool(changes))
    assert changes == ["范浩"]
    next(key for key in children(bar, QPushButton) if key.text() == "清除筛选").click()
    assert bar.text == ""
    assert changes == ["范浩", ""]


class Half(WizardStep):
    """Can be finished once it is allowed."""

    def __init__(self, title: str) -> None:
        super().__init__(title, f"完成{title}")
        self.refuse = ""

    def finish(self, go: Callable[[], None]) -> None:
        if self.refuse:
            raise UserError(self.refuse)
        go()


def test_esc_empties_the_line_before_it_goes_back(bar: FilterBar) -> None:
    back: list[str] = []
    QShortcut(QKeySequence("Esc"), bar).activated.connect(lambda: back.append("back"))
    bar.show()
    bar.activateWindow()
    bar.line.setFocus()
    typed("wang", Qt.Key.Key_Escape)
    assert (bar.line.text(), back) == ("", [])
    typed(Qt.Key.Key_Escape)
    assert back == ["back"]


def test_a_wizard_stays_until_its_step_is_right(qtbot: QtBot) -> None:
    first, last = Half("选表"), Half("核对")
    wizard = Wizard([first, last])
    qtbot.addWidget(wizard)
    wizard.show()
    first.refuse = "请先选择表格。"
    wizard.go_on()
    assert (wizard.step, wizard.note.text()) == (first, "请先选择表格。")
    first.refuse = ""
    wizard.go_on()
    assert wizard.step is last
    assert wizard._next.text() == "完成核对"
    with qtbot.waitSignal(wizard.finished):
        wizard.go_on()
    wizard.back()
    assert wizard.step is first
    assert wizard._back.isHidden()


def test_an_empty_page_offers_the_first_step(qtbot: QtBot) -> None:
    pressed: list[str] = []
    empty = Empty(
        "这里会列出走访", "先打印走访表。", steps=(("打印走访表", lambda: pressed.append("print")),)
    )
    qtbot.addWidget(empty)
    children(empty, QPushButton)[0].click()
    assert pressed == ["print"]


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    path = tmp_path / "two.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for shade in (0.0, 0.5):
        canvas.setFillGray(shade)
        canvas.rect(100, 400, 395, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


@pytest.fixture
def paper(pdf: bytes) -> Paper:
    def save(path: Path) -> None:
        path.write_bytes(pdf)

    return Paper("文件", 2, partial(render_page, pdf), save)


@pytest.fixture
def preview(qtbot: QtBot, tasks: Tasks, messages: Messages, paper: Paper) -> Preview:
    preview = Preview(paper, tasks, messages.say)
    qtbot.addWidget(preview)
    preview.resize(700, 700)
    preview.show()
    qtbot.waitUntil(lambda: not preview.picture().isNull())
    return preview


def _shade(preview: Preview) -> int:
    image = preview.picture().toImage()
    return image.pixelColor(QPoint(image.width() // 2, image.height() // 3)).lightness()


def test_pages_are_shown_turned_and_enlarged(preview: Preview, qtbot: QtBot) -> None:
    assert _shade(preview) < 10
    width = preview.picture().width()
    preview.turn(5)
    qtbot.waitUntil(lambda: 110 < _shade(preview) < 145)
    assert preview.page == 1
    preview.zoom(1)
    qtbot.waitUntil(lambda: preview.picture().width() > width)


def test_printing_draws_every_page(preview: Preview, asked: Recorder, tmp_path: Path) -> None:
    preview.print_on(to_file(tmp_path / "printed.pdf"))
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(printed)) == 2
    width, height, pixels = render_page(printed, 0, 50)
    middle = (height // 3 * width + width // 2) * 4
    assert max(pixels[middle : middle + 3]) < 20
    assert asked.said == [("文件已送打印机。", "done")]


def test_printing_goes_on_when_the_preview_is_left(
    paper: Paper, asked: Recorder, messages: Messages, qtbot: QtBot, tmp_path: Path
) -> None:
    tasks = Tasks()
    preview = Preview(paper, tasks, messages.say)
    preview.print_on(to_file(tmp_path / "printed.pdf"))
    shiboken6.delete(preview)
    qtbot.waitUntil(lambda: bool(asked.said))
    tasks.close()
    assert len(pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes())) == 2
    assert asked.said == [("文件已送打印机。", "done")]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_begin_is_told(preview: Preview, asked: Recorder, tmp_path: Path) -> None:
    preview.print_on(to_file(tmp_path / "no folder" / "printed.pdf"))
    assert [(weight, "打印机" in text, "已送" in text) for text, weight in asked.said] == [
        ("error", True, False)
    ]


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_the_document_itself_is_saved(preview: Preview, tmp_path: Path, pdf: bytes) -> None:
    preview.save_to(tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == pdf


def test_a_password_line_notices_caps_lock(qtbot: QtBot) -> None:
    line = PasswordLine()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    told: list[bool] = []
    line.caps_lock.connect(told.append)
    typed("a", "A", "b", Qt.Key.Key_CapsLock)
    assert told == [True, False, True]
