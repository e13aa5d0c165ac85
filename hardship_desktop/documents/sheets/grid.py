"""Any office workbook read by its content into sheets."""

from errno import EINVAL
from pathlib import Path

from hardship_desktop.documents.sheets.delimited import read_delimited
from hardship_desktop.documents.sheets.office import read_office
from hardship_desktop.documents.sheets.sheet import Cell, Sheet
from hardship_desktop.documents.sheets.sniff import damaged, kind_of
from hardship_desktop.domain.errors import UserError

__all__ = ["Cell", "Sheet", "read_file"]


def read_file(path: Path) -> list[Sheet]:
    """Every sheet of an .xlsx, .xls, .et, .ods, .csv or .txt file, told by content, not by name.

    Raises UserError with code not_found, unreadable, empty, too_large, encrypted, damaged,
    not_a_workbook.
    """
    try:
        kind = kind_of(path)
        sheets = read_delimited(path) if kind == "text" else read_office(path, kind)
    except OSError as error:
        if error.errno == EINVAL:  # a position before the start of the file, read from the file itself
            raise damaged(path.name) from None
        raise UserError(f"读文件“{path.name}”时中断，请检查磁盘或网络后再试。", code="unreadable") from None
    if not any(sheet.rows for sheet in sheets):
        raise UserError(f"表格“{path.name}”里没有内容，请核对是否选错。", code="empty")
    return sheets
