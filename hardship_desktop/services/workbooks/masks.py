"""Masked values in workbooks: a sheet that left this program masked must overwrite nothing."""

from collections.abc import Mapping, Sequence

from hardship_desktop.documents.sheets.extracted import CellProblem
from hardship_desktop.documents.sheets.layout import Recognition
from hardship_desktop.documents.sheets.sheet import Sheet
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice, Text

Spot = tuple[str, int, str]
"""Sheet, row number and column letter."""

_WHOLE_MASK = "***"


def take_out_masks(
    sheets: Sequence[Sheet], recognition: Recognition, sensitive: Mapping[tuple[str, str], Field]
) -> tuple[frozenset[Spot], list[CellProblem]]:
    """Empty the masked cells of sensitive columns; gives their places and one warning for each column.

    `sensitive` has the fields by record and name, as recognition targets name them.
    """
    masked: set[Spot] = set()
    warnings = []
    for sheet, plan in zip(sheets, recognition.sheets, strict=True):
        for column in plan.columns:
            target = column.target
            field = sensitive.get((target.record, target.field)) if target else None
            rows = _empty(sheet, column.index, field, plan.data_first) if field and plan.data_first else []
            if field and rows:
                message = f"{field.label}：有 {len(rows)} 格被遮盖的值未导入，原有的值不变。"
                warnings.append(
                    CellProblem(
                        sheet.file, sheet.name, rows[0], column.letter, "", "masked", message, "warning"
                    )
                )
            masked |= {(sheet.name, row, column.letter) for row in rows}
    return frozenset(masked), warnings


def _empty(sheet: Sheet, column: int, field: Field, first_row: int) -> list[int]:
    """The numbers of the rows whose cell is masked; these cells are emptied."""
    found = []
    for index in range(max(first_row - sheet.first_row, 0), len(sheet.rows)):
        cells = sheet.rows[index]
        cell = cells[column] if column < len(cells) else ""
        if isinstance(cell, str) and ("*" in cell or "＊" in cell) and _is_mask(cell, field):
            cells[column] = ""
            found.append(sheet.row_number(index))
    return found


def _is_mask(cell: str, field: Field) -> bool:
    """Free text may have a star of its own; a number or a name has none."""
    whole = cell.strip().replace("＊", "*") == _WHOLE_MASK
    return whole or not isinstance(field.kind, (Text, Choice))
