"""What the reader concludes of a sheet: whether a row is a household, or what gathers rows to one.

A blank cell never does. Only a relation, the head beside each member, a number said again, a serial that
counts households, or merged cells make a family of several rows.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from hardship_desktop.documents.sheets.headings import Role
from hardship_desktop.documents.sheets.layout import Column, Grouping, Layout, SheetPlan
from hardship_desktop.documents.sheets.serials import (
    LARGEST_FAMILY,
    data_indexes,
    data_rows,
    household_serial,
    serial_column,
    serial_groups,
)
from hardship_desktop.documents.sheets.sheet import Cell, Sheet, shown
from hardship_desktop.domain.codes.relation import RELATION, SELF
from hardship_desktop.domain.placeholders import no_file_number

_OF_MANY = frozenset(
    (
        *("town", "filing_union", "division_code", "residence_division", "status", "tier", "archive_level"),
        *("apply_kind", "opened_on", "applied_on", "approved_on", "approved_doc_no", "last_reviewed_on"),
        *("exited_on", "filed_by", "reviewed_by", "main_cause"),
    )
)
"""Household fields that are often the same for a whole village: merged cells of theirs make no family."""
_OF_ONE = frozenset({"archive_no", "address", "household_size", "declared_income"})
"""Fields whose merged cells make a family even where a serial counts the persons."""


def conclude(plan: SheetPlan, sheet: Sheet, role_of_name: Role) -> tuple[Layout, Grouping]:
    """The layout of a sheet of people, and what gathers its rows."""
    targets = [column.target for column in plan.columns if column.target]
    people = {target.group for target in targets if target.record == "person"}
    if len(people) > 2 or any(column.relation for column in plan.columns):
        return "household_rows", ""
    rows = data_rows(sheet, plan)
    if says_relations(plan, rows):
        return "member_rows", "relation"
    if people == {0, 1} and _heads_repeat(plan, rows):
        return "member_rows", "head"
    if joined_rows(sheet, plan):
        return "member_rows", "merged"
    if role_of_name != "head" and _numbers_repeat(plan, rows):
        return "member_rows", "number"
    serial = serial_column(plan)
    if serial and role_of_name != "head":
        said = serial_groups([row[serial.index] for _, row in rows], of_households="户" in serial.header)
        return ("member_rows", said) if said else ("household_rows", "")
    return "household_rows", ""


def conclusion(plan: SheetPlan) -> str:
    """What was concluded, in one sentence for a person."""
    if plan.layout == "none" or plan.of_forms:
        return plan.notes[-1] if plan.notes else "这张表不导入。"
    if plan.layout == "members":
        return f"家庭成员表：按{_link_word(plan)}归到户表里的各户。"
    said = _rows_sentence(plan)
    if plan.period:
        said += f"这张表是 {period_words(plan.period)}的；几张表里相同的户，以最新的一张为准。"
    return said


def period_words(period: int) -> str:
    """202503 -> 2025 年 3 月."""
    year, month = divmod(period, 100)
    return " ".join([f"{year} 年"] * bool(year) + [f"{month} 月"] * bool(month))


def _rows_sentence(plan: SheetPlan) -> str:
    if plan.layout == "household_rows":
        several = any(c.target and c.target.record == "person" and c.target.group for c in plan.columns)
        return "一行一户：" + (
            "同一行里写的家庭成员是这一户的。"
            if several
            else "没有写明谁和谁是一家，每一行是一户，空着的格不并户。"
        )
    words = {
        "relation": f"按{_quoted(plan, 'person', 'relation', 'is_head')}分户，户主一行起是新的一户。",
        "head": f"按每行写的户主（{_quoted(plan, 'person', 'name', 'id_no')}）分户。",
        "number": f"{_number_word(plan)}相同的相邻各行是一户，第一人当作户主。",
        "serial": f"按{_serial_word(plan)}分户，同一个号、或接在后面没有号的行是一户，第一人当作户主。",
        "merged": "合并在一个单元格里的几行是一户，第一人当作户主；其余每一行是一户。",
        "blanks": "没有写户的内容（编号、住址等）的行归上面一户，第一人当作户主。",
    }
    return "一行一人：" + words.get(plan.grouping, "家庭成员排在户主下面。")


def _quoted(plan: SheetPlan, record: str, *fields: str) -> str:
    found = [
        f"“{c.header}”"
        for c in plan.columns
        if c.target and c.target.record == record and c.target.field in fields
    ]
    return found[0] if found else ""


def _number_word(plan: SheetPlan) -> str:
    return _quoted(plan, "household", "archive_no") or _serial_word(plan)


def _serial_word(plan: SheetPlan) -> str:
    serial = serial_column(plan)
    return f"“{serial.header}”" if serial else "序号"


def _link_word(plan: SheetPlan) -> str:
    return {"archive_no": "档案编号", "id_no": "户主身份证号", "name": "户主姓名"}.get(
        plan.link, "户主或档案编号"
    )


def says_relations(plan: SheetPlan, rows: Sequence[tuple[int, list[Cell]]]) -> bool:
    """Whether a column for relations or heads has anything in it."""
    columns = [c.index for c in plan.columns if c.target and c.target.field in ("relation", "is_head")]
    return any(row[index] != "" for _, row in rows for index in columns)


def ticks_heads(plan: SheetPlan, rows: Sequence[tuple[int, list[Cell]]]) -> bool:
    """Whether heads are ticked under 是否户主 and all others left blank."""
    column = next((c.index for c in plan.columns if c.target and c.target.field == "is_head"), None)
    words = {shown(row[column]).strip() for _, row in rows} if column is not None else set()
    return "" in words and len(words) == 2


def _heads_repeat(plan: SheetPlan, rows: Sequence[tuple[int, list[Cell]]]) -> bool:
    """Whether the head beside the members is left away or said again for the second of them."""
    head = [c.index for c in plan.columns if c.target and c.target.record == "person" and c.target.group == 0]
    member = [c.index for c in plan.columns if c.target and c.target.field == "name" and c.target.group == 1]
    if not member:
        return False
    said = [[row[index] for index in head] for _, row in rows if row[member[0]] != ""]
    return any(not any(below) or below == above for above, below in pairwise(said))


def _numbers_repeat(plan: SheetPlan, rows: Sequence[tuple[int, list[Cell]]]) -> bool:
    """Whether a household's number stands at different names one below the other, none called a head."""
    number = next((c for c in plan.columns if c.target and c.target.field == "archive_no"), None)
    name = next((c for c in plan.columns if c.target and c.target.field == "name"), None)
    if name is None or number is None:
        return False
    said = [(shown(row[number.index]).strip(), row[name.index]) for _, row in rows if row[name.index] != ""]
    sizes = Counter(text for text, _ in said)
    return any(
        above[0] == below[0] and above[1] != below[1] and sizes[above[0]] <= LARGEST_FAMILY
        for above, below in pairwise(said)
        if not no_file_number(above[0])
    )


def joined_rows(sheet: Sheet, plan: SheetPlan) -> set[int]:
    """Indexes of rows that a merged cell of the household joins to the row above."""
    fields = {c.index: c.target for c in plan.columns if c.target}
    beside = {t.group for t in fields.values() if t.record == "person"} == {0, 1}
    data = data_indexes(sheet, plan)
    inside: set[int] = set()
    for block in sheet.merged:
        target = fields.get(block.left)
        if target is None or block.bottom == block.top or block.top < data.start:
            continue
        rows = range(block.top, min(block.bottom, data.stop - 1) + 1)
        of_household = target.record != "person" or (beside and target.group == 0)
        if (
            of_household
            and target.field not in _OF_MANY
            and not _are_several(sheet, plan, rows, target.field)
        ):
            inside.update(rows[1:])
    return inside


def _are_several(sheet: Sheet, plan: SheetPlan, rows: range, field: str) -> bool:
    """Whether rows under one merged cell say themselves that they are several households."""
    if len(rows) > LARGEST_FAMILY:
        return True
    relation = next((c.index for c in plan.columns if c.target and c.target.field == "relation"), None)
    if relation is not None and sum(_is_head(sheet.cell(row, relation)) for row in rows) > 1:
        return True
    number = next((c.index for c in plan.columns if c.target and c.target.field == "archive_no"), None)
    numbers = {shown(sheet.cell(row, number)) for row in rows} - {""} if number is not None else set()
    serial = serial_column(plan)
    if field in _OF_ONE or serial is None or relation is not None:
        return len(numbers) > 1
    serials = {household_serial(sheet.cell(row, serial.index)) for row in rows} - {""}
    return len(numbers) > 1 or len(serials) > 1


def _is_head(cell: Cell) -> bool:
    return RELATION.find(shown(cell)) in SELF


def index_of(columns: Sequence[Column], record: str, field: str) -> int | None:
    """The first column of a field."""
    return next(
        (c.index for c in columns if c.target and (c.target.record, c.target.field) == (record, field)), None
    )
