"""Visit forms and a roster, against the same strokes on a bare canvas."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from io import BytesIO
from unittest.mock import patch

from hardship_desktop.documents.paper.blocks import Column, Document, Table, Title
from hardship_desktop.documents.pdf import drawing
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.pages import write_document
from hardship_desktop.documents.pdf.visit_form import write_visit_forms
from hardship_desktop.services.printing import Printing
from tests.benchmarks.office import BenchOffice
from tests.benchmarks.row import Row, usual
from tests.benchmarks.tape import Tape

_FORMS, _TIMES = 50, 3
_ROWS = 10_000
_COLUMNS = (("序号", 6), ("姓名", 12), ("家庭住址", 30), ("困难类别", 14))


def form_rows(office: BenchOffice) -> Iterator[Row]:
    """Filled visit forms with everything that stands on them."""
    forms, fonts = Printing(office.county).prepare(office.keys[:_FORMS]), Fonts.standard()
    tape = Tape()
    with patch.object(drawing, "Canvas", tape.canvas):
        write_visit_forms(forms, BytesIO(), fonts=fonts)
    ours = usual(lambda: write_visit_forms(forms, BytesIO(), fonts=fonts), _TIMES)
    limit = usual(partial(tape.play, BytesIO()), _TIMES)
    yield Row("forms", f"走访表 {len(forms)} 份", ours, limit=limit, times=1.5)
    whole = usual(lambda: Printing(office.county).draw(office.keys[:_FORMS]), _TIMES)
    yield Row("forms", "　连同读取数据、编号，每份", whole / len(forms))
    yield _roster(fonts)


def _roster(fonts: Fonts) -> Row:
    """A long table by the paginator."""
    columns = [Column(label, width=width) for label, width in _COLUMNS]
    people = [[f"{number}", f"欧阳{number}", f"人民路{number}号", "深度困难"] for number in range(_ROWS)]
    roster = Document("roster", [Title("花名册"), Table(columns, people)], date(2026, 3, 5))
    tape = Tape()
    with patch.object(drawing, "Canvas", tape.canvas):
        write_document(roster, BytesIO(), fonts=fonts)
    ours = usual(lambda: write_document(roster, BytesIO(), fonts=fonts), _TIMES)
    limit = usual(partial(tape.play, BytesIO()), _TIMES)
    return Row("forms", f"名册 {_ROWS:,} 行", ours, limit=limit, times=1.5)
