"""File dialogs that answer as a test tells them."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from hardship_desktop.gui.shell.file_dialogs import FileDialogs


class Scripted(FileDialogs):
    """Gives the next answer for each question; nothing chosen when none is left."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[list[Path]] = []
        self.targets: list[Path] = []
        self.folders: list[Path] = []
        self.proposed: list[str] = []

    def open_many(self, parent: QWidget, title: str, kind: str) -> list[Path]:
        return self.files.pop(0) if self.files else []

    def open_one(self, parent: QWidget, title: str, kind: str) -> Path | None:
        return self.files.pop(0)[0] if self.files else None

    def save(self, parent: QWidget, title: str, kind: str, proposed: str) -> Path | None:
        self.proposed.append(proposed)
        return self.targets.pop(0) if self.targets else None

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self.folders.pop(0) if self.folders else None
