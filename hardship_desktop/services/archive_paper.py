"""One household's 档案表 as PDF, workbook or document for WPS, masked unless the asking is recorded."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from hardship_desktop.documents.paper.archive import TITLE, archive
from hardship_desktop.documents.paper.blocks import Document
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.pages import write_document
from hardship_desktop.documents.sheets.document import write_workbook
from hardship_desktop.documents.word.document import write_docx
from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.services.file_out import write_file
from hardship_desktop.services.households import read_file


def _pdf(document: Document, out: BinaryIO) -> None:
    write_document(document, out, fonts=Fonts.standard())


WRITERS: dict[str, Callable[[Document, BinaryIO], None]] = {
    ".pdf": _pdf,
    ".xlsx": write_workbook,
    ".docx": write_docx,
}


def write_archive(desk: Desk, out: Path, key: Key, *, reason: str = "") -> None:
    """Write the form of a household; a reason leaves it unmasked, and is recorded before."""
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        raise UserError("文件名应以 .pdf、.xlsx 或 .docx 结尾，请改文件名。", code="file_name")
    with desk.read() as reader:
        family = read_file(reader, key)
    if reason.strip():
        Disclosures(desk).note("household", key[1], f"打印{TITLE}，敏感信息未遮盖", reason=reason)
    document = archive(family, masked=not reason.strip(), printed_on=desk.today, unit=desk.office_name)
    content = BytesIO()
    write(document, content)
    write_file(content.getvalue(), out)
