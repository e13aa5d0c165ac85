"""Rows copied from a sheet as if they were a file, whose path is its content: nothing lies on the disk."""

import csv
from base64 import urlsafe_b64decode, urlsafe_b64encode
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

_HEAD = "pasted:"
_NAME = "粘贴的内容"
_MOST_SPANNED = 1000


def pasted_path(text: str, html: str = "") -> Path | None:
    """The path of rows on the clipboard, tab-separated or a table of HTML; None when it has no table."""
    rows = text if "\t" in text else _rows_of(html)
    if not rows.strip():
        return None
    # With its mark no text is taken for a workbook by its first letters.
    return Path(_HEAD + urlsafe_b64encode(rows.encode("utf-8-sig", "replace")).decode(), _NAME)


def pasted_content(path: Path) -> bytes | None:
    """The content of such a path, None for that of a file."""
    return urlsafe_b64decode(path.parts[0].removeprefix(_HEAD)) if _is_pasted(path) else None


def place_of(path: Path) -> str:
    """Where the file lies, for a person."""
    content = pasted_content(path)
    return str(path.parent) if content is None else f"{len(content.splitlines())} 行"


def _is_pasted(path: Path) -> bool:
    return path.name == _NAME and len(path.parts) == 2 and path.parts[0].startswith(_HEAD)


def _rows_of(html: str) -> str:
    """The first table of a page as tab-separated text."""
    table = _Table()
    table.feed(html)
    out = StringIO()
    csv.writer(out, delimiter="\t").writerows([" ".join(cell.split()) for cell in row] for row in table.rows)
    return out.getvalue()


class _Table(HTMLParser):
    """Cells that span columns or rows leave empty ones beside and below them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._covered: set[tuple[int, int]] = set()
        self._at = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._begin(dict(attrs))
        elif tag == "br" and self._inside:
            self.rows[-1][self._at] += " "

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][self._at] += data

    def _begin(self, attributes: dict[str, str | None]) -> None:
        place, row = len(self.rows) - 1, self.rows[-1]
        while (place, len(row)) in self._covered:
            row.append("")
        self._at = len(row)
        across, down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        row.extend([""] * across)
        for below in range(1, down):
            self._covered.update((place + below, self._at + each) for each in range(across))
        self._inside = True


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_SPANNED) if text and text.isascii() and text.isdigit() else 1
