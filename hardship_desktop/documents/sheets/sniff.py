"""What a file is, told by its bytes: a suffix proves nothing."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Literal

from hardship_desktop.documents.sheets.pasted import pasted_content
from hardship_desktop.domain.errors import UserError

FileKind = Literal["xlsx", "xls", "ods", "text"]

MOST_BYTES = 200 * 2**20
"""Largest file that is opened."""
MOST_UNPACKED = 800 * 2**20
"""Largest sum of the parts of a zipped workbook; 50,000 rows of 40 columns need about 90 MiB."""
MOST_CELLS = 8_000_000
"""Largest rectangle that is read: 200,000 rows of 40 columns; calamine takes 32 bytes for each cell."""
MOST_PARTS = 20_000
MOST_RATIO = 500
"""Largest compression of one large part; real sheets reach about 30, a zip bomb 1000."""
SMALL_PART = 20 * 2**20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "请用 WPS 或 Excel 打开后另存为 .xlsx 再导入。"
_OTHER_KINDS = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"{\\rtf", "Word 文档"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)
_OLE_KINDS = (("WordDocument", "Word 文档"), ("PowerPoint Document", "演示文稿"))


def kind_of(path: Path) -> FileKind:
    """The kind of a workbook; UserError for what is none, is locked by a password or too large."""
    with opened(path) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        head = file.read(4096)
    if not head.strip(b"\x00 \t\r\n"):
        raise UserError(f"文件“{path.name}”是空的，请核对是否选错。", code="empty")
    if size > MOST_BYTES:
        raise UserError(
            f"文件“{path.name}”超过 {MOST_BYTES >> 20} MB，请拆成几个文件再导入。", code="too_large"
        )
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    _refuse_others(path, head)
    return "text"


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader | BytesIO]:
    """The file to read; UserError when it is not there or cannot be read."""
    if (pasted := pasted_content(path)) is not None:
        yield BytesIO(pasted)
        return
    try:
        if path.exists() and not path.is_file():
            raise UserError(f"“{path.name}”不是文件，请选择一个表格文件。", code="not_a_file")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise UserError(f"找不到文件“{path.name}”，请核对位置和名称。", code="not_found") from None
    except OSError:
        raise UserError(
            f"打不开文件“{path.name}”，可能正被其他程序占用或没有权限，请关闭后再试。", code="unreadable"
        ) from None


def not_a_workbook(name: str, what: str) -> UserError:
    """For a file that is something else."""
    return UserError(f"“{name}”不是表格，而是{what}。{_SAVE_AS}", code="not_a_workbook")


def too_large(name: str, sheet: str = "") -> UserError:
    """For a sheet whose used range is absurd."""
    where = f"的工作表“{sheet}”" if sheet else ""
    return UserError(
        f"“{name}”{where}范围过大：有内容的单元格远在最后一行或最后一列，"
        "请删去数据以外的行和列，另存后再导入。",
        code="too_large",
    )


def unreadable_line(name: str, line: int) -> UserError:
    """For a text file with bytes that are no character."""
    return UserError(
        f"“{name}”第 {line} 行有无法识别的字符，请用 WPS 或 Excel 打开，改正这一行后另存为 .xlsx 再导入。",
        code="not_a_workbook",
    )


def damaged(name: str) -> UserError:
    """For a workbook that cannot be read to its end."""
    return UserError(
        f"表格文件“{name}”已损坏或没有传完整，请向来源处重新要一份；能用 WPS 打开时，另存为 .xlsx 再导入。",
        code="damaged",
    )


def encrypted(name: str) -> UserError:
    """For a workbook locked by a password."""
    return UserError(
        f"“{name}”设有打开密码，请用 WPS 或 Excel 打开，去掉密码后保存再导入。", code="encrypted"
    )


def _refuse_others(path: Path, head: bytes) -> None:
    for start, what in _OTHER_KINDS:
        if head.startswith(start):
            raise not_a_workbook(path.name, what)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()
    if text.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<style", b"mime-version")):
        raise not_a_workbook(path.name, "网页或 XML 格式的文件")


def _zip_kind(path: Path) -> FileKind:
    manifest = b""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if "META-INF/manifest.xml" in archive.namelist():
                with archive.open("META-INF/manifest.xml") as file:
                    manifest = file.read(2**20)
    except (OSError, MemoryError):
        raise
    except Exception:  # zipfile raises half a dozen kinds, zlib.error among them
        raise damaged(path.name) from None
    _check_limits(path.name, parts)
    if b"encryption-data" in manifest or any(part.flag_bits & 1 for part in parts):
        raise encrypted(path.name)
    return _kind_by_parts(path.name, {part.filename.replace("\\", "/").lower() for part in parts})


def _kind_by_parts(name: str, names: set[str]) -> FileKind:
    if "xl/workbook.bin" in names:
        raise not_a_workbook(name, "二进制工作簿（.xlsb）")
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if any(part.startswith("word/") for part in names):
        raise not_a_workbook(name, "Word 文档")
    if any(part.startswith("ppt/") for part in names):
        raise not_a_workbook(name, "演示文稿")
    if "content.xml" in names:
        return "ods"
    raise not_a_workbook(name, "压缩包")


def _check_limits(name: str, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    squeezed = any(
        part.file_size > SMALL_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if unpacked > MOST_UNPACKED or squeezed or len(parts) > MOST_PARTS:
        raise UserError(
            f"“{name}”展开后过大，不像正常的表格；请删去多余的行、列和图片，另存为新文件再导入。",
            code="too_large",
        )


def _ole_kind(path: Path) -> FileKind:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise encrypted(path.name)
    if not any(word.encode("utf-16-le") in content for word in ("Workbook", "Book")):
        for word, what in _OLE_KINDS:
            if word.encode("utf-16-le") in content:
                raise not_a_workbook(path.name, what)
    return "xls"
