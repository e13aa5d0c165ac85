"""Any office workbook read by its content into sheets."""

from pathlib import Path

from hardship_desktop.documents.sheets.sheet import Cell, Sheet

__all__ = ["Cell", "Sheet", "read_file"]


def read_file(path: Path) -> list[Sheet]:
    """Every sheet of an .xlsx, .xls, .et, .ods, .csv or .txt file, told by content, not by name.

    Raises UserError with code not_found, unreadable, empty, too_large, encrypted, damaged,
    not_a_workbook.
    """
    raise NotImplementedError(path)
