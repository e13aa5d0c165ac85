"""The help: Markdown pages in `resources/help`, shown in a window of its own."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.resources import resource


def help_file(name: str, folder: Path | None = None) -> Path:
    """The page of that name, such as visits/entry; the contents where there is none."""
    folder = folder or resource("help")
    page = folder / f"{name}.md"
    inside = folder.resolve() in page.resolve().parents
    return page if inside and page.is_file() else folder / "index.md"


class HelpWindow(QWidget):
    """Stays open beside the work; F1 on another page turns to that one's help."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("帮助")
        self.resize(metrics().px(620), metrics().px(640))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.document().setDocumentMargin(metrics().px(16))
        self.text.sourceChanged.connect(self._space_out)
        back = button("后退", self.text.backward, icon="arrow-left")
        row = QHBoxLayout()
        row.addWidget(back)
        row.addWidget(button("目录", lambda: self.open("index"), icon="home"))
        row.addStretch()
        self.text.backwardAvailable.connect(back.setEnabled)
        back.setEnabled(False)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.text)
        QShortcut(QKeySequence("Esc"), self, self.close)

    def open(self, name: str) -> None:
        """Turn to a page and come to the front, at the right: the work begins at the left."""
        self.text.setSource(QUrl.fromLocalFile(str(help_file(name))))
        if not self.testAttribute(Qt.WidgetAttribute.WA_Moved):
            room = self.screen().availableGeometry()
            self.move(room.right() - self.width() - metrics().px(24), room.top() + metrics().px(60))
        self.show()
        self.activateWindow()

    def _space_out(self) -> None:
        """Qt sets Markdown without any space: lines and headings need some to be read by."""
        block = self.text.document().begin()
        while block.isValid():
            layout = block.blockFormat()
            heading = layout.headingLevel()
            layout.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            layout.setTopMargin(metrics().px(14 if heading > 1 else 4))
            layout.setBottomMargin(metrics().px(6 if heading else 3))
            QTextCursor(block).setBlockFormat(layout)
            block = block.next()

    def _follow(self, link: QUrl) -> None:
        target = self.text.source().resolved(link)
        if target.isLocalFile():
            self.text.setSource(target)
        else:
            QDesktopServices.openUrl(target)
