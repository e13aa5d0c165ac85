"""Visit forms, against the same strokes on a bare canvas."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from unittest.mock import patch

from hardship_desktop.documents.pdf import sheet
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.visit_form import write_visit_forms
from hardship_desktop.services.printing import Printing
from tests.benchmarks.office import BenchOffice
from tests.benchmarks.row import Row, usual
from tests.benchmarks.tape import Tape

_FORMS, _TIMES = 50, 3


def form_rows(office: BenchOffice) -> Iterator[Row]:
    """Filled visit forms with everything that stands on them."""
    forms, fonts = Printing(office.county).prepare(office.keys[:_FORMS]), Fonts.standard()
    tape = Tape()
    with patch.object(sheet, "Canvas", tape.canvas):
        write_visit_forms(forms, BytesIO(), fonts=fonts)
    ours = usual(lambda: write_visit_forms(forms, BytesIO(), fonts=fonts), _TIMES)
    limit = usual(partial(tape.play, BytesIO()), _TIMES)
    yield Row("forms", f"走访表 {len(forms)} 份", ours, limit=limit, times=1.5)
    whole = usual(lambda: Printing(office.county).draw(office.keys[:_FORMS]), _TIMES)
    yield Row("forms", "　连同读取数据、编号，每份", whole / len(forms))
