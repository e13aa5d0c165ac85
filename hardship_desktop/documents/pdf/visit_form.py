"""The household visit form 困难职工入户走访表, blank or filled, as PDF."""

from collections.abc import Iterable
from operator import length_hint
from typing import BinaryIO

from hardship_desktop.documents.pdf.drawing import Drawing
from hardship_desktop.documents.pdf.fonts import Fonts, MissingGlyph
from hardship_desktop.documents.pdf.visit_data import MemberLine, VisitForm, label_of
from hardship_desktop.documents.pdf.visit_layout import QR, TITLE, visit_templates
from hardship_desktop.documents.pdf.visit_pages import Sides
from hardship_desktop.domain.progress import NoProgress, Progress

__all__ = ["MemberLine", "VisitForm", "missing_glyphs", "write_visit_forms"]


def write_visit_forms(
    forms: Iterable[VisitForm], out: BinaryIO, *, fonts: Fonts, progress: Progress | None = None
) -> int:
    """Write the forms one after the other into one PDF and return the number of pages.

    Forms are taken one at a time. Progress counts forms; its total is 0 when `forms` has no length.
    A character that no font has is printed as a box with its code point: ask `missing_glyphs` first.
    """
    progress = progress or NoProgress()
    total = length_hint(forms)
    drawing = Drawing(out, fonts, TITLE)
    templates = visit_templates(fonts)
    pages = 0
    for number, form in enumerate(forms, 1):
        sides = Sides(form, templates, drawing).done
        ticked = form.ticked()
        for page, side in enumerate(sides, 1):
            drawing.under(side.template)
            drawing.qr(QR, f"{form.qr}/{page}")
            for slot, fitted in side.texts:
                drawing.fill(slot, fitted)
            for box in side.template.ticks:
                if (box.group, box.option) in ticked:
                    drawing.tick(box.rect)
            drawing.next_page()
        pages += len(sides)
        progress.step(number, total)
    drawing.close()
    return pages


def missing_glyphs(forms: Iterable[VisitForm], fonts: Fonts) -> list[MissingGlyph]:
    """Characters on these forms that no font has, with form number and name of the field.

    To be asked, and shown to the person, before printing.
    """
    return [
        missing
        for form in forms
        for place, text in form.texts()
        for missing in fonts.missing(text, f"{form.form_no} {label_of(place)}")
    ]
