"""A list goes out: as a workbook or on paper, masked unless the asking is recorded."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from hardship_desktop.documents.paper.listing import listing as on_paper
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.pages import write_document
from hardship_desktop.documents.sheets.listing import write_listing
from hardship_desktop.documents.sheets.row_sheet import Heading
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Column, Wanted
from hardship_desktop.domain.progress import NoProgress, Progress
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.services.lists.base import Listing
from hardship_desktop.services.lists.registry import LISTS
from hardship_desktop.store.aside import aside_folder
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.safefile import replace_file

MOST_PRINTED = 20_000
"""Rows on paper; more is work for a workbook."""

_CHUNK = 400


class ListOut:
    """Workbook, paper and plain rows of any list."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        self._desk, self._wanted = desk, wanted
        self.listing = find_list(desk, wanted.name)
        self.spec = self.listing.spec
        names = wanted.columns or [column.name for column in self.spec.columns if not column.hidden]
        self.columns: list[Column] = [self._column(name) for name in names]
        if wanted.sort:
            self._column(wanted.sort[0])
        self.masked = not wanted.reason.strip()

    def rows(self, progress: Progress | None = None) -> Iterator[dict[str, Any]]:
        """Every row, a few hundred read at a time; that they leave unmasked is recorded first."""
        keys = self._keys()
        if not self.masked:
            self._record(len(keys))
        for start in range(0, len(keys), _CHUNK):
            (progress or NoProgress()).step(start, len(keys))
            yield from self.listing.lines(keys[start : start + _CHUNK])

    def write(self, out: Path, progress: Progress | None = None) -> int:
        """A workbook (.xlsx) or a document (.pdf); gives how many rows it has."""
        if out.suffix.lower() not in (".xlsx", ".pdf"):
            raise UserError("导出的文件名应以 .xlsx 或 .pdf 结尾，请改文件名。", code="file_name")
        if out.suffix.lower() == ".pdf":
            with plain_faults(), replace_file(out) as file:
                file.write(self.draw(progress)[0])
            return len(self._keys())
        count = 0

        def counted() -> Iterator[dict[str, Any]]:
            nonlocal count
            for row in self.rows(progress):
                count += 1
                yield row

        heading = Heading.sealed(self.spec.title, self._desk.office_name, str(self._desk.today))
        with plain_faults(), aside_folder(self._desk.folder) as aside:
            write_listing(
                out,
                self.spec.title,
                self.columns,
                counted(),
                masked=self.masked,
                heading=heading,
                aside=aside,
            )
        return count

    def draw(self, progress: Progress | None = None) -> tuple[bytes, int]:
        """The list as PDF in memory, and how many pages."""
        count = len(self._keys())
        if count > MOST_PRINTED:
            raise UserError(f"要打印的有 {count:,} 行，太多了：请先筛选，或导出为表格。", code="too_many")
        document = on_paper(
            self.spec.title,
            self.columns,
            self.rows(progress),
            masked=self.masked,
            note=f"共 {count:,} {self.spec.noun}　打印人 {self._desk.user_name}",
            printed_on=self._desk.today,
            unit=self._desk.office_name,
        )
        content = BytesIO()
        pages = write_document(document, content, fonts=Fonts.standard())
        return content.getvalue(), pages

    def _keys(self) -> Sequence[Any]:
        return self.listing.keys(self._wanted.chosen, self._wanted.sort)

    def _column(self, name: str) -> Column:
        column = self.spec.by_name.get(name)
        if column is None:
            known = "、".join(self.spec.by_name)
            raise UserError(f"“{self.spec.title}”没有“{name}”这一列，可用：{known}。", code="column")
        return column

    def _record(self, count: int) -> None:
        self._desk.require("reveal")
        what = f"导出{self.spec.title} {count:,} {self.spec.noun}，敏感信息未遮盖"
        Disclosures(self._desk).note(self.spec.name, None, what, reason=self._wanted.reason)


def find_list(desk: Desk, name: str) -> Listing:
    """The list of this name; UserError names those that there are."""
    if name not in LISTS:
        known = "、".join(f"{each}（{LISTS[each].declared.title}）" for each in LISTS)
        raise UserError(f"没有名为“{name}”的列表，可用：{known}。", code="list")
    return LISTS[name](desk)
