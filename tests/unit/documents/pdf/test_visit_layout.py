"""The printed form is a clean grid: nothing overlaps, everything is on the paper and written large enough."""

from itertools import combinations

import pytest

from hardship_desktop.documents.pdf.fitting import fit
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.layout import LINE, MM, Layout, Rect, Template
from hardship_desktop.documents.pdf.visit_fields import AMOUNT_LABELS, MEMBER_LABELS, TICKS, VALUE_LABELS
from hardship_desktop.documents.pdf.visit_layout import CORNERS, QR, visit_templates

PAPER = Rect(4.2, 4.2, 201.6, 288.6)  # office printers leave 4.2 mm white
SIDES = ("front", "back", "members", "notes")


@pytest.fixture(params=SIDES)
def side(request: pytest.FixtureRequest, fonts: Fonts) -> Template:
    template = getattr(visit_templates(fonts), request.param)
    assert isinstance(template, Template)
    return template


def test_texts_values_and_boxes_never_overlap(side: Template) -> None:
    tight = [
        *((slot.key, slot.rect) for slot in side.slots),
        *((words.text, words.rect) for words in side.words),
        *((box.option, box.rect) for box in side.ticks),
        ("二维码", QR),
        *(("定位块", corner) for corner in CORNERS),
    ]
    clashes = [(a, b) for (a, one), (b, other) in combinations(tight, 2) if one.overlaps(other)]
    assert clashes == []


def test_everything_lies_where_a_printer_prints(side: Template) -> None:
    rects = [*side.cells, *side.outlines, *side.solids, *(slot.rect for slot in side.slots)]
    assert all(PAPER.holds(rect) for rect in rects)


def test_no_value_stands_across_a_line_of_the_grid(side: Template) -> None:
    for slot in side.slots:
        around = [cell for cell in side.cells if cell.overlaps(slot.rect)]
        assert all(cell.holds(slot.rect) for cell in around), slot.key


def test_printed_words_fit_their_places(side: Template, fonts: Fonts) -> None:
    for words in side.words:
        face = fonts.bold if words.bold else fonts.regular
        fitted = fit(face, words.text, words.rect.w * MM, words.rect.h * MM, (words.size,))
        assert not fitted.rest, words.text


def test_there_is_room_to_write_by_hand(side: Template) -> None:
    written = [cell for cell in side.cells if any(cell.holds(slot.rect) for slot in side.slots)]
    headings = {slot.rect.y for slot in side.slots if slot.key.startswith("month.")}
    assert all(cell.h >= LINE or any(cell.y < y < cell.y + cell.h for y in headings) for cell in written)


def test_every_value_amount_and_tick_box_stands_on_the_form_once(fonts: Fonts) -> None:
    templates = visit_templates(fonts)
    keys = [slot.key for slot in (*templates.front.slots, *templates.back.slots)]
    assert all(keys.count(key) == 1 for key in VALUE_LABELS)
    assert all(keys.count(f"amount.{key}.{month}") == 1 for key in AMOUNT_LABELS for month in range(13))
    assert all(keys.count(f"member.{row}.{key}") == 1 for key in MEMBER_LABELS for row in range(8))
    boxes = [(box.group, box.option) for box in (*templates.front.ticks, *templates.back.ticks)]
    assert sorted(boxes) == sorted((group, option) for group in TICKS for option in TICKS[group].options)


def test_a_row_that_does_not_fill_the_width_is_refused(fonts: Fonts) -> None:
    with pytest.raises(ValueError, match="ends at"):
        Layout("wrong", fonts, 30).row(8)
