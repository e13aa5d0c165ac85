"""Asking for files and folders; pages are given one object, tests another."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from hardship_desktop.gui.widgets.save_dialog import ask_where_to_save

WORKBOOKS = "表格 (*.xlsx *.xls *.xlsm *.ods *.et *.csv *.txt)"
WORKBOOK = "Excel 表格 (*.xlsx)"
BUNDLES = "数据包和回执 (*.ubx)"
BACKUPS = "备份文件 (*.hbk)"
PARAMETERS = "参数文件 (*.json)"
ANY = "所有文件 (*)"


class FileDialogs:
    """The system's own dialogs; they remember the folder that was used last."""

    def __init__(self) -> None:
        self._folder = Path.home()

    def open_many(self, parent: QWidget, title: str, kind: str) -> list[Path]:
        """Files to read, empty when the person changed their mind."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(self._folder), f"{kind};;{ANY}")
        return [self._used(Path(name)) for name in names]

    def open_one(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """A file to read."""
        name, _ = QFileDialog.getOpenFileName(parent, title, str(self._folder), f"{kind};;{ANY}")
        return self._used(Path(name)) if name else None

    def save(self, parent: QWidget, title: str, kind: str, proposed: str) -> Path | None:
        """Where to write; the dialog asks before a file that exists is replaced."""
        path = ask_where_to_save(parent, title, kind, self._folder / proposed)
        return self._used(path) if path else None

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder that exists."""
        name = QFileDialog.getExistingDirectory(parent, title, str(self._folder))
        if not name:
            return None
        self._folder = Path(name)
        return self._folder

    def _used(self, path: Path) -> Path:
        self._folder = path.parent
        return path
