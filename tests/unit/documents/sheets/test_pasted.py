"""Rows from the clipboard are read as a file would be, without one."""

from pathlib import Path

from hardship_desktop.documents.sheets.grid import read_file
from hardship_desktop.documents.sheets.pasted import pasted_content, pasted_path, place_of


def rows(text: str, html: str = "") -> list[list[object]]:
    path = pasted_path(text, html)
    assert path is not None
    (sheet,) = read_file(Path(str(path)))
    return [list(row) for row in sheet.rows]


def test_tab_separated_rows_are_read_with_lines_inside_cells() -> None:
    assert rows('姓名\t住址\n王敏\t"东街\n1号"\n') == [["姓名", "住址"], ["王敏", "东街\n1号"]]


def test_text_that_begins_like_a_workbook_is_text() -> None:
    assert rows("PK\t姓名\n1\t王敏\n") == [["PK", "姓名"], ["1", "王敏"]]


def test_a_table_of_html_keeps_its_columns_where_cells_span_several() -> None:
    html = (
        "<style>td {color: red}</style><table><tr><td colspan=2>名单</td><td>住址</td></tr>"
        "<tr><td rowspan='2'>1</td><td>王敏</td><td>东街<br>1号</td></tr>"
        "<tr><td>李强</td><td>西街</td></tr></table>"
    )
    assert rows("", html) == [["名单", "", "住址"], ["1", "王敏", "东街 1号"], ["", "李强", "西街"]]


def test_what_has_no_columns_is_no_table() -> None:
    assert pasted_path("王敏", "<p>王敏</p>") is None
    assert pasted_path("") is None


def test_a_file_is_no_pasted_one(tmp_path: Path) -> None:
    assert pasted_content(tmp_path / "名册.xlsx") is None
    assert place_of(tmp_path / "名册.xlsx") == str(tmp_path)
