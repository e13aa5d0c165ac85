"""Rows inside the data that are no persons: totals, signatures, repeated headers, notes."""

import re
from collections.abc import Sequence

from hardship_desktop.documents.sheets.layout import Column, LeftOut
from hardship_desktop.documents.sheets.sheet import Cell, Sheet, shown
from hardship_desktop.domain.characters import fold_width

_SPACES = re.compile(r"\s+")
_HINT = re.compile("[计总:：]")
_TOTAL = re.compile(
    r"^[(]?(?:本页|本表|全县|全市|全区|全镇|全乡|各乡镇)?(?:合计|小计|总计|共计|累计|总数)[):]?"
)
_SIGNATURE = re.compile(
    r"^(?:制表|填表|填报|经办|审核|审批|复核|负责|单位负责|主管|分管|录入|建档|联系人|报送|盖章|公章|签字|签章"
    r"|单位公章|单位盖章|领导签字|打印|日期)(?:人|日期|单位|时间|领导|部门|人员|意见)?(?:[(][^)]*[)])?:"
)
_NOTE = re.compile(r"^(?:备?注|说明|填表说明|填报说明|注意|附注?|备注)\d?:")
_ID_LIKE = re.compile(r"\d{14}")
_HEADLINE = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]|(?:镇|乡|街道|县|区|村|社区|工会|公司|单位)$|[:：]|.{20}"
)
"""A lone text between the rows: 一、城关镇."""


def rows_left_out(sheet: Sheet, columns: Sequence[Column], start: int) -> list[LeftOut]:
    """Every such row from row index `start` on, with the reason."""
    headers = {
        column.index: column.header.split(" / ")[-1].strip()
        for column in columns
        if column.target is not None
    }
    name_columns = {c.index for c in columns if c.target and c.target.field == "name"}
    spread = {block.top for block in sheet.merged if block.right - block.left >= 2 and block.top >= start}
    watched = min(name_columns or headers, default=None)
    found = []
    for index in range(start, len(sheet.rows)):
        row = sheet.rows[index]
        filled = len(row) - row.count("")
        if not filled:
            continue
        reason = _reason(row, filled, index in spread, name_columns)
        if reason is None and watched is not None and _repeats(row, headers, watched):
            reason = "header"
        if reason is not None:
            text = " ".join(shown(cell).strip() for cell in row if cell != "")
            found.append(LeftOut(sheet.row_number(index), reason, text[:200]))  # type: ignore[arg-type]
    return found


def _reason(row: Sequence[Cell], filled: int, spread: bool, name_columns: set[int]) -> str | None:
    seen = 0
    for column, cell in enumerate(row):
        if cell == "":
            continue
        seen += 1
        if isinstance(cell, str):
            reason = _reason_of_text(cell)
            if reason and not any(isinstance(other, str) and _ID_LIKE.search(other) for other in row):
                return reason
            if filled == 1 and (spread or column not in name_columns or _HEADLINE.search(cell.strip())):
                return "note"
        if seen == 3:
            break
    return None


def _reason_of_text(cell: str) -> str | None:
    if len(cell) < 2 or not _HINT.search(cell):
        return None
    text = _SPACES.sub("", fold_width(cell))
    if _TOTAL.match(text):
        return "total"
    if _SIGNATURE.match(text):
        return "signature"
    return "note" if _NOTE.match(text) else None


def _repeats(row: Sequence[Cell], headers: dict[int, str], watched: int) -> bool:
    """Whether the watched cell and most others say again what the header says over them."""
    if not _says(row[watched], headers[watched]):
        return False
    filled = [index for index in headers if row[index] != ""]
    same = sum(_says(row[index], headers[index]) for index in filled)
    return same >= 2 and same * 2 > len(filled)


def _says(cell: Cell, header: str) -> bool:
    return isinstance(cell, str) and " ".join(cell.split()) == header
