"""Rows inside the data that are no persons: totals, signatures, repeated headers, notes."""

import re
from collections.abc import Sequence

from hardship_desktop.documents.sheets.layout import Column, LeftOut, Reason
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
_COUNTED = frozenset({"人数", "户数", "人次", "户次", "金额", "比例", "占比"})
"""Heads of statistics below the people, where a name would stand."""
_EXAMPLE = re.compile(r"[(]?(?:填写|填报)?(?:示例|样例|范例|举例|例如|例)[)]?:?\d?")
_MARK = re.compile(
    r"[(]?(?:\d{1,2}|[甲乙丙丁戊己庚辛壬癸A-Z]|栏次|行次|单位|[万千百]?元|元/[年月]|人|岁|㎡|平方米)[)]?"
)
"""Below the words of a header: 甲 乙 1 2 3, or the units of the columns."""


def rows_left_out(
    sheet: Sheet, columns: Sequence[Column], start: int, header: Sequence[Sequence[Cell]]
) -> list[LeftOut]:
    """Every such row from row index `start` on, with the reason; `header` is what may be repeated."""
    heads = [[_bare(cell) for cell in row] for row in header]
    words = {word for row in heads for word in row if word}
    name_columns = {c.index for c in columns if c.target and c.target.field == "name"}
    spread = {block.top for block in sheet.merged if block.right - block.left >= 2 and block.top >= start}
    found = []
    below_header = True
    for index in range(start, len(sheet.rows)):
        row = sheet.rows[index]
        filled = len(row) - row.count("")
        if not filled:
            continue
        below_header = below_header and _is_marks(row)
        if below_header or _repeats(row, heads, words):
            reason: Reason | None = "header"
        else:
            reason = _reason(row, filled, index in spread, name_columns)
        if reason is not None:
            text = " ".join(shown(cell).strip() for cell in row if cell != "")
            found.append(LeftOut(sheet.row_number(index), reason, text[:200]))
    return found


def _reason(row: Sequence[Cell], filled: int, spread: bool, name_columns: set[int]) -> Reason | None:
    seen = 0
    for column, cell in enumerate(row):
        if cell == "":
            continue
        seen += 1
        if isinstance(cell, str):
            if seen == 1 and _EXAMPLE.fullmatch(fold_width(cell).strip()):
                return "note"
            reason = "note" if column in name_columns and cell in _COUNTED else _reason_of_text(cell)
            if reason and not any(isinstance(other, str) and _ID_LIKE.search(other) for other in row):
                return reason
            if filled == 1 and (spread or column not in name_columns or _HEADLINE.search(cell.strip())):
                return "note"
        if seen == 3:
            break
    return None


def _reason_of_text(cell: str) -> Reason | None:
    if len(cell) < 2 or not _HINT.search(cell):
        return None
    text = _SPACES.sub("", fold_width(cell))
    if _TOTAL.match(text):
        return "total"
    if _SIGNATURE.match(text):
        return "signature"
    return "note" if _NOTE.match(text) else None


def _is_marks(row: Sequence[Cell]) -> bool:
    """Whether nothing but marks of columns or units stand here."""
    return all(_MARK.fullmatch(fold_width(shown(cell)).strip()) for cell in row if cell != "")


def _repeats(row: Sequence[Cell], heads: Sequence[Sequence[str]], words: set[str]) -> bool:
    """Whether most cells say again what a row of the header says over them, as on each printed page."""
    first = next(cell for cell in row if cell != "")
    if not isinstance(first, str) or _bare(first) not in words:
        return False
    filled = [(index, _bare(cell)) for index, cell in enumerate(row) if cell != ""]
    return any(2 * sum(head[index] == word for index, word in filled) > len(filled) for head in heads)


def _bare(cell: Cell) -> str:
    return _SPACES.sub("", cell) if isinstance(cell, str) else ""
