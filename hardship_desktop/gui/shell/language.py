"""Qt's own words in Chinese: its catalogue first, ours where it has none or another word than ours."""

import os

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_OURS = {
    ("QAbstractFileIconProvider", "Drive"): "驱动器",
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QFileSystemModel", "Name"): "名称",
    ("QLineEdit", "&Undo"): "撤销(&U)",
    ("QWidgetTextControl", "&Undo"): "撤销(&U)",
}


class OwnWords(QTranslator):
    """A catalogue of the few words that Qt's own one lacks."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        # None, not an empty string, makes Qt ask the next catalogue.
        return _OURS.get((context, source))


def ask_for_chinese_days() -> None:
    """Before the application is made: Qt's file dialog writes days as the system's language has them."""
    os.environ.setdefault("LC_TIME", "zh_CN.UTF-8")


def speak_chinese(app: QApplication) -> None:
    """Make Qt's buttons, menus, file and print dialogs and calendars Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    catalogue = QTranslator(app)
    if not catalogue.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        raise RuntimeError("Qt's Chinese catalogue is missing from this installation")
    app.installTranslator(catalogue)
    app.installTranslator(OwnWords(app))
