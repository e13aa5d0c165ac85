"""Documents of blocks as .docx, for WPS and Word."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, BinaryIO

import docx
import segno
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from hardship_desktop.documents.paper import blocks

_FONT = "宋体"
_MARGIN = 15.0
_LABEL = 24.0
_ROW = 6.0
_SHADE = "F2F2F2"
_CELL_MARGIN = 60  # twentieths of a point
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_docx(document: blocks.Document, out: BinaryIO) -> None:
    """Write a document for a text program: real tables, headers repeated, rows whole, pages numbered."""
    paper = docx.Document()
    _prepare(paper, document)
    _Writer(paper, (297.0 if document.landscape else 210.0) - 2 * _MARGIN).add(document.blocks)
    paper.save(out)


def _prepare(paper: Docx, document: blocks.Document) -> None:
    """Font, page, foot line; nothing personal in the properties."""
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(0)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = document.title, "", ""
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    said = "　".join(filter(None, (document.unit, document.note)))
    for part in (f"{said}　第 ", "PAGE", " 页 / 共 ", "NUMPAGES", " 页", f"　打印日期 {document.printed_on}"):
        _field(foot, part) if part.isupper() else foot.add_run(part)
    for run in foot.runs:
        run.font.size = Pt(8)


def _field(paragraph: Paragraph, name: str) -> None:
    """What the text program counts itself."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), name)
    paragraph._p.append(element)


class _Writer:
    """Adds block after block."""

    def __init__(self, paper: Docx, width: float) -> None:
        self._paper = paper
        self._width = width

    def add(self, some: Iterable[blocks.Block], *, keep: bool = False) -> None:
        """The blocks one under the other; `keep` holds them on one page."""
        for block in some:
            before = len(self._paper.element.body)
            self._one(block)
            if keep:
                for element in list(self._paper.element.body)[before - 1 :]:
                    _keep(element)

    def _one(self, block: blocks.Block) -> None:
        match block:
            case blocks.Title():
                self._words(block.text, 18, bold=True, align="center", keep=True)
                if block.note:
                    self._words(block.note, 9, align="center", keep=True)
            case blocks.Heading():
                said = f"{block.text}　{block.note}" if block.note else block.text
                self._words(said, 11, bold=True, keep=True).paragraph_format.space_before = Pt(6)
            case blocks.FieldGrid():
                self._grid(block)
            case blocks.Table():
                self._table(block)
            case blocks.Text():
                for line in block.text.split("\n"):
                    self._words(line, block.size, bold=block.bold, align=block.align)
            case blocks.Signatures():
                self._signatures(block)
            case blocks.QR():
                picture = BytesIO()
                segno.make(block.payload, error="m", micro=False).save(picture, kind="png", scale=8, border=2)
                self._words("", 10, align="center").add_run().add_picture(picture, width=Mm(block.size))
            case blocks.PageBreak():
                self._words("", 10).add_run().add_break(WD_BREAK.PAGE)
            case blocks.KeepTogether():
                self.add(block.blocks, keep=True)

    def _words(
        self, text: str, size: float, *, bold: bool = False, align: str = "left", keep: bool = False
    ) -> Paragraph:
        paragraph = self._paper.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep
        _write(paragraph, text, size, bold=bold, align=align)
        return paragraph

    def _new_table(self, rows: int, widths: Sequence[float]) -> Table:
        table: Table = self._paper.add_table(rows, len(widths), "Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), str(_CELL_MARGIN))
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        table._tbl.tblPr.append(margins)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def _grid(self, grid: blocks.FieldGrid) -> None:
        share = self._width / grid.across
        rows = list(grid.rows())
        table = self._new_table(len(rows), [_LABEL, share - _LABEL] * grid.across)
        for row, places in zip(table.rows, rows, strict=True):
            _whole(row)
            cells = row.cells
            for number, place in enumerate(places):
                _cell(cells[2 * number], place.column.label, share=_LABEL, shaded=True, align="center")
                last = number == len(places) - 1
                value = cells[2 * number + 1]
                if last and len(places) < grid.across:
                    value = value.merge(cells[-1])
                _cell(value, place.text, share=share - _LABEL)

    def _table(self, table: blocks.Table) -> None:
        total = sum(column.width for column in table.columns)
        widths = [self._width * column.width / total for column in table.columns]
        lines = list(table.texts())
        last = [column.text(value) for column, value in zip(table.columns, table.last, strict=False)]
        made = self._new_table(1 + max(len(lines), 1) + bool(last), widths)
        aligns = [column.align for column in table.columns]
        rows = iter(made.rows)
        head = next(rows)
        _repeated(head)
        _line(head, [column.label for column in table.columns], widths, ["center"] * len(widths), shaded=True)
        if not lines:
            cells = next(rows).cells
            _cell(cells[0].merge(cells[-1]), blocks.NOTHING, share=self._width, align="center")
        for line in lines:
            _line(next(rows), line, widths, aligns)
        if last:
            _line(next(rows), last, widths, aligns, bold=True)

    def _signatures(self, block: blocks.Signatures) -> None:
        share = self._width / len(block.places)
        table = self._new_table(1, [share] * len(block.places))
        row = table.rows[0]
        _whole(row)
        row.height = Mm(34)
        for cell, place in zip(row.cells, block.places, strict=True):
            _cell(cell, place.title, share=share, align="center")
            marks = " ".join(
                word for word, given in (("（盖章）", place.seal), ("（手印）", place.thumb)) if given
            )
            for text in ("", "", marks, "年　　月　　日"):
                _write(cell.add_paragraph(), text, 9, align="right")


def _keep(element: Any) -> None:
    for paragraph in element.iter(qn("w:p")):
        Paragraph(paragraph, None).paragraph_format.keep_with_next = True  # type: ignore[arg-type]


def _whole(row: _Row) -> None:
    """No page end cuts this row, and it is high enough to be written in."""
    row.height = Mm(_ROW)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeated(row: _Row) -> None:
    """This row stands on every page."""
    _whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _line(
    row: _Row,
    texts: Sequence[str],
    widths: Sequence[float],
    aligns: Sequence[str],
    *,
    shaded: bool = False,
    bold: bool = False,
) -> None:
    _whole(row)
    for cell, text, width, align in zip(row.cells, texts, widths, aligns, strict=True):
        _cell(cell, text, share=width, shaded=shaded, align=align, bold=bold)


def _cell(
    cell: _Cell, text: str, *, share: float, shaded: bool = False, align: str = "left", bold: bool = False
) -> None:
    cell.width, cell.vertical_alignment = Mm(share), WD_ALIGN_VERTICAL.CENTER
    if shaded:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    _write(cell.paragraphs[0], text, 9, bold=bold, align=align)


def _write(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, align: str = "left") -> None:
    paragraph.alignment = _ALIGN[align]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
