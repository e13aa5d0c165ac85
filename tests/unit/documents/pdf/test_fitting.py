"""Text stays inside its box and no character of it is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardship_desktop.documents.pdf.fitting import fit, wrap
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.layout import VALUE_SIZES

FONTS = Fonts.standard()
TEXT = st.text(
    st.one_of(
        st.sampled_from("王𬭎·，。；（）0123456789*.-/ \nABab元"), st.characters(exclude_categories=["Cs"])
    ),
    max_size=200,
)


@settings(max_examples=200, deadline=None)
@given(text=TEXT, width=st.floats(14, 500), height=st.floats(3, 60))
def test_every_line_lies_in_the_box_and_nothing_is_lost(text: str, width: float, height: float) -> None:
    fitted = fit(FONTS.regular, text, width, height, VALUE_SIZES)
    assert fitted.height <= height + 1e-6
    assert all(FONTS.regular.width(line, fitted.size) <= width + 1e-6 for line in fitted.lines)
    assert "".join(("".join(fitted.lines) + fitted.rest).split()) == "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(text=TEXT, width=st.floats(1, 200))
def test_lines_joined_are_the_text_however_narrow_the_box(text: str, width: float) -> None:
    assert "".join(wrap(FONTS.regular, text, 9, width)) == text


def test_a_number_is_not_broken_across_lines() -> None:
    lines = wrap(FONTS.regular, "医药费自付部分每月约12345.67元左右", 10, 140)
    assert any("12345.67" in line for line in lines)
    assert len(lines) > 1


def test_a_comma_does_not_begin_a_line() -> None:
    lines = wrap(FONTS.regular, "一二三四五，六七", 10, 50)
    assert lines == ["一二三四", "五，六七"]


@pytest.mark.parametrize(("characters", "size"), [(5, 10.0), (12, 8.0)])
def test_a_short_value_is_made_smaller_before_it_is_wrapped(characters: int, size: float) -> None:
    fitted = fit(FONTS.regular, "王" * characters, 100, 20, VALUE_SIZES)
    assert fitted.lines == ("王" * characters,)
    assert fitted.size == size


def test_what_finds_no_room_at_the_smallest_size_is_handed_back() -> None:
    fitted = fit(FONTS.regular, "王" * 500, 50, 12, (9.0, 5.0))
    assert fitted.size == 5.0
    assert len("".join(fitted.lines)) + len(fitted.rest) == 500
    assert fitted.rest
