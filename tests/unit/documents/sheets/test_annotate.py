"""Problems come back beside the person's own cells."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.writer.excel import ExcelWriter

from hardship_desktop.documents.sheets.annotate import annotate
from hardship_desktop.documents.sheets.extracted import CellProblem, Extracted

TakeFile = Callable[[str | Path], Extracted]


def values(sheet: Any) -> list[list[Any]]:
    """All cells; an empty text is an empty cell."""
    return [[cell.value if cell.value != "" else None for cell in row] for row in sheet]


def test_the_copy_has_comments_on_the_cells_at_fault_and_nothing_else_changed(
    workbooks: Path, tmp_path: Path, take_file: TakeFile
) -> None:
    found = take_file("faulty.xlsx")
    out = tmp_path / "改错.xlsx"
    annotate(workbooks / "faulty.xlsx", out, [*found.problems, *found.warnings])
    old = openpyxl.load_workbook(workbooks / "faulty.xlsx")["错误"]
    new = openpyxl.load_workbook(out)["错误"]
    assert values(new) == values(old)
    commented = {cell.coordinate for row in new for cell in row if cell.comment}
    assert commented == {"D2", "D3", "B5", "B6", "D9", "E4", "F4", "G4", "C8", "E10", "G11", "A7"}
    assert "后几位已经丢失" in new["D2"].comment.text
    assert new["D2"].fill.fgColor.rgb != new["E4"].fill.fgColor.rgb
    assert new["A2"].fill.fill_type is None


def test_a_problem_inside_a_merged_cell_is_written_at_its_corner(workbooks: Path, tmp_path: Path) -> None:
    problem = CellProblem("member_rows.xlsx", "花名册", 6, "C", "", "x", "请核对住址。")
    annotate(workbooks / "member_rows.xlsx", tmp_path / "a.xlsx", [problem])
    assert "住址" in openpyxl.load_workbook(tmp_path / "a.xlsx")["花名册"]["C5"].comment.text


@pytest.mark.parametrize("name", ["member_rows.xls", "member_rows.ods"])
def test_other_formats_give_the_rows_at_fault(workbooks: Path, tmp_path: Path, name: str) -> None:
    problem = CellProblem(name, "花名册", 6, "F", "", "x", "身份证号：请核对。")
    annotate(workbooks / name, tmp_path / "a.xlsx", [problem])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][:3] == ["花名册", 6, "F6：身份证号：请核对。"]
    assert "李秀英" in [cell.value for cell in sheet[2]]
    assert sheet["I2"].fill.fill_type == "solid"


def test_problems_of_other_files_stay_out(workbooks: Path, tmp_path: Path) -> None:
    problem = CellProblem("别的.csv", "utf8", 2, "A", "", "x", "不属于这里。")
    annotate(workbooks / "utf8.csv", tmp_path / "a.xlsx", [problem])
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row == 1


def test_a_copy_that_fails_leaves_no_plain_cells_in_the_temporary_folder(
    workbooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """openpyxl writes each sheet into a plain file first, and forgets it when it fails."""
    system, made = tmp_path / "system", list[str]()
    system.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(system))

    def fail(_writer: Any, _sheet: Any) -> None:
        with tempfile.NamedTemporaryFile(prefix="openpyxl.", delete=False) as left:
            made.append(left.name)
        raise ValueError

    monkeypatch.setattr(ExcelWriter, "write_worksheet", fail)
    problem = CellProblem("faulty.xlsx", "错误", 2, "D", "", "x", "请核对。")
    annotate(workbooks / "faulty.xlsx", tmp_path / "a.xlsx", [problem])
    assert made
    assert list(system.iterdir()) == []
    assert tempfile.gettempdir() == str(system)
