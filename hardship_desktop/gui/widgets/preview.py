"""Pages of a document on the screen, to the printer and into a PDF file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPixmap, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.gui.widgets.running import Runs
from hardship_desktop.gui.widgets.save_dialog import ask_where_to_save

Render = Callable[[int, int], tuple[int, int, bytes]]
"""Draws page n (from 0) at so many dots per inch: width, height, RGBA; for a thread."""

Say = Callable[[str, Literal["done", "error"]], object]
"""Takes a sentence for the person."""

ZOOMS = (60, 80, 100, 120, 150, 200)
PRINT_DPI = 300
"""Enough for small print; more only makes the print job larger."""


def as_image(width: int, height: int, rgba: bytes) -> QImage:
    """A picture of its own, independent of the bytes."""
    return QImage(rgba, width, height, width * 4, QImage.Format.Format_RGBX8888).copy()


@dataclass(frozen=True)
class Paper:
    """A document: `render` draws a page of it, `save` writes the document itself; both for a thread."""

    name: str
    pages: int
    render: Render
    save: Callable[[Path], None]


class Preview(QWidget):
    """`say` is told what was done, also when the preview was left meanwhile."""

    def __init__(self, paper: Paper, tasks: Runs, say: Say) -> None:
        super().__init__()
        self._paper, self._tasks, self._say = paper, tasks, say
        self._page, self._zoom = 0, ZOOMS.index(100)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._picture.setAccessibleName("打印预览")
        self._area = QScrollArea()
        self._area.setWidget(self._picture)
        self._area.setWidgetResizable(True)
        self.setFocusProxy(self._area)
        self._where = label(level="muted")
        self._lay_out()
        for keys, act in (
            ("PgDown", partial(self.turn, 1)),
            ("PgUp", partial(self.turn, -1)),
            ("Ctrl++", partial(self.zoom, 1)),
            ("Ctrl+-", partial(self.zoom, -1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(metrics().px(6))
        row.addWidget(button("", partial(self.turn, -1), role="quiet", icon="chevron-left", tip="上一页"))
        row.addWidget(self._where)
        row.addWidget(button("", partial(self.turn, 1), role="quiet", icon="chevron-right", tip="下一页"))
        row.addWidget(button("缩小", partial(self.zoom, -1), role="quiet"))
        row.addWidget(button("放大", partial(self.zoom, 1), role="quiet"))
        row.addStretch()
        row.addWidget(button("另存为 PDF", self.save_as, icon="download"))
        row.addWidget(button("打印", self.print, role="primary", icon="printer"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._area, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start(0)

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self._page

    def turn(self, pages: int) -> None:
        """Go on or back."""
        self._page = max(0, min(self._paper.pages - 1, self._page + pages))
        self._soon.start(0)

    def zoom(self, steps: int) -> None:
        """Larger or smaller."""
        self._zoom = max(0, min(len(ZOOMS) - 1, self._zoom + steps))
        self._soon.start(0)

    def picture(self) -> QPixmap:
        """What is shown now; empty until the first page is drawn."""
        return self._picture.pixmap()

    def _draw(self) -> None:
        self._where.setText(f"第 {self._page + 1} / {self._paper.pages} 页 · {ZOOMS[self._zoom]}%")
        ratio = self.devicePixelRatio()
        dpi = round(96 * ZOOMS[self._zoom] / 100 * ratio)
        self._tasks.run(self._paper.render, self._page, dpi, done=partial(self._show, self._page, ratio))

    def _show(self, page: int, ratio: float, drawn: tuple[int, int, bytes]) -> None:
        if page == self._page:
            picture = QPixmap.fromImage(as_image(*drawn))
            picture.setDevicePixelRatio(ratio)
            self._picture.setPixmap(picture)

    def print(self) -> None:
        """Ask for the printer and print the pages wanted."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._paper.name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._paper.pages)
        dialog.setFromTo(1, self._paper.pages)
        wanted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        if wanted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Draw the pages on a printer; that goes on when the preview is left."""
        PrintRun(self._paper, printer, self._tasks, self._say)

    def save_as(self) -> None:
        """Ask where, then write the document."""
        proposed = Path.home() / f"{self._paper.name}.pdf"
        path = ask_where_to_save(self, "另存为 PDF", "PDF 文件 (*.pdf)", proposed)
        if path:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the document to a file."""
        self._tasks.run(
            self._paper.save, path, done=partial(_saved, self._say, path), failed=partial(_failed, self._say)
        )


class PrintRun:
    """Pages on their way to a printer, one after the other, each drawn on a thread."""

    def __init__(self, paper: Paper, printer: QPrinter, tasks: Runs, say: Say) -> None:
        printer.setFullPage(True)
        self._painter = QPainter(printer)
        self._printer, self._paper, self._tasks, self._say = printer, paper, tasks, say
        self._last = min(printer.toPage() or paper.pages, paper.pages) - 1
        if self._painter.isActive():
            self._draw((printer.fromPage() or 1) - 1)
        else:
            self._refused()

    def _draw(self, page: int) -> None:
        dpi = min(PRINT_DPI, self._printer.resolution())
        self._tasks.run(self._paper.render, page, dpi, done=partial(self._drawn, page), failed=self._stopped)

    def _drawn(self, page: int, drawn: tuple[int, int, bytes]) -> None:
        image = as_image(*drawn)
        sheet = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        size = image.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
        if page < self._last and self._printer.newPage():
            self._draw(page + 1)
        elif self._painter.end() and page == self._last:
            self._say(f"{self._paper.name}已送打印机。", "done")
        else:
            self._refused()

    def _refused(self) -> None:
        self._say("打印机没有接受全部页面，请检查打印机后再试。", "error")

    def _stopped(self, error: UserError) -> None:
        self._painter.end()
        self._say(error.message, "error")


def _saved(say: Say, path: Path, _: None) -> None:
    say(f"已保存到 {path}", "done")


def _failed(say: Say, error: UserError) -> None:
    say(error.message, "error")
