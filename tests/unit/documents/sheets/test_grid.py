"""A file is told by its content, and a person always learns what is wrong with it."""

import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from hardship_desktop.documents.sheets.grid import read_file
from hardship_desktop.documents.sheets.sheet import UNCALCULATED
from hardship_desktop.domain.errors import UserError


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_file(path)
    assert path.name in caught.value.message
    return caught.value.code


@pytest.mark.parametrize("name", ["member_rows.xlsx", "member_rows.xls", "member_rows.ods", "wps.et"])
def test_the_same_sheet_reads_the_same_in_every_format(workbooks: Path, name: str) -> None:
    rows = read_file(workbooks / name)[0].rows
    assert [row[3] for row in rows[4:9]] == ["王建国", "李秀英", "王小雨", "赵铁柱", "赵一鸣"]
    assert rows[4][5] == "53030219750305011X"
    assert rows[4][9] == 13800000001


def test_a_suffix_proves_nothing(workbooks: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "名单.csv"
    renamed.write_bytes((workbooks / "member_rows.xlsx").read_bytes())
    assert read_file(renamed)[0].name == "花名册"


@pytest.mark.parametrize("name", ["utf8.csv", "gb18030.csv", "utf16.txt", "semicolon.csv"])
def test_text_is_read_in_every_usual_encoding_and_separator(workbooks: Path, name: str) -> None:
    sheet = read_file(workbooks / name)[0]
    assert sheet.rows[0][:3] == ["序号", "姓名", "与户主关系"]
    assert sheet.rows[3][3] == "530302198302280685"


@pytest.mark.parametrize("name", ["dimension_a1.xlsx", "dimension_xfd.xlsx"])
def test_a_wrong_dimension_neither_loses_nor_invents_rows(workbooks: Path, name: str) -> None:
    sheet = read_file(workbooks / name)[0]
    assert len(sheet.rows) == 5
    assert (sheet.row_number(2), sheet.letter(0), sheet.rows[2][0]) == (3, "B", "姓名")


def test_a_cell_in_the_last_corner_is_refused_before_memory_is_reserved(workbooks: Path) -> None:
    assert refused(workbooks / "sparse_bomb.xlsx") == "too_large"


@pytest.mark.parametrize("name", ["member_rows.xls", "member_rows.ods"])
def test_merged_cells_are_the_same_in_every_format(workbooks: Path, name: str) -> None:
    def blocks(file: str) -> list[tuple[int, int, int, int]]:
        merged = read_file(workbooks / file)[0].merged
        return sorted((each.top, each.left, each.bottom, each.right) for each in merged)

    assert blocks(name) == blocks("member_rows.xlsx")
    assert len(blocks(name)) > 10


@pytest.mark.parametrize("name", ["faulty.xlsx", "faulty.xls"])
def test_hidden_rows_and_faulty_formulas_are_known(workbooks: Path, name: str) -> None:
    sheet = read_file(workbooks / name)[0]
    assert sheet.hidden_rows == frozenset({7})
    assert sheet.rows[10][6] == "#DIV/0!"


@pytest.mark.parametrize("corner", [(0, 2**32 - 1, 0, 2**16 - 1), (5, 1, 9, 2), (0, 65536, 0, 256)])
def test_an_xls_that_promises_absurd_dimensions_is_read_all_the_same(
    workbooks: Path, tmp_path: Path, corner: tuple[int, int, int, int]
) -> None:
    content = (workbooks / "member_rows.xls").read_bytes()
    at = content.index(struct.pack("<HH", 0x0200, 14)) + 4
    path = tmp_path / "a.xls"
    path.write_bytes(content[:at] + struct.pack("<IIHH", *corner) + content[at + 12 :])
    assert read_file(path)[0].rows == read_file(workbooks / "member_rows.xls")[0].rows


def test_an_xls_with_a_cell_in_a_far_corner_is_refused(workbooks: Path, tmp_path: Path) -> None:
    content = (workbooks / "member_rows.xls").read_bytes()
    at = content.index(struct.pack("<HH", 0x00FD, 10)) + 4
    path = tmp_path / "a.xls"
    path.write_bytes(content[:at] + struct.pack("<HH", 65535, 255) + content[at + 4 :])
    assert refused(path) == "too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x00" * 5000, "empty"),
        (b"%PDF-1.7\n...", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n....", "not_a_workbook"),
        (b"\xff\xd8\xff\xe0....", "not_a_workbook"),
        (b"{\\rtf1 x}", "not_a_workbook"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "not_a_workbook"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "not_a_workbook"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600,
            "encrypted",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\x00" * 600,
            "not_a_workbook",
        ),
        (b"\r\n,,\r\n\r\n", "empty"),
    ],
)
def test_what_is_no_readable_workbook_gets_one_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "资料.xlsx"
    path.write_bytes(content)
    assert refused(path) == code


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_other_office_files_are_named(tmp_path: Path) -> None:
    assert refused(packed(tmp_path / "a.xlsx", {"word/document.xml": b"<w/>"})) == "not_a_workbook"
    assert refused(packed(tmp_path / "b.xlsx", {"ppt/presentation.xml": b"<p/>"})) == "not_a_workbook"
    assert refused(packed(tmp_path / "c.xlsx", {"photo.jpg": b"..."})) == "not_a_workbook"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = packed(
        tmp_path / "bomb.xlsx", {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * 50_000_000}
    )
    assert bomb.stat().st_size < 100_000
    assert refused(bomb) == "too_large"


def test_an_ods_that_repeats_a_value_a_million_times_is_refused(tmp_path: Path) -> None:
    row = b'<table:table-row table:number-rows-repeated="1048576">'
    cell = b'<table:table-cell office:value-type="string"/></table:table-row>'
    path = packed(tmp_path / "a.ods", {"content.xml": b"<x>" + row + cell + b"</x>"})
    assert refused(path) == "too_large"


def test_a_part_in_an_encoding_that_does_not_exist_is_damage(tmp_path: Path) -> None:
    wrong = b'<?xml version="1.0" encoding="UTF-98"?><x/>'
    parts = {"xl/workbook.xml": wrong, "xl/_rels/workbook.xml.rels": wrong}
    assert refused(packed(tmp_path / "a.xlsx", parts)) == "damaged"


def test_an_encrypted_ods_asks_for_the_password_to_be_removed(tmp_path: Path) -> None:
    parts = {"content.xml": b"\x01\x02", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    assert refused(packed(tmp_path / "a.ods", parts)) == "encrypted"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.xlsx") == "not_found"


def test_a_stray_quotation_mark_does_not_swallow_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('姓名,住址\n王建国,"东街\n' + "李秀英,西街\n" * 20_000, encoding="utf-8")
    assert len(read_file(path)[0].rows) == 20_002


def test_a_quotation_mark_that_is_never_closed_does_not_join_the_last_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('姓名,住址\n"王一,东街\n李二,西街\n', encoding="utf-8")
    assert read_file(path)[0].rows == [["姓名", "住址"], ["王一", "东街"], ["李二", "西街"]]


def test_a_formula_without_a_result_is_not_an_empty_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "月收入"])
    sheet.append(["王一", "=1000*2"])
    book.save(tmp_path / "a.xlsx")
    assert read_file(tmp_path / "a.xlsx")[0].rows[1] == ["王一", UNCALCULATED]


def test_words_that_a_text_file_repeats_are_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    path.write_text("姓名,困难类别\n" + "王建国,低保\n" * 3, encoding="utf-8")
    rows = read_file(path)[0].rows
    assert rows[1][1] == "低保"
    assert rows[1][1] is rows[3][1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_ends_a_row_and_none_inside_quotes_does(tmp_path: Path, end: str) -> None:
    path = tmp_path / "行.csv"
    path.write_bytes(end.join(["姓名,住址", '王建国,"东街', '1号"', "", "孙桂芳,西街"]).encode())
    assert read_file(path)[0].rows == [
        ["姓名", "住址"],
        ["王建国", f"东街{end}1号"],
        ["", ""],
        ["孙桂芳", "西街"],
    ]


def test_a_saved_web_page_is_named(tmp_path: Path) -> None:
    page = tmp_path / "a.xls"
    page.write_bytes(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<table></table>")
    assert refused(page) == "not_a_workbook"


def test_a_broken_character_is_told_with_its_line(tmp_path: Path) -> None:
    text = tmp_path / "a.csv"
    text.write_bytes("姓名,身份证号\n王建国,1\n赵".encode("gb18030") + b"\xff,2\n")
    with pytest.raises(UserError, match="第 3 行有无法识别的字符"):
        read_file(text)


def test_bars_separate_cells_too(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("姓名|身份证号\n王建国|1\n", encoding="utf-8")
    assert read_file(text)[0].rows == [["姓名", "身份证号"], ["王建国", "1"]]
