"""What a person should know of a sheet that was read, each said once."""

from collections import defaultdict
from collections.abc import Sequence

from hardship_desktop.documents.sheets.layout import SheetPlan
from hardship_desktop.documents.sheets.problems import Problems
from hardship_desktop.documents.sheets.rows import Shape
from hardship_desktop.documents.sheets.sheet import Sheet


def tell_hidden_sheet(problems: Problems, sheet: Sheet, shape: Shape, rows: int) -> None:
    """That a sheet is hidden."""
    if rows and not sheet.visible:
        problems.cell(
            shape,
            sheet.first_row,
            "",
            "hidden_sheet",
            f"“{sheet.name}”是隐藏的工作表，其中 {rows} 行也一起导入；不要的请在原表中删除这张工作表。",
        )


def tell_hidden(problems: Problems, shape: Shape, hidden: Sequence[int]) -> None:
    """Which rows are hidden."""
    if hidden:
        listed = "、".join(map(str, hidden[:30])) + (" 等" if len(hidden) > 30 else "")
        problems.cell(
            shape,
            hidden[0],
            "",
            "hidden_rows",
            f"有 {len(hidden)} 行是隐藏的（第 {listed} 行），也一起导入；不要的请在原表中删除。",
        )


def tell_hidden_columns(problems: Problems, shape: Shape, plan: SheetPlan) -> None:
    """Which columns are hidden."""
    for column in plan.columns:
        if column.hidden and column.target and column.samples:
            message = f"“{column.header}”（{column.letter} 列）是隐藏的列，也一起导入，请核对。"
            problems.cell(shape, plan.header_last, column.letter, "hidden_column", message)


def tell_nobody(problems: Problems, shape: Shape, found: Sequence[tuple[int, str, str]]) -> None:
    """Cells (row, letter, text) under names that say that there is nobody."""
    by_column: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row, column, text in found:
        by_column[column].append((row, text))
    for column, cells in by_column.items():
        words = "、".join(dict.fromkeys(f"“{text}”" for _, text in cells[:20]))
        message = f"{words}不是姓名，{column} 列有 {len(cells)} 格这样写，没有当作家庭成员。"
        problems.cell(shape, cells[0][0], column, "nobody", message, value=cells[0][1])


def tell_unnumbered(problems: Problems, shape: Shape, cells: Sequence[tuple[int, str]]) -> None:
    """Cells (row, text) under 档案编号 that are no numbers."""
    if cells:
        words = "、".join(dict.fromkeys(f"“{text}”" for _, text in cells[:3]))
        message = f"档案编号：{words}等 {len(cells)} 格不是编号，当作还没有编号，导入时自动编号。"
        column = shape.household_columns["archive_no"]
        problems.cell(shape, cells[0][0], column, "no_number", message, value=cells[0][1])
